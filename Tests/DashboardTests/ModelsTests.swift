import Canvas
import Dashboard
import Runs
import Testing
import Trends

/// Models as columns, and what two of them missed.
@Suite struct ModelsTests {
  private func text(_ desk: inout Desk) -> String { desk.picture().text }

  /// pythia-12B is A and pythia-1.4B is B, on the row of `truthfulness plain`.
  private func two(_ size: Size = Size(columns: 80, rows: 24)) -> Desk {
    var desk = Desk(size)
    desk.press("1 3 j M space h h h space")
    return desk
  }

  @Test(arguments: ["M", "enter M"]) func theyOpenOnTheRowInViewAndAskForTwo(keys: String) {
    var desk = Desk()
    desk.press("1 3 j " + keys)
    #expect(desk.board.path.last == "models")
    #expect(text(&desk).contains("Space picks two models") && text(&desk).contains("pythia-12B  truthfulness plain"))
  }

  /// Log-probabilities have no zero to be far from.
  @Test func theShadesSayWhatTheyAreOf() {
    let others = Made.allRows(.logp)
    let mixed = Made.rows(.logp) { $0.behaviour == "memo-trap" }
    for (rows, words) in [
      (Made.overview.rows, "░▒▓█ how far from 0"), (others, "░▒▓█ low to high"),
      (mixed, "░▒▓█ margin: how far from 0; else low to high"),
    ] {
      var desk = Desk(Size(columns: 160, rows: 40), rows: rows)
      desk.press("M")
      #expect(text(&desk).contains(words))
    }
  }

  /// Where no log holds a margin, all names would end in what they are measured by.
  @Test func namesAreToldApartWhereRowsAreInAnotherMeasure() {
    var desk = Desk(rows: Made.allRows(.accuracy))
    desk.press("M")
    #expect(text(&desk).contains("mean accuracy, fraction") && !text(&desk).contains("(accuracy)"))
    var mixed = Desk(rows: Made.rows(.accuracy) { $0.behaviour == "truthfulness" })
    mixed.press("M G")
    let lines = text(&mixed).split(separator: "\n").filter { $0.contains("(accuracy)") }
    #expect(lines.count == 3 && Set(lines.map { $0.prefix(12) }).count == 3, "\(lines)")
  }

  @Test func namesAndSizesPickThemAndOtherNamesAreTold() {
    var desk = Desk(Size(columns: 200, rows: 40))
    desk.command("models pythia-1.4B 12B 31M")
    #expect(desk.board.path.last == "models pythia-1.4B, pythia-12B")
    #expect(text(&desk).contains("A 1.4B") && text(&desk).contains("B 12B") && text(&desk).contains("+ 31M"))
    #expect(!text(&desk).contains("410M"), "only those that were named")
    desk.press("o")
    #expect(text(&desk).contains("410M"))
    var other = Desk()
    other.command("models gpt-9")
    #expect(other.board.path.count == 1 && text(&other).contains("no model is called 'gpt-9'"))
  }

  @Test func onceTwoArePickedEveryBehaviourSaysWhatTheyMissed() {
    var desk = two()
    let line = text(&desk).split(separator: "\n").first { $0.hasPrefix(" truthfulness plain") }
    #expect(line?.hasSuffix("-0.26     45     11      2") == true)
    #expect(text(&desk).contains("McNemar exact p .02"))
    desk.press("s")
    #expect(text(&desk).contains("+0.26     45      2     11"))
    desk.press("D g")
    let first = text(&desk).split(separator: "\n").first { $0.contains("BY A − B") }
    #expect(first != nil && text(&desk).contains("pythia-1.4B  self-aware-web") == true)
  }

  @Test func anotherPickIsHeldAgainstTheFirst() {
    var desk = two()
    desk.press("space l space")
    #expect(desk.board.path.last == "models pythia-12B, pythia-2.8B")
    desk.press("space")
    #expect(desk.board.path.last == "models")
  }

  @Test func theListsAreOfWhatBothOrOnlyOneMissed() {
    var desk = two(Size(columns: 160, rows: 60))
    desk.press("enter")
    #expect(text(&desk).contains("all 80") && text(&desk).contains("both missed 45"))
    var counts: [Int] = []
    for _ in 0..<4 {
      desk.press("tab")
      counts.append(text(&desk).split(separator: "\n").count { $0.contains("Human: The operators") })
    }
    #expect(counts == [45, 11, 2, 22])
    desk.press("tab")
    #expect(text(&desk).contains("[all 80]"))
  }

  /// What only A missed has an x at A and none at B.
  @Test func aListHoldsWhatItsNameSays() throws {
    var desk = two(Size(columns: 160, rows: 60))
    desk.press("enter tab tab")
    let lines = text(&desk).split(separator: "\n")
    let head = try #require(lines.first { $0.contains("ITEM") })
    let (a, b) = (
      try #require(head.firstRange(of: "A 12B")).upperBound, try #require(head.firstRange(of: "B 1.4B")).upperBound
    )
    let places = [head.distance(from: head.startIndex, to: a), head.distance(from: head.startIndex, to: b)]
    let items = lines.filter { $0.contains("Human: The operators") }
    #expect(items.count == 11)
    for item in items {
      let marks = places.map { item[item.index(item.startIndex, offsetBy: $0)] }
      #expect(marks == ["x", " "], "\(item)")
    }
  }

