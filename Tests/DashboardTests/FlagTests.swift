import Canvas
import Dashboard
import Runs
import Testing

@Suite struct FlagTests {
  private static let name = ItemName(suite: "power-seekin_influence", item: "101")

  private func item() -> Desk {
    var desk = Desk()
    desk.tell(.flags(Flags()))
    desk.press("6 j enter enter enter")
    return desk
  }

  private func request(_ action: Flag.Action, reason: Flag.Reason? = nil, note: String? = nil) -> FlagRequest {
    FlagRequest([
      FlagWord(
        action: action, key: BehaviourKey("power-seeking"), name: Self.name, reason: reason, note: note,
        contentHash: "4c1e00000000009a")
    ])
  }

  @Test func aFlagIsShownOnlyOnceItIsOnDisk() {
    var desk = item()
    desk.press("f")
    #expect(desk.effects == [.flag(request(.flag))])
    #expect(!desk.picture().text.contains("flagged"))
    desk.tell(.flags(Made.flags))
    #expect(desk.picture().text.contains("1! flagged"))
  }

  @Test func aFlaggedItemIsUnflaggedByTheSameKey() {
    var desk = item()
    desk.tell(.flags(Made.flags))
    desk.press("f")
    #expect(desk.effects == [.flag(request(.unflag))])
  }

  @Test func aReasonIsOneOfSixKeys() {
    var desk = item()
    desk.press("F")
    #expect(desk.picture().text.contains("1 wrong key  2 ambiguous"))
    desk.press("9 3")
    #expect(desk.effects == [.flag(request(.flag, reason: .lengthCue))])
  }

  @Test func escapeLeavesTheReasonsAndNotTheItem() {
    var desk = item()
    desk.press("F esc")
    #expect(desk.effects.isEmpty)
    #expect(desk.board.path.count == 3)
  }

  @Test func aNoteIsTypedKeysOfScreensIncluded() {
    var desk = item()
    desk.press("i q Q space x backspace ? enter")
    #expect(desk.effects == [.flag(request(.note, note: "qQ ?"))])
    desk.press("i enter")
    #expect(desk.effects.count == 1)
  }

  @Test func aNoteThatCouldNotBeWrittenIsOfferedAgainAndToldAtTheEnd() {
    var desk = item()
    desk.press("i s o enter")
    desk.tell(.unwritten(request(.note, note: "so"), "/runs/vane-flags.jsonl: no space; choose another file"))
    #expect(desk.picture().text.contains("not written, i offers it again: /runs/vane-flags.jsonl: no space"))
    #expect(desk.board.unwritten == ["the note on power-seekin_influence 101 was not written: so"])
    desk.press("J i")
    #expect(!desk.picture().text.contains("note so"), "it is not on that item")
    desk.press("esc K i")
    #expect(desk.picture().text.contains("note so"))
    desk.press("esc i x enter")
    #expect(desk.effects == [.flag(request(.note, note: "so")), .flag(request(.note, note: "sox"))])
    #expect(desk.board.unwritten.isEmpty)
  }

  /// A disk that hangs may refuse both at last.
  @Test func ofTwoNotesOnAnItemThatCouldNotBeWrittenBothAreOfferedAgain() {
    var desk = item()
    desk.press("i s o enter i n o enter")
    for note in ["so", "no"] { desk.tell(.unwritten(request(.note, note: note), "/runs/vane-flags.jsonl: no space")) }
    #expect(desk.board.unwritten == ["the note on power-seekin_influence 101 was not written: so; no"])
    desk.press("i")
    #expect(desk.picture().text.contains("note so; no"))
  }

  @Test func aFlagThatCouldNotBeWrittenSaysWhyAndIsNotShown() {
    var desk = item()
    desk.press("f")
    desk.tell(.unwritten(request(.flag), "/runs/vane-flags.jsonl: no space"))
    let text = desk.picture().text
    #expect(text.contains("/runs/vane-flags.jsonl: no space") && !text.contains("flagged"))
    #expect(desk.board.unwritten.isEmpty)
  }

  @Test func theNextItemComesInPlaceAndTheLastOneSaysSo() {
    var desk = item()
    desk.press("J")
    #expect(desk.board.path.last == "item 2/240")
    desk.press("K K")
    #expect(desk.board.path.last == "item 1/240")
    #expect(desk.picture().text.contains("this is the first item"))
  }
}
