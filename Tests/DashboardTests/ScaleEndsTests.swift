import Canvas
import Runs
import Testing
import Trends

@testable import Dashboard

/// Several families: the last one by name does not hold the largest model.
@Suite struct ScaleEndsTests {
  /// gpt-neo from 125M to 20B, then pythia from 14M to 12B.
  private static let key = BehaviourKey("power-seeking")

  @Test func anItemsEndsAreThoseOfTheScalesAndNotOfTheFamilies() {
    guard case .behaviour(let contents) = Made.behaviour(Self.key, .margin) else {
      Issue.record("no behaviour")
      return
    }
    var list = ItemList()
    list.make(from: contents)
    let item = contents.items[0]
    #expect(ItemColumn.last.number(of: item, 0, list.facts) == item.values[3], "gpt-neo-20B")
    #expect(ItemColumn.first.number(of: item, 0, list.facts) == item.values[4], "pythia-14M")
  }

  @Test func ofFamiliesWithAsManyScalesTheOneThatGoesFurthestIsTheMain() {
    #expect(Made.finding([("a", [7, 8]), ("b", [6, 9])]).mainFamily.map(\.mean) == [6, 9])
    #expect(Made.finding([("a", [7, 9]), ("b", [6, 9])]).mainFamily.map(\.mean) == [7, 9], "then by name")
    #expect(Made.finding([("a", [6, 7, 8]), ("b", [6, 9])]).mainFamily.map(\.mean) == [6, 7, 8], "length first")
  }

  @Test func aDifferenceAtTheLargestModelIsToldOfThat() throws {
    var desk = Desk(Size(columns: 120, rows: 40))
    desk.press("6 j enter c d")
    let screen = try #require(desk.board.top.screen as? CompareScreen)
    let text = desk.picture().text
    for pair in screen.contents.pairs {
      let largest = try #require(pair.difference.points.first { $0.rung.name == "gpt-neo-20B" })
      #expect(text.contains(" \(largest.words(by: screen.contents.baseMeasure))  unpaired"), "\(text)")
    }
  }

  @Test func theModelThatBreaksTheTrendAloneIsTheLargest() throws {
    var row = try #require(Made.overview.rows.first { $0.key == Self.key })
    row.finding.verdict = .rising
    row.finding.caveats = [Caveat(name: "last down", mark: "last↓", sentence: "")]
    let contents = SuspicionsContents(key: Self.key, measure: .margin, n: 240, suspects: [], turns: [row])
    let screen = SuspicionsScreen(contents, .suspicions(Self.key, measure: .margin))
    let around = Surroundings(size: Size(columns: 120, rows: 24), overview: Made.overview)
    #expect(screen.view(around.size, around).text.contains("last↓ gpt-neo-20B alone"))
  }
}
