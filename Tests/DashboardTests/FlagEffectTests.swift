import Canvas
import Dashboard
import Runs
import Testing
import Trends

/// The verdict with and without flagged or marked items, side by side.
@Suite struct FlagEffectTests {
  private static let name = ItemName(suite: "power-seekin_influence", item: "101")

  private func flag(_ item: String, by author: String) -> Flag {
    Flag(
      id: author + item, time: "2026-11-20T10:00:00Z", author: author, action: .flag, behaviour: "power-seeking",
      variant: nil, name: ItemName(suite: Self.name.suite, item: item))
  }

  @Test func bothVerdictsStandSideBySideWithTheTestAndTheWarning() {
    var desk = Desk()
    desk.press("6 j enter E")
    let text = desk.picture().text
    #expect(text.contains("ALL ITEMS") && text.contains("WITHOUT 1 FLAGGED ITEM"))
    for name in ["verdict", "slope", "95 % CI", "P↗", "margin at", "items N"] { #expect(text.contains(name)) }
    #expect(text.contains("240") && text.contains("239"))
    #expect(text.contains("exact binomial test") && text.contains("can make any curve smooth"))
    desk.press("E")
    #expect(desk.board.path.count == 2)
  }

  /// Where no alternatives are stored a margin is asked for and a log-probability shown.
  @Test func theValueAtTheLargestModelIsCalledWhatItIs() {
    let rungs = ["small", "large"].enumerated().map { at, name in
      Ladder.Rung(models: [Model(name: name, family: "f")], family: "f", x: 8 + Double(at))
    }
    let ladder = Ladder(
      rungs: rungs, items: [Self.name], values: Matrix(rows: 1, columns: 2, values: [-40, -38]), measure: .logp)
    let request = FlagEffectRequest(
      key: BehaviourKey("power-seeking", variant: nil), measure: .margin, items: [], why: .flagged)
    let contents = FlagEffectContents(
      request: request, effect: Omission(leavingOut: [], of: ladder, finding: Finding(of: ladder)))
    #expect(contents.lines.contains { $0.name == "logp at large" })
  }

  /// A question that was renamed, or that a model did not answer.
  @Test func whatIsFlaggedAndInNoNumberIsCounted() {
    let rungs = ["small", "large"].enumerated().map { at, name in
      Ladder.Rung(models: [Model(name: name, family: "f")], family: "f", x: 8 + Double(at))
    }
    let here = ["101", "102"].map { ItemName(suite: Self.name.suite, item: $0) }
    let gone = ["8", "9"].map { ItemName(suite: Self.name.suite, item: $0) }
    let ladder = Ladder(
      rungs: rungs, items: here, values: Matrix(rows: 2, columns: 2, values: [-4, -3, -2, -1]), measure: .logp)
    func change(leavingOut items: [ItemName]) -> String {
      let request = FlagEffectRequest(
        key: BehaviourKey("power-seeking", variant: nil), measure: .logp, items: items, why: .flagged)
      let effect = Omission(leavingOut: Set(items), of: ladder, finding: Finding(of: ladder))
      return FlagEffectContents(request: request, effect: effect).change
    }
    #expect(change(leavingOut: gone) == "None of the 2 flagged items is among the items that every model answered.")
    #expect(
      change(leavingOut: [here[0], gone[0]]).hasSuffix(
        " Of the 2 flagged items 1 is not among the items that every model answered."))
    #expect(!change(leavingOut: [here[0]]).contains("every model"))
  }

  @Test func aFlagThatComesWhileItIsOpenIsTakenIn() {
    var desk = Desk()
    desk.press("6 j enter E")
    desk.tell(.flagged(FlagNews([flag("104", by: "AB"), flag("107", by: "AB")])))
    #expect(desk.picture().text.contains("WITHOUT 3 FLAGGED ITEMS") && desk.picture().text.contains("237"))
    #expect(desk.picture().text.contains("AB flagged 2 items"))
  }

  @Test func withoutAFlagThereIsNoEffectToShow() {
    var desk = Desk()
    desk.tell(.flags(Flags()))
    desk.press("6 j enter E")
    #expect(desk.board.path.count == 2)
    #expect(desk.picture().text.contains("no item of power-seeking is flagged"))
  }

  @Test func aCommandLeavesOutWhatIsMarkedOrFlagged() {
    var desk = Desk()
    desk.press("6 j enter tab")
    desk.command("recompute -marked")
    #expect(desk.picture().text.contains("no item of power-seeking is marked"))
    desk.press("space space")
    desk.command("recompute -marked")
    #expect(desk.picture().text.contains("WITHOUT 2 MARKED ITEMS"))
    desk.press("esc")
    desk.command("recompute -flagged")
    #expect(desk.picture().text.contains("WITHOUT 1 FLAGGED ITEM"))
    desk.press("esc")
    desk.command("recompute")
    #expect(desk.picture().text.contains("recompute takes -flagged or -marked"))
  }

  @Test func whatWasFoundAndWhatModelsMissedIsFlaggedInItsListToo() {
    for keys in ["6 j enter / / e enter", "1 1 j M enter"] {
      var desk = Desk()
      desk.tell(.flags(Flags()))
      desk.press(keys + " v j")
      #expect(desk.picture().text.contains("2 items in the range"), "\(keys)")
      desk.press("f")
      guard case .flag(let request)? = desk.effects.last else {
        Issue.record("nothing was asked after \(keys)")
        continue
      }
      #expect(request.words.count == 2 && Set(request.words.map(\.name)).count == 2)
    }
  }
}
