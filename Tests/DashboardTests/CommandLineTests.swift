import Canvas
import Dashboard
import Runs
import Testing

/// What is typed after `:`, how it is edited, and what Tab offers.
@Suite struct CommandLineTests {
  /// The last line: the prompt, or what is told.
  private func line(_ desk: inout Desk) -> String {
    let rows = desk.picture().text.split(separator: "\n", omittingEmptySubsequences: false)
    return rows.last.map(Desk.trimmed) ?? ""
  }

  private func offers(_ desk: inout Desk) -> String {
    let rows = desk.picture().text.split(separator: "\n", omittingEmptySubsequences: false)
    return String(rows[rows.count - 2])
  }

  @Test(arguments: [
    ("abc ctrl-a x", "xabc"), ("abc left left x", "axbc"), ("abc home right x", "axbc"),
    ("abc ctrl-b ctrl-b ctrl-f x", "abxc"),
    ("abc ctrl-a ctrl-d", "bc"), ("abc left del", "ab"), ("abc ctrl-a ctrl-e x", "abcx"), ("abc left ctrl-u", "c"),
    ("abc home right ctrl-k", "a"), ("ab space cd ctrl-w", "ab"), ("ab space cd space ctrl-w x", "ab x"),
    ("abc ctrl-u x ctrl-y", "xabc"), ("abc left backspace", "ac"), ("abc home backspace", "abc"),
    ("abc end right", "abc"), ("ab space c-d alt-b x", "ab c-xd"), ("ab space c-d alt-b alt-b x", "ab xc-d"),
    ("ab space c-d home alt-b alt-f x", "abx c-d"), ("ab space c-d home alt-f alt-f x", "ab cx-d"),
    ("ab space alt-f x alt-b alt-b y", "yab x"),
  ]) func linesAreEditedAsInReadline(_ keys: String, _ wanted: String) {
    for opens in [":", "/", "&"] {
      var desk = Desk()
      desk.press(opens)
      for key in keys.split(separator: " ") {
        if Key(String(key)) != nil { desk.press(String(key)) } else { desk.type(String(key)) }
      }
      let shown = line(&desk)
      #expect(shown.hasSuffix(" " + wanted), "\(opens) \(keys): \(shown)")
    }
  }

  @Test func aLineThatIsTooLongScrollsSoThatTheCursorIsInSight() {
    var desk = Desk(Size(columns: 50, rows: 14))
    desk.press(":")
    desk.type("compare " + String(repeating: "abcdefghij ", count: 9) + "END")
    #expect(line(&desk).contains("END") && !line(&desk).contains("compare"))
    desk.press("home")
    #expect(line(&desk).contains("compare") && !line(&desk).contains("END"))
    let grid = desk.picture()
    #expect((0..<50).contains { grid[13, $0].ground == .cursor && grid[13, $0].glyph == "c" })
  }

  @Test(arguments: [":", "/", "&"]) func aPasteIsTypedWhereTheCursorIs(opens: String) {
    var desk = Desk()
    desk.press("\(opens) a d left")
    desk.tell(.pasted("b c"))
    desk.press("x")
    #expect(line(&desk).hasSuffix(" ab cxd"), "\(line(&desk))")
  }

  @Test(arguments: [":", "/", "&"]) func ofAPasteThatIsTooLongTheRestIsLeftOutAndSaidSo(opens: String) {
    var desk = Desk()
    desk.press(opens)
    desk.tell(.pasted(String(repeating: "abcd", count: 25_000)))
    func letters() -> Int? { desk.board.asked?.split(separator: " ").last?.count }
    #expect(letters() == 4096)
    #expect(desk.picture().text.contains("a line has 4,096 letters at most"), "\(desk.picture().text)")
    desk.press("backspace")
    #expect(letters() == 4095 && !desk.picture().text.contains("letters at most"))
  }

  @Test func aPasteIntoANoteIsANote() {
    var desk = Desk()
    desk.press("6 j enter enter enter i")
    desk.tell(.pasted("two words"))
    #expect(line(&desk).contains("note two words"))
  }

  @Test(arguments: ["s", ""]) func whereNoLineIsTypedAPasteDoesNothing(opens: String) {
    var desk = Desk()
    desk.press(opens)
    let before = desk.picture()
    desk.tell(.pasted("jjq"))
    #expect(desk.picture() == before)
  }

  @Test func tabGoesThroughTheWordsAndBackToWhatWasTyped() {
    var desk = Desk()
    desk.press(":")
    desk.type("so")
    desk.press("tab")
    #expect(line(&desk).contains(": sort"))
    desk.press("ctrl-u")
    desk.type("fin")
    desk.press("tab tab")
    #expect(line(&desk).hasSuffix(": find-next"))
    desk.press("shift-tab")
    #expect(line(&desk).hasSuffix(": find"))
    desk.press("shift-tab")
    #expect(line(&desk).hasSuffix(": fin"), "before the first stands what was typed")
  }

  @Test func wordsAreOfferedForWhatACommandTakes() {
    var desk = Desk()
    for (typed, wanted) in [
      ("sort sl", "slope"), ("sort slope, -n", "-n"), ("open power", "power-seeking"),
      ("compare power", "power-seeking"),
      ("set gly", "glyphs="), ("set glyphs=oct", "glyphs=octant"), ("set mouse=", "[on] off"), ("theme dus", "dusk"),
      ("export fig", "figure"), ("filter ver", "verdict"), ("columns spa", "spark"), ("compare sui", "suites"),
      ("elicit", "elicitation"), ("q", "quit"),
    ] {
      desk.board.themes = Made.themes.map(\.name)
      desk.press(":")
      desk.type(typed)
      desk.press("tab")
      let shown = line(&desk) + offers(&desk)
      #expect(shown.contains(wanted), "\(typed): \(shown)")
      desk.press("esc")
    }
  }

