import Canvas
import Runs
import Testing
import Trends

@testable import Dashboard

@Suite struct LineupTests {
  private func round(_ keys: String = "l enter") -> Desk {
    var desk = Desk()
    desk.press(keys)
    return desk
  }

  /// Of that round.
  private func contents() throws -> LineupContents {
    struct NoRound: Error {}
    guard case .lineup(let contents) = Made.answer(.lineup(LineupRequest(measure: .margin, seed: 1))) else {
      throw NoRound()
    }
    return contents
  }

  private func answers(_ desk: Desk) -> [LineupAnswer] {
    desk.effects.compactMap { if case .lineup(.answered(let answer)) = $0 { answer } else { nil } }
  }

  /// An answer as the file holds it.
  private func play(_ answer: LineupAnswer, author: String = "kl", round: String = "r1") -> LineupPlay {
    LineupPlay(
      id: "\(author)\(round)\(answer.number)", time: "2026-11-23T10:00:00Z", author: author, round: round,
      seed: answer.seed, number: answer.number, question: answer.lineup.question.rawValue,
      measure: answer.measure.rawValue, lineup: answer.lineup.fingerprint, shown: answer.lineup.names,
      truth: answer.lineup.truth, pick: answer.pick)
  }

  @Test func noNameIsShownBeforeTheRoundIsOver() {
    var desk = round()
    while answers(desk).count < 9 {
      let text = desk.picture().text
      #expect(text.contains("line-up \(answers(desk).count + 1) of 10"))
      for row in Made.overview.rows { #expect(!text.contains(row.key.behaviour)) }
      desk.press("1")
      let said = desk.picture().text
      #expect(!said.contains("right") && !said.contains("wrong"))
    }
    desk.press("1")
    #expect(desk.picture().text.contains("Round over"))
    for answer in answers(desk).prefix(3) {
      #expect(desk.picture().text.contains(answer.lineup.names[answer.lineup.truth]))
    }
  }

  @Test func anAnswerIsGivenOnceAndHandedOverAtOnce() throws {
    var desk = round()
    #expect(desk.effects == [.lineup(.began)])
    desk.press("C 2")
    let answer = try #require(answers(desk).first)
    #expect(answer.number == 1 && answer.pick == 2 && answer.confidence == 2 && answer.seed == 1)
    #expect(answer.lineup.question == .whichAccuracy)
    // No key goes back to it.
    desk.press("k h backspace u p K")
    #expect(answers(desk).count == 1 && desk.picture().text.contains("line-up 2 of 10"))
  }

  @Test func aPanelThatIsNotThereIsNotChosen() {
    var desk = round("l enter enter B U")
    #expect(desk.picture().text.contains("there are 2 panels, A to B"))
    desk.press("enter")
    #expect(answers(desk).map(\.pick) == [0, 1])
  }

  @Test(arguments: ["a", "b", "e", "V", "-"]) func keysThatShowNamesDoNothingDuringARound(key: String) {
    var desk = round("enter esc l enter \(key)")
    #expect(desk.board.path.last == "line-up")
    #expect(desk.picture().text.contains("not during a line-up"))
  }

  @Test(arguments: ["help", "themes", "set"]) func whatLiesOverARoundShowsNoNamesEither(command: String) {
    var desk = round("enter esc l enter")
    desk.command(command)
    let path = desk.board.path
    #expect(path.count == 3 && path[1] == "line-up")
    for key in ["a", "b", "e", "V", "-"] {
      desk.press(key)
      #expect(desk.board.path == path && desk.picture().text.contains("not during a line-up"), "\(key)")
    }
    desk.press("q")
    #expect(desk.board.path.last == "line-up")
  }

  /// Whoever is shown keys that are then refused trusts none of them.
  @Test func theLastLineShowsOnlyKeysThatDoSomething() {
    func foot(_ keys: String, rows: Int = 24) -> String {
      var desk = Desk(Size(columns: 80, rows: rows))
      desk.press(keys)
      return desk.picture().text.split(separator: "\n").last.map(String.init) ?? ""
    }
    let before = " Enter go on  m questions  Esc back  ? help"
    #expect(foot("l") == before && foot("l", rows: 14).contains("j move"))
    #expect(foot("l enter") == " Enter go on  j move  1 2 3 answer, how sure  Esc back  ? help")
    #expect(foot("l enter 1") == " Enter go on  1 2 3 answer, how sure  Esc back  ? help", "two panels in one row")
    let after = "l enter 1 1 1 1 1 1 1 1 1 1"
    #expect(foot(after, rows: 60) == before && foot(after, rows: 20).contains("j move"))
  }

  @Test func whatWasOpenedByNameIsNotAskedAbout() {
    let key = Made.overview.rows[1].key
    var desk = round("j enter esc l enter")
    for _ in 0..<10 { desk.press("1") }
    #expect(answers(desk).count > 5)
    #expect(answers(desk).allSatisfy { !$0.lineup.revealed.contains(key.description) })
    #expect(answers(round("l enter 1 1 1 1 1 1 1 1 1 1")).contains { $0.lineup.revealed.contains(key.description) })
  }

  @Test func theNextRoundAsksAboutOthersWithAnotherSeed() {
    var desk = round("l enter 1 1 1 1 1")
    let first = answers(desk)
    desk.tell(.lineups(LineupRecord(plays: first.map { play($0) }, author: "kl", seed: 77)))
    desk.press("esc l enter 1 1 1")
    let second = answers(desk).dropFirst(first.count)
    #expect(!second.isEmpty && second.allSatisfy { $0.seed == 77 })
    let shown = first.reduce(into: Set<String>()) { $0.formUnion($1.lineup.revealed) }
    #expect(second.allSatisfy { $0.lineup.revealed.isDisjoint(with: shown) })
  }

  /// A few behaviours are all shown in one round; whoever plays once plays again.
  @Test func whereNothingElseIsLeftTheRoundBeforeComesAgainAndSaysSo() throws {
    let curves = Array(Made.curves.filter { $0.line.count == 10 }.prefix(4))
    let request = LineupRequest(
      measure: .margin, seed: 5, question: .whichIsReal, revealed: Set(curves.map(\.name)))
    let round = request.round(of: [curves], opened: [])
    #expect(!round.lineups.isEmpty)
    #expect(request.round(of: [curves], opened: Set(curves.map(\.name))).lineups.isEmpty, "opened ones never do")
    let machine = try #require(WasonTest(of: Made.curves))
    let contents = LineupContents(request: request, round: round, curves: 4, machine: machine)
    #expect(round.lineups.allSatisfy(contents.isSeen))

    var screen = LineupScreen(contents)
    var around = Surroundings(size: Size(columns: 80, rows: 24), overview: Made.overview)
    #expect(screen.view(around.size, around).text.contains("Nothing else is left to ask about"))
    _ = screen.update(.enter, times: nil, &around)
    let text = screen.view(around.size, around).text
    #expect(text.contains("line-up 1 of \(round.lineups.count), seen in the round before"))
  }

  @Test func onlyOnesOwnAnswersCountAndOfTwoToOneLineupTheFirst() {
    var desk = round("l enter 1 1 1 1 1 1 1 1 1 1")
    let all = answers(desk)
    let own = all.map { play($0) }
    var again = own
    for at in again.indices {
      (again[at].id, again[at].time, again[at].pick) = ("z\(at)", "2026-11-24T10:00:00Z", again[at].truth)
    }
    desk.tell(.lineups(LineupRecord(plays: own + again + all.map { play($0, author: "mn") }, author: "kl")))
    let hits = own.count { $0.isHit }
    #expect(desk.picture().text.contains("Over all rounds of kl: \(hits) of 10 right"))
  }

  @Test func rightInEveryPlayIsBetterThanGuessingAndWrongIsNotWon() throws {
    var desk = round()
    for lineup in try contents().round.lineups { desk.press("\(LineupScreen.letters[lineup.truth]) enter") }
    #expect(desk.picture().text.contains("10 of 10 right"))
    #expect(desk.picture().text.contains("Better than guessing"))
    #expect(round("l enter 1 1 1 1 1 1 1 1 1 1").board.path.last == "line-up")
    desk = round("l enter 1 1 1 1 1 1 1 1 1 1")
    let text = desk.picture().text
    #expect(text.contains("Not won: better than guessing is not shown (p ."))
    #expect(!text.contains("no better than guessing"), "a large p is no proof that there is nothing")
  }

  @Test func aCurveBetweenTheLargestNumbersIsDrawn() {
    var grid = Grid(Size(columns: 18, rows: 4))
    let most = Double.greatestFiniteMagnitude
    grid.write(curve: [-most, most, 0], row: 0, column: 0, grid.size, as: .line1)
    #expect(grid[0, 6].glyph == "█" && grid[0, 0].glyph == " " && grid[3, 0].glyph == "▁")
  }

  @Test func answersThatAreNotStoredAreSaidToBe() {
    var desk = Desk()
    desk.tell(.lineups(LineupRecord(author: "kl", notStored: "--read-only")))
    desk.press("l")
    #expect(desk.picture().text.contains("Answers are not stored: --read-only."))
  }

  @Test func tooFewCurvesAreARefusalInWords() throws {
    var desk = Desk(reading: false)
    let few = OverviewContents(title: "few", rows: Array(Made.overview.rows.prefix(2)))
    desk.tell(.arrived(.overview(few)))
    let request = LineupRequest(measure: .margin, seed: 1)
    _ = desk.board.update(.key("l"))
    let round = LineupRound(of: [Array(Made.curves.prefix(1))], seed: 1)
    let machine = try contents().machine
    desk.tell(.arrived(.lineup(LineupContents(request: request, round: round, curves: 1, machine: machine))))
    #expect(desk.picture().text.contains("Not asked, which accuracy: too few curves: it takes 4"))
    #expect(desk.picture().text.contains("Not asked, which jumps: too few curves"))
  }
}
