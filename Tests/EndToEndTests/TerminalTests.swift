import CVterm
import Canvas
import Foundation
import Testing

/// What `Curses` promises about a terminal, shown by a small program that has something of everything.
@Suite struct TerminalTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func probe(
    _ environment: [String: String] = [:], columns: Int = 80, rows: Int = 24
  ) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      Built.probe, columns: columns, rows: rows, folder: folder.path, environment: environment)
    // Where there is room for it, the lowest line comes last.
    try terminal.wait(for: "the first frame") {
      $0.text.contains("last none") && (rows <= 10 || $0.lines[rows - 1] == "bottom")
    }
    return terminal
  }

  // MARK: drawing

  @Test func drawsLettersMarksWideGlyphsAndBlocksInTheirColumns() throws {
    let terminal = try probe()
    #expect(terminal.lines[1] == "e\u{301}té 漢字 ▁▂▃▄▅▆▇█ ● │")
    #expect(terminal.cell(row: 1, column: 9).glyph == "▁", "two wide glyphs take four columns")
    #expect(terminal.lines[23] == "bottom")
    #expect(terminal.isOnAlternateScreen)
    #expect(!terminal.showsCursor)
    #expect(!terminal.modes.echoes)
  }

  @Test func sendsOnlyWhatDiffers() throws {
    let terminal = try probe(columns: 200, rows: 60)
    terminal.type("j")
    try terminal.wait(for: .character("j"))
    let before = terminal.written.count
    terminal.type("k")
    try terminal.wait(for: .character("k"))
    #expect(terminal.written.count - before < 40)
  }

  @Test func sendsNoControlCharacterOfAText() throws {
    let terminal = try probe()
    #expect(terminal.lines[8].hasPrefix("hostile ·[31m"))
    #expect(!terminal.written.contains(7))
  }

  @Test func usesColoursWhereThereAre256() throws {
    let terminal = try probe()
    #expect(terminal.cell(of: "rising")?.foreground == 34)
    #expect(terminal.cell(of: "falling")?.foreground == 1)
    #expect(terminal.cell(of: "accent")?.foreground == 208)
    #expect(terminal.cell(of: "cursor")?.background == 4)
    #expect(terminal.cell(of: "band")?.background == 238)
    #expect(terminal.cell(of: "probe")?.bold == true)
  }

  @Test func takesTheNearestOfEightColours() throws {
    let terminal = try probe(["TERM": "screen"])
    #expect(terminal.cell(of: "rising")?.foreground == 2)
    #expect(terminal.cell(of: "accent")?.foreground == 3)
    #expect(terminal.cell(of: "dim")?.foreground != 0, "black letters on black are no letters")
    #expect(terminal.cell(of: "band")?.background == -1, "a grey would come out black")
  }

  @Test(arguments: [["NO_COLOR": "1"], ["TERM": "vt100"], ["TERM": "xterm-mono"]])
  func saysEverythingInAttributesWithoutColours(environment: [String: String]) throws {
    let terminal = try probe(environment)
    for row in 0..<24 {
      for column in 0..<80 {
        let cell = terminal.cell(row: row, column: column)
        #expect(cell.foreground == -1 && cell.background == -1, "row \(row) column \(column)")
      }
    }
    #expect(terminal.cell(of: "cursor")?.reverse == true)
  }

  @Test func keepsColoursWhenNoColorIsEmpty() throws {
    #expect(try probe(["NO_COLOR": ""]).cell(of: "falling")?.foreground == 1)
  }

  @Test(arguments: [
    "xterm-256color", "xterm", "tmux-256color", "screen", "screen-256color", "linux", "vt100", "vt220", "ansi",
    "rxvt-unicode-256color", "no-such-terminal", "",
  ])
  func drawsAndEndsOnEveryKindOfTerminal(name: String) throws {
    let terminal = try probe(["TERM": name])
    #expect(terminal.lines[0].hasPrefix("probe 80x24"))
    terminal.type("q")
    #expect(try terminal.waitForEnd() == 0)
    terminal.expectGivenBack()
  }

  @Test(arguments: [["LANG": "C"], ["LANG": ""], ["LANG": "xx_YY.UTF-8"], ["LC_ALL": "POSIX"]])
  func drawsBlocksWhateverTheLocale(environment: [String: String]) throws {
    #expect(try probe(environment).text.contains("▁▂▃▄▅▆▇█ ●"))
  }

  // MARK: keys

  @Test(arguments: [
    (PseudoTerminal.Press.up, Key.up), (.down, .down), (.left, .left), (.right, .right), (.home, .home), (.end, .end),
    (.pageUp, .pageUp), (.pageDown, .pageDown), (.insert, .insert), (.delete, .delete), (.enter, .enter), (.tab, .tab),
    (.backspace, .backspace), (.escape, .escape), (.function(1), .function(1)), (.function(5), .function(5)),
    (.function(12), .function(12)),
  ])
  func knowsTheKeysThatAreNoLetters(press: PseudoTerminal.Press, key: Key) throws {
    let terminal = try probe()
    terminal.press(press)
    try terminal.wait(for: key)
  }

  @Test(arguments: ["xterm-256color", "tmux-256color", "screen", "linux", "vt100", "ansi", "no-such-terminal"])
  func knowsArrowsAndPagesOnEveryKindOfTerminal(name: String) throws {
    let terminal = try probe(["TERM": name])
    for (bytes, key) in [
      ("\u{1B}[A", Key.up), ("\u{1B}OB", .down), ("\u{1B}[5~", .pageUp), ("\u{1B}[6~", .pageDown), ("\u{1B}[D", .left),
    ] {
      terminal.send(bytes)
      try terminal.wait(for: key)
    }
  }

  @Test func knowsControlKeysAndLettersOfAnyScript() throws {
    let terminal = try probe()
    for letter: Unicode.Scalar in ["d", "u", "c", "l"] {
      terminal.control(letter)
      try terminal.wait(for: .control(Character(letter)))
    }
    for letter: Character in ["j", "é", "漢", "😀"] {
      terminal.type(String(letter))
      try terminal.wait(for: .character(letter))
    }
  }

  @Test func answersToEscapeWithinATenthOfASecond() throws {
    let terminal = try probe()
    let best = try (0..<5).map { _ in
      terminal.type("j")
      try terminal.wait(for: .character("j"))
      return try ContinuousClock().measure {
        terminal.press(.escape)
        try terminal.wait(for: .escape)
      }
    }.min()
    #expect(try #require(best) < .milliseconds(100))
  }

  @Test func takesNoLetterOfAnUnknownSequenceForACommand() throws {
    let terminal = try probe()
    // Ctrl-Up, a terminal's answer, focus gained, a colour: their letters must not be typed.
    terminal.send("\u{1B}[1;5A\u{1B}[?65;1;9q\u{1B}[I\u{1B}]11;rgb:0000/0000/0000\u{1B}\\k")
    try terminal.wait(for: .character("k"))
    #expect(terminal.isOnAlternateScreen)
  }

  @Test(arguments: 1...4)
  func livesThroughBytesOfAnyKind(seed: UInt64) throws {
    let terminal = try probe()
    var state = seed
    let pieces = [
      "\u{1B}", "\u{1B}[", "\u{1B}O", "\u{1B}]", "\u{1B}P", "[", "]", ";", "~", "1", "200~", "\u{7}", "A", "é", "漢",
      "\n",
    ]
    for _ in 0..<400 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let piece = Int(state >> 33)
      if piece % 3 == 0 {
        terminal.send([UInt8(128 + piece % 128)])
      } else {
        terminal.send(pieces[piece % pieces.count])
      }
    }
    // Closes whatever sequence or paste is open.
    terminal.send("\u{7}\u{1B}[201~")
    try terminal.wait(for: "an answer") { terminal in
      terminal.type("k")
      return terminal.lines[9] == "last \(Key.character("k"))"
    }
    terminal.signal(SIGTERM)
    #expect(try terminal.waitForEnd() == 128 + Int(SIGTERM))
  }

  @Test func aPasteOutsideAPromptDoesNothing() throws {
    let terminal = try probe()
    terminal.paste("q\rsq")
    terminal.type("k")
    try terminal.wait(for: .character("k"))
  }

  @Test func aPasteIntoAPromptIsTextWithoutLineEnds() throws {
    let terminal = try probe()
    terminal.type("p")
    try terminal.wait(for: .character("p"))
    terminal.paste("j\r")
    try terminal.wait(for: "the paste") { $0.lines[9] == "last pasted j" }
  }

  @Test func comesBackWhenItIsWoken() throws {
    let terminal = try probe()
    terminal.type("w")
    try terminal.wait(for: "the wake") { $0.lines[9] == "last idle" }
  }

  @Test func copiesThroughTheTerminal() throws {
    let terminal = try probe(["TMUX": "/tmp/tmux"])
    terminal.type("y")
    try terminal.wait(for: .character("y"))
    terminal.type("k")
    try terminal.wait(for: .character("k"))
    let written = String(decoding: terminal.written, as: UTF8.self)
    #expect(written.contains("\u{1B}]52;c;bsOkaA==\u{7}"))
    #expect(written.contains("\u{1B}Ptmux;\u{1B}\u{1B}]52;c;bsOkaA==\u{7}\u{1B}\\"))
  }

  // MARK: sizes

  @Test func followsEverySize() throws {
    let terminal = try probe()
    let sizes = [
      (1, 1), (500, 200), (2, 1), (1, 200), (500, 1), (3, 3), (80, 24), (79, 23), (0, 0), (160, 50), (44, 12), (80, 24),
    ]
    for (columns, rows) in sizes + sizes.reversed() { terminal.resize(columns: max(1, columns), rows: max(1, rows)) }
    terminal.resize(columns: 120, rows: 40)
    try terminal.wait(for: "the last size") { $0.lines[0] == "probe 120x40 colours 256" && $0.lines[39] == "bottom" }
    terminal.resize(columns: 80, rows: 24)
    try terminal.wait(for: "the first size") { $0.lines[0] == "probe 80x24 colours 256" && $0.lines[23] == "bottom" }
    #expect(terminal.lines[1] == "e\u{301}té 漢字 ▁▂▃▄▅▆▇█ ● │")
  }

  @Test func drawsAgainWhatWasCutOffAndUncovered() throws {
    let terminal = try probe()
    let before = terminal.lines.prefix(9)
    for _ in 0..<20 {
      // Now and then too quick to be noticed as two changes of size.
      terminal.resize(columns: 2, rows: 2)
      terminal.resize(columns: 80, rows: 24)
      try terminal.wait(for: "the whole screen") { $0.lines.prefix(9) == before && $0.lines[23] == "bottom" }
    }
  }

  /// Room for the largest would take all memory there is.
  @Test(arguments: [("10", "30"), ("99999", "99999"), ("32000", "32000"), ("0", "-1")])
  func believesTheTerminalAboutItsSizeNotTheEnvironment(lines: String, columns: String) throws {
    let terminal = try probe(["LINES": lines, "COLUMNS": columns])
    #expect(terminal.lines[0].hasPrefix("probe 80x24"))
  }

  /// Its description names no size, and another terminal's would be taken in its place.
  @Test func aConsoleIsDrawnOnByItsOwnDescription() throws {
    let terminal = try probe(["TERM": "linux"])
    #expect(terminal.lines[0].hasPrefix("probe 80x24") && !terminal.isOnAlternateScreen)
  }

  // MARK: leaving

  @Test func printsWhatWasSaidMeanwhileAfterwards() throws {
    let terminal = try probe()
    terminal.type("e")
    try terminal.wait(for: .character("e"))
    #expect(!terminal.text.contains("words for later"))
    terminal.type("q")
    _ = try terminal.waitForEnd()
    #expect(terminal.text.contains("words for later"))
  }

  @Test(arguments: [SIGTSTP, nil])
  func canBeStoppedAndContinued(signal: Int32?) throws {
    let terminal = try probe()
    terminal.type("k")
    try terminal.wait(for: .character("k"))
    if let signal { terminal.signal(signal) } else { terminal.control("z") }
    try terminal.wait(forText: "[stopped]")
    terminal.expectGivenBack()
    terminal.resize(columns: 100, rows: 30)
    terminal.send("\r")
    try terminal.wait(for: "the screen again") { $0.lines[0] == "probe 100x30 colours 256" && $0.isOnAlternateScreen }
    terminal.type("q")
    #expect(try terminal.waitForEnd() == 0)
    terminal.expectGivenBack()
  }

  @Test func drawsAgainWhenItWasStoppedWithoutNotice() throws {
    let terminal = try probe()
    terminal.signal(SIGSTOP)
    try terminal.wait(forText: "[stopped]")
    // Not Enter: nobody has put the terminal's modes back, and it sends a return now.
    terminal.send("\n")
    try terminal.wait(for: "the screen again") { !$0.text.contains("[stopped]") }
    terminal.type("k")
    try terminal.wait(for: .character("k"))
    #expect(!terminal.modes.echoes)
    terminal.type("q")
    #expect(try terminal.waitForEnd() == 0)
    terminal.expectGivenBack()
  }

  @Test func saysSoWhereNothingCanBeDrawn() throws {
    let terminal = try PseudoTerminal(Built.probe, folder: folder.path, environment: ["TERM": "dumb"])
    #expect(try terminal.waitForEnd() == 3)
    #expect(terminal.text.contains("TERM=dumb"))
    #expect(!terminal.written.contains(0x1B))
  }
}

extension PseudoTerminal {
  /// Waits until the probe has seen a key.
  fileprivate func wait(for key: Key) throws {
    let line = "last \(key)"
    try wait(for: line) { $0.lines[9] == line }
  }
}
