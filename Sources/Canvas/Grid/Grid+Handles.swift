/// What a click on a part of a screen means: whoever draws the part says so in the same breath.
extension Grid {
  public enum Meaning: Hashable, Sendable {
    /// That line of a list, or that panel, counted from 0.
    case line(Int)
    /// The line that is selected already: a click opens it.
    case open
    /// That label of a chart.
    case scale(Int)
    case key(Key)
  }

  struct Handle: Equatable, Sendable {
    var rows: Range<Int>
    var columns: Range<Int>
    var meaning: Meaning
  }

  /// - Parameter columns: nil: the whole width.
  public mutating func offer(_ meaning: Meaning, rows: Range<Int>, columns: Range<Int>? = nil) {
    handles.append(Handle(rows: rows, columns: columns ?? 0..<size.columns, meaning: meaning))
  }

  public mutating func offer(_ meaning: Meaning, row: Int, columns: Range<Int>? = nil) {
    offer(meaning, rows: row..<row + 1, columns: columns)
  }

  /// nil where nothing was offered. What was offered last lies on top.
  public func meaning(row: Int, column: Int) -> Meaning? {
    handles.last { $0.rows.contains(row) && $0.columns.contains(column) }?.meaning
  }

  /// What was drawn so far is there to be seen only.
  public mutating func withdrawOffers() { handles = [] }

  mutating func takeHandles(of other: Grid, row: Int, column: Int) {
    handles += other.handles.map { handle in
      Handle(
        rows: handle.rows.lowerBound + row..<handle.rows.upperBound + row,
        columns: handle.columns.lowerBound + column..<handle.columns.upperBound + column, meaning: handle.meaning)
    }
  }
}
