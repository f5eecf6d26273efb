internal import Canvas
internal import Trends

/// Where the panels of a line-up stand: as tall and wide as the room lets all of them be at once.
struct LineupPanels: Equatable {
  let across: Int
  let down: Int
  /// Of a panel, with its letter and the gap behind it.
  let width: Int
  let height: Int
  /// First row of the panels.
  let top: Int
  /// Rows of the curve on top; 0 without one.
  let lineRows: Int

  /// Rows for the head: where one is, and the question.
  static let head = 3

  /// nil where not every panel would be seen.
  init?(_ lineup: Lineup, in size: Size) {
    let points = max(1, lineup.panels.map(\.count).max() ?? 1)
    let line = lineup.line.isEmpty ? 0 : size.rows < 16 ? 2 : max(3, min(8, size.rows / 5))
    let above = Self.head + (line > 0 ? line + 1 : 0)
    let (rows, columns) = (size.rows - above, size.columns - 1)
    let count = lineup.panels.count
    var best: (score: Int, across: Int)?
    for across in 1...max(1, count) {
      let down = (count + across - 1) / across
      let (width, height) = (columns / across, rows / max(1, down))
      guard height >= 1, width >= points + Self.margin else { continue }
      let score = min(3, (width - Self.margin) / points) * min(10, height > 2 ? height - 1 : height)
      if score > best?.score ?? 0 { best = (score, across) }
    }
    guard let across = best?.across else { return nil }
    self.across = across
    down = (count + across - 1) / across
    width = min(columns / across, Self.margin + points * Self.widest)
    height = min(rows / down, 11)
    (top, lineRows) = (above, line)
  }

  /// Columns of a point, with the gap behind it.
  static let widest = 6
  /// Columns for the letter before a curve and the gap behind it.
  static let margin = 4

  func place(of panel: Int) -> (row: Int, column: Int) {
    (top + panel / across * height, 1 + panel % across * width)
  }

  /// Rows of a curve: a blank one keeps panels apart where there is room.
  var curveRows: Int { height > 2 ? height - 1 : height }
  var curveColumns: Int { width - Self.margin }
}

extension Grid {
  /// A curve without axes, in columns of eighths between its own lowest and highest value. One column of cells or
  /// several for each point; what has no value is a dot.
  mutating func write(curve values: [Double], row: Int, column: Int, _ size: Size, as role: Role) {
    guard !values.isEmpty, size.columns >= values.count, size.rows > 0 else { return }
    depict(values, rows: row..<row + size.rows, columns: column..<column + size.columns)
    let steps = GlyphSet.block.steps
    let finite = values.filter(\.isFinite)
    let low = finite.min() ?? 0
    // By halves: from the lowest number to the highest it is further than any number.
    let half = (finite.max() ?? 0) / 2 - low / 2
    let each = min(LineupPanels.widest, size.columns / values.count)
    let width = each > 1 ? each - 1 : 1
    for (place, value) in values.enumerated() {
      let start = column + place * each
      guard value.isFinite else {
        write(String(GlyphSet.block.missing), row: row + size.rows - 1, column: start, as: .dim)
        continue
      }
      let share = half > 0 ? (value / 2 - low / 2) / half : 0.5
      let eighths = 1 + Int((share * Double(steps.count * size.rows - 1)).rounded())
      for line in 0..<size.rows {
        let left = eighths - line * steps.count
        guard left > 0 else { break }
        let glyph = steps[min(left, steps.count) - 1]
        write(
          String(repeating: glyph, count: width), row: row + size.rows - 1 - line, column: start, as: role)
      }
    }
  }
}