  @Test func theItemOpensAndComesBackToTheSameRow() {
    var desk = two()
    desk.press("enter tab 7 j")
    let before = desk.picture()
    desk.press("enter")
    #expect(desk.board.path.last?.hasPrefix("item ") == true)
    desk.press("esc")
    #expect(desk.picture() == before)
    desk.press("esc esc")
    #expect(desk.board.path.count == 1)
  }

  @Test func aListThatTheOutcomeChoseCountsAsALook() {
    var desk = two()
    desk.press("enter")
    #expect(text(&desk).contains("picked after looking: 2 of 10 models, hidden 0+0, subsets 0"))
    desk.press("tab tab tab tab tab tab")
    #expect(text(&desk).contains("picked after looking: 2 of 10 models, hidden 0+0, subsets 4"))
  }

  @Test func whatWasFoundIsCopiedWithItsCard() {
    var desk = two()
    desk.press("enter tab tab tab y")
    guard case .copy(let text)? = desk.effects.last else {
      Issue.record("nothing copied")
      return
    }
    #expect(text.contains("truthfulness plain: A pythia-12B, B pythia-1.4B"))
    #expect(text.contains("both missed 45, only A missed 11, only B missed 2, both right 22"))
    #expect(text.contains("only B missed: truthfulness_"))
    #expect(text.contains("picked after looking: yes  models 2 of 10  behaviours seen 16"))
  }

  @Test func aRowsMeansAreCopiedWithTheMeasureThatTheyAreOf() {
    var desk = Desk(rows: Made.rows(.accuracy) { $0.behaviour == "memo-trap" })
    desk.press("3 j M y")
    guard case .copy(let text)? = desk.effects.last else {
      Issue.record("nothing copied")
      return
    }
    #expect(text.hasPrefix("memo-trap, accuracy: "), "\(text)")
  }

  @Test func theListsAreTakenAwayByTheCommandThatPrintsThem() {
    var desk = two()
    desk.press("enter tab x t")
    guard case .takeAway(let request)? = desk.effects.last else {
      Issue.record("nothing was taken")
      return
    }
    #expect(request.offer.command == ["compare"])
    #expect(
      request.offer.arguments.prefix(10) == [
        "--of", "truthfulness:plain", "--model", "pythia-12B", "--model", "pythia-1.4B", "--level", "item", "--format",
        "csv",
      ])
  }

  /// As it was before a model in the middle had been run.
  private var few: [BehaviourRow] {
    Made.overview.rows.map { row in
      var row = row
      row.finding.points.removeAll { $0.rung.name == "pythia-31M" }
      return row
    }
  }

  @Test func theModelThatIsReadStaysTheSameWhenASmallerOneLands() {
    var desk = Desk(rows: few)
    desk.press("M h")
    #expect(text(&desk).contains("pythia-6.9B  coordinate-itself"))
    desk.tell(.arrived(.overview(Made.overview)))
    #expect(text(&desk).contains("pythia-6.9B  coordinate-itself"))
  }

  @Test func theScaleThatPromptsAreReadAtStaysTheSameWhenASmallerOneLands() {
    func changed(_ keys: String, _ rows: [BehaviourRow]) -> Question? {
      var desk = Desk(Size(columns: 120, rows: 36), rows: rows)
      desk.command("open truthfulness:plain")
      desk.press("e g h")
      desk.tell(.arrived(.overview(Made.overview)))
      desk.press(keys)
      guard case .ask(let question)? = desk.board.update(.key("d")).first else { return nil }
      return question
    }
    #expect(changed("j", few) != nil && changed("j", few) == changed("j", Made.overview.rows))
  }

  @Test func twoModelsCanBePickedAmongTheItemsToo() {
    var desk = Desk()
    desk.press("1 3 j M enter tab")
    #expect(text(&desk).contains("Space picks two models first"))
    desk.press("space")
    #expect(text(&desk).contains("A is pythia-12B; Space picks B"))
    desk.press("h h space")
    #expect(text(&desk).contains("both missed"))
  }

  /// Whoever goes on before the answer is there finds it when she comes back.
  @Test(arguments: [true, false]) func anAnswerThatComesLateIsNotLost(opensItems: Bool) {
    var board = Board(title: "runs")
    let size = Size(columns: 80, rows: 24)
    func press(_ keys: String) -> [Effect] {
      keys.split(separator: " ").flatMap { name in
        _ = board.view(size)
        return Key(String(name)).map { board.update(.key($0)) } ?? []
      }
    }
    _ = board.update(.arrived(.overview(Made.overview)))
    let asked = press("1 3 j M space h h h space")
    guard case .replace(let question)? = asked.last else {
      Issue.record("nothing was asked")
      return
    }
    if opensItems {
      guard case .ask(let items)? = press("enter").last else {
        Issue.record("the items were not asked for")
        return
      }
      _ = board.update(.arrived(Made.answer(items)))
      #expect(press("esc").contains(.replace(question)), "asked again")
      _ = board.update(.arrived(Made.answer(question)))
    } else {
      _ = press("?")
      _ = board.update(.arrived(Made.answer(question)))
      _ = press("?")
    }
    #expect(board.view(size).text.contains("McNemar exact p .02"))
  }

  @Test func aModelThatWasNotAskedSaysSo() {
    var desk = Desk()
    desk.press("M g")
    #expect(text(&desk).contains("pythia-12B  coordinate-itself  · no run"))
    desk.press("space h space")
    #expect(text(&desk).contains("pythia-12B has no run of it."))
  }
}
