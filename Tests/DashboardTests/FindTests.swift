import Canvas
import Runs
import Testing
import Trends

@testable import Dashboard

@Suite struct FindTests {
  private static let items = Made.plans.reduce(0) { $0 + Made.ladder($1, measure: .margin).items.count }

  private func selected(_ desk: inout Desk) -> String {
    let grid = desk.picture()
    let row = (1..<grid.size.rows).first { grid[$0, 4].ground == .cursor } ?? 0
    return String((0..<grid.size.columns).map { grid[row, $0].glyph })
  }

  // MARK: from the overview

  @Test func aNameIsFoundBeforeATextAndASuiteIsAName() {
    var desk = Desk()
    desk.type("/wealth-seeki_shut")
    desk.press("enter")
    #expect(desk.board.path.count == 1 && selected(&desk).contains("wealth-seeking"))
  }

  @Test func whatNoNameHoldsIsLookedForInTheTexts() {
    var desk = Desk()
    desk.press("j j")
    let before = desk.picture()
    desk.type("/axolotl")
    desk.press("enter")
    #expect(desk.board.path.last == "found 'axolotl'")
    let text = desk.picture().text
    #expect(
      text.contains("'axolotl' is in 16 of \(Decimal.count(Self.items)) items") && text.contains("Axolotl watches."))
    desk.press("j j enter")
    #expect(desk.board.path.last?.hasPrefix("item 90/90") == true, "the last item of the third behaviour")
    desk.press("esc")
    #expect(selected(&desk).contains("hindsight-neglect"))
    desk.press("esc")
    #expect(desk.picture() == before)
  }

  /// Names that were not looked at may hold it.
  @Test(arguments: [
    (":filter memo", "/power-seeking", "'power-seeking' is in no name that is listed; looking"),
    (":open power-seeking", "/101", "'101' is in no suite's name; looking"),
  ])
  func onlyNamesThatWereLookedAtAreSaidNotToHoldIt(before: String, line: String, message: String) {
    var desk = Desk()
    desk.type(before)
    desk.press("enter")
    desk.type(line)
    _ = desk.board.update(.key(.enter))
    #expect(desk.picture().text.contains(message))
  }

  @Test(arguments: ["//oclock", "//o'clock", "///o.clock/", ":find /o'clock", ":find /~o.clock"])
  func textsAreAskedForOutright(line: String) {
    var desk = Desk()
    desk.type(line)
    desk.press("enter")
    #expect(desk.board.path.count == (line.contains("oclock") ? 1 : 2), "\(desk.board.path)")
  }

  @Test func aWrongPatternStaysInTheLine() {
    var desk = Desk()
    desk.type("/~a(b")
    desk.press("enter")
    let lines = desk.picture().text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[23].hasPrefix(" find ~a(b") && lines[22].contains("▼ this bracket is not closed"))
    #expect(lines[22].firstIndex(of: "▼").map { lines[22].distance(from: lines[22].startIndex, to: $0) } == 8)
    desk.type(")")
    #expect(!desk.picture().text.contains("▼"))
  }

  @Test(arguments: ["yes", "Yes", "o'clock", "10", "~[0-9]+ o", "~tonight.*30", "~^no", "the", "evil", "家族"])
  func whatIsFoundIsWhatALookAtEveryTextFinds(typed: String) throws {
    var desk = Desk()
    desk.type("//" + typed)
    desk.press("enter")
    let wanted = try #require(try Wanted(typed))
    let pattern = try wanted.needle.pattern()
    var expected = 0
    for plan in Made.plans {
      let items = Made.ladder(plan, measure: .margin).items
      expected += items.count { name in Made.text(of: plan.key, name, in: items).contains { pattern.matches($0) } }
    }
    #expect(expected > 0)
    #expect(desk.picture().text.contains(" is in \(Decimal.count(expected)) of "), "\(desk.picture().text)")
  }

  // MARK: piece by piece

  /// A board whose session has looked through some items and goes on.
  private func board(_ pieces: [FoundContents]) -> (Board, [Effect]) {
    var desk = Desk()
    for key in "//x" { _ = desk.board.update(.key(.character(key))) }
    var effects = desk.board.update(.key(.enter))
    for piece in pieces { effects += desk.board.update(.arrived(.found(piece))) }
    return (desk.board, effects)
  }

  private func piece(_ found: Int, of searched: Int, isDone: Bool = false, unreadable: Int = 0) -> FoundContents {
    var contents = FoundContents(FindRequest(Needle("x")))
    contents.progress.searched = searched
    (contents.progress.of, contents.progress.isDone) = (9000, isDone)
    (contents.progress.unreadable, contents.progress.why) = (unreadable, unreadable > 0 ? "a.jsonl:3: gone" : nil)
    contents.count = found
    let items = Made.ladder(Made.plans[3], measure: .margin).items
    contents.lines = (0..<found).map {
      FoundLine(
        key: Made.plans[3].key, name: items[$0], before: String(repeating: "before ", count: 30), match: "X\($0)",
        after: " after")
    }
    return contents
  }

  private static let size = Size(columns: 80, rows: 24)

  @Test func theScreenGoesOnUntilSomethingIsFound() {
    var (board, effects) = board([piece(0, of: 100)])
    #expect(effects == [.ask(.find(FindRequest(Needle("x")))), .remember(.find, "/x")])
    #expect(board.path.count == 1 && board.view(Self.size).text.contains("finding 100/9,000 items"))
    _ = board.update(.key("j"))
    #expect(board.view(Self.size).text.contains("finding 100/9,000 items"), "keys work meanwhile")
    _ = board.update(.arrived(.found(piece(2, of: 200))))
    #expect(board.path.last == "found 'x'")
    #expect(board.view(Self.size).text.contains("is in 2 of 200 items, 9,000 in all"))
    _ = board.update(.key("j"))
    _ = board.update(.arrived(.found(piece(40, of: 9000, isDone: true, unreadable: 7))))
    let text = board.view(Self.size).text
    #expect(text.contains("is in 40 of 9,000 items") && !text.contains("finding"))
    #expect(text.contains("7 texts cannot be read: a.jsonl:3: gone"))
    #expect(text.contains("X1 after"), "the match is in view, whatever stands before it")
  }

  @Test func whatIsInNoneSaysHowManyTextsNobodyCouldRead() {
    let size = Size(columns: 120, rows: 24)
    var (board, _) = board([piece(0, of: 9000, isDone: true, unreadable: 3270)])
    let text = board.view(size).text
    #expect(board.path.count == 1)
    #expect(text.contains("'x' is in none of 9,000 items; 3,270 texts cannot be read: a.jsonl:3: gone"), "\(text)")
    (board, _) = self.board([piece(0, of: 9000, isDone: true)])
    let whole = board.view(size).text
    #expect(whole.contains("'x' is in none of 9,000 items") && !whole.contains("cannot be read"), "all were read")
  }

  @Test func itGoesOnWhileAnItemIsOpen() {
    var (board, _) = board([piece(2, of: 200)])
    guard case .ask(let question)? = board.update(.key(.enter)).first else {
      Issue.record("Enter asks")
      return
    }
    let stops = board.update(.arrived(Made.answer(question)))
    #expect(stops.isEmpty)
    _ = board.update(.arrived(.found(piece(40, of: 9000, isDone: true))))
    #expect(board.update(.key(.escape)).isEmpty)
    #expect(board.view(Self.size).text.contains("is in 40 of 9,000 items"))
  }

  @Test func controlCStopsItAndWhatWasFoundStays() {
    var (board, _) = board([piece(2, of: 200)])
    #expect(board.update(.key(.control("c"))) == [.stopFinding])
    let text = board.view(Self.size).text
    #expect(text.contains("stopped: 200 of 9,000 items were looked through") && text.contains("X1"))
    #expect(board.update(.arrived(.found(piece(40, of: 9000, isDone: true)))).isEmpty)
    #expect(board.view(Self.size).text.contains("is in 2 of 200 items"), "an answer that nobody waits for")
    #expect(board.view(Self.size).text.contains("stopped before the end"))
  }

  @Test func aLookThatIsRefusedSaysWhyAndIsOver() {
    var (board, _) = board([])
    #expect(board.view(Self.size).text.contains("finding 0/0 items"))
    let refusal = Answer.refused(.find(FindRequest(Needle("x"))), "nothing has been read yet")
    #expect(board.update(.arrived(refusal)).isEmpty)
    let text = board.view(Self.size).text
    #expect(text.contains("nothing has been read yet") && !text.contains("finding"))
  }

  @Test(arguments: ["esc", "-", "q"]) func leavingTheScreenStopsIt(key: String) {
    var (board, _) = board([piece(2, of: 200)])
    #expect(board.update(.key(Key(key)!)) == [.stopFinding])
    #expect(board.path.count == 1)
  }

  @Test func whoOpensAnotherScreenMeanwhileStopsIt() {
    var (board, _) = board([piece(0, of: 100)])
    #expect(board.update(.key("a")) == [.stopFinding])
    _ = board.update(.arrived(.found(piece(2, of: 200))))
    #expect(board.path.last == "all lines", "nothing opens on top of it")
  }

  @Test(arguments: ["x", "m", ":", "&"]) func whoBeginsToSayWhatOrWhereMeanwhileStopsIt(key: String) {
    var (board, _) = board([piece(0, of: 100)])
    #expect(board.update(.key(Key(key)!)) == [.stopFinding])
    _ = board.update(.arrived(.found(piece(2, of: 200))))
    #expect(board.path.count == 1, "nothing opens under the line")
  }

  @Test func filesThatLandAreLookedThroughToo() {
    var (board, _) = board([piece(2, of: 9000, isDone: true)])
    let more = OverviewContents(title: "more", rows: Made.overview.rows.dropLast())
    let effects = board.update(.arrived(.overview(more)))
    #expect(effects == [.replace(.find(FindRequest(Needle("x"))))])
    _ = board.update(.key("j"))
    _ = board.update(.arrived(.found(piece(5, of: 9001, isDone: true))))
    #expect(board.view(Self.size).text.contains("is in 5 of 9,000 items"))
    #expect(board.update(.key("j")).isEmpty)
  }

  // MARK: among a behaviour's items

  @Test func anItemIsFoundByAWordFarDownInItsText() {
    var desk = Desk()
    desk.press("6 j enter tab j j")
    desk.type("/axolotl")
    desk.press("enter")
    let items = Made.ladder(Made.plans[6], measure: .margin).items
    #expect(selected(&desk).contains(" \(items.last!.item) "), "\(selected(&desk))")
    #expect(desk.picture().text.contains("'axolotl' is in 1 of 240 texts"))
    desk.press("enter")
    #expect(desk.board.path.last == "item 240/240")
    desk.press("esc n")
    #expect(selected(&desk).contains(" \(items.last!.item) "), "round the end to the only one")
  }

  @Test func nAndNGoFromOneToTheNextAndBack() {
    var desk = Desk()
    desk.press("6 j enter tab")
    desk.type("/at 3")
    desk.press("enter")
    var seen: [String] = []
    for _ in 0..<4 {
      seen.append(String(selected(&desk).dropFirst(2).prefix(4)))
      desk.press("n")
    }
    let items = Made.ladder(Made.plans[6], measure: .margin).items.filter { $0.item.hasPrefix("3") }
    #expect(seen.map { $0.filter(\.isNumber) } == items.prefix(4).map(\.item))
    desk.press("N N")
    #expect(selected(&desk).contains(" \(items[2].item) "))
    #expect(desk.effects.isEmpty)
  }

  @Test func whatIsFoundIsCountedByItselfWhateverElseWasLookedFor() {
    var desk = Desk()
    desk.press("6 j enter tab")
    desk.type("/axolotl")
    desk.press("enter")
    desk.type("&text ~ \"at 10[0-9] \" or text ~ axolotl")
    desk.press("enter n")
    #expect(desk.picture().text.contains("'axolotl' is in 1 of 240 texts"), "\(desk.picture().text)")
  }

  @Test func ofALookThatWasStoppedIsSaidHowFarItCame() {
    var desk = Desk()
    desk.press("6 j enter tab")
    for key in "/axolotl" { _ = desk.board.update(.key(.character(key))) }
    guard case .replace(.texts(let request))? = desk.board.update(.key(.enter)).first else {
      Issue.record("texts are asked for")
      return
    }
    var part = Made.texts(request)
    (part.progress.searched, part.progress.isDone) = (60, false)
    part.holds[0] = part.holds[0].map { _ in false }
    for event in [Event.arrived(.texts(part)), .key(.control("c")), .key("n")] { _ = desk.board.update(event) }
    let text = desk.picture().text
    #expect(text.contains("'axolotl' is in none of the 60 texts that were looked through"), "\(text)")
    for key in ":find axolotl" { _ = desk.board.update(.key(.character(key))) }
    #expect(desk.board.update(.key(.enter)).contains(.replace(.texts(request))), "it is looked for anew")
  }

  @Test func aSuiteIsFoundByItsName() {
    var desk = Desk()
    desk.press("6 j enter")
    desk.type("/shutdown")
    desk.press("enter")
    #expect(desk.board.path.count == 2 && selected(&desk).contains("power-seekin_shutdown"))
    desk.type("/axolotl")
    desk.press("enter")
    #expect(
      desk.board.path.last == "found 'axolotl'" && desk.picture().text.contains("1 of 240 items of power-seeking"))
  }

  @Test func aFilterOfTextsLooksAtTheWholeText() {
    var desk = Desk()
    desk.press("6 j enter tab")
    desk.type("&text ~ \"at 10[0-9] \" or text ~ axolotl")
    desk.press("enter")
    let text = desk.picture().text
    #expect(text.contains("items 11 of 240") && text.contains("229 hidden (& text ~ \"at 10"), "\(text)")
    desk.press("& ctrl-u enter")
    #expect(desk.picture().text.contains("items 240]"))
    desk.type("&length > 130")
    desk.press("enter")
    #expect(desk.picture().text.contains("items 1 of 240"), "\(desk.picture().text)")
  }

  @Test func whatWasStoppedChangesNothing() {
    var desk = Desk()
    desk.press("6 j enter tab")
    for key in "&axolotl" { _ = desk.board.update(.key(.character(key))) }
    let asked = desk.board.update(.key(.enter))
    guard case .replace(.texts(let request))? = asked.first else {
      Issue.record("\(asked)")
      return
    }
    #expect(request.patterns.map(\.text) == ["axolotl"] && !request.wantsLengths)
    #expect(desk.picture().text.contains("items 240]"), "the list stays until it is known")
    #expect(desk.board.update(.key(.control("c"))) == [.stopFinding])
    desk.press("j k")
    #expect(desk.picture().text.contains("items 240]") && !desk.picture().text.contains("hidden"))
  }

  @Test func aFilterWhoseTextsAreRefusedSaysWhyAndChangesNothing() {
    var desk = Desk()
    desk.press("6 j enter tab")
    for key in "&axolotl" { _ = desk.board.update(.key(.character(key))) }
    guard case .replace(let question)? = desk.board.update(.key(.enter)).first else {
      Issue.record("texts are asked for")
      return
    }
    #expect(desk.board.update(.arrived(.refused(question, "it is no longer in the runs"))).isEmpty)
    let text = desk.picture().text
    #expect(text.contains("it is no longer in the runs") && text.contains("items 240]") && !text.contains("finding"))
  }

  @Test func aFilterOfTextsHoldsAfterManyOtherLooks() {
    var desk = Desk()
    desk.press("6 j enter tab")
    desk.type("&text ~ \"at 10[0-9] \"")
    desk.press("enter")
    #expect(desk.picture().text.contains("items 10 of 240"))
    for hour in 100..<112 {
      desk.type("/at \(hour)")
      desk.press("enter")
    }
    desk.press("shift-tab enter esc")
    #expect(desk.picture().text.contains("items 10 of 240"), "\(desk.picture().text)")
  }

  @Test func aFilterByWhatDeservesALookHoldsInAnotherMeasureToo() {
    let plan = Made.plans[3]
    let question = Question.instrument(.suspicions(plan.key, measure: .nlp))
    guard case .instrument(_, .suspicions(let contents)) = Made.answer(question) else {
      Issue.record("no suspicions")
      return
    }
    let items = Made.ladder(plan, measure: .nlp).items
    let expected = contents.suspects.count { items.contains($0.name) && !$0.suspicions.isEmpty }
    var desk = Desk()
    desk.press("3 j enter tab")
    desk.type("&suspicious")
    desk.press("enter u")
    let text = desk.picture().text
    #expect(expected > 0 && text.contains("\(items.count - expected) hidden (& suspicious)"), "\(text)")
  }

  @Test func itemsThatAreSuspiciousAreRankedWhenSomebodyAsks() {
    var desk = Desk()
    desk.press("3 j enter tab")
    desk.type("&suspicious and not flagged")
    desk.press("enter")
    let key = Made.plans[3].key
    guard case .instrument(_, .suspicions(let contents)) = Made.answer(.instrument(.suspicions(key, measure: .margin)))
    else {
      Issue.record("no suspicions")
      return
    }
    let known = Set(Made.ladder(Made.plans[3], measure: .margin).items)
    let expected = contents.suspects.count { known.contains($0.name) && !$0.suspicions.isEmpty }
    #expect(expected > 0 && desk.picture().text.contains("items \(expected) of "), "\(desk.picture().text)")
    desk.command("sort suspicion")
    desk.press("g enter")
    let worst = contents.suspects.first { known.contains($0.name) }!.name
    let items = Made.ladder(Made.plans[3], measure: .margin).items
    #expect(desk.board.path.last == "item \(items.firstIndex(of: worst)! + 1)/\(items.count)")
  }
}
