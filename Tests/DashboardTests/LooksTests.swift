import Canvas
import Dashboard
import Foundation
import Testing

/// Themes, and the mouse, as a person meets them.
@Suite struct LooksTests {
  @Test func movingInTheListShowsAThemeAndOnlyEnterKeepsIt() {
    var desk = Desk()
    desk.press("T")
    #expect(desk.board.path.last == "themes" && desk.board.theme == .builtIn)
    desk.press("j j")
    #expect(desk.board.theme.name == "day", "the whole terminal shows it")
    #expect(desk.board.looks.theme == .builtIn, "nobody has chosen it yet")
    desk.press("esc")
    #expect(desk.board.theme == .builtIn)
    desk.press("T j j enter")
    #expect(desk.board.theme.name == "day" && desk.board.path.count == 1)
    desk.press("T")
    #expect(desk.board.theme.name == "day", "the list begins at the theme in use")
  }

  /// From a disk that takes its time.
  @Test func aListThatComesLateOpensOnlyWhereNothingElseWasDoneMeanwhile() {
    var desk = Desk()
    #expect(desk.board.update(.key(.character("T"))).contains(.theme(nil)))
    #expect(desk.picture().text.contains("reading the themes"))
    desk.press("j")
    desk.tell(.themes(Made.themes))
    #expect(desk.board.path.count == 1)
    #expect(desk.board.update(.key(.character("T"))).contains(.theme(nil)))
    desk.tell(.themes(Made.themes))
    #expect(desk.board.path.last == "themes" && !desk.picture().text.contains("reading the themes"))
    desk.tell(.themes(Made.themes))
    #expect(desk.board.path.count == 2, "one list is enough")
  }

  @Test func whatIsToldWhileTheListIsReadStaysInView() {
    var desk = Desk()
    #expect(desk.board.update(.key(.character("T"))).contains(.theme(nil)))
    desk.tell(.message("the flag was not written"))
    desk.tell(.themes(Made.themes))
    #expect(desk.board.path.last == "themes" && desk.picture().text.contains("the flag was not written"))
  }

  @Test(arguments: ["esc", "q", "-", "T"]) func everyWayOutButEnterRestores(_ key: String) {
    var desk = Desk()
    desk.press("T j \(key)")
    #expect(desk.board.theme == .builtIn && desk.board.path.count == 1)
  }

  @Test func theScreenStaysInViewBesideTheList() {
    var desk = Desk(Size(columns: 100, rows: 24))
    let before = desk.picture()
    desk.press("T")
    let grid = desk.picture()
    for row in 1..<23 {
      for column in 0..<40 { #expect(grid[row, column] == before[row, column]) }
    }
    let shown = Set(grid.cells.map(\.role))
    #expect(Role.allCases.allSatisfy(shown.contains), "the sample has every role")
    #expect(Ground.allCases.allSatisfy(Set(grid.cells.map(\.ground)).contains))
  }

  @Test func aThemeCanBeNamed() {
    var desk = Desk()
    desk.command("theme dusk")
    #expect(desk.board.theme.name == "dusk" && desk.board.path.count == 1)
    desk.command("theme nothing")
    #expect(desk.board.theme.name == "dusk" && desk.picture().text.contains("no theme 'nothing'"))
    desk.command("theme")
    #expect(desk.board.path.last == "themes")
    desk.press("esc")
    desk.command("themes")
    #expect(desk.board.path.last == "themes")
  }

  @Test func theGlyphsChangeAtOnce() {
    var desk = Desk()
    #expect(desk.picture().text.contains("▅"))
    desk.board.looks.glyphs = .ascii
    #expect(desk.picture().text.utf8.allSatisfy { $0 < 128 })
    #expect(desk.picture().text.contains("q<=.10"))
    desk.board.looks.glyphs = .braille
    #expect(desk.picture().text.contains("⣤") && !desk.picture().text.contains("▅"))
  }

  @Test func inASCIITheArrowKeysAreSpelledOut() {
    var desk = Desk()
    desk.board.looks.glyphs = .ascii
    desk.press("?")
    #expect(desk.picture().text.contains("j Down") && !desk.picture().text.contains("j v "))
  }
}

@Suite struct PointerTests {
  private func click(_ desk: inout Desk, _ deed: Pointer.Deed = .press, on words: String, row: Int? = nil) throws {
    let lines = desk.picture().text.split(separator: "\n", omittingEmptySubsequences: false)
    let at = try #require(lines.indices.first { (row == nil || row == $0) && lines[$0].contains(words) })
    let line = lines[at]
    let range = try #require(line.range(of: words))
    let column = Text.width(String(line[..<range.lowerBound]))
    desk.tell(.pointer(Pointer(deed, row: at, column: column)))
  }

