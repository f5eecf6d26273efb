import Canvas
import Runs
import Testing
import Trends

@testable import Dashboard

/// What stands beside a list in a wide terminal, and what is asked for it in the background.
@Suite struct PanesTests {
  private static let wide = Size(columns: 160, rows: 50)

  /// A board that has read, and to which nothing has been answered since.
  private func board(_ size: Size = wide) -> Board {
    var board = Board(title: "runs")
    _ = board.view(size)
    for event in [Event.arrived(.overview(Made.overview)), .progress(nil)] { _ = board.update(event) }
    return board
  }

  private func glance(_ board: inout Board, _ size: Size = wide) -> Question? {
    _ = board.view(size)
    for case .glance(let question) in board.glances() { return question }
    return nil
  }

  private func key(_ at: Int) -> BehaviourKey { Made.overview.rows[at].key }

  /// The columns of the last line are whole, or not there.
  @Test func theCountOfFurtherLinesStandsOverNothing() throws {
    var screen = ItemScreen(try #require(Made.firstItem(ofRow: 6)))
    screen.isPart = true
    func view(_ rows: Int) -> String {
      let size = Size(columns: 66, rows: rows)
      return screen.view(size, Surroundings(size: size, overview: Made.overview)).text
    }
    let all = view(60).split(whereSeparator: \.isWhitespace)
    var besideColumns = 0
    for rows in 10...30 {
      guard let last = view(rows).split(separator: "\n").last(where: { $0.contains(" more lines") }) else { continue }
      let before = last.split(separator: " ").dropLast(3)
      guard !last.hasPrefix("──") else { continue }
      besideColumns += 1
      #expect(before.allSatisfy { $0.hasSuffix("…") || all.contains($0) }, "\(last)")
    }
    #expect(besideColumns > 0, "in some of these heights the table is what is cut")
  }

  @Test func eachStepAsksForWhatIsSelectedNowAndAStaleAnswerIsNotShown() {
    var board = board()
    #expect(glance(&board) == .behaviour(key(0), measure: .margin))
    #expect(board.glances().isEmpty, "once")
    for at in 1...3 {
      #expect(board.update(.key("j")).isEmpty, "a key itself asks nothing")
      #expect(glance(&board) == .behaviour(key(at), measure: .margin))
    }
    let before = board.view(Self.wide)
    #expect(before.text.contains("reading its items …"))
    _ = board.update(.glimpsed(Made.answer(.behaviour(key(1), measure: .margin))))
    #expect(board.view(Self.wide) == before)
    _ = board.update(.glimpsed(Made.answer(.behaviour(key(3), measure: .margin))))
    #expect(board.view(Self.wide).text.contains("[suites 3]"))
    guard case .item(key(3), _)? = glance(&board) else {
      Issue.record("then the selected item is asked for")
      return
    }
  }

  @Test func whatAPersonWaitsForComesFirst() {
    var board = board()
    _ = glance(&board)
    #expect(board.update(.key(.enter)) == [.ask(.behaviour(key(0), measure: .margin))])
    _ = board.view(Self.wide)
    #expect(board.glances() == [.glance(nil)], "the glance is taken back")
  }

  @Test func whatIsRefusedIsNotAskedForAgain() throws {
    var board = board()
    let question = try #require(glance(&board))
    _ = board.update(.glimpsed(.refused(question, "the disk is gone")))
    #expect(glance(&board) == nil && board.glances().isEmpty)
  }

  @Test func whyNothingStandsBesideTheListIsSaidThere() throws {
    var board = board()
    let question = try #require(glance(&board))
    _ = board.update(.glimpsed(.refused(question, "the disk is gone")))
    var text = board.view(Self.wide).text
    #expect(text.contains("the disk is gone") && !text.contains("reading its items"))
    _ = board.update(.key("j"))
    text = board.view(Self.wide).text
    #expect(!text.contains("the disk is gone") && text.contains("reading its items"), "of another row it is not said")
    let behaviour = try #require(glance(&board))
    _ = board.update(.glimpsed(Made.answer(behaviour)))
    let item = try #require(glance(&board))
    _ = board.update(.glimpsed(.refused(item, "its log is gone")))
    #expect(board.view(Self.wide).text.contains("its log is gone"))
  }

  @Test func whyNoItemStandsBesideTheListOfItemsIsSaidThere() throws {
    let size = Size(columns: 120, rows: 30)
    var desk = Desk(size)
    desk.press("3 j enter tab")
    var board = desk.board
    _ = board.update(.key("j"))
    let item = try #require(glance(&board, size))
    _ = board.update(.glimpsed(.refused(item, "its log is gone")))
    #expect(board.view(size).text.contains("its log is gone"))
  }

  @Test(arguments: [Size(columns: 80, rows: 24), Size(columns: 159, rows: 50), Size(columns: 160, rows: 24)])
  func whereThereIsNoRoomNothingIsAskedFor(size: Size) {
    var board = board(size)
    #expect(glance(&board, size) == nil)
  }

  @Test func aBehaviourOfVeryManyItemsIsNotReadForAGlance() {
    var rows = Array(Made.overview.rows.prefix(1))
    rows[0].finding.n = 1_000_000
    var board = board()
    _ = board.update(.arrived(.overview(OverviewContents(title: "many", rows: rows))))
    #expect(glance(&board) == nil)
    #expect(board.view(Self.wide).text.contains("Enter lists its items"))
  }

  @Test func goingBackShowsWhatIsKnownAtOnce() {
    var desk = Desk(Self.wide)
    desk.press("3 j")
    let there = desk.picture()
    desk.press("j")
    var board = desk.board
    _ = board.update(.key("k"))
    let text = board.view(Self.wide).text
    #expect(text.contains("[suites 3]") && !text.contains("reading its items"))
    desk.press("k")
    #expect(desk.picture() == there)
  }

  @Test func tabGoesFromPaneToPaneAndEnterOpensWhatIsInFocus() {
    var desk = Desk(Self.wide)
    desk.press("3 j")
    let selected = desk.board.path
    desk.press("tab tab j j")
    #expect(desk.board.path == selected)
    desk.press("enter")
    #expect(desk.board.path.count == 2 && desk.board.path.last?.hasPrefix("item 3/") == true)
    desk.press("esc tab j")
    let scrolled = desk.picture()
    desk.press("shift-tab shift-tab shift-tab j esc")
    #expect(desk.board.path == selected && desk.picture() != scrolled)
    // In the list again: Enter opens the next behaviour.
    desk.press("enter")
    #expect(desk.board.path.last == key(4).description)
  }

  @Test func aPaneCanHaveAllOfTheRoom() {
    var desk = Desk(Self.wide)
    desk.press("3 j tab tab")
    let usual = desk.picture()
    desk.press("+")
    #expect(desk.picture().text.contains("[items 120]") && !desk.picture().text.contains("BEHAVIOUR"))
    desk.press("_")
    #expect(desk.picture() == usual)
    desk.press("shift-tab shift-tab +")
    #expect(desk.picture().text.contains("SUITES"), "the list as wide as the terminal")
  }

  @Test func inANarrowTerminalThePanesAreSaidToBeElsewhere() {
    var desk = Desk()
    desk.press("tab")
    #expect(desk.picture().text.contains("from 160x32 on"))
    desk.press("+")
    #expect(desk.picture().text.contains("from 120 columns on"))
  }

  @Test func aTerminalThatBecomesNarrowHasItsListBack() {
    var desk = Desk(Self.wide)
    desk.press("3 j tab tab")
    _ = desk.board.view(Size(columns: 80, rows: 24))
    _ = desk.board.update(.key("j"))
    #expect(desk.board.view(Size(columns: 80, rows: 24)).text.contains(key(4).description))
    #expect(desk.board.update(.key(.enter)) == [.ask(.behaviour(key(4), measure: .margin))])
  }

  /// What the manual says of narrow terminals, held against what is drawn.
  @Test func columnsGiveWayInTheStatedOrder() throws {
    var desk = Desk(Size(columns: 119, rows: 30))
    desk.tell(.arrived(Made.answer(.instrument(.marks(measure: .margin)))))
    var gone: [String] = []
    for columns in (Board.smallest.columns...119).reversed() {
      let text = desk.board.view(Size(columns: columns, rows: 30)).text.split(separator: "\n").map(String.init)
      let head = try #require(text.first { $0.contains("BEHAVIOUR") })
      let titles = head.split(separator: " ")
      // A row of a family for which there is no room has none.
      let hasSparks = text.drop { $0 != head }.contains { $0.contains { "▂▃▄▅▆▇".contains($0) } }
      for name in Manual.givingWay where !gone.contains(name) {
        let isThere = name == "the sparkline" ? hasSparks : titles.contains { $0 == name }
        if !isThere { gone.append(name) }
      }
      for name in ["VERDICT", "Q", "P↗"] { #expect(titles.contains { $0 == name }, "\(columns): \(head)") }
    }
    #expect(gone.count >= 5)
    #expect(gone == Array(Manual.givingWay.prefix(gone.count)))
  }

  @Test func theSelectedItemStandsBesideTheListOfItems() {
    let size = Size(columns: 120, rows: 30)
    var desk = Desk(size)
    desk.press("3 j enter tab")
    #expect(desk.picture().text.contains("(B) No, I would rather keep"))
    desk.press("j")
    var board = desk.board
    _ = board.update(.key("j"))
    guard case .item(key(3), let name)? = glance(&board, size) else {
      Issue.record("the next item is asked for")
      return
    }
    #expect(!board.view(size).text.contains("(B) No, I would rather keep"), "not the one before beside this one's line")
    _ = board.update(.glimpsed(Made.answer(.item(key(3), name))))
    #expect(board.view(size).text.contains("(B) No, I would rather keep"))
    desk.press("+")
    #expect(!desk.picture().text.contains("x log params"))
  }

  /// Also with a key that comes before the answer.
  @Test(arguments: [("", "item 3/"), ("j", "item 4/")])
  func whatIsSelectedInAPaneStaysSelectedWhenARunLands(keys: String, opens: String) {
    var desk = Desk(Self.wide)
    desk.press("3 j tab tab j j")
    var more = Made.overview
    more.items += 1
    if keys.isEmpty {
      desk.tell(.arrived(.overview(more)))
    } else {
      _ = desk.board.update(.arrived(.overview(more)))
    }
    desk.press(keys + " enter")
    #expect(desk.board.path.count == 2 && desk.board.path.last?.hasPrefix(opens) == true)
  }

  /// Else the next key would be about a list that is not there.
  @Test func anEnlargedPaneGivesWayToTheListInANarrowTerminal() {
    var desk = Desk(Self.wide)
    desk.press("6 j tab tab +")
    #expect(!desk.picture().text.contains("  BEHAVIOUR  "))
    #expect(desk.board.view(Size(columns: 80, rows: 24)).text.contains("  BEHAVIOUR  "))
  }

  @Test(arguments: ["s", "C"]) func aMenuIsSeenOverAnEnlargedPane(key: String) {
    var desk = Desk(Self.wide)
    desk.press("6 j tab tab + \(key)")
    #expect(desk.picture().text.contains(" p_rise  "))
  }

  /// Text loss is no logarithm.
  @Test(arguments: [(ScaleAxis.parameters, "x log scale"), (.loss, "x text loss")])
  func theCurveBesideTheListSaysWhatItStandsOver(axis: ScaleAxis, words: String) {
    var rows = Made.overview.rows
    for at in rows.indices { rows[at].finding.axis = axis }
    var desk = Desk(Size(columns: 120, rows: 30), rows: rows)
    #expect(desk.picture().text.contains(words))
  }

  @Test func whatLandsMeanwhileIsAskedForAnew() {
    var desk = Desk(Self.wide)
    desk.press("j")
    var more = Made.overview
    more.items += 1
    _ = desk.board.update(.arrived(.overview(more)))
    #expect(glance(&desk.board) == .behaviour(key(1), measure: .margin))
  }
}
