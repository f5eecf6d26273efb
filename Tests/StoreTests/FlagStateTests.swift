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

  @Test(arguments: 1...100)
  func theOrderOfTheLinesDoesNotMatter(seed: Int) {
    var dice = SeededDice(seed: seed)
    let lines = (0..<Int.random(in: 0...25, using: &dice)).map { at in
      // Few moments and few people, so that ties and answers to one another happen.
      Self.flag(
        "\(at)",
        "2026-11-2\(Int.random(in: 0...4, using: &dice))T10:00:00"
          + (["Z", "+05:30", ""].randomElement(using: &dice) ?? ""),
        ["kl", "mo"].randomElement(using: &dice) ?? "",
        Flag.Action.allCases.randomElement(using: &dice) ?? .flag,
        item: ItemName(suite: "rain", item: "\(Int.random(in: 0...2, using: &dice))"))
    }
    let state = FlagState.fold(lines)
    for _ in 0..<5 { #expect(FlagState.fold(lines.shuffled(using: &dice)) == state, "seed \(seed)") }
    // A colleague's copy of the file holds the same lines.
    #expect(FlagState.fold(lines + lines.shuffled(using: &dice)) == state, "seed \(seed)")
  }

  @Test(arguments: [
    ("2026-11-23T10:00:00Z", "2026-11-23T10:00:01Z"), ("2026-11-23T23:30:00+02:00", "2026-11-23T22:00:00Z"),
    ("2026-11-23T10:00:00.9Z", "2026-11-23T10:00:01Z"), ("2024-02-29T23:59:59-00:30", "2024-03-01T00:30:00Z"),
    ("1999-12-31T23:59:59Z", "2000-01-01T00:00:00Z"), ("2026-11-23T10:00:00Z", "yesterday"),
  ])
  func theLaterWordCountsWhateverTheClocksZone(earlier: String, later: String) {
    // The ids say otherwise, and so does the order of the letters in some.
    for (first, second, isFlagged) in [(Flag.Action.flag, Flag.Action.unflag, false), (.unflag, .flag, true)] {
      let lines = [Self.flag("9", earlier, "kl", first), Self.flag("1", later, "mo", second)]
      #expect((FlagState.fold(lines)[Self.item]?.isFlagged ?? false) == isFlagged, "\(first) at \(earlier)")
      #expect(FlagState.fold(lines) == FlagState.fold(lines.reversed()))
    }
  }

  @Test func aFlagThatWasTakenBackIsNone() {
    let (flag, unflag) = (
      Self.flag("1", "2026-11-23T10:00:00Z", "kl", .flag), Self.flag("2", "2026-11-23T11:00:00Z", "mo", .unflag)
    )
    #expect(FlagState.fold([flag])[Self.item]?.isFlagged == true)
    #expect(FlagState.fold([unflag, flag])[Self.item]?.isFlagged != true)
  }

  @Test func whoFlagsAgainAfterwardsIsHeard() {
    let lines = [
      Self.flag("1", "2026-11-23T10:00:00Z", "kl", .flag), Self.flag("2", "2026-11-23T11:00:00Z", "kl", .unflag),
      Self.flag("3", "2026-11-23T12:00:00Z", "kl", .flag, reason: .leaked),
    ]
    #expect(FlagState.fold(lines)[Self.item]?.flags.map(\.id) == ["3"])
  }

  @Test func theLastWordOfEachPersonCounts() {
    let lines = [
      Self.flag("1", "2026-11-23T10:00:00Z", "kl", .flag, reason: .other),
      Self.flag("2", "2026-11-23T10:00:00Z", "mo", .flag),
      Self.flag("3", "2026-11-23T10:00:00Z", "kl", .flag, reason: .leaked),
    ]
    #expect(FlagState.fold(lines)[Self.item]?.flags.map(\.id) == ["2", "3"])
  }

  @Test func aTakenBackFlagLeavesTheNotes() {
    let lines = [
      Self.flag("1", "2026-11-23T10:00:00Z", "kl", .note), Self.flag("2", "2026-11-23T11:00:00Z", "kl", .flag),
      Self.flag("3", "2026-11-23T12:00:00Z", "kl", .unflag),
    ]
    #expect(FlagState.fold(lines)[Self.item]?.notes.map(\.id) == ["1"])
    #expect(FlagState.fold(lines)[Self.item]?.isFlagged == false)
  }

  @Test func anotherItemIsAnotherMatter() {
    let other = ItemName(suite: "snow", item: "412")
    let lines = [
      Self.flag("1", "2026-11-23T10:00:00Z", "kl", .flag),
      Self.flag("2", "2026-11-23T11:00:00Z", "kl", .unflag, item: other),
    ]
    #expect(FlagState.fold(lines).keys.sorted() == [Self.item])
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
    #expect(FlagState.fold([first, second]).isEmpty, "seed \(seed)")
    let moment = try #require(second.moment)
    #expect(moment - earlier.moment <= 1, "seed \(seed)")
  }

  @Test func aTicketThatIsLateEnoughIsNotMoved() {
    var dice = SeededDice(seed: 1)
    let ticket = Ticket(milliseconds: 1_795_000_000_000, dice: &dice)
    for moment in [0, 1_794_999_999, .infinity] {
      #expect(ticket.moved(behind: Ticket.Earlier(moment: moment, id: "ZZ"), dice: &dice) == ticket)
    }
  }

  private static func flag(_ id: String, _ time: String, _ action: Flag.Action) -> Flag {
    Flag(
      id: id, time: time, author: "kl", action: action, behaviour: "river", variant: nil,
      name: ItemName(suite: "rain", item: "412"))
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
