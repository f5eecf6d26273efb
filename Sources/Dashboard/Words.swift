internal import Canvas

/// Writes the words of a line one behind the other, each in its role.
struct Words {
  private var parts: [(String, Role)] = []

  /// Columns needed.
  var width: Int { parts.reduce(0) { $0 + Text.width($1.0) } }

  mutating func add(_ text: String, _ role: Role = .text) { parts.append((text, role)) }

  /// - Returns: the columns used.
  @discardableResult
  func write(in grid: inout Grid, row: Int, column: Int, to end: Int) -> Int {
    var at = column
    for (text, role) in parts {
      guard at < end else { break }
      at += grid.write(Text.truncated(text, to: end - at), row: row, column: at, as: role)
    }
    return at - column
  }
}

enum Paragraph {
  /// `text` in at most `rows` lines; the last ends in `…` when something is missing.
  static func lines(_ text: String, columns: Int, rows: Int) -> [String] {
    let all = Text.wrapped(text, to: columns)
    guard all.count > rows, rows > 0 else { return Array(all.prefix(max(0, rows))) }
    return all.prefix(rows - 1) + [Text.truncated(all[(rows - 1)...].joined(separator: " "), to: columns)]
  }

  /// Several texts, each from a line of its own on, in at most `rows` lines together; the last ends in `…` when something
  /// is missing.
  static func lines(_ texts: [(String, Role)], columns: Int, rows: Int) -> [(String, Role)] {
    let all: [(String, Role)] = texts.flatMap { text, role in Text.wrapped(text, to: columns).map { ($0, role) } }
    guard all.count > rows, rows > 0 else { return Array(all.prefix(max(0, rows))) }
    let rest = all[(rows - 1)...].map { $0.0 }.joined(separator: " ")
    return all.prefix(rows - 1) + [(Text.truncated(rest, to: columns), all[rows - 1].1)]
  }
}
