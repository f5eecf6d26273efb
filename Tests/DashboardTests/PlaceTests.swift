import Canvas
import Dashboard
import Runs
import Testing

/// Moving: counts, marks, back and forward, and from one session to the next.
@Suite struct PlaceTests {
  private func line(_ desk: inout Desk) -> String {
    desk.picture().text.split(separator: "\n", omittingEmptySubsequences: false).last.map(Desk.trimmed) ?? ""
  }

  @Test func aSecondGChangesNothing() {
    var once = Desk()
    var twice = Desk()
    once.press("G 3 g")
    twice.press("G 3 g g")
    #expect(once.picture() == twice.picture())
    var top = Desk()
    top.press("j k")
    twice.press("g")
    #expect(top.picture() == twice.picture(), "the third is a first one again")
  }

  @Test func aNumberStandsAtTheRightUntilItsKeyComes() {
    var desk = Desk()
    desk.press("1 2")
    #expect(line(&desk).hasSuffix("12") && line(&desk).contains("Enter"))
    desk.press("j")
    #expect(!line(&desk).contains("12"))
  }

  @Test func everyListAndTextMovesByTheSameKeys() {
    let names: Set = ["down", "up", "first", "last", "page-down", "page-up"]
    for part in Manual.keys where part.title != "Line-up" && part.keys.contains(where: { $0.name == "down" }) {
      let missing = names.subtracting(part.keys.map(\.name))
      #expect(missing.isEmpty, "\(part.title) lacks \(missing)")
    }
  }

  @Test func aMarkedPlaceIsFoundAgainByNameWhereverItsRowWent() {
    var desk = Desk()
    desk.press("4 j enter")
    let name = desk.board.path.last
    desk.press("m a esc g enter")
    #expect(desk.board.path.last != name)
    desk.press("' a")
    #expect(desk.board.path.last == name)
    desk.press("esc m b g")
    desk.command("sort -name")
    desk.press("' b enter")
    #expect(desk.board.path.last == name)
  }

  @Test(arguments: ["x", "m", "'", ":", "/"]) func nothingOpensWhileItIsSaidWhatOrWhere(key: String) throws {
    var desk = Desk()
    guard case .ask(let question)? = desk.board.update(.key(.enter)).first else {
      Issue.record("Enter asks")
      return
    }
    let pressed = try #require(Key(key))
    #expect(desk.board.update(.key(pressed)) == [.cancel])
    desk.tell(.arrived(Made.answer(question)))
    #expect(desk.board.path.count == 1)
  }

  @Test func aLetterThatMarksNothingSaysWhichDo() {
    var desk = Desk()
    desk.press("' a")
    #expect(line(&desk).contains("no place is marked"))
    desk.press("m x ' a")
    #expect(line(&desk).contains("a marks no place; there are: x"))
    desk.press("m 3")
    #expect(line(&desk).contains("3 is no letter"))
    desk.press("m esc j")
    #expect(!line(&desk).contains("letter"), "Escape names nothing")
  }

  @Test func theWayThroughTheScreensCanBeGoneBackAndForward() {
    var desk = Desk()
    desk.press("enter esc j enter")
    let second = desk.board.path
    desk.press("?")
    desk.press("ctrl-o")
    #expect(desk.board.path == second)
    desk.press("[ [")
    #expect(desk.board.path.count == 2 && desk.board.path != second)
    desk.press("] ]")
    #expect(desk.board.path == second)
    desk.press("] ]")
    #expect(line(&desk).contains("last screen seen"))
    var fresh = Desk()
    fresh.press("ctrl-o")
    #expect(line(&fresh).contains("no other screen"))
  }

  @Test(arguments: ["enter esc space space - esc", "m a space space ' a", "? esc space space [ esc"])
  func noWayBackPutsBackWhatWasPickedMeanwhile(keys: String) {
    var desk = Desk()
    desk.press(keys)
    #expect(desk.picture().text.contains("2 picked"))
    desk.press("c")
    #expect(desk.board.path.last == "compare 2 of 16")
  }

  @Test func noWayLeadsBackIntoALineup() {
    var desk = Desk()
    desk.press("l")
    desk.press("m a")
    #expect(line(&desk).contains("not during a line-up"))
    desk.press("q a ctrl-o ctrl-o ctrl-o ctrl-o")
    #expect(!desk.board.path.contains { $0.contains("line-up") })
  }

  @Test(arguments: ["l q", "l enter q", "l enter 1 ? q q"]) func theScreenBeforeIsNoLineupEither(keys: String) {
    var desk = Desk()
    desk.press(keys + " -")
    #expect(desk.board.path.count == 1 && line(&desk).contains("no other screen"))
    desk.press("j enter")
    let path = desk.board.path
    desk.press("esc " + keys + " -")
    #expect(desk.board.path == path, "the one that was seen before it was begun")
  }

  @Test(arguments: ["j j", "j enter", "enter tab j j j", "enter enter j j enter", "enter tab j j enter"])
  func anotherSessionGoesOnWhereThisOneWasLeft(_ keys: String) throws {
    var desk = Desk()
    desk.press(keys)
    let place = desk.board.place
    #expect(Whereabouts(fields: place.fields) == place)
    var other = Desk(reading: false)
    other.board.resume(place)
    other.tell(.arrived(.overview(Made.overview)))
    other.tell(.progress(nil))
    #expect(other.board.path == desk.board.path)
    #expect(other.board.place == place)
    // What is told in the last line aside, and what was looked at on the way.
    func body(_ desk: inout Desk) -> [Substring] {
      desk.picture().text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(3).dropLast()
    }
    other.tell(.flags(Made.flags))
    #expect(body(&other) == body(&desk))
  }

  @Test func filterAndOrderAreNotBroughtBack() {
    var desk = Desk()
    desk.command("filter power")
    var other = Desk(reading: false)
    other.board.resume(desk.board.place)
    other.tell(.arrived(.overview(Made.overview)))
    other.tell(.progress(nil))
    #expect(other.picture().text.contains("0 hidden"))
  }

  @Test func aPlaceThatIsGoneIsTheNearestThereIs() throws {
    var gone = try #require(Whereabouts(fields: ["behaviour", "no-such", "", "margin", "", "", "", ""]))
    var desk = Desk(reading: false)
    desk.board.resume(gone)
    desk.tell(.arrived(.overview(Made.overview)))
    desk.tell(.progress(nil))
    #expect(desk.board.path.count == 1 && line(&desk).contains("no-such is not in these runs any more"))

    gone = try #require(
      Whereabouts(fields: ["item", "power-seeking", "", "margin", "", "", "power-seekin_influence", "no"]))
    desk = Desk(reading: false)
    desk.board.resume(gone)
    desk.tell(.arrived(.overview(Made.overview)))
    desk.tell(.progress(nil))
    #expect(desk.board.path.last == "power-seeking" && line(&desk).contains("not there any more"))
  }

  @Test func aKeyEndsTheWayBack() {
    var desk = Desk()
    desk.press("j enter")
    var other = Desk(reading: false)
    other.board.resume(desk.board.place)
    other.press("?")
    other.tell(.arrived(.overview(Made.overview)))
    other.tell(.progress(nil))
    #expect(other.board.path.last == "keys")
  }

  @Test func fieldsThatSaySomethingElseAreNoPlace() {
    for fields in [
      [], ["overview"], ["elsewhere", "", "", "margin", "", "", "", ""], ["item", "a", "", "margin", "", "", "", ""],
      ["behaviour", "", "", "margin", "", "", "", ""], ["overview", "a", "", "length", "", "", "", ""],
    ] { #expect(Whereabouts(fields: fields) == nil) }
  }
}