  @Test func aLineupHidesNamesFromTabAsWell() {
    var desk = Desk()
    desk.press("l")
    desk.press(":")
    desk.type("open ")
    desk.press("tab")
    #expect(!offers(&desk).contains("power"))
    desk.press("enter")
    desk.command("open power-seeking")
    #expect(line(&desk).contains("not during a line-up"))
  }

  @Test func whatHasNoRoomInTheLineOfWordsIsCounted() throws {
    var desk = Desk()
    desk.press(": tab")
    try expectPicture("completion", desk.picture())
    #expect(offers(&desk).contains(" more"))
    desk.press("shift-tab shift-tab")
    #expect(offers(&desk).contains(" before"), "the last word is in sight")
    var narrow = Desk(Size(columns: 44, rows: 12))
    narrow.press(":")
    narrow.type("set glyphs=")
    narrow.press("tab")
    try expectPicture("completion-44x12", narrow.picture())
  }

  @Test func upBringsBackLinesThatBeginAsWhatWasTyped() {
    var desk = Desk()
    desk.command("sort slope")
    desk.command("set glyphs=ascii")
    desk.command("sort n")
    desk.press(":")
    desk.type("so")
    desk.press("up")
    #expect(line(&desk).contains(": sort n"))
    desk.press("ctrl-p")
    #expect(line(&desk).contains(": sort slope"))
    desk.press("up")
    #expect(line(&desk).contains(": sort slope"), "there is none before")
    desk.press("down down")
    #expect(line(&desk).hasSuffix(": so"), "what was typed is not lost")
    desk.press("esc / up")
    #expect(!line(&desk).contains("sort"), "what was looked for has a history of its own")
    #expect(desk.remembered.contains(.remember(.command, "sort slope")))
  }

  @Test func historyHoldsWhatAPersonCanHaveTyped() {
    var history = History()
    for line in ["  ", "a\u{1B}[2J", String(repeating: "x", count: 1001)] { history.add(line, to: .find) }
    #expect(history.lines(of: .find).isEmpty)
    for number in 0..<(History.most + 20) { history.add("line \(number)", to: .command) }
    history.add("line 100", to: .command)
    let lines = history.lines(of: .command)
    #expect(lines.count == History.most && lines.last == "line 100" && lines.filter { $0 == "line 100" }.count == 1)
  }

  @Test func whatKeysDoCanBeTypedByName() {
    for screen in Manual.keys where screen.title != "Line-up" {
      for key in screen.keys { #expect(!key.name.isEmpty && !key.name.contains(" "), "\(screen.title): \(key.keys)") }
    }
    var desk = Desk()
    desk.command("aggregate")
    #expect(desk.board.path.count == 2)
    desk.command("q")
    #expect(desk.board.path.count == 1 && desk.effects.isEmpty)
    desk.command("plan")
    #expect(desk.board.path.last == "plans")
    desk.command("top")
    #expect(desk.board.path.count == 1)
    desk.command("q!")
    #expect(desk.effects.last == .quit)
  }

  @Test(arguments: [Int.max, .min]) func aCountBeyondAllListsGoesToAnEnd(count: Int) {
    for name in ["down", "half-down", "page-down", "up", "page-up", "first", "last", ""] {
      for keys in ["", "a", "?", "1 1 j e", "j enter tab", "3 j t"] {
        var desk = Desk()
        desk.press(keys)
        let path = desk.board.path
        desk.command("\(name) \(count)")
        #expect(desk.board.path == path, "\(name) \(count) behind \(keys)")
      }
    }
    var desk = Desk()
    desk.press("G")
    let last = desk.picture()
    desk.press("g")
    desk.command("down \(count)")
    #expect((desk.picture() == last) == (count > 0))
  }

  @Test func aBehaviourOpensByNameFromAnywhere() {
    var desk = Desk()
    desk.press("?")
    desk.command("open power-seeking")
    #expect(desk.board.path.last == "power-seeking")
    desk.command("open power-sekeing")
    #expect(line(&desk).contains("did you mean 'power-seeking'?"))
  }

  @Test func anUnknownNameIsToldWithTheNearest() {
    var desk = Desk()
    desk.command("srot slope")
    #expect(line(&desk).contains("did you mean 'sort'?"))
    desk.command("elictation")
    #expect(line(&desk).contains("did you mean 'elicitation'?"))
    desk.command("xyzzy")
    #expect(line(&desk).contains("? shows what can be typed"))
  }

  @Test func theShellGetsTheLineAsItIs() {
    var desk = Desk()
    desk.command("!ls  -l | head")
    desk.command("! make")
    desk.command("!")
    #expect(desk.effects.contains(.shell("ls  -l | head")) && desk.effects.contains(.shell(" make")))
    #expect(line(&desk).contains("wants a command"))
  }
}

extension Desk {
  /// A row of a picture without the blanks behind it.
  static func trimmed(_ row: Substring) -> String { String(row.reversed().drop { $0 == " " }.reversed()) }
}
