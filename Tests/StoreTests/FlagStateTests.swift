import Runs
import Testing

@testable import Store

/// The state of an item is what all lines say together, in whatever order their files were put one behind the other.
@Suite struct FlagStateTests {
  private static let item = ItemName(suite: "rain", item: "412")

  private static func flag(
    _ id: String, _ time: String, _ author: String, _ action: Flag.Action, reason: Flag.Reason? = nil,
    item: ItemName = item
  ) -> Flag {
    Flag(
      id: id, time: time, author: author, action: action, behaviour: "river", variant: nil, name: item, reason: reason)
  }

  /// Three people's lines, by clocks that jump, some of them about the same item in the same second, some taken back.
  private static func lines(_ dice: inout SeededDice) -> [Flag] {
    (0..<Int.random(in: 0...25, using: &dice)).map { at in
      // Few moments and few people, so that ties and answers to one another happen.
      var line = flag(
        "\(at)",
        "2026-11-2\(Int.random(in: 0...4, using: &dice))T10:00:00"
          + (["Z", "+05:30", ""].randomElement(using: &dice) ?? ""),
        ["kl", "mo", "ab"].randomElement(using: &dice) ?? "",
        Flag.Action.allCases.randomElement(using: &dice) ?? .flag,
        reason: Flag.Reason.allCases.randomElement(using: &dice),
        item: ItemName(suite: "rain", item: "\(Int.random(in: 0...2, using: &dice))"))
      if line.action == .note, dice.chance(0.4) { line.undoes = "\(Int.random(in: 0...25, using: &dice))" }
      return line
    }
  }

  /// The text may have been changed between the two.
  @Test func theFlagBeforeComesBackWithTheTextThatItWasAbout() {
    var before = Self.flag("1", "2026-11-23T10:00:00Z", "kl", .flag, reason: .leaked)
    var line = Self.flag("2", "2026-11-24T10:00:00Z", "kl", .flag, reason: .other)
    (before.contentHash, line.contentHash) = ("old", "new")
    let back = FlagChange(line: line, before: before).inverse
    #expect(back?.reason == .leaked && back?.contentHash == "old")
    #expect(FlagChange(line: line, before: nil).inverse?.contentHash == "new")
  }

  /// Each by a line of its own; what took a note back is undone by the note's own words, which the line does not know.
  @Test func everyActIsUndoneByWhatPutsThingsBack() {
    var before = Self.flag("1", "2026-11-23T10:00:00Z", "kl", .flag, reason: .leaked)
    before.note = "see 7"
    #expect(FlagChange(line: before, before: nil).inverse?.action == .unflag)
    let unflag = Self.flag("2", "2026-11-24T10:00:00Z", "kl", .unflag)
    let again = FlagChange(line: unflag, before: before).inverse
    #expect(again?.action == .flag && again?.name == Self.item && again?.undoes == nil)
    #expect(again?.reason == .leaked && again?.note == "see 7")
    var note = Self.flag("3", "2026-11-24T10:00:00Z", "kl", .note)
    note.note = "so"
    let back = FlagChange(line: note, before: before).inverse
    #expect(back?.action == .note && back?.undoes == "3" && back?.note == nil && back?.reason == nil)
    (note.note, note.undoes) = (nil, "1")
    #expect(FlagChange(line: note, before: before).inverse == nil)
  }

  @Test func theLatestLineIsTheLaterOfFlagAndNoteWhoeverSaidIt() {
    let flag = Self.flag("1", "2026-11-23T10:00:00Z", "kl", .flag)
    let note = Self.flag("2", "2026-11-23T11:00:00Z", "mo", .note)
    let unflag = Self.flag("3", "2026-11-23T12:00:00Z", "kl", .unflag)
    let early = Flags([note, flag])[Self.item]
    #expect(early?.latest == note && early?.holds(flag) == true)
    #expect(early?.lastWords(of: "kl") == [flag] && early?.lastWords(of: "mo") == [note])
    #expect(early?.lastWords(of: "ab") == [])
    let late = Flags([unflag, note, flag])[Self.item]
    #expect(late?.latest == unflag && late?.lastWords(of: "kl") == [unflag])
    #expect(late?.holds(flag) == false && late?.holds(note) == true)
  }

