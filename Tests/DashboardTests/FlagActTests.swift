import Canvas
import Dashboard
import Runs
import Testing

/// A flag file in memory, which answers as the session does.
struct FlagFile {
  private(set) var flags: Flags
  private(set) var written: [Flag] = []
  /// One for each time that something was brought to disk.
  private(set) var appends: [Int] = []

  init(_ flags: Flags = Flags()) { self.flags = flags }

  /// Writes what the desk was asked to write.
  mutating func answer(_ desk: inout Desk) {
    for case .flag(let request) in desk.effects {
      let changes = request.words.map { word in
        let number = 100 + written.count
        let line = Flag(
          id: "\(number)", time: "2026-11-23T10:\(number / 60):\(10 + number % 50)Z", author: "kl", action: word.action,
          behaviour: word.key.behaviour, variant: word.key.variant, name: word.name, reason: word.reason,
          note: word.note, contentHash: word.contentHash, undoes: word.undoes)
        let change = FlagChange(line: line, before: flags[word.name]?.flag(of: "kl"))
        written.append(line)
        flags.add(line)
        return change
      }
      appends.append(changes.count)
      desk.tell(.flagged(FlagNews(changes.map(\.line), act: .init(request: request, changes: changes))))
    }
    desk.effects = []
  }
}

/// What is flagged and taken back in one sitting, by whom, and on how many items at once.
@Suite struct FlagActTests {
  private static let name = ItemName(suite: "power-seekin_influence", item: "101")

  private var desk: Desk
  private var file = FlagFile()

  init() {
    desk = Desk()
    desk.tell(.flags(Flags()))
    desk.press("6 j enter enter enter")
    #expect(desk.board.path.last == "item 1/240")
  }

  private mutating func press(_ keys: String) {
    for key in keys.split(separator: " ") {
      desk.press(String(key))
      file.answer(&desk)
    }
  }

  private var last: String { desk.text.split(separator: "\n").last.map(String.init) ?? "" }

  @Test mutating func whatWasDoneIsToldUndoneAndRedone() {
    press("F 1")
    #expect(last.contains("flagged 101: wrong key"))
    press("U")
    #expect(last.contains("undone: flag 'wrong key' on 101"))
    #expect(file.flags[Self.name]?.isFlagged == false)
    press("ctrl-r")
    #expect(last.contains("redone: flag 'wrong key' on 101"))
    #expect(file.flags[Self.name]?.flags.map(\.reason) == [.wrongKey])
    #expect(file.written.map(\.action) == [.flag, .unflag, .flag], "the file only grows")
  }

  @Test mutating func undoingAReasonBringsTheOneBeforeBack() {
    press("F 2 F 1 U")
    #expect(file.flags[Self.name]?.flags.map(\.reason) == [.ambiguous])
    press("U")
    #expect(file.flags[Self.name]?.isFlagged == false)
    press("ctrl-r ctrl-r")
    #expect(file.flags[Self.name]?.flags.map(\.reason) == [.wrongKey])
  }

  @Test mutating func aNoteIsUndoneAndRedoneWithItsWords() {
    press("i s o enter U")
    #expect(last.contains("undone: note on 101"))
    #expect(file.flags[Self.name]?.notes.isEmpty == true && !desk.text.contains("flags and notes"))
    press("ctrl-r U ctrl-r")
    #expect(file.flags[Self.name]?.notes.map(\.note) == ["so"])
  }

  @Test mutating func whatIsDoneAnewEndsTheWayForward() {
    press("f U F 3 ctrl-r")
    #expect(last.contains("nothing to redo"))
    press("U U")
    #expect(last.contains("nothing to undo"))
    #expect(file.flags[Self.name]?.isFlagged == false)
  }

