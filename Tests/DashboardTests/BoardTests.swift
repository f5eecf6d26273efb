import Canvas
import Dashboard
import Runs
import Testing
import Trends

@Suite struct BoardTests {
  @Test func ofAVeryLongListAPartIsReadAndTheRestIsToldOf() {
    var desk = Desk()
    let rows = (0..<3000).map { at in
      let row = Made.overview.rows[at % 16]
      return BehaviourRow(key: BehaviourKey("b\(10_000 + at)"), finding: row.finding, suites: row.suites)
    }
    #expect(desk.board.read().rest.isEmpty)
    _ = desk.board.update(.arrived(.overview(OverviewContents(title: "many", rows: rows))))
    let (lines, rest) = desk.board.read()
    let places: [Int] = lines.compactMap { if case .row(let row) = $0 { row.place } else { nil } }
    #expect(places == Array(0..<rest.lowerBound) && rest.upperBound == 3000)
    #expect((1000..<2500).contains(rest.lowerBound))
  }

  @Test(arguments: 44...80, ["", "enter "]) func aCountStandsBesideTheHelp(columns: Int, keys: String) {
    var desk = Desk(Size(columns: columns, rows: 24))
    desk.press(keys + "9 9 9 9 9 9")
    let last = desk.picture().text.split(separator: "\n").last ?? ""
    #expect(last.hasSuffix("  999999") && last.contains("? help "), "\(last)")
  }

  @Test func escapeDoesNothingOnTheFirstScreen() {
    var desk = Desk()
    let before = desk.picture()
    desk.press("esc esc")
    #expect(desk.picture() == before)
    #expect(desk.effects.isEmpty)
  }

  @Test func qClosesAScreenAndOnTheFirstOneLeaves() {
    var desk = Desk()
    desk.press("enter q")
    #expect(desk.board.path == ["~/runs/pythia-sweep"])
    #expect(desk.effects.isEmpty)
    desk.press("q")
    #expect(desk.effects == [.quit])
  }

  @Test func inATooSmallTerminalQClosesUnlessSomethingIsTyped() {
    var desk = Desk(Size(columns: 20, rows: 5))
    #expect(desk.picture().text.contains("q closes"))
    desk.press(":")
    #expect(desk.picture().text.contains("Esc ends typing"))
    desk.press("esc")
    #expect(desk.picture().text.contains("q closes"))
  }

  @Test func capitalQLeavesFromAnywhere() {
    var desk = Desk()
    desk.press("enter enter enter Q")
    #expect(desk.effects == [.quit])
  }

  @Test func fourEntersLeadToAnItemAndEscapeBackToTheSameRows() {
    var desk = Desk()
    desk.press("6 j")
    // All but the line that counts what was looked at: a suite's items are a choice.
    func lines() -> [Substring] {
      desk.picture().text.split(separator: "\n").enumerated().filter { $0.offset != 1 }.map(\.element)
    }
    let overview = lines()
    desk.press("enter")
    let behaviour = desk.picture()
    desk.press("j enter j j enter")
    #expect(desk.board.path.last == "item 83/240")
    desk.press("esc")
    #expect(desk.board.path.last == "power-seeking > power-seekin_resources")
    desk.press("esc")
    #expect(desk.board.path.last == "power-seeking")
    desk.press("k")
    #expect(desk.picture() == behaviour)
    desk.press("esc")
    #expect(lines() == overview)
  }

  @Test func minusGoesBetweenTheLastTwoScreens() {
    var desk = Desk()
    desk.press("enter")
    let behaviour = desk.picture()
    desk.press("esc -")
    #expect(desk.picture() == behaviour)
    desk.press("-")
    #expect(desk.board.path.count == 1)
  }

  @Test func anAnswerThatNobodyWaitsForAnyMoreOpensNothing() {
    var desk = Desk()
    let question = desk.board.update(.key(.enter))
    guard case .ask(let asked)? = question.first else {
      Issue.record("Enter asks")
      return
    }
    _ = desk.board.update(.key(.control("c")))
    _ = desk.board.update(.arrived(Made.answer(asked)))
    #expect(desk.board.path.count == 1)
  }

  @Test func whoBeginsToTypeStays() {
    var desk = Desk()
    guard case .ask(let asked)? = desk.board.update(.key(.enter)).first else {
      Issue.record("Enter asks")
      return
    }
    #expect(desk.board.update(.key("/")) == [.cancel])
    _ = desk.board.update(.arrived(Made.answer(asked)))
    desk.press("Q enter")
    #expect(desk.board.path.count == 1 && desk.effects.isEmpty, "Q was a letter")
  }

