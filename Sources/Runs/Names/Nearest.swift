/// `did you mean`: the name that a misspelt one is nearest to.
public enum Nearest {
  /// `, did you mean 'tasks'?`, or nothing where no name is near.
  public static func hint(_ word: String, _ names: some Sequence<String>) -> String {
    name(to: word, among: names).map { ", did you mean '\($0)'?" } ?? ""
  }

  /// nil unless one is within a third of the word's letters.
  static func name(to word: String, among names: some Sequence<String>) -> String? {
    // Longer words are nobody's slip of the finger, and the table would grow with their square.
    guard word.count <= 100 else { return nil }
    let most = max(1, word.count / 3)
    let near = names.filter { abs($0.count - word.count) <= most }.map { ($0, distance(word, $0)) }
    return near.filter { $0.1 <= most }.min { ($0.1, $0.0) < ($1.1, $1.0) }?.0
  }

  /// Letters to change, add, drop or swap with their neighbour (optimal string alignment).
  static func distance(_ a: String, _ b: String) -> Int {
    let (a, b) = (Array(a.lowercased()), Array(b.lowercased()))
    var rows = [Array(0...b.count)]
    for i in 0..<a.count {
      var row = [i + 1]
      for j in 0..<b.count {
        var least = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { least = min(least, rows[i - 1][j - 1] + 1) }
        row.append(least)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }
}