  @Test mutating func whatCouldNotBeTakenBackStaysToBeTakenBack() {
    press("f")
    desk.press("U")
    guard case .flag(let request)? = desk.effects.last else { return #expect(Bool(false), "nothing was asked") }
    desk.press("U")
    #expect(last.contains("still being written") && desk.effects.count == 1)
    desk.effects = []
    desk.tell(.unwritten(request, "/runs/vane-flags.jsonl: no space"))
    #expect(last.contains("no space"))
    press("U")
    #expect(last.contains("undone: flag on 101"))
  }

  @Test mutating func ofWhatWasWrittenInPartThePartIsTakenBackAndNothingOlder() {
    press("f")
    desk.press("i s o enter")
    guard case .flag(let request)? = desk.effects.last else { return #expect(Bool(false), "nothing was asked") }
    desk.effects = []
    let line = Flag(
      id: "900", time: "2026-11-23T11:00:00Z", author: "kl", action: .note, behaviour: request.words[0].key.behaviour,
      variant: request.words[0].key.variant, name: Self.name, reason: nil, note: "so", contentHash: nil, undoes: nil)
    let part = FlagNews.Act(request: request, changes: [FlagChange(line: line, before: nil)], isPart: true)
    desk.tell(.flagged(FlagNews([line], act: part)))
    desk.tell(.unwritten(FlagRequest(request.words), "1 of 2 were written: no space"))
    #expect(last.contains("no space"))
    press("U")
    #expect(last.contains("undone: note on 101"), "the flag is older")
  }

  @Test mutating func onASlowDiskNothingOlderIsTakenBackInPlaceOfWhatIsStillBeingWritten() {
    press("f")
    // The note is not on disk yet when the key is pressed.
    desk.press("i s o enter U")
    #expect(last.contains("still being written"))
    file.answer(&desk)
    #expect(file.written.map(\.action) == [.flag, .note])
    press("U")
    #expect(last.contains("undone: note on 101") && file.flags[Self.name]?.notes.isEmpty == true)
    press("U")
    #expect(last.contains("undone: flag on 101"))
    press("U")
    #expect(last.contains("nothing to undo"))
    press("ctrl-r ctrl-r")
    #expect(last.contains("redone: note on 101") && file.flags[Self.name]?.notes.map(\.note) == ["so"])
  }

  @Test mutating func whatWasFlaggedWhileSomethingIsTakenBackStays() {
    press("f")
    desk.press("U i s o enter")
    file.answer(&desk)
    #expect(file.written.map(\.action) == [.flag, .unflag, .note])
    press("U")
    #expect(last.contains("undone: note on 101"))
    press("U")
    #expect(last.contains("nothing to undo"))
  }

  @Test mutating func whatCouldNotBeWrittenIsNotWaitedFor() {
    press("f")
    desk.press("i s o enter")
    guard case .flag(let request)? = desk.effects.last else { return #expect(Bool(false), "nothing was asked") }
    desk.effects = []
    desk.tell(.unwritten(request, "/runs/vane-flags.jsonl: no space"))
    press("U")
    #expect(last.contains("undone: flag on 101"))
  }

  @Test mutating func aColleaguesFlagStaysAndIsToldOf() {
    let theirs = Flag(
      id: "1", time: "2026-11-20T10:00:00Z", author: "AB", action: .flag, behaviour: "power-seeking", variant: nil,
      name: Self.name, reason: .wrongKey)
    desk.tell(.flagged(FlagNews([theirs])))
    #expect(last.contains("AB flagged 101: wrong key"))
    file = FlagFile(Flags([theirs]))
    #expect(desk.text.contains("1! flagged AB"))
    press("f")
    #expect(last.contains("flagged 101; AB flagged it as well: f takes back yours alone"))
    #expect(desk.text.contains("2! flagged AB kl"))
    press("f")
    #expect(last.contains("the flag of AB stays, it is theirs"))
    #expect(desk.text.contains("1! flagged AB"))
  }

  /// The line stands where it would be told.
  @Test(arguments: ["i a", "F", ": a", "x"]) mutating func whatComesWhileALineIsTypedIsToldOnceItIsLeft(keys: String) {
    press(keys)
    let theirs = Flag(
      id: "1", time: "2026-11-20T10:00:00Z", author: "AB", action: .flag, behaviour: "power-seeking", variant: nil,
      name: Self.name, reason: .wrongKey)
    desk.tell(.flagged(FlagNews([theirs])))
    #expect(!last.contains("AB flagged"))
    if keys != "F", keys != "x" { press("b") }
    press("esc")
    #expect(last.contains("AB flagged 101: wrong key"))
    press("j")
    #expect(!last.contains("AB flagged"))
  }

  @Test mutating func aRangeIsMarkedCountedFlaggedAtOnceAndUndoneAtOnce() {
    press("esc v j j j")
    #expect(last.contains("4 items in the range"))
    #expect(desk.text.split(separator: "\n").count { $0.hasPrefix("│") } == 4)
    press("F 3")
    #expect(last.contains("flagged 4 items: length cue"))
    #expect(file.appends == [4] && file.flags.flagged(in: Self.name.suite) == 4)
    #expect(!desk.text.contains("\n│"), "what was acted on is no range any more")
    press("U")
    #expect(last.contains("undone: flag 'length cue' on 4 items"))
    #expect(file.appends == [4, 4] && !file.flags.hasFlagged)
    press("ctrl-r")
    #expect(file.flags.flagged(in: Self.name.suite) == 4)
  }

  /// The last line says how many items f is about.
  @Test mutating func aRangeThatARunEndsWhichLandsIsToldToBeEnded() {
    press("esc v j j")
    #expect(last.contains("3 items in the range"))
    var more = Made.overview
    more.items += 1
    desk.tell(.arrived(.overview(more)))
    #expect(!desk.text.contains("\n│") && last.contains("the list was made anew, so the range is ended"))
  }

  @Test mutating func aRangeThatAColleaguesFlagEndsIsToldToBeEnded() {
    press("esc")
    desk.command("filter not flagged")
    press("j j v j")
    let theirs = Flag(
      id: "1", time: "2026-11-20T10:00:00Z", author: "AB", action: .flag, behaviour: "power-seeking", variant: nil,
      name: Self.name)
    desk.tell(.flagged(FlagNews([theirs])))
    #expect(last.contains("AB flagged 101; the list was made anew, so the range is ended"))
  }

  @Test mutating func aRangeThatIsFlaggedInPartIsFlaggedWhollyAndThenNot() {
    press("f esc v j j f")
    #expect(file.appends == [1, 2] && file.flags.flagged(in: Self.name.suite) == 3)
    press("k k v j j f")
    #expect(!file.flags.hasFlagged)
  }

  @Test mutating func aNoteIsWrittenOnEachOfARange() {
    press("esc v j i s o enter")
    #expect(file.appends == [2] && file.written.map(\.note) == ["so", "so"])
    #expect(last.contains("wrote a note on 2 items: so"))
  }

  @Test mutating func aRangeIsEndedByTheSameKeyByEscapeAndByAnotherOrder() {
    let path = desk.board.path.count
    press("esc v j v")
    #expect(!desk.text.contains("\n│") && last.contains("ended"))
    press("v j esc")
    #expect(!desk.text.contains("\n│") && desk.board.path.count == path - 1)
    press("v j S")
    #expect(!desk.text.contains("\n│"))
  }

  @Test mutating func theNextFlaggedItemIsGoneToInListsAndOnItems() {
    press("} esc j j j f j j j f g }")
    #expect(desk.board.path.count == 2)
    press("enter")
    let first = desk.board.path.last
    press("}")
    let second = desk.board.path.last
    #expect(first == "item 4/240" && second == "item 7/240")
    press("}")
    #expect(desk.board.path.last == first, "round the end")
    press("{")
    #expect(desk.board.path.last == second)
    press("esc g {")
    #expect(desk.text.contains("!"))
  }

  @Test mutating func onceRoundTheFlaggedItemsIsSaidToBeSo() {
    press("f")
    desk.press("1 }")
    #expect(last.contains("no other item is flagged"))
    press("J f J f")
    let item = desk.board.path.last
    desk.press("3 }")
    #expect(desk.board.path.last == item && last.contains("once round the 3 flagged items"))
    desk.press("2 {")
    #expect(desk.board.path.last != item)
  }

  @Test mutating func withoutAFlagThereIsNoneToGoTo() {
    press("}")
    #expect(last.contains("no item of this behaviour is flagged"))
    press("esc {")
    #expect(last.contains("no item of this list is flagged"))
  }

  @Test(arguments: [("Ada Byron", "AB"), ("ada.byron", "AB"), ("kl", "kl"), ("annabel", "an"), ("Ö", "Ö")])
  func initialsAreShort(author: String, initials: String) {
    var desk = desk
    desk.tell(
      .flagged(
        FlagNews([
          Flag(
            id: "1", time: "2026-11-20T10:00:00Z", author: author, action: .flag, behaviour: "power-seeking",
            variant: nil, name: Self.name)
        ])))
    #expect(desk.text.contains("1! flagged \(initials)"))
  }
}

extension Desk {
  fileprivate var text: String {
    var board = board
    return board.view(size).text
  }
}
