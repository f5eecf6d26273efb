import Dashboard

/// Columns as a person chose them, from one session to the next: a line for each list in a file of the state folder.
///
///     overview = name n spark verdict slope
struct ColumnShelf {
  private let path = Folders.state + "/columns"
  private let readOnly: Bool

  init(_ options: RunOptions) { readOnly = options.readOnly }

  /// Lines that say something else, of a later Vane perhaps, make no difference.
  ///
  /// - Parameter configured: for lists of which nothing is remembered.
  func columns(or configured: [ListKind: [String]]) -> ColumnChoice {
    var choice = ColumnChoice()
    choice.configured = configured
    for line in (TextFile.read(path) ?? "").split(whereSeparator: \.isNewline) {
      let parts = line.split(separator: "=", maxSplits: 1)
      guard parts.count == 2, let list = Self.list(of: line) else { continue }
      choice.names[list] = parts[1].split(whereSeparator: \.isWhitespace).map(String.init)
    }
    return choice
  }

  /// - Parameter names: nil: nobody chooses any more.
  func keep(_ names: [String]?, of list: ListKind) {
    guard !readOnly else { return }
    let line = names.map { "\(list.rawValue) = \($0.joined(separator: " "))" }
    TextFile.change(path) { lines in
      lines.filter { Self.list(of: $0[...]) != list } + [line].compactMap { $0 }
    }
  }

  /// nil for a line that says something else.
  private static func list(of line: Substring) -> ListKind? {
    ListKind(rawValue: line.prefix { $0 != "=" }.filter { !$0.isWhitespace })
  }
}
