/// Cells divided into smaller ones, two across and three or four down: lines that are finer than letters.
struct Dots {
  let rows: Int
  let columns: Int
  /// Dots of a cell from top to bottom.
  let down: Int
  private let glyphs: GlyphSet
  private var bits: [UInt8]

  /// nil for a set that has no parts of cells.
  init?(rows: Int, columns: Int, glyphs: GlyphSet) {
    guard let down = glyphs.dotsDown else { return nil }
    self.rows = rows
    self.columns = columns
    self.down = down
    self.glyphs = glyphs
    bits = [UInt8](repeating: 0, count: rows * columns)
  }

  /// A line from the middle of one cell to another; heights are in rows, so that 0.5 is the lower edge of the first.
  /// What leaves the cells is left out.
  mutating func draw(from: (row: Double, column: Int), to: (row: Double, column: Int)) {
    let (first, last) = (2 * from.column + 1, 2 * to.column + 1)
    guard last > first else { return }
    for column in first..<last where (0..<2 * columns).contains(column) {
      let edges = [column, column + 1].map { edge -> Double in
        let share = Double(edge - first) / Double(last - first)
        return (from.row + (to.row - from.row) * share + 0.5) * Double(down)
      }
      let low = min(max(min(edges[0], edges[1]), -1), Double(rows * down))
      let high = min(max(max(edges[0], edges[1]), -1), Double(rows * down))
      for row in Int(low.rounded(.down))...max(Int(low.rounded(.down)), Int(high.rounded(.up)) - 1)
      where (0..<rows * down).contains(row) {
        bits[row / down * columns + column / 2] |= 1 << UInt8(row % down * 2 + column % 2)
      }
    }
  }

  /// nil where nothing was drawn.
  func glyph(row: Int, column: Int) -> Character? {
    let bits = bits[row * columns + column]
    return bits == 0 ? nil : glyphs.glyph(ofDots: bits)
  }
}

extension GlyphSet {
  /// Parts of a cell from top to bottom; nil for sets that draw whole cells.
  var dotsDown: Int? {
    switch self {
    case .block, .ascii: nil
    case .sextant: 3
    case .braille, .octant: 4
    }
  }

  /// - Parameter bits: in reading order, the lowest for the upper left part; not 0.
  func glyph(ofDots bits: UInt8) -> Character {
    switch self {
    case .block, .ascii: dot
    case .braille: Character(Unicode.Scalar(0x2800 + Self.brailleBits(bits)) ?? "·")
    case .sextant: Self.sextants[Int(bits) & 63]
    case .octant: Self.octants[Int(bits)]
    }
  }

  /// Braille numbers its dots down the left side, down the right side, and then the lowest pair.
  private static func brailleBits(_ bits: UInt8) -> UInt32 {
    let places: [UInt32] = [0, 3, 1, 4, 2, 5, 6, 7]
    return (0..<8).reduce(0) { $0 | (bits >> UInt8($1) & 1 == 1 ? 1 << places[$1] : 0) }
  }

  /// In the order of their bits, but for those that other blocks have had before.
  private static let sextants = inOrder(
    from: 0x1FB00, count: 64, known: [0: " ", 0b010101: "▌", 0b101010: "▐", 0b111111: "█"])

  /// - Source: the names in Unicode 16's UnicodeData.txt, `BLOCK OCTANT-3` and on.
  private static let octants = inOrder(
    from: 0x1CD00, count: 256,
    known: [
      0: " ", 1: "\u{1CEA8}", 2: "\u{1CEAB}", 3: "\u{1FB82}", 5: "▘", 10: "▝", 15: "▀", 20: "\u{1FBE6}",
      40: "\u{1FBE7}", 63: "\u{1FB85}", 64: "\u{1CEA3}", 80: "▖", 85: "▌", 90: "▞", 95: "▛", 128: "\u{1CEA0}",
      160: "▗", 165: "▚", 170: "▐", 175: "▜", 192: "▂", 240: "▄", 245: "▙", 250: "▟", 252: "▆", 255: "█",
    ])

  private static func inOrder(from start: UInt32, count: Int, known: [Int: Character]) -> [Character] {
    var next = start
    return (0..<count).map { bits in
      if let known = known[bits] { return known }
      defer { next += 1 }
      return Unicode.Scalar(next).map { Character($0) } ?? " "
    }
  }
}
