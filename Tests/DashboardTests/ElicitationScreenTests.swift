import Canvas
import Dashboard
import Runs
import Testing
import Trends

/// Prompts side by side: the matrix, its cells without a run, and the items that a prompt changed.
@Suite struct ElicitationScreenTests {
  @Test(arguments: [(44, "1-17 of 1,234"), (60, "1-17 of 1,234"), (200, "1-18 of 1,234")])
  func ofChangedItemsItIsSaidWhichOfHowManyAreInView(columns: Int, count: String) {
    var desk = Desk(Size(columns: columns, rows: 24))
    desk.press("1 1 j e G")
    guard case .ask(.instrument(let wanted))? = desk.board.update(.key("d")).first,
      case .changed(let pair, _) = wanted
    else {
      Issue.record("nothing is asked")
      return
    }
    let items = (1...1234).map {
      ChangedContents.Item(name: ItemName(suite: "s", item: "a-name-of-an-item-\($0)"), before: -0.004, after: 0.004)
    }
    let contents = ChangedContents(pair: pair, measure: .marginPerByte, shared: 2000, items: items)
    desk.tell(.arrived(.instrument(wanted, .changed(contents))))
    let lines = desk.picture().text.split(separator: "\n")
    #expect(lines.contains { $0.contains("margin-per-byte") && $0.contains(count) }, "\(lines)")
    #expect(lines.contains { $0.contains(" -0.004  +0.004  +0.008") }, "with as many places as values per byte need")
  }

  @Test func theCellsWithoutARunAreScrolledToTheirEnd() throws {
    let gaps = try #require(Made.overview.rows.first { $0.key.variant == "CoT" })
    let full = try #require(Made.overview.rows.first { $0.key.variant == "plain" })
    let rows = (10...40).map { at in
      BehaviourRow(
        key: BehaviourKey("many", variant: "p\(at)"), finding: at == 10 ? full.finding : gaps.finding, suites: ["s"])
    }
    var desk = Desk(rows: rows)
    desk.press("e w")
    let top = desk.picture().text
    #expect(top.contains("What to run next: many") && !top.contains("w goes back"))
    desk.press("G")
    #expect(desk.picture().text.contains("w goes back"))
    desk.press("w w")
    #expect(desk.picture().text.contains("What to run next: many"))
  }

  @Test func theMatrixSaysWhatMayBeClaimedAfterSoManyPrompts() {
    var desk = Desk()
    desk.press("1 1 j e")
    let text = desk.picture().text
    #expect(text.contains("after allowing for 4 prompts tried"), "three with a ladder, one measured otherwise")
    #expect(text.contains("allowing") && text.contains("best of 3") && text.contains("spread"))
  }

  @Test func cellsWithoutARunAreWhatToRunNext() {
    var desk = Desk()
    desk.press("1 1 j e w")
    #expect(desk.picture().text.contains("pythia-14M"))
    #expect(desk.picture().text.contains("CoT"))
    desk.press("w")
    #expect(desk.picture().text.contains("allowing"))
  }

  @Test func theItemsThatAPromptChangedAreOneKeyAway() {
    var desk = Desk()
    desk.press("1 1 j e d")
    #expect(desk.picture().text.contains("this row is the base"))
    desk.press("G d")
    #expect(desk.picture().text.contains("shared items"))
    desk.press("esc g j h h h h h h h h h d")
    #expect(desk.picture().text.contains("one of the two prompts has no run here"))
  }

  @Test(arguments: [(44, "1-17 of 39"), (80, "1-18 of 39")])
  func whatChangedIsMeasuredOverItsNumbers(columns: Int, count: String) {
    var desk = Desk(Size(columns: columns, rows: 24))
    desk.press("1 1 j e G d")
    let lines = desk.picture().text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let at = lines.firstIndex(where: { $0.hasSuffix("BEFORE   AFTER  CHANGE") }) else {
      Issue.record("no titles")
      return
    }
    // It ends where they do; behind it stands nothing but which are in view.
    let (numbers, rest) = (lines[at - 1].prefix(lines[at].count), lines[at - 1].dropFirst(lines[at].count))
    #expect(numbers.hasSuffix("  margin") && rest.hasPrefix(" "), "\(lines[at - 1])")
    #expect(rest.split(separator: " ").joined(separator: " ") == count)
    #expect(!lines[at].contains("margin"))
  }
}
