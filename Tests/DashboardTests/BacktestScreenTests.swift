import Canvas
import Dashboard
import Runs
import Testing
import Trends

/// A call is worth something only while nobody has seen what came of it.
@Suite struct BacktestScreenTests {
  /// A desk that waits for the backtest, what it asked for, and the answer.
  private func asked() throws -> (Desk, Instrument, BacktestContents) {
    var desk = Desk()
    guard case .ask(.instrument(let wanted))? = desk.board.update(.key("b")).first,
      case .instrument(_, .backtest(let contents)) = Made.answer(.instrument(wanted))
    else { throw NoBacktest() }
    return (desk, wanted, contents)
  }

  private struct NoBacktest: Error {}

  @Test func aModelWithoutAMeanHasNoPlaceInTheBacktestsChart() throws {
    var (desk, wanted, contents) = try asked()
    let name = try #require(contents.backtest.rows.first?.name)
    var finding = try #require(contents.findings[name])
    finding.points[0].mean = .nan
    finding.points[0].standardError = 0.1
    contents.findings[name] = finding
    desk.tell(.arrived(.instrument(wanted, .backtest(contents))))
    #expect(desk.picture().text.contains("1/\(contents.backtest.rows.count) \(name)"))
  }

  @Test(arguments: 44...80) func theCallAndTheTruthOfALadderAreSeenAtEveryWidth(columns: Int) {
    var desk = Desk(Size(columns: columns, rows: 24))
    desk.press("b j space")
    let lines = desk.picture().text.split(separator: "\n")
    #expect(lines.contains { $0.contains("P(rise)  truth") }, "\(lines)")
    #expect(lines.contains { $0.hasPrefix(" corri") && $0.contains("HHH") && $0.contains(".97  +0.16") })
  }

  @Test func whatIsHiddenIsDrawnOnlyAfterTheKey() {
    var desk = Desk()
    desk.press("b")
    let before = desk.picture().text
    #expect(before.contains("largest scale hidden") && !before.contains("truth it"))
    desk.press("space")
    #expect(desk.picture().text.contains("truth it"))
    desk.press("j")
    #expect(!desk.picture().text.contains("truth it"), "the next ladder is hidden again")
    desk.press("k space")
    #expect(desk.picture().text == before)
  }

  @Test func theRecordSaysInWordsWhetherThereIsSkill() {
    var desk = Desk(Size(columns: 120, rows: 60))
    desk.press("b tab")
    let text = desk.picture().text
    #expect(
      ["No skill beyond", "did better than the base rate", "no better than the base rate"].contains(
        where: text.contains))
    #expect(text.contains("Missed jumps") && text.contains("Calibration"))
  }

  @Test func aPageAtItsEndGoesUpAtOnceOnceTheWindowHasGrown() {
    var desk = Desk(Size(columns: 80, rows: 14))
    desk.press("b tab G")
    let larger = Size(columns: 80, rows: 20)
    let before = desk.board.view(larger)
    _ = desk.board.update(.key("k"))
    #expect(desk.board.view(larger) != before)
  }

  /// A behaviour has a ladder in each family, of one name.
  @Test func theSelectedLadderStaysInItsFamilyWhenARunLands() throws {
    var (desk, wanted, contents) = try asked()
    contents.backtest.rows[1].name = contents.backtest.rows[0].name
    contents.backtest.rows[1].family = "other"
    desk.tell(.arrived(.instrument(wanted, .backtest(contents))))
    desk.press("j")
    #expect(desk.picture().text.contains(" 2/\(contents.backtest.rows.count) "))
    var more = Made.overview
    more.items += 1
    #expect(desk.board.update(.arrived(.overview(more))) == [.replace(.instrument(wanted))])
    desk.tell(.arrived(.instrument(wanted, .backtest(contents))))
    #expect(desk.picture().text.contains(" 2/\(contents.backtest.rows.count) "))
  }

  /// What a larger scale did has not been seen, and must not be given away.
  @Test func aRunOfALargerScaleHidesWhatItBrings() throws {
    var (desk, wanted, contents) = try asked()
    desk.tell(.arrived(.instrument(wanted, .backtest(contents))))
    desk.press("space j space k")
    contents.backtest.rows[0].largestVisible += 1
    contents.backtest.rows.swapAt(0, 1)
    var more = Made.overview
    more.items += 1
    #expect(desk.board.update(.arrived(.overview(more))) == [.replace(.instrument(wanted))])
    desk.tell(.arrived(.instrument(wanted, .backtest(contents))))
    #expect(desk.picture().text.contains("truth hidden"))
    // What the other one hid is what it was.
    desk.press("k")
    #expect(desk.picture().text.contains("truth it"))
  }

  /// What a nat is in accuracy is a quarter: the ladder's own page and the record tell of the same jumps.
  @Test(arguments: [(0.25, true), (1.0, false)]) func aMissedJumpIsOfItsMeasure(jump: Double, isMissed: Bool) throws {
    var (desk, wanted, contents) = try asked()
    contents.backtest.rows[0].pRise = 0.1
    contents.backtest.rows[0].change = 0.5
    contents.backtest.rows[0].jump = jump
    desk.tell(.arrived(.instrument(wanted, .backtest(contents))))
    desk.press("space")
    #expect(desk.picture().text.contains("a missed jump") == isMissed)
    #expect(contents.backtest.missedJumps.contains(contents.backtest.rows[0]) == isMissed)
  }
}
