import Canvas
import Testing

@Suite struct SparklineTests {
  @Test func eachScaleHasOneGlyph() {
    let line = Sparkline(
      values: [0, 0.2, 0.5, nil, 1, 0.9, .nan, 7, -7], uncertain: [false, false, false, false, false, true],
      range: 0...1)
    #expect(String(line.characters) == "▁▂▅·█░·█▁")
  }

  @Test func nothingOfAFlatRangeLooksLowOrHigh() {
    #expect(Sparkline(values: [3, 3, nil], range: 3...3).characters == ["▅", "▅", "·"])
  }

  @Test func asciiHeightsGrowDarkerAndLookLikeNoNumbers() {
    let line = Sparkline(
      values: (0..<8).map(Double.init) + [nil, 0], uncertain: [Bool](repeating: false, count: 9) + [true], range: 0...7)
    var grid = Grid(Size(columns: 10, rows: 1))
    grid.write(String(line.characters), row: 0)
    #expect(grid.drawn(with: .ascii).text == "_-=+*%@#.:")
  }

  /// Zero is the lowest height here.
  @Test(arguments: GlyphSet.allCases) func missingUncertainAndZeroAreThreeSigns(_ glyphs: GlyphSet) {
    let line = Sparkline(values: [nil, 0, 0], uncertain: [false, true, false], range: 0...1)
    var grid = Grid(Size(columns: 3, rows: 1))
    grid.write(String(line.characters), row: 0)
    #expect(Set(grid.drawn(with: glyphs).text).count == 3)
  }

  @Test(arguments: GlyphSet.allCases) func noSignMeansTwoThings(_ glyphs: GlyphSet) {
    #expect(Set(glyphs.steps + [glyphs.missing, glyphs.uncertain]).count == 10)
    #expect(Set(glyphs.marks).count == 8)
    #expect(
      (glyphs.steps + glyphs.marks + [glyphs.missing, glyphs.uncertain]).allSatisfy { Text.width(String($0)) == 1 })
  }

  @Test func anIntervalOverTwoStepsIsTooWide() {
    #expect(Sparkline.isTooWide(0.26, in: 0...1))
    #expect(!Sparkline.isTooWide(0.25, in: 0...1))
  }

  @Test func theLargestNumbersAreDrawn() {
    let most = Double.greatestFiniteMagnitude
    #expect(Sparkline(values: [-most, 0, most], range: -most...most).characters == ["▁", "▅", "█"])
  }
}
