/// What is said of a grid to whoever does not see it: noted by those who draw it, in the same breath.
extension Grid {
  /// The title of a column of the list below.
  struct Heading: Equatable, Sendable {
    var row: Int
    var columns: Range<Int>
    var title: String
  }

  /// A part that says nothing when it is read cell by cell.
  struct Picture: Equatable, Sendable {
    enum Content: Equatable, Sendable {
      case chart(Chart)
      /// Heights, from left to right.
      case curve([Double])
    }

    var rows: Range<Int>
    var columns: Range<Int>
    var content: Content
  }

  /// Notes what stands above a column, and over which cells it goes.
  public mutating func head(_ title: String, row: Int, columns: Range<Int>) {
    headings.append(Heading(row: row, columns: columns, title: title))
  }

  /// Notes that a part of the grid is the picture of some heights.
  public mutating func depict(_ heights: [Double], rows: Range<Int>, columns: Range<Int>) {
    pictures.append(Picture(rows: rows, columns: columns, content: .curve(heights)))
  }

  mutating func depict(_ chart: Chart) {
    pictures.append(Picture(rows: 0..<size.rows, columns: 0..<size.columns, content: .chart(chart)))
  }

  mutating func takeNotes(of other: Grid, row: Int, column: Int) {
    headings += other.headings.map { note in
      var note = note
      note.row += row
      note.columns = note.columns.lowerBound + column..<note.columns.upperBound + column
      return note
    }
    pictures += other.pictures.map { note in
      var note = note
      note.rows = note.rows.lowerBound + row..<note.rows.upperBound + row
      note.columns = note.columns.lowerBound + column..<note.columns.upperBound + column
      return note
    }
  }
}