  @Test(arguments: ["l", "b"]) func escapeOnTheFirstScreenTakesBackWhatWasAskedFor(key: String) {
    var desk = Desk()
    guard case .ask(let question)? = desk.board.update(.key(.character(Character(key)))).first else {
      Issue.record("nothing was asked for")
      return
    }
    let before = desk.board.path
    #expect(desk.board.update(.key(.escape)) == [.cancel])
    #expect(desk.picture().text.contains("no longer waiting"))
    desk.tell(.arrived(Made.answer(question)))
    #expect(desk.board.path == before, "nothing opens a second later")
    #expect(desk.board.update(.key(.escape)).isEmpty)
  }

  @Test func aRefusalIsTold() {
    var desk = Desk()
    desk.tell(.arrived(.refused(.overview, "the index is on a full disk")))
    #expect(desk.picture().text.contains("the index is on a full disk"))
    desk.press("j")
    #expect(!desk.picture().text.contains("full disk"))
  }

  @Test func controlCTwiceLeaves() {
    var desk = Desk()
    desk.press("ctrl-c")
    #expect(desk.effects.isEmpty)
    desk.press("ctrl-c")
    #expect(desk.effects == [.quit])
  }

  @Test func rowsThatArriveLaterDoNotMoveTheSelection() {
    let few = OverviewContents(title: "few", rows: Array(Made.overview.rows.suffix(8)))
    var desk = Desk(reading: false)
    desk.tell(.arrived(.overview(few)))
    desk.press("2 j")
    let selected = few.rows[2].key.description
    desk.tell(.arrived(.overview(Made.overview)))
    desk.press("enter")
    #expect(desk.board.path.last == selected)
  }

  @Test func filesThatLandAreAskedForInTheOpenScreenAndKeepItsPlace() {
    var desk = Desk()
    desk.press("6 j enter tab j j j")
    let before = desk.picture()
    var more = Made.overview
    more.items += 1
    let effects = desk.board.update(.arrived(.overview(more)))
    let question = Question.behaviour(BehaviourKey("power-seeking"), measure: .margin)
    #expect(effects == [.replace(question)])
    desk.tell(.arrived(Made.answer(question)))
    #expect(desk.picture() == before)
  }

  @Test func theScaleThatIsReadStaysTheSameWhenASmallerOneLands() {
    let question = Question.behaviour(BehaviourKey("memo-trap"), measure: .margin)
    guard case .behaviour(let contents) = Made.answer(question) else {
      Issue.record("no behaviour")
      return
    }
    var few = contents
    few.row.finding.points.removeAll { $0.rung.name == "pythia-31M" }
    var desk = Desk()
    desk.press("3 j")
    #expect(desk.board.update(.key(.enter)) == [.ask(question)])
    desk.tell(.arrived(.behaviour(few)))
    desk.press("l l l")
    #expect(desk.picture().text.contains("160M pythia-160M"))
    var more = Made.overview
    more.items += 1
    #expect(desk.board.update(.arrived(.overview(more))) == [.replace(question)])
    desk.tell(.arrived(.behaviour(contents)))
    #expect(desk.picture().text.contains("160M pythia-160M"))
  }

  @Test func theSameOverviewAgainAsksNothing() {
    var desk = Desk()
    desk.press("enter")
    #expect(desk.board.update(.arrived(.overview(Made.overview))).isEmpty)
  }

  @Test func readingIsToldInTheFirstLine() {
    var desk = Desk()
    desk.tell(.progress(ReadingProgress(files: 12, ofFiles: 40, bytesPerSecond: 310e6, remaining: 200)))
    #expect(desk.picture().text.contains("reading 12/40 files  310 MB/s  4 min left"))
    desk.tell(.progress(nil))
    #expect(!desk.picture().text.contains("reading"))
  }

  @Test func aNumberBeforeAMoveRepeatsIt() {
    var desk = Desk()
    desk.press("1 0 j 3 k 2 G enter")
    #expect(desk.board.path.last == Made.overview.rows[1].key.description)
  }

  @Test func findingGoesRoundTheEndAndNoMatchIsTold() {
    var desk = Desk()
    desk.press("G / p o w e r enter enter")
    #expect(desk.board.path.last == "power-seeking")
    desk.press("esc / x x enter")
    #expect(desk.picture().text.contains("'xx' is in none of 1,573 items"))
  }

  @Test func comparingNeedsTwoAndSaysHow() {
    var desk = Desk()
    desk.press("space c")
    #expect(desk.board.path.count == 1)
    #expect(desk.picture().text.contains("1 picked; Space picks the behaviour"))
    desk.press("space c")
    #expect(desk.board.path.last == "compare 2 of 16")
  }

  @Test func anotherMeasureComesInPlace() {
    var desk = Desk()
    desk.press("3 j enter 4")
    #expect(desk.board.path.count == 2)
    #expect(desk.picture().text.contains("accuracy, fraction"))
    desk.press("esc")
    #expect(desk.board.path.count == 1)
  }

