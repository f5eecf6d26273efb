import Canvas
import Testing

/// What is drawn with, by what a terminal answered.
@Suite struct ReachTests {
  private func best(
    _ answer: String?, _ wanted: GlyphSet, utf8: Bool = true, ambiguous: Int? = nil, silent: Bool = false
  ) -> (glyphs: GlyphSet, why: String?) {
    Reach(widths: answer.flatMap { Widths($0) }, localeIsUTF8: utf8, ambiguousWidth: ambiguous)
      .best(for: wanted, isSilent: silent)
  }

  @Test(arguments: GlyphSet.allCases) func aTerminalThatDrawsEverythingGetsWhatWasWanted(_ glyphs: GlyphSet) {
    #expect(best("11111", glyphs) == (glyphs, nil))
    #expect(best("11111", glyphs, utf8: false) == (glyphs, nil), "its answer counts, not the locale")
  }

  @Test(arguments: [
    ("11110", GlyphSet.octant, GlyphSet.block, "this terminal draws octants 0 columns wide: block glyphs are used"),
    ("11122", .sextant, .block, "this terminal draws sextants 2 columns wide"),
    ("12111", .block, .ascii, "blocks are two columns wide here: ascii glyphs are used"),
    ("12122", .octant, .ascii, "this terminal draws octants 2 columns wide: ascii glyphs are used"),
    ("2", .braille, .ascii, "this terminal reads no UTF-8: ascii glyphs are used"),
    ("", .block, .ascii, "the locale is not UTF-8 and the terminal does not say otherwise"),
  ])
  func otherwiseBlocksAndThenASCIIAndSaysWhy(_ answer: String, _ wanted: GlyphSet, _ glyphs: GlyphSet, _ why: String) {
    let found = best(answer, wanted, utf8: !answer.isEmpty)
    #expect(found.glyphs == glyphs)
    #expect(found.why?.hasPrefix(why) == true)
  }

  @Test func brailleIsNarrowWhereBlocksAreWide() { #expect(best("12111", .braille) == (.braille, nil)) }

  @Test func whatIsNewIsNotTriedOnATerminalThatIsSilent() {
    #expect(best(nil, .octant) == (.octant, nil), "it has not had the time")
    #expect(best(nil, .octant, silent: true).glyphs == .block)
    #expect(best(nil, .braille, silent: true) == (.braille, nil))
    #expect(best("1", .sextant, silent: true).glyphs == .block, "it told half of it")
  }

  @Test func aPersonKnowsBetterHowWideTheAmbiguousIs() {
    #expect(best("12111", .block, ambiguous: 1) == (.block, nil))
    #expect(best("11111", .block, ambiguous: 2).glyphs == .ascii)
  }

  @Test func lettersAreWhatTheTerminalCanDraw() {
    func letters(_ answer: String?, utf8: Bool = true, ambiguous: Int? = nil) -> Letters {
      Reach(widths: answer.flatMap { Widths($0) }, localeIsUTF8: utf8, ambiguousWidth: ambiguous).letters
    }
    #expect(letters("11111") == .all && letters("1", utf8: false) == .all && letters(nil) == .all)
    #expect(letters("12111") == .narrow && letters("11111", ambiguous: 2) == .narrow)
    #expect(letters("2") == .ascii && letters(nil, utf8: false) == .ascii)
  }

  @Test(arguments: ["", "1111", "111111", "1a111", "x", "-1"]) func whatIsNoAnswerIsNone(_ text: String) {
    #expect(Widths(text) == nil)
  }

  @Test func anAnswerIsReadBackAsItWasWritten() {
    #expect(Widths("11110")?.description == "11110")
    #expect(Widths(columns: [2])?.isWhole == true, "where nothing else is of use")
    #expect(Widths(columns: [1])?.isWhole == false)
  }
}

@Suite struct PlainTests {
  @Test func whatNothingResemblesIsAQuestionMark() {
    let drawn = "▁▂▃▄▅▆▇█░●○·│─┼↗↘→∩±×é漢я".map { Letters.ascii.shown($0) }
    #expect(String(drawn) == "_-=+*%@#:*o.|-+/\\>^~xe??")
    #expect("az ~".allSatisfy { Letters.ascii.shown($0) == $0 })
  }

  /// A letter with its accent apart is the same letter.
  @Test func accentsAreLeftOut() { #expect(Letters.ascii.shown("e\u{301}") == "e") }

  @Test func onlyTheAmbiguousIsReplacedWhereItIsWide() {
    let drawn = "▁●·漢⣿\u{1FB17}░ña".map { Letters.narrow.shown($0) }
    #expect(String(drawn) == "_*.漢⣿\u{1FB17}░ña")
    #expect(Letters.narrow.shown("é") == "e", "é is ambiguous, ñ is not")
  }

  /// Directions, marks and heights are told apart by their signs alone.
  @Test(arguments: ["↗↘→∩?–", "●○", "·░▁█", "░▒▓█", "●○◆▲■◇△□", "≠~!"]) func signsOfAKindStayApart(_ signs: String) {
    #expect(Set(signs.map { Letters.ascii.shown($0) }).count == signs.count)
  }

  @Test func aPictureInASCIIKeepsWordsOfOtherScripts() {
    var grid = Grid(Size(columns: 12, rows: 1))
    grid.write("↗ 漢字 ▅ é", row: 0)
    #expect(grid.drawn(with: .ascii).text == "/ 漢字 * e")
    #expect(grid.drawn(with: .braille).text == "↗ 漢字 ⣦ é")
    #expect(grid.drawn(with: .octant) == grid)
  }
}
