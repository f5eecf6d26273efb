internal import Runs

extension Nearest {
  /// The one with the fewest letters wrong, of those that are near enough to be a slip; nil for none.
  static func word(to typed: String, among words: some Sequence<String>) -> String? {
    var best: (word: String, distance: Int)?
    for word in words {
      let distance = distance(typed.prefix(64), word.prefix(64))
      let most = max(1, min(typed.count, word.count) / 3)
      guard distance <= most || (typed.count > 2 && word.hasPrefix(typed)) else { continue }
      if best.map({ distance < $0.distance }) ?? true { best = (word, distance) }
    }
    return best?.word
  }

  /// `; did you mean 'sort'?`, or nothing.
  static func hint(to typed: String, among words: some Sequence<String>) -> String {
    word(to: typed, among: words).map { "; did you mean '\($0)'?" } ?? ""
  }
}
