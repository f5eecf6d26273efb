import Dashboard

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

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
      guard parts.count == 2, let list = ListKind(rawValue: parts[0].filter { !$0.isWhitespace }) else { continue }
      choice.names[list] = parts[1].split(whereSeparator: \.isWhitespace).map(String.init)
    }
    return choice
  }

  /// Put in the old one's place as a whole. Nothing is lost when it cannot be written, so nothing is said.
  func keep(_ choice: ColumnChoice) {
    guard !readOnly else { return }
    let lines = ListKind.allCases.compactMap { list in
      choice.names[list].map { "\(list.rawValue) = \($0.joined(separator: " "))\n" }
    }
    let new = path + ".\(getpid())"
    do {
      try Folders.make(above: path)
      try TextFile.write(lines.joined(), to: new)
      if rename(new, path) != 0 { unlink(new) }
    } catch {
      unlink(new)
    }
  }
}
