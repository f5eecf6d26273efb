/// `did you mean`: the name that a misspelt one is nearest to.
public enum Nearest {
  /// `, did you mean 'tasks'?`, or nothing where no name is near.
  public static func hint(_ word: String, _ names: some Sequence<String>) -> String {
    name(to: word, among: names).map { ", did you mean '\($0)'?" } ?? ""
  }

  /// The one with the fewest letters wrong, of those that are near enough to be a slip or go on where the word ends.
  static func name(to word: String, among names: some Sequence<String>) -> String? {
    // Longer words are nobody's slip of the finger, and the table would grow with their square.
    guard (2...100).contains(word.count) else { return nil }
    let typed = word.lowercased()
    var work = mostWork
    let near = names.compactMap { name -> (wrong: Int, name: String)? in
      let other = name.lowercased()
      let more = other.count - typed.count
      if typed.count > 2, other.hasPrefix(typed) { return (more, name) }
      let most = max(1, min(typed.count, other.count) / 3)
      guard abs(more) <= most, work > 0 else { return nil }
      work -= typed.count * other.count
      let wrong = distance(typed, other)
      return wrong <= most ? (wrong, name) : nil
    }
    return near.min { ($0.wrong, $0.name) < ($1.wrong, $1.name) }?.name
  }

  /// Pairs of letters that are compared: there may be a hundred thousand long names, and somebody waits.
  private static let mostWork = 20_000_000

  /// Letters to put in, leave out, change or swap with their neighbour.
  ///
  /// Source: the restricted edit distance of Damerau, A technique for computer detection and correction of spelling
  /// errors, CACM 7(3), 1964.
  public static func distance(_ typed: some StringProtocol, _ word: some StringProtocol) -> Int {
    let (a, b) = (Array(typed), Array(word))
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
