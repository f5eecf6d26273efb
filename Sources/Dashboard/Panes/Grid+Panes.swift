internal import Canvas

/// Grids that are drawn as parts of a larger one.
extension Grid {
  /// Only these lines.
  func rows(_ range: Range<Int>) -> Grid {
    let range = range.clamped(to: 0..<size.rows)
    var part = Grid(Size(columns: size.columns, rows: range.count))
    part.paste(self, row: -range.lowerBound, column: 0)
    return part
  }

  /// A selected line that keys do not move now is marked, not lit.
  mutating func softenCursor(rows: Range<Int>, columns: Range<Int>) {
    for row in rows where (0..<size.rows).contains(row) {
      let lit = columns.clamped(to: 0..<size.columns).filter { self[row, $0].ground == .cursor }
      if let first = lit.first, let last = lit.last { fill(row: row, columns: first..<last + 1, on: .picked) }
    }
  }
}