  @Test(arguments: ["?", "a", "1 1 j e", "L", "b", "V", "#", "t", "A", "M"]) func theKeyThatOpensAViewClosesItToo(
    keys: String
  ) {
    var desk = Desk()
    desk.press(keys)
    #expect(desk.board.path.count == 2)
    desk.press(String(keys.suffix(1)))
    #expect(desk.board.path.count == 1)
  }

  @Test func onePromptIsNoElicitationAndSaysSo() {
    var desk = Desk()
    desk.press("e")
    #expect(desk.picture().text.contains("coordinate-itself was run under one prompt only"))
  }

  @Test func anEmptyFolderSaysWhatToDo() throws {
    var desk = Desk(reading: false)
    desk.tell(.arrived(.overview(OverviewContents(title: "~/runs/empty"))))
    desk.tell(.progress(nil))
    try expectPicture("nothing", desk.picture())
    desk.tell(.arrived(.overview(OverviewContents(title: "~/runs/empty", hidden: 3))))
    try expectPicture("nothing-shown", desk.picture())
  }

  @Test func noPointsNoAxes() throws {
    let key = BehaviourKey("popularity")
    let caveat = Caveat(name: "no items", mark: "n=0", sentence: "No item was answered by every model.")
    let row = BehaviourRow(
      key: key, finding: Finding(measure: .margin, points: [], n: 0, verdict: .tooFew, caveats: [caveat]),
      suites: ["popularity"])
    var desk = Desk(reading: false)
    desk.tell(.arrived(.overview(OverviewContents(title: "~/runs/inspect", rows: [row], models: 1))))
    _ = desk.board.update(.key(.enter))
    let left = Ladder.LeftOut(model: Model(name: "tested-7b", family: "tested"), why: "no parameters are known")
    desk.tell(
      .arrived(.behaviour(BehaviourContents(row: row, measure: .margin, suites: [], items: [], leftOut: [left]))))
    try expectPicture("behaviour-nothing", desk.picture())
    desk.press("a")
    #expect(desk.picture().text.contains("nothing to draw"))
  }

  @Test func tooSmallSaysWhatIsNeeded() {
    var desk = Desk()
    #expect(desk.board.view(Size(columns: 43, rows: 24)).text.contains("needs 44x12"))
    #expect(!desk.board.view(Size(columns: 44, rows: 12)).text.contains("needs"))
  }
}

@Suite struct OrderTests {
  @Test func sortingKeepsTheSelectionOnItsBehaviour() {
    var desk = Desk()
    desk.press("6 j s s enter")
    #expect(desk.board.path.last == "power-seeking")
  }

  @Test func theSteepestStandsFirstAndNoSlopeLast() {
    var desk = Desk()
    desk.press("s s g enter")
    #expect(desk.board.path.last == "corrigible-less-HHH")
    desk.press("esc G enter")
    #expect(desk.board.path.last == "quote-repetition")
    desk.press("esc S G enter")
    #expect(desk.board.path.last == "quote-repetition")
  }

  @Test func theManualHoldsEveryScreensKeys() {
    #expect(
      Manual.keys.map(\.title) == [
        "Everywhere", "Overview", "Behaviour", "Item", "Found", "Compare", "Models", "Items by model", "All lines",
        "Elicitation",
        "Line-up",
        "Layers of noise", "Backtest", "Paths of analysis", "Measures", "Changed items", "Turns and suspicions",
        "Flag effect", "Aggregate", "Plans", "Themes", "Settings", "Help",
      ])
    for section in Manual.keys {
      #expect(!section.keys.isEmpty && section.keys.allSatisfy { !$0.keys.isEmpty && !$0.text.isEmpty })
    }
  }
}

@Suite struct FilterTests {
  @Test func whatAFilterHidesIsCounted() {
    var desk = Desk()
    desk.press("& t r u t h enter")
    #expect(desk.picture().text.contains("13 hidden (& truth)"))
    #expect(!desk.picture().text.contains("memo-trap"))
    #expect(desk.picture().text.contains("  3 of 16  "))
    desk.press("& ctrl-u enter")
    #expect(desk.picture().text.contains("0 hidden"))
    #expect(desk.picture().text.contains("memo-trap"))
  }

  @Test func aFilterThatNothingPassesLeavesAnEmptyListAndTheWayBack() {
    var desk = Desk()
    desk.press("& x y x enter j enter space")
    #expect(desk.picture().text.contains("nothing is so: xyx"))
    #expect(desk.board.path.count == 1)
    #expect(desk.picture().text.contains("16 hidden"))
    desk.press("& ctrl-u enter enter")
    #expect(desk.board.path.count == 2)
  }

  @Test func escapeLeavesTheFilterAsItWas() {
    var desk = Desk()
    desk.press("& m e m o esc")
    #expect(desk.picture().text.contains("0 hidden"))
  }
}
