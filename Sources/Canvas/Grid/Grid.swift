/// One character cell. A wide glyph owns its cell and the next, which then holds `Cell.continuation`.
public struct Cell: Hashable, Sendable {
  public var glyph: Character
  public var role: Role
  public var ground: Ground

  public init(_ glyph: Character, as role: Role = .text, on ground: Ground = .plain) {
    self.glyph = glyph
    self.role = role
    self.ground = ground
  }

  public static let blank = Cell(" ")
  /// The right half of a wide glyph; draws nothing of its own.
  public static let continuation = Cell("\u{0}")
}

/// A screenful of cells as a value: what a screen draws and a terminal shows.
public struct Grid: Equatable, Sendable {
  public let size: Size
  public internal(set) var cells: [Cell]
  var handles: [Handle] = []
  var headings: [Heading] = []
  var pictures: [Picture] = []

  public init(_ size: Size) {
    self.size = Size(columns: max(0, size.columns), rows: max(0, size.rows))
    cells = [Cell](repeating: .blank, count: self.size.columns * self.size.rows)
  }

  public subscript(row: Int, column: Int) -> Cell { cells[row * size.columns + column] }
}