  /// Of these suites alone, by an order of one's own, and only what is flagged still.
  @Test func theNextFlaggedItemIsFoundRoundTheEndBothWays() {
    func line(_ item: String, suite: String = "rain") -> Flag {
      Self.flag(item, "2026-11-23T10:00:00Z", "kl", .flag, item: ItemName(suite: suite, item: item))
    }
    var flags = Flags([line("2"), line("5"), line("9"), line("1", suite: "snow"), line("3", suite: "hail")])
    flags.add(
      Self.flag("later", "2026-11-23T11:00:00Z", "kl", .unflag, item: ItemName(suite: "rain", item: "5")))
    let suites = ["rain", "snow"]
    func next(_ item: String, _ suite: String = "rain", backwards: Bool = false) -> String? {
      flags.flagged(after: ItemName(suite: suite, item: item), backwards: backwards, of: suites, by: <)
        .map { "\($0.suite) \($0.item)" }
    }
    #expect(next("0") == "rain 2" && next("2") == "rain 9" && next("9") == "snow 1" && next("1", "snow") == "rain 2")
    #expect(next("9", backwards: true) == "rain 2" && next("2", backwards: true) == "snow 1")
    #expect(next("7") == "rain 9" && next("7", backwards: true) == "rain 2", "from an item that is not flagged")
    #expect(flags.flaggedItems(of: suites).map(\.item) == ["2", "9", "1"] && flags.flagged(in: suites) == 3)
    #expect(Flags().flagged(after: Self.item, of: suites, by: <) == nil)
  }

