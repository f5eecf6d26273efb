import Canvas
import Runs
import Testing
import Trends

@testable import Dashboard

/// Whatever is sorted and filtered, in whatever order: every row is listed once or hidden, and the selection stays.
@Suite struct ListLawTests {
  private static let sorts = [
    "slope", "-slope, n", "n, -last", "name", "-verdict, name", "variant", "flagged, slope", "p, -q", "spark",
    "mds, tau",
  ]
  private static let filters = [
    "slope > 0", "!slope > 0", "verdict = rising or n < 50", "e", "!e", "not flagged", "zzzz", "", "n >", "models > 5",
  ]

  @Test(arguments: 1...12) func everyRowIsListedOnceOrHidden(seed: UInt64) {
    var dice = PatternTests.Dice(state: seed &* 0x9E37_79B9_7F4A_7C15)
    var desk = Desk()
    for _ in 0..<40 {
      switch dice.next(7) {
      case 0: desk.command("sort " + Self.sorts[dice.next(Self.sorts.count)])
      case 1: desk.press("S")
      case 2:
        desk.press("& ctrl-u")
        desk.type(Self.filters[dice.next(Self.filters.count)])
        desk.press("enter esc")
      case 3: desk.press(["s s", "s n", "s v", "s j j enter", "s esc"][dice.next(5)])
      case 4: desk.press(["j", "k", "5 j", "G", "g"][dice.next(5)])
      case 5: desk.tell(.flags(dice.next(2) == 0 ? Made.flags : Flags()))
      case _:
        let rows = Made.overview.rows.filter { _ in dice.next(5) > 0 }
        desk.tell(
          .arrived(.overview(OverviewContents(title: "some", rows: dice.next(2) == 0 ? rows : Made.overview.rows))))
      }
      let around = desk.board.around
      let places = around.listing.places
      #expect(
        Set(places).count == places.count && places.allSatisfy(around.overview.rows.indices.map(Int32.init).contains))
      #expect(around.filtered + places.count == around.overview.rows.count)
      let text = desk.picture().text
      #expect(
        text.contains("\(around.filtered + around.overview.hidden) hidden") || text.contains("sort by"), "\(text)")
    }
  }

  private func selection(_ desk: Desk) -> BehaviourKey? { desk.board.frames[0].screen.subject(desk.board.around) }

  @Test(arguments: [3, 6, 11]) func theSelectionStaysOnItsBehaviour(at line: Int) {
    var desk = Desk()
    desk.press("\(line)".map { "\($0) " }.joined() + "j")
    let key = selection(desk)
    #expect(key == Made.overview.rows[line].key)
    for step in [
      "sort slope", "sort -n, name", "filter n > 20", "sort variant, q", "filter", "columns n mds", "sort name",
    ] {
      desk.command(step)
      if step == "filter" { desk.press("ctrl-u enter") }
      #expect(selection(desk) == key, "\(step)")
    }
    desk.press("S S")
    desk.tell(
      .arrived(.overview(OverviewContents(title: "few", rows: Made.overview.rows.filter { $0.finding.n > 20 }))))
    #expect(selection(desk) == key)
    #expect(desk.board.around.listing.sorting.levels.map(\.column) == [.name], "the order survives files that land")
  }

  private func list(_ desk: Desk) -> ItemList? { (desk.board.top.screen as? BehaviourScreen)?.list }
  private func item(_ desk: Desk) -> ItemName? {
    (desk.board.top.screen as? BehaviourScreen).flatMap { $0.list.selected(of: $0.contents)?.name }
  }

  @Test(arguments: 1...8) func everyItemIsListedOnceOrHidden(seed: UInt64) {
    var dice = PatternTests.Dice(state: seed &* 0x9E37_79B9_7F4A_7C15)
    var desk = Desk()
    desk.press("6 j enter tab")
    let lines = [
      "sort slope", "sort -last, id", "sort length", "sort suite, -id", "sort suspicion, slope", "sort flagged",
      "filter slope > 0.3", "filter !at 1", "filter flagged or last > 1", "filter text ~ axolotl", "filter o'clock",
      "filter length > 125", "filter suite ~ shut and highest > 0", "find axolotl", "find 7", "columns length slope",
    ]
    for _ in 0..<40 {
      switch dice.next(5) {
      case 0, 1: desk.command(lines[dice.next(lines.count)])
      case 2: desk.press(["S", "j", "5 j", "G", "n", "N", "space"][dice.next(7)])
      case 3: desk.press("& ctrl-u enter")
      case _: desk.press(["1", "4"][dice.next(2)])
      }
      guard let list = list(desk) else {
        Issue.record("the behaviour is gone")
        return
      }
      #expect(Set(list.places).count == list.places.count && list.places.allSatisfy { (0..<240).contains($0) })
      #expect(list.pending == nil)
      let hidden = 240 - list.count
      let text = desk.picture().text
      #expect(list.filter == nil ? hidden == 0 : text.contains("\(hidden) hidden (&"), "\(text)")
    }
  }

  @Test func inASuiteItemsOfOthersDoNotCountAsHidden() throws {
    var desk = Desk()
    desk.press("6 j enter enter")
    desk.command("filter slope > 0.3")
    let items = try #require(list(desk))
    #expect(items.suite != nil && items.inSuite == 80 && (1..<80).contains(items.count))
    let text = desk.picture().text
    #expect(text.contains(" \(80 - items.count) hidden (&"), "\(text)")
  }

  @Test(arguments: [44, 60, 80]) func aLongNameOfASuiteHidesNoNumberBesideIt(columns: Int) throws {
    var desk = Desk(Size(columns: columns, rows: 24))
    desk.press("6 j enter enter")
    let text = desk.picture().text
    #expect(text.contains(" 80]  notes 1 "), "\(text)")
    desk.command("filter slope > 0.3")
    let items = try #require(list(desk))
    let filtered = desk.picture().text
    #expect(filtered.contains(" \(items.count) of 80] "), "\(filtered)")
    #expect(filtered.contains(" \(80 - items.count) hidden"), "\(filtered)")
  }

  @Test func theSelectionStaysOnItsItem() {
    var desk = Desk()
    desk.press("6 j enter tab j j j")
    let name = item(desk)
    #expect(name != nil)
    for step in ["sort slope", "sort -length, id", "filter o'clock", "sort last", "columns first lowest"] {
      desk.command(step)
      #expect(item(desk) == name, "\(step)")
    }
    // Another measure brings other rows, and what was asked of texts is asked again.
    desk.press("4")
    #expect(item(desk) == name)
    #expect(list(desk)?.filter?.text == "o'clock" && list(desk)?.count == 240)
  }

  @Test func itemsThatLandWhileSomethingIsLookedForAreFilteredToo() {
    let key = Made.plans[6].key
    guard case .behaviour(let all) = Made.answer(.behaviour(key, measure: .margin)) else {
      Issue.record("no behaviour")
      return
    }
    let few = BehaviourContents(
      row: all.row, measure: all.measure, suites: all.suites, items: all.items.filter { $0.name.item != "105" })
    func texts(_ effects: [Effect], of contents: BehaviourContents) -> Answer {
      guard case .replace(.texts(let request))? = effects.first else {
        Issue.record("texts are asked for: \(effects)")
        return .refused(.overview, "")
      }
      var texts = TextsContents(request, identity: contents.identity, count: contents.items.count)
      let names = all.items.map(\.name)
      for (number, pattern) in request.patterns.enumerated() {
        texts.holds[number] = contents.items.map { item in
          Made.text(of: key, item.name, in: names).contains { pattern.matches($0) }
        }
      }
      texts.progress.searched = contents.items.count
      texts.progress.isDone = true
      return .texts(texts)
    }
    var around = Surroundings(size: Size(columns: 80, rows: 22), overview: Made.overview)
    var screen = BehaviourScreen(few)
    func obey(_ line: String) -> [Effect] { Command(line).flatMap { screen.obey($0, &around) } ?? [] }
    var asked = obey("filter text ~ \"at 10[0-9] \"")
    _ = screen.take(texts(asked, of: few))
    _ = screen.goOn(&around)
    #expect(screen.list.count == 9)
    asked = obey("find axolotl")
    _ = screen.take(.behaviour(all))
    #expect(asked.count == 1 && screen.list.count == 9, "what is known stays listed")
    asked = screen.goOn(&around)
    _ = screen.take(texts(asked, of: all))
    _ = screen.goOn(&around)
    #expect(screen.list.count == 10 && screen.list.pending == nil)
  }

  @Test func flaggingAnItemTakesItOutOfAFilterThatSaysSo() {
    var desk = Desk()
    desk.press("6 j enter tab")
    desk.command("filter not flagged")
    #expect(list(desk)?.count == 239)
    desk.tell(.flags(Flags()))
    #expect(list(desk)?.count == 240)
  }

  @Test func theOtherScreensShowTheSameRowsAndSayWhatIsHidden() {
    var desk = Desk(Size(columns: 100, rows: 40))
    desk.command("filter verdict = falling")
    desk.command("sort -n")
    desk.press("a")
    let text = desk.picture().text
    let rows = Made.overview.rows.filter { $0.finding.verdict == .falling }.sorted { $0.finding.n < $1.finding.n }
    #expect(
      text.contains("1-\(rows.count) of \(rows.count)  \(16 - rows.count) hidden (& verdict = falling)"), "\(text)")
    for row in Made.overview.rows {
      #expect(text.contains(row.key.behaviour.prefix(12)) == rows.contains { $0.key.behaviour == row.key.behaviour })
    }
    desk.press("g enter")
    #expect(desk.board.path.last == rows[0].key.description)
    desk.press("esc esc g space space c")
    #expect(
      desk.picture().text.contains("hidden 0+\(16 - rows.count) (& verdict = falling)"), "\(desk.picture().text)")
  }
}
