/// Writing into a grid. Whatever falls outside is dropped silently, and no grid ever holds an escape, a bell, a line
/// break or a direction override: everything that is written passes through `Glyphs`.
extension Grid {
  /// Writes one line; a wide glyph takes two cells and is never cut in half.
  ///
  /// - Parameter ground: nil keeps what lies there.
  /// - Returns: the columns used, also those left of the grid; what would come right of it is not counted.
  @discardableResult
  public mutating func write(
    _ text: String, row: Int, column: Int = 0, as role: Role = .text, on ground: Ground? = nil
  ) -> Int {
    var used = 0
    for glyph in Glyphs(text) {
      guard column < size.columns - used else { break }
      place(glyph, row: row, column: column + used, as: role, on: ground)
      used += glyph.width
    }
    return used
  }

  /// Puts one cell, the way `write` would: its own ground included.
  public mutating func put(_ cell: Cell, row: Int, column: Int) {
    let glyph = Glyphs(String(cell.glyph)).first { _ in true }
    place(glyph ?? Glyphs.dot, row: row, column: column, as: cell.role, on: cell.ground)
  }

  /// Lays a ground behind what is written, or will be, in those columns of a row.
  public mutating func fill(row: Int, columns: Range<Int>, on ground: Ground) {
    guard (0..<size.rows).contains(row) else { return }
    for column in columns.clamped(to: 0..<size.columns) { cells[row * size.columns + column].ground = ground }
  }

  /// Copies a whole grid so that its first cell comes to lie at `row`, `column`.
  public mutating func paste(_ other: Grid, row: Int, column: Int) {
    guard row < size.rows, column < size.columns else { return }
    takeHandles(of: other, row: row, column: column)
    takeNotes(of: other, row: row, column: column)
    for line in 0..<other.size.rows where (0..<size.rows).contains(row + line) {
      for place in 0..<other.size.columns where (0..<size.columns).contains(column + place) {
        let cell = other[line, place]
        let isLeftHalf = place + 1 < other.size.columns && other[line, place + 1].glyph == Cell.continuation.glyph
        if cell.glyph == Cell.continuation.glyph {
          // Its left half has drawn it, unless that fell outside.
          if column + place == 0 { put(Cell(" ", as: cell.role, on: cell.ground), row: row + line, column: 0) }
        } else {
          self.place(
            Glyphs.Glyph(character: cell.glyph, width: isLeftHalf ? 2 : 1), row: row + line, column: column + place,
            as: cell.role, on: cell.ground)
        }
      }
    }
  }

  private mutating func place(_ glyph: Glyphs.Glyph, row: Int, column: Int, as role: Role, on ground: Ground?) {
    guard (0..<size.rows).contains(row) else { return }
    let inside = 0..<size.columns
    let fits = glyph.width == 1 || (inside.contains(column) && inside.contains(column + 1))
    for half in 0..<glyph.width where inside.contains(column + half) {
      let at = row * size.columns + column + half
      clearOtherHalf(of: at, in: row)
      let character = !fits ? " " : half == 0 ? glyph.character : Cell.continuation.glyph
      cells[at] = Cell(character, as: role, on: ground ?? cells[at].ground)
    }
  }

  /// Half of a wide glyph is about to be written over: what is left of it becomes a blank.
  private mutating func clearOtherHalf(of at: Int, in row: Int) {
    let end = (row + 1) * size.columns
    if cells[at].glyph == Cell.continuation.glyph, at > row * size.columns { cells[at - 1].glyph = " " }
    if at + 1 < end, cells[at + 1].glyph == Cell.continuation.glyph { cells[at + 1].glyph = " " }
  }
}
