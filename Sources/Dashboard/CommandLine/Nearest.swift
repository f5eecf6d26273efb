/// The word that somebody may have meant.
enum Nearest {
  /// The one with the fewest letters wrong, of those that are near enough to be a slip; nil for none.
  static func word(to typed: String, among words: some Sequence<String>) -> String? {
    var best: (word: String, distance: Int)?
    for word in words {
      let distance = distance(typed, word)
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

  /// Letters to put in, leave out, change or swap with their neighbour.
  ///
  /// Source: the restricted edit distance of Damerau, A technique for computer detection and correction of spelling
  /// errors, CACM 7(3), 1964.
  private static func distance(_ typed: String, _ word: String) -> Int {
    let (a, b) = (Array(typed.prefix(64)), Array(word.prefix(64)))
    var before: [Int] = []
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var least = min(last[j] + (a[i] == b[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { least = min(least, before[j - 1] + 1) }
        row.append(least)
      }
      (before, last) = (last, row)
    }
    return last[b.count]
  }
}
