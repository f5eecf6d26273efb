internal import Canvas

/// Columns of a table that give way, in a stated order, when the screen is narrow.
struct ColumnPlan<ID: Hashable> {
  struct Column {
    var id: ID
    var title: String
    var width: Int
    var alignment: Alignment = .right
    /// The lowest goes first; nil stays always.
    var goes: Int?
    /// Blanks before it.
    var gap = 1
    /// Cut within instead of at the end.
    var holdsNames = false
  }

  struct Placed {
    var column: Column
    var at: Int
  }

  let placed: [Placed]

  /// - Parameter growing: the column that takes what is left, at most `limit` columns wide.
  init(_ columns: [Column], in width: Int, growing: ID, limit: Int) {
    var kept = columns
    func total() -> Int { kept.reduce(0) { $0 + $1.width + $1.gap } }
    for next in columns.filter({ $0.goes != nil }).sorted(by: { ($0.goes ?? 0) < ($1.goes ?? 0) }) where total() > width
    {
      kept.removeAll { $0.id == next.id }
    }
    let spare = max(0, width - total())
    var at = 0
    var result: [Placed] = []
    for var column in kept {
      if column.id == growing { column.width = min(max(limit, column.width), column.width + spare) }
      result.append(Placed(column: column, at: at + column.gap))
      at += column.gap + column.width
    }
    placed = result
  }

  func contains(_ id: ID) -> Bool { placed.contains { $0.column.id == id } }
}

extension Grid {
  /// Into the column's cells of that row; a title heads them, for whoever reads the grid as sentences.
  mutating func write<ID>(_ text: String, _ placed: ColumnPlan<ID>.Placed, row: Int, as role: Role = .text) {
    let (column, width) = (placed.column, placed.column.width)
    let shown = column.holdsNames ? Text.clipped(text, to: width) : text
    write(Text.padded(shown, to: width, column.alignment), row: row, column: placed.at, as: role)
    if role == .heading { head(text, row: row, columns: placed.at..<placed.at + width) }
  }
}
