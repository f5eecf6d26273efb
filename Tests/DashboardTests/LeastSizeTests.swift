import Canvas
import Runs
import Testing

@testable import Dashboard

/// What has no room at the least size is reached by moving on, and a sign says that there is more.
@Suite struct LeastSizeTests {
  private func desk(_ keys: String) -> Desk {
    var desk = Desk(Size(columns: 44, rows: 12))
    desk.press(keys)
    return desk
  }

  /// Without its breaks.
  private func text(_ keys: String) -> String {
    var desk = desk(keys)
    return desk.picture().text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test(arguments: [
    ("3 j #", "1-7 of 14"), ("3 j # G", "8-14 of 14"), ("3 j V", "1-4 of 12"), ("3 j V j", "2-5 of 12"),
    ("3 j V 2 0 j", "9-12 of 12"), ("3 j t", "1-5 of 43"), ("3 j t G", "39-43 of 43"), ("3 j t tab", "[turns 1]"),
  ])
  func theScreenSaysWhichPartOfItIsInView(keys: String, part: String) {
    #expect(text(keys).contains(part), "\(text(keys))")
  }

  @Test(arguments: [
    ("3 j # G", "Compare verdicts, not slopes: the units differ."),
    ("3 j V ctrl-f", "median"), ("3 j V ctrl-f", "trimmed"), ("3 j V 2 0 j", "their number is no number of tests."),
    ("3 j t G", "A suspicion is no verdict on an item. Margin with the key's length: rank correlation +0.40."),
  ])
  func whatIsBelowTheEdgeIsReached(keys: String, words: String) {
    #expect(text(keys).contains(words), "\(text(keys))")
  }

  /// Three rows of the strip round a p of .3 to the row that is called sure.
  @Test(arguments: [3, 4, 8, 12]) func aPathThatIsNotSureStandsInNoRowThatIsCalledSo(rows: Int) {
    #expect(PathsScreen.row(of: 0.96, isSure: true, in: rows) == 0)
    #expect(PathsScreen.row(of: -0.96, isSure: true, in: rows) == rows - 1)
    for evidence in [-0.94, -0.7, 0, 0.7, 0.94] {
      let row = PathsScreen.row(of: evidence, isSure: false, in: rows)
      #expect(row > 0 && row < rows - 1, "\(evidence)")
    }
  }

  /// Which path is read changes what stands there.
  @Test func thePathThatIsReadIsInViewWhereverTheRestIsScrolledTo() {
    for keys in ["3 j V", "3 j V 2 0 j", "3 j V 2 0 j ctrl-u"] {
      #expect(text(keys).contains("3/7 default ↘ falling -0.27") && text(keys + " l").contains("4/7 "))
    }
  }

  @Test func theLastMeasureStaysSelectedWhileTheWordsBelowItAreRead() {
    var desk = desk("3 j # G j")
    let effects = desk.board.update(.key(.enter))
    #expect(effects.contains(.ask(.behaviour(BehaviourKey("memo-trap"), measure: .brier))))
  }

  /// It did not until as many steps were taken back as were taken through the words.
  @Test func upGoesUpAtOnceWhereTheTerminalHasGrownMeanwhile() throws {
    var (screen, around) = try measuresAtTheirEnd()
    around.size = Size(columns: 200, rows: 58)
    _ = screen.update(.move(.up), times: 2, &around)
    let measure = Measure.allCases[Measure.allCases.count - 3]
    let opened = screen.update(.open, times: nil, &around)
    #expect(opened == [.ask(.behaviour(BehaviourKey("memo-trap"), measure: measure))])
  }

  /// Logs grow while somebody reads.
  @Test func theWordsBelowTheMeasuresStayInViewWhereRunsAreReadAgain() throws {
    var (screen, around) = try measuresAtTheirEnd()
    let before = screen.view(around.size, around).text
    #expect(before.contains(" differ."), "\(before)")
    let taken = screen.take(Made.answer(.instrument(.measures(BehaviourKey("memo-trap")))))
    #expect(taken && screen.view(around.size, around).text == before)
    _ = screen.update(.move(.up), times: nil, &around)
    #expect(screen.view(around.size, around).text != before)
  }

  /// So few rows that the words below the last measure are gone through one by one.
  private func measuresAtTheirEnd() throws -> (MeasuresScreen, Surroundings) {
    let instrument = Instrument.measures(BehaviourKey("memo-trap"))
    var contents: MeasuresContents?
    if case .instrument(_, .measures(let known)) = Made.answer(.instrument(instrument)) { contents = known }
    var around = Surroundings(size: Size(columns: 44, rows: 7), overview: Made.overview)
    var screen = MeasuresScreen(try #require(contents), instrument)
    _ = screen.update(.move(.last), times: nil, &around)
    return (screen, around)
  }

  @Test func whatIsLeftOutOfPlansEndsInASign() {
    var desk = desk("P")
    #expect(desk.picture().text.contains("not counted. L…"), "\(desk.picture().text)")
    var wide = Desk()
    wide.press("P")
    #expect(!wide.picture().text.contains("not counted. L…"))
  }

  @Test func aSearchThatWasStoppedSaysSo() {
    let size = Size(columns: 44, rows: 10)
    let around = Surroundings(size: size, overview: Made.overview)
    var screen = FoundScreen(FoundContents(FindRequest(Needle("clock", isPattern: false))))
    #expect(!screen.view(size, around).text.contains("stopped"))
    screen.giveUp()
    #expect(screen.view(size, around).text.contains("stopped before the end"))
  }

  @Test func severalTextsAreCutTogether() {
    let texts: [(String, Role)] = [("one two", .text), ("three four", .dim)]
    func lines(_ rows: Int) -> [String] { Paragraph.lines(texts, columns: 5, rows: rows).map { $0.0 } }
    #expect(lines(4) == ["one", "two", "three", "four"])
    #expect(lines(3) == ["one", "two", "thre…"])
    #expect(lines(1) == ["one …"] && lines(0).isEmpty)
  }

  @Test func wordsThatDoNotFitBelowTheLastLineAreGoneThrough() {
    var place = ListPlace()
    let places = ListPlace.places(count: 3, page: 4, words: 6)
    var seen: Set<Int> = []
    for _ in 0..<places {
      seen.formUnion(place.window(count: 3, page: 4, words: 6))
      place.move(.down, count: places, page: 4)
      place.settle(count: 3, page: 4, words: 6)
    }
    #expect(seen == Set(0..<9))
  }
}