  /// The line that lies on the cursor's ground.
  private func selected(_ desk: inout Desk) -> String? {
    let grid = desk.picture()
    return grid.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().first {
      grid[$0.offset, 3].ground == .cursor
    }.map { String($0.element) }
  }

  @Test func aClickSelectsARowAndASecondOneOpensIt() throws {
    var desk = Desk()
    try click(&desk, on: "power-seeking")
    #expect(selected(&desk)?.contains("power-seeking") == true)
    #expect(desk.board.path.count == 1)
    try click(&desk, on: "power-seeking", row: nil)
    #expect(desk.board.path.last == "power-seeking")
  }

  @Test(arguments: ["6 j enter enter", "1 1 j e", "3 j #", "3 j t", "A tab", "P", "b"])
  func everyListTakesAClick(_ keys: String) throws {
    var desk = Desk()
    desk.press(keys)
    let grid = desk.picture()
    let rows = (0..<grid.size.rows).filter { row in
      if case .line = grid.meaning(row: row, column: 5) { true } else { false }
    }
    let row = try #require(rows.last)
    desk.tell(.pointer(Pointer(.press, row: row, column: 5)))
    #expect(desk.picture()[row, 5].ground == .cursor)
    #expect(desk.picture().meaning(row: row, column: 5) == .open)
  }

  @Test(arguments: ["a", "j space 5 j space c", "l enter"]) func everyPanelTakesAClick(_ keys: String) throws {
    var desk = Desk()
    desk.press(keys)
    let grid = desk.picture()
    let places = (0..<grid.size.rows).flatMap { row in (0..<grid.size.columns).map { (row, $0) } }
    let (row, column) = try #require(
      places.last { grid.meaning(row: $0.0, column: $0.1) == .line(1) }, "the second panel")
    desk.tell(.pointer(Pointer(.press, row: row, column: column)))
    #expect(desk.picture() != grid)
  }

  @Test func theWheelMovesByThreeLines() {
    var desk = Desk()
    var other = Desk()
    desk.tell(.pointer(Pointer(.wheelDown, row: 8, column: 5)))
    other.press("3 j")
    #expect(desk.picture() == other.picture())
    desk.tell(.pointer(Pointer(.wheelUp, row: 8, column: 5)))
    #expect(desk.picture() == Desk().opened)
  }

  @Test func aClickOnAHintPressesThatKey() throws {
    var desk = Desk()
    try click(&desk, on: "? help")
    #expect(desk.board.path.last == "keys")
    try click(&desk, on: "Esc back")
    #expect(desk.board.path.count == 1)
    try click(&desk, on: "/ find")
    #expect(desk.board.isTyping)
  }

  @Test func aDragAlongAChartReadsItsScales() throws {
    var desk = Desk()
    desk.press("j enter")
    try click(&desk, on: "12B")
    let last = desk.picture().text
    desk.press("h")
    #expect(desk.picture().text != last, "the reading cursor stands at the last scale")
    desk.press("l")
    #expect(desk.picture().text == last)
    try click(&desk, .drag, on: "14M")
    desk.press("h")
    let first = desk.picture().text
    desk.press("l h")
    #expect(desk.picture().text == first, "at the first scale there is nothing left of it")
  }

  @Test func whileSomethingIsTypedAClickDoesNothing() throws {
    var desk = Desk()
    desk.press("/ a b")
    let before = desk.picture()
    try click(&desk, on: "power-seeking")
    desk.tell(.pointer(Pointer(.wheelDown, row: 8, column: 5)))
    #expect(desk.picture() == before)
  }

  @Test func aClickBesideEverythingDoesNothing() {
    var desk = Desk()
    let before = desk.picture()
    for (row, column) in [(0, 0), (1, 5), (-1, -1), (500, 500), (22, 70)] {
      desk.tell(.pointer(Pointer(.press, row: row, column: column)))
    }
    #expect(desk.picture() == before)
  }

  @Test func aClickBesideTheListOfThemesTouchesNothingOfTheScreenBelow() throws {
    var desk = Desk(Size(columns: 120, rows: 24))
    desk.press("T j")
    let before = desk.picture()
    try click(&desk, on: "sycophancy")
    #expect(desk.picture() == before)
    try click(&desk, on: "night")
    #expect(desk.board.theme.name == "night")
  }

  @Test func theKeySwitchesItOnAndOff() {
    var desk = Desk()
    #expect(!desk.board.looks.usesMouse)
    desk.press("%")
    #expect(desk.board.looks.usesMouse && desk.picture().text.contains("mouse on"))
    desk.press("%")
    #expect(!desk.board.looks.usesMouse && desk.picture().text.contains("selects text again"))
  }
}

extension Desk {
  /// As it was at the start.
  fileprivate var opened: Grid {
    var desk = self
    return desk.picture()
  }
}