  @Test(arguments: 1...100)
  func theOrderOfTheLinesDoesNotMatter(seed: Int) {
    var dice = SeededDice(seed: seed)
    let lines = Self.lines(&dice)
    let state = Flags(lines)
    for _ in 0..<5 { #expect(Flags(lines.shuffled(using: &dice)) == state, "seed \(seed)") }
    // A colleague's copy of the file holds the same lines.
    #expect(Flags(lines + lines.shuffled(using: &dice)) == state, "seed \(seed)")
  }

  /// As where a file with older lines was put behind one with newer ones.
  @Test func thousandsOfNotesOnOneItemMayComeFromTheLastToTheFirst() {
    let notes = (0..<10_000).map { at in
      let second = "\(100 + at % 60)".suffix(2)
      let minute = "\(100 + at / 60 % 60)".suffix(2)
      return Self.flag("\(at)", "2026-11-20T1\(at / 3600):\(minute):\(second)Z", "kl", .note)
    }
    #expect(Flags(notes.reversed())[Self.item]?.notes == notes)
  }

  /// Each of three people has a file of her own, whose last line a crash has torn: whichever is put first, the same stands.
  @Test(arguments: 1...30)
  func threeFilesMergeToTheSameInAnyOrder(seed: Int) throws {
    var dice = SeededDice(seed: seed)
    let folder = try TemporaryFolder()
    let files = try (0..<3).map { at in
      let log = FlagLog(path: folder.path + "/\(at)")
      for line in Self.lines(&dice) { try log.append(line) }
      let bytes = (try? folder.bytes(of: "\(at)")) ?? []
      return dice.chance(0.5) ? bytes + Array("{\"schema\":\"vane.fl".utf8) : bytes
    }
    var states: [Flags] = []
    for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2], [2, 0, 1], [0, 2, 1], [1, 2, 0], [0, 1, 2, 1]] {
      let merged = order.map { files[$0] }.reduce([]) { $0 + ($0.isEmpty || $0.last == 0x0A ? [] : [0x0A]) + $1 }
      try folder.write(merged, to: "merged")
      states.append(Flags(try FlagLog(path: folder.path + "/merged").read().flags))
    }
    #expect(states.allSatisfy { $0 == states[0] }, "seed \(seed)")
  }

  /// Whoever holds an older state keeps it, also once the newer ones have been put in order.
  @Test func ofManyAuthorsEachHasTheLastWordInAnyOrder() {
    var dice = SeededDice(seed: 1)
    let lines = (0..<100).map { at in
      let minute = "\(100 + at % 60)".suffix(2)
      return Self.flag(
        "\(at)", "2026-11-23T1\(at / 60):\(minute):00Z", "author \(at % 40)", at < 90 ? .flag : .unflag)
    }
    let state = Flags(lines)
    // The last ten take back what the authors 10 to 19 have said.
    #expect(state[Self.item]?.flags.map(\.author) == (Array(20..<40) + Array(0..<10)).map { "author \($0)" })
    for _ in 0..<5 { #expect(Flags(lines.shuffled(using: &dice)) == state) }
  }

  @Test func aStateThatIsHeldStaysAsItWas() {
    var flags = Flags()
    var held: [Flags] = []
    for at in 0..<9000 {
      if at % 1000 == 0 { held.append(flags) }
      flags.add(
        Self.flag("\(at)", "2026-11-23T10:00:00Z", "kl", .flag, item: ItemName(suite: "rain", item: "\(at % 6000)")))
    }
    #expect(held.map { $0.flagged(in: "rain") } == [0, 1000, 2000, 3000, 4000, 5000, 6000, 6000, 6000])
    #expect(held.map { $0.items.count } == held.map { $0.flagged(in: "rain") })
    #expect(flags[ItemName(suite: "rain", item: "5")]?.flags.map(\.id) == ["6005"])
  }

  @Test(arguments: [
    ("2026-11-23T10:00:00Z", "2026-11-23T10:00:01Z"), ("2026-11-23T23:30:00+02:00", "2026-11-23T22:00:00Z"),
    ("2026-11-23T10:00:00.9Z", "2026-11-23T10:00:01Z"), ("2024-02-29T23:59:59-00:30", "2024-03-01T00:30:00Z"),
    ("1999-12-31T23:59:59Z", "2000-01-01T00:00:00Z"), ("2026-11-23T10:00:00Z", "yesterday"),
  ])
  func theLaterWordCountsWhateverTheClocksZone(earlier: String, later: String) {
    // The ids say otherwise, and so does the order of the letters in some.
    for (first, second, isFlagged) in [(Flag.Action.flag, Flag.Action.unflag, false), (.unflag, .flag, true)] {
      let lines = [Self.flag("9", earlier, "kl", first), Self.flag("1", later, "kl", second)]
      #expect((Flags(lines)[Self.item]?.isFlagged ?? false) == isFlagged, "\(first) at \(earlier)")
      #expect(Flags(lines) == Flags(lines.reversed()))
    }
  }

  @Test func aFlagThatWasTakenBackIsNone() {
    let (flag, unflag) = (
      Self.flag("1", "2026-11-23T10:00:00Z", "kl", .flag), Self.flag("2", "2026-11-23T11:00:00Z", "kl", .unflag)
    )
    #expect(Flags([flag])[Self.item]?.isFlagged == true)
    #expect(Flags([unflag, flag])[Self.item]?.isFlagged != true)
  }

  @Test func aColleaguesFlagIsHersToTakeBack() {
    let lines = [
      Self.flag("1", "2026-11-23T10:00:00Z", "kl", .flag), Self.flag("2", "2026-11-23T11:00:00Z", "mo", .unflag),
      Self.flag("3", "2026-11-23T12:00:00Z", "ab", .flag), Self.flag("4", "2026-11-23T13:00:00Z", "ab", .unflag),
    ]
    #expect(Flags(lines)[Self.item]?.flags.map(\.author) == ["kl"])
    #expect(Flags(lines)[Self.item]?.flag(of: "ab") == nil && Flags(lines).flagged(in: "rain") == 1)
  }

  @Test func aNoteIsTakenBackByItsAuthorAloneWhereverTheLineStands() {
    let note = Self.flag("1", "2026-11-23T10:00:00Z", "kl", .note)
    var back = Self.flag("2", "2026-11-23T11:00:00Z", "kl", .note)
    back.undoes = "1"
    var foreign = back
    foreign.author = "mo"
    #expect(Flags([note, back])[Self.item]?.isSilent == true && Flags([back, note])[Self.item]?.isSilent == true)
    #expect(Flags([note, foreign])[Self.item]?.notes.map(\.id) == ["1"])
  }

  @Test func whoFlagsAgainAfterwardsIsHeard() {
    let lines = [
      Self.flag("1", "2026-11-23T10:00:00Z", "kl", .flag), Self.flag("2", "2026-11-23T11:00:00Z", "kl", .unflag),
      Self.flag("3", "2026-11-23T12:00:00Z", "kl", .flag, reason: .leaked),
    ]
    #expect(Flags(lines)[Self.item]?.flags.map(\.id) == ["3"])
  }

  @Test func theLastWordOfEachPersonCounts() {
    let lines = [
      Self.flag("1", "2026-11-23T10:00:00Z", "kl", .flag, reason: .other),
      Self.flag("2", "2026-11-23T10:00:00Z", "mo", .flag),
      Self.flag("3", "2026-11-23T10:00:00Z", "kl", .flag, reason: .leaked),
    ]
    #expect(Flags(lines)[Self.item]?.flags.map(\.id) == ["3", "2"], "by time, then by author")
  }

  @Test func aTakenBackFlagLeavesTheNotes() {
    let lines = [
      Self.flag("1", "2026-11-23T10:00:00Z", "kl", .note), Self.flag("2", "2026-11-23T11:00:00Z", "kl", .flag),
      Self.flag("3", "2026-11-23T12:00:00Z", "kl", .unflag),
    ]
    #expect(Flags(lines)[Self.item]?.notes.map(\.id) == ["1"])
    #expect(Flags(lines)[Self.item]?.isFlagged == false)
  }

  @Test func anotherItemIsAnotherMatter() {
    let other = ItemName(suite: "snow", item: "412")
    let lines = [
      Self.flag("1", "2026-11-23T10:00:00Z", "kl", .flag),
      Self.flag("2", "2026-11-23T11:00:00Z", "kl", .unflag, item: other),
    ]
    #expect(Flags(lines).items.map(\.key) == [Self.item])
  }
}

