import Testing

@testable import Canvas

@Suite struct DotsTests {
  private func picture(
    _ glyphs: GlyphSet, from: (row: Double, column: Int), to: (row: Double, column: Int), rows: Int = 2,
    columns: Int = 5
  ) throws -> [String] {
    var dots = try #require(Dots(rows: rows, columns: columns, glyphs: glyphs))
    dots.draw(from: from, to: to)
    return (0..<rows).map { row in String((0..<columns).map { dots.glyph(row: row, column: $0) ?? " " }) }
  }

  @Test func aLevelLineGoesFromMiddleToMiddle() throws {
    #expect(try picture(.braille, from: (0, 0), to: (0, 4)) == ["⠠⠤⠤⠤⠄", "     "])
    #expect(try picture(.sextant, from: (0, 0), to: (0, 4)) == ["🬇🬋🬋🬋🬃", "     "])
  }

  @Test func aSteepLineHasNoHoles() throws {
    let lines = try picture(.braille, from: (0, 0), to: (9, 1), rows: 10, columns: 2)
    #expect(lines.allSatisfy { $0.contains { $0 != " " } })
  }

  @Test func whatLeavesTheCellsIsLeftOut() throws {
    for (from, to) in [((-1e9, 0), (1e9, 4)), ((0.0, -5), (0.0, 50)), ((9.0, 0), (9.0, 4)), ((0.0, 3), (0.0, 1))] {
      _ = try picture(.octant, from: (row: from.0, column: from.1), to: (row: to.0, column: to.1))
    }
    #expect(try picture(.octant, from: (5, 0), to: (5, 4)) == ["     ", "     "])
  }

  /// By the names of the characters: BLOCK OCTANT-3 is the first that no block had before, the last is -2345678.
  @Test func everyPatternOfPartsHasItsOwnGlyph() {
    #expect(GlyphSet.octant.glyph(ofDots: 0b100) == "\u{1CD00}")
    #expect(GlyphSet.octant.glyph(ofDots: 0b1111_1110) == "\u{1CDE5}")
    #expect(GlyphSet.octant.glyph(ofDots: 0b1111) == "▀")
    #expect(GlyphSet.sextant.glyph(ofDots: 1) == "\u{1FB00}")
    #expect(GlyphSet.sextant.glyph(ofDots: 62) == "\u{1FB3B}")
    #expect(GlyphSet.braille.glyph(ofDots: 0b1100_0000) == "⣀")
    #expect(Set((0...255).map { GlyphSet.octant.glyph(ofDots: $0) }).count == 256)
    #expect(Set((0...63).map { GlyphSet.sextant.glyph(ofDots: $0) }).count == 64)
    #expect(Set((1...255).map { GlyphSet.braille.glyph(ofDots: $0) }).count == 255)
    for glyphs in [GlyphSet.octant, .sextant, .braille] {
      for bits in UInt8(1)...63 { #expect(Text.width(String(glyphs.glyph(ofDots: bits))) == 1) }
    }
  }

  @Test(arguments: [GlyphSet.block, .ascii]) func wholeCellsHaveNoParts(_ glyphs: GlyphSet) {
    #expect(Dots(rows: 1, columns: 1, glyphs: glyphs) == nil)
  }
}
