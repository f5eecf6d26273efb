/// A grid as linear text: what stands in its lines without frames and pictures, the rows of its lists as `TITLE value,
/// TITLE value`, its charts as their values by scale. For screen readers and terminals that cannot draw.
public struct Spoken: Equatable, Sendable {
  public struct Row: Equatable, Sendable {
    /// Its place in the list, from 0.
    public var place: Int
    public var isSelected: Bool
    public var text: String
  }

  public enum Line: Equatable, Sendable {
    case text(String)
    case row(Row)
  }

  public let lines: [Line]

  /// Rows of lists that are in view, in their order.
  public var rows: [Row] {
    lines.compactMap { line in
      if case .row(let row) = line { row } else { nil }
    }
  }

  public var selected: Row? { rows.first(where: \.isSelected) }

  /// - Parameter within: lines of the grid.
  public init(_ grid: Grid, within: Range<Int>) {
    var lines: [Line] = []
    var titles: [Grid.Heading] = []
    var drawn: Set<Int> = []
    for row in within.clamped(to: 0..<grid.size.rows) {
      for (number, picture) in grid.pictures.enumerated() where picture.rows.contains(row) && !drawn.contains(number) {
        drawn.insert(number)
        lines += picture.content.spoken.map(Line.text)
      }
      let own = grid.headings.filter { $0.row == row }
      if !own.isEmpty {
        titles = own.sorted { $0.columns.lowerBound < $1.columns.lowerBound }
        continue
      }
      var rest = 0..<grid.size.columns
      if let handle = grid.listHandle(row) {
        let text = Self.row(grid, row, handle.columns, under: titles)
        lines.append(.row(Row(place: handle.place ?? -1, isSelected: handle.place == nil, text: text)))
        rest = min(handle.columns.upperBound, grid.size.columns)..<grid.size.columns
      }
      let text = Self.words(grid, row, rest)
      if !text.isEmpty { lines.append(.text(text)) }
    }
    self.lines = Self.placed(lines)
  }

  /// The selected line knows its place by its neighbours.
  private static func placed(_ lines: [Line]) -> [Line] {
    var lines = lines
    for at in lines.indices {
      guard case .row(var row) = lines[at], row.place < 0 else { continue }
      if at > 0, case .row(let before) = lines[at - 1], before.place >= 0 {
        row.place = before.place + 1
      } else if at + 1 < lines.count, case .row(let after) = lines[at + 1], after.place > 0 {
        row.place = after.place - 1
      } else {
        row.place = 0
      }
      lines[at] = .row(row)
    }
    return lines
  }

  // MARK: - Lines

  private static func row(_ grid: Grid, _ row: Int, _ columns: Range<Int>, under titles: [Grid.Heading]) -> String {
    let titles = titles.filter { columns.overlaps($0.columns) }
    guard !titles.isEmpty else { return words(grid, row, columns) }
    var parts: [String] = []
    // What stands before the first column: the numbers of picks, the sign of a flag.
    let mark = grid.plain(row, columns.lowerBound..<max(columns.lowerBound, titles[0].columns.lowerBound))
    if mark.contains("!") { parts.append("flagged") }
    if mark.contains("+") || mark.contains(where: \.isNumber) { parts.append("picked") }
    for title in titles {
      let value = SpokenSigns.value(grid.plain(row, title.columns))
      if value.isEmpty { continue }
      let name = SpokenSigns.title(title.title)
      parts.append(name.isEmpty ? value : "\(name) \(value)")
    }
    return parts.joined(separator: ", ")
  }

  /// What stands in a line, with a comma where more than one blank keeps words apart.
  private static func words(_ grid: Grid, _ row: Int, _ columns: Range<Int>) -> String {
    let text = grid.plain(row, columns)
    var parts: [Substring] = []
    var rest = text[...]
    while let gap = rest.firstRange(of: "  ") {
      parts.append(rest[..<gap.lowerBound])
      rest = rest[gap.upperBound...].drop { $0 == " " }
    }
    parts.append(rest)
    return parts.map { SpokenSigns.value(String($0)) }.filter { !$0.isEmpty }.joined(separator: ", ")
  }
}

extension Grid {
  /// What a single line of a list is; nil for other lines. Its place is nil for the selected one.
  fileprivate func listHandle(_ row: Int) -> (columns: Range<Int>, place: Int?)? {
    for handle in handles.reversed() where handle.rows == row..<row + 1 {
      switch handle.meaning {
      case .line(let place): return (handle.columns, place)
      case .open: return (handle.columns, nil)
      case .scale, .key: continue
      }
    }
    return nil
  }

  /// The glyphs of some cells as text; blanks where a picture lies.
  fileprivate func plain(_ row: Int, _ columns: Range<Int>) -> String {
    let own = pictures.filter { $0.rows.contains(row) }
    var text = ""
    for column in columns.clamped(to: 0..<size.columns) {
      let glyph = self[row, column].glyph
      if glyph == Cell.continuation.glyph { continue }
      text.append(own.contains { $0.columns.contains(column) } ? " " : glyph)
    }
    return text
  }
}

extension Grid.Picture.Content {
  fileprivate var spoken: [String] {
    switch self {
    case .chart(let chart): return chart.spoken
    case .curve(let heights):
      return ["curve: " + heights.map { $0.isFinite ? Decimal.signed($0) : "no run" }.joined(separator: ", ")]
    }
  }
}