@Suite struct TicketTests {
  @Test func laterTicketsSortBehind() {
    var dice = SeededDice(seed: 1)
    let ids = (0..<200).map { Ticket(milliseconds: 1_795_000_000_000 + $0, dice: &dice).id }
    #expect(ids == ids.sorted() && Set(ids).count == ids.count)
    #expect(ids.allSatisfy { $0.count == 26 })
  }

  /// Two flags within one moment, or after the clock was set back: what was said later must still win.
  @Test(arguments: 1...50)
  func ticketsOfOneProgramSortAsTheyWereDrawn(seed: Int) {
    var dice = SeededDice(seed: seed)
    var series = Ticket.Series()
    var now: UInt64 = 1_795_000_000_000
    let tickets = (0..<300).map { _ in
      now = now &+ ([0, 0, 0, 1, 2000, UInt64.max - 999].randomElement(using: &dice) ?? 0)
      return series.next(milliseconds: now, dice: &dice)
    }
    let pairs = zip(tickets, tickets.dropFirst())
    #expect(pairs.allSatisfy { $0.id < $1.id && $0.time <= $1.time }, "seed \(seed)")
  }

  /// A colleague's clock is ahead, or this one was set back, by anything from milliseconds to years: what is said later
  /// about an item must win all the same, and as little later as can be.
  @Test(arguments: 1...200)
  func aTicketSortsBehindWhatWasSaidBeforeWhateverTheClocksSay(seed: Int) throws {
    var dice = SeededDice(seed: seed)
    let now: UInt64 = 1_795_000_000_000
    let ahead = [1, 400, 999, 1000, 5000, 86_400_000, 31_536_000_000].randomElement(using: &dice) ?? 1
    let theirs = Ticket(milliseconds: now &+ UInt64(ahead), dice: &dice)
    let isForeign = dice.chance(0.3)
    let first = Self.flag(isForeign ? "zz-by-another-program" : theirs.id, theirs.time, .flag)
    let earlier = Ticket.Earlier(moment: try #require(first.moment), id: first.id)
    let ours = Ticket(milliseconds: now, dice: &dice).moved(behind: earlier, dice: &dice)
    let second = Self.flag(ours.id, ours.time, .unflag)
    #expect(!Flags([first, second]).hasFlagged, "seed \(seed)")
    let moment = try #require(second.moment)
    #expect(moment - earlier.moment <= 1, "seed \(seed)")
  }

  /// A colleague and oneself in one second: whoever's line is the latest of the item by name, what is said now comes
  /// behind both, and one's own flag is taken back.
  @Test(arguments: 1...200)
  func aTicketSortsBehindOnesOwnLastWordAlsoWhereAColleaguesIsTheLatest(seed: Int) {
    var dice = SeededDice(seed: seed)
    let now: UInt64 = 1_795_000_000_000
    let said = ["ab", "kl", "mo"].shuffled(using: &dice).prefix(2) + ["kl"]
    let lines = said.map { author in
      let ticket = Ticket(milliseconds: now &+ UInt64.random(in: 0...999, using: &dice), dice: &dice)
      var line = Self.flag(dice.chance(0.3) ? "zz-by-another-program" : ticket.id, ticket.time, .flag)
      line.author = author
      return line
    }
    let state = Flags(lines)[Self.item]
    let before = ([state?.latest].compactMap { $0 } + (state?.lastWords(of: "kl") ?? [])).map {
      Ticket.Earlier(moment: $0.moment ?? 0, id: $0.id)
    }
    let ours = Ticket(milliseconds: now, dice: &dice).moved(behind: before, dice: &dice)
    let back = Self.flag(ours.id, ours.time, .unflag)
    #expect(Flags(lines + [back])[Self.item]?.flag(of: "kl") == nil, "seed \(seed)")
    #expect(before.count == 2)
  }

  @Test func aTicketThatIsLateEnoughIsNotMoved() {
    var dice = SeededDice(seed: 1)
    let ticket = Ticket(milliseconds: 1_795_000_000_000, dice: &dice)
    for moment in [0, 1_794_999_999, .infinity] {
      #expect(ticket.moved(behind: Ticket.Earlier(moment: moment, id: "ZZ"), dice: &dice) == ticket)
    }
  }

  private static let item = ItemName(suite: "rain", item: "412")

  private static func flag(_ id: String, _ time: String, _ action: Flag.Action) -> Flag {
    Flag(id: id, time: time, author: "kl", action: action, behaviour: "river", variant: nil, name: item)
  }

  @Test func chanceThatRunsOutMovesTheMomentOn() {
    struct Sixes: RandomNumberGenerator { mutating func next() -> UInt64 { .max } }
    var (series, dice) = (Ticket.Series(), Sixes())
    let ids = (0..<3).map { _ in series.next(milliseconds: 5, dice: &dice).id }
    #expect(ids == ["0000000005ZZZZZZZZZZZZZZZZ", "00000000060000000000000000", "00000000060000000000000001"])
  }

  @Test func ticketsDrawnByManyThreadsDiffer() async {
    let ids = await withTaskGroup(of: [String].self) { group in
      for _ in 0..<8 { group.addTask { (0..<500).map { _ in Ticket.now().id } } }
      return await group.reduce(into: []) { $0 += $1 }
    }
    #expect(Set(ids).count == 4000)
  }

  /// The example of the specification: 1469918176385 ms is written 01ARYZ6S41.
  @Test func timeIsWrittenAsTheSpecificationDoes() {
    var dice = SeededDice(seed: 1)
    let ticket = Ticket(milliseconds: 1_469_918_176_385, dice: &dice)
    #expect(ticket.id.hasPrefix("01ARYZ6S41"))
    #expect(ticket.time == "2016-07-30T22:36:16Z")
  }
}
