import CVterm
import Foundation
import Testing

/// The built program in a terminal, from the first paint to the shell's prompt.
@Suite struct ProgramTests {
  private let folder: TemporaryFolder

  private var runs: String { folder.path + "/runs" }
  private var flagFile: String { runs + "/vane-flags.jsonl" }

  init() throws {
    folder = try TemporaryFolder()
    try SampleRuns.copy(to: folder.path + "/runs")
  }

  private func dashboard(
    _ environment: [String: String] = [:], columns: Int = 80, rows: Int = 24
  ) throws -> PseudoTerminal {
    try .dashboard(in: folder.path, environment, columns: columns, rows: rows)
  }

  /// Enter until an item is on screen.
  private func goToItem(_ terminal: PseudoTerminal) throws {
    for _ in 0..<4 where !terminal.showsItem {
      let before = terminal.text
      terminal.press(.enter)
      try terminal.settle(on: "the next screen") { $0.text != before && !$0.isAsking }
    }
    try #require(terminal.showsItem, "\(terminal.text)")
  }

  // MARK: the way through

  @Test func showsEveryBehaviourWithItsVerdict() throws {
    let terminal = try dashboard()
    for name in ["coin", "facts", "twohop"] { #expect(terminal.text.contains(name)) }
    #expect(terminal.text.contains("5 models"))
    try terminal.leave()
  }

  @Test func reachesAnItemInFourStepsAndComesBackToTheSameLine() throws {
    let terminal = try dashboard()
    terminal.type("gj")
    try terminal.settle(on: "the second line") { $0.selectedLine?.contains("facts") == true }
    let overview = terminal.lines
    try goToItem(terminal)
    for _ in 0..<6 where !terminal.showsOverview {
      let before = terminal.text
      terminal.press(.escape)
      try terminal.settle(on: "the screen before") { $0.text != before && !$0.isAsking }
    }
    #expect(terminal.selectedLine?.contains("facts") == true)
    #expect(terminal.lines == overview)
    try terminal.leave()
  }

  @Test func keepsAFlagFromOneSessionToTheNext() throws {
    var terminal = try dashboard()
    terminal.type("g")
    try goToItem(terminal)
    terminal.type("f")
    try terminal.wait(for: "the flag") { $0.text.contains("flags and notes") }
    let lines = try String(contentsOfFile: flagFile, encoding: .utf8).split(separator: "\n")
    #expect(lines.count == 1)
    let line = try #require(JSONSerialization.jsonObject(with: Data(lines[0].utf8)) as? [String: Any])
    #expect(line["schema"] as? String == "vane.flag/1")
    #expect(line["action"] as? String == "flag")
    #expect(line["author"] as? String == "kl")
    try terminal.leave()

    terminal = try dashboard(columns: 120)
    try terminal.settle(on: "the flag in the list") { $0.text.contains("1!") }
    terminal.type("g")
    try goToItem(terminal)
    #expect(terminal.text.contains("flags and notes"))
    try terminal.leave()
    #expect(try String(contentsOfFile: flagFile, encoding: .utf8).split(separator: "\n").count == 1)
  }

  @Test func answersEveryInstrumentAndComesBack() throws {
    let terminal = try dashboard()
    for (key, words) in [
      ("L", "By how much one point"), ("b", "Space reveals"), ("V", "default path's direction"), ("#", "MEASURE"),
      ("t", "items to look at"), ("A", "nats per byte; lower is better"),
    ] {
      terminal.type(key)
      try terminal.settle(on: words) { $0.text.contains(words) && !$0.text.contains("computing") }
      terminal.press(.escape)
      try terminal.settle(on: "the overview") { $0.showsOverview }
    }
    try terminal.leave()
  }

  @Test func comparesThreeReadsADifferenceAndComesBackToTheSameLine() throws {
    let terminal = try dashboard()
    terminal.type("g   ")
    try terminal.settle(on: "three picks") { $0.text.contains("3 picked") }
    let line = try #require(terminal.selectedLine)
    terminal.type("c")
    try terminal.settle(on: "the comparison") { $0.text.contains("compare 3 of 3") && $0.text.contains("y shared") }
    #expect(terminal.text.contains("picked after looking: 3 of 3"))
    terminal.type("d")
    try terminal.settle(on: "the difference") { $0.text.contains("slope of A − B") }
    #expect(terminal.text.contains("no shared items: unpaired"))
    terminal.type("lj")
    try terminal.settle(on: "the next pair at the smallest scale") { $0.text.contains(" A − C  coin direct − twohop") }
    terminal.type("d")
    try terminal.settle(on: "the values at that scale") { $0.text.contains("AT 36k") && $0.text.contains("vane-3k") }
    terminal.press(.escape)
    try terminal.settle(on: "the overview") { $0.showsOverview }
    #expect(terminal.selectedLine == line)
    try terminal.leave()
  }

  @Test func tellsWhatTwoModelsMissedDownToTheItemAndBack() throws {
    let terminal = try dashboard()
    terminal.type("gjM")
    try terminal.settle(on: "the models") { $0.text.contains("Space picks two models") }
    terminal.type(" h ")
    try terminal.settle(on: "what they missed") { $0.text.contains("McNemar exact p") }
    terminal.press(.enter)
    try terminal.settle(on: "the items") { $0.text.contains("[all 100]") }
    terminal.press(.tab)
    try terminal.settle(on: "what both missed") { $0.text.contains("[both missed") }
    terminal.type("j")
    try terminal.settle(on: "the second of them") { $0.text.contains("[both missed") && !$0.isAsking }
    let list = terminal.lines
    terminal.press(.enter)
    try terminal.settle(on: "the item") { $0.showsItem }
    terminal.press(.escape)
    try terminal.settle(on: "the same list") { $0.lines == list }
    try terminal.leave()
  }

  @Test func keepsARoundOfLineUpsAndTheNextSessionCountsIt() throws {
    let file = runs + "/vane-lineups.jsonl"
    var terminal = try dashboard()
    terminal.type("l")
    try terminal.settle(on: "the rules") { $0.text.contains("Enter begins") }
    terminal.press(.enter)
    try terminal.wait(for: "the first line-up") { $0.text.contains("line-up 1 of") }
    terminal.type("A2")
    try terminal.wait(for: "the end of the round or the second line-up") {
      $0.text.contains("line-up 2 of") || $0.text.contains("Round over")
    }
    let first = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
    #expect(first.count == 1)
    let line = try #require(JSONSerialization.jsonObject(with: Data(first[0].utf8)) as? [String: Any])
    #expect(line["schema"] as? String == "vane.lineup-play/1" && line["author"] as? String == "kl")
    #expect(line["pick"] as? Int == 0 && line["confidence"] as? Int == 2 && (line["seconds"] as? Double ?? -1) >= 0)
    while !terminal.text.contains("Round over") {
      let before = terminal.text
      terminal.press(.enter)
      try terminal.settle(on: "the next line-up") { $0.text != before }
    }
    try terminal.wait(for: "the record") { $0.text.contains("Over all rounds of kl") }
    let count = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").count
    try terminal.leave()

    terminal = try dashboard()
    terminal.type("l")
    try terminal.wait(for: "the record") { $0.text.contains("of \(count) right") }
    try terminal.leave()
  }

  @Test func showsAPlanThatWasMadeOnTheCommandLine() throws {
    let words = "plan add facts:direct runs --quiet --direction rising --probability 0.8"
    let adding = try PseudoTerminal(
      "/bin/sh", ["-c", "'\(Built.vane)' \(words)"], columns: 100, folder: folder.path)
    #expect(try adding.waitForEnd() == 0)
    #expect(adding.text.contains("facts direct: rising with 0.8, beyond vane-443k (5 scales known)."))
    let terminal = try dashboard()
    terminal.type("P")
    try terminal.settle(on: "the plans") { $0.text.contains("0 scored, 1 waiting.") }
    #expect(terminal.selectedLine?.contains("kl") == true && terminal.selectedLine?.contains("waiting") == true)
    terminal.press(.enter)
    try terminal.settle(on: "its behaviour") { $0.lines[0].contains("facts direct") }
    try terminal.leave()
  }

  @Test func takesAwayAFigureAndAReportAndNeverWritesOverOne() throws {
    let terminal = try dashboard(columns: 160)
    for (keys, name) in [("xf", "vane-figure-coin-direct.svg"), ("xr", "vane-report.md"), ("xr", "vane-report-2.md")] {
      terminal.type(keys)
      try terminal.wait(for: name) { $0.text.contains("\(name) is written; again: vane ") }
    }
    try terminal.leave()
    let figure = try String(contentsOfFile: folder.path + "/vane-figure-coin-direct.svg", encoding: .utf8)
    #expect(figure.contains("<svg ") && figure.contains("Picked after looking: 1 of 3"))
    let reports = try ["", "-2"].map {
      try String(contentsOfFile: "\(folder.path)/vane-report\($0).md", encoding: .utf8)
    }
    #expect(reports[0].contains("| facts direct | 100 |"))
    #expect(reports[1] == reports[0].replacing("vane-report.md", with: "vane-report-2.md"))
  }

  @Test func takesNothingAwayWhereNothingMayBeWritten() throws {
    let terminal = try PseudoTerminal(Built.vane, ["runs", "--read-only"], folder: folder.path)
    try terminal.settle(on: "the overview") { $0.showsOverview }
    terminal.type("xr")
    try terminal.wait(forText: "--read-only: no file is written")
    try terminal.leave()
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/vane-report.md"))
  }

  @Test func storesNoAnswersWhereNothingMayBeWritten() throws {
    let terminal = try PseudoTerminal(Built.vane, ["--read-only", "runs"], folder: folder.path)
    try terminal.settle(on: "the overview") { $0.showsOverview }
    terminal.type("l")
    try terminal.wait(for: "the reason") { $0.text.contains("Answers are not stored: --read-only") }
    terminal.press(.enter)
    try terminal.wait(for: "the first line-up") { $0.text.contains("line-up 1 of") }
    terminal.press(.enter)
    try terminal.leave()
    #expect(!FileManager.default.fileExists(atPath: runs + "/vane-lineups.jsonl"))
  }

  @Test func writesNothingBesideTheRunsButFlags() throws {
    let before = try FileManager.default.subpathsOfDirectory(atPath: runs).sorted()
    let terminal = try dashboard()
    try goToItem(terminal)
    try terminal.leave()
    #expect(try FileManager.default.subpathsOfDirectory(atPath: runs).sorted() == before)
  }

  // MARK: sizes

  @Test(arguments: [0, 1, 2])
  func showsTheSameAfterItWasMadeLargeAndSmallAgain(depth: Int) throws {
    let terminal = try dashboard()
    try terminal.settle(on: "the marks") { $0.text.contains("vsPPL") }
    for _ in 0..<depth {
      let before = terminal.text
      terminal.press(.enter)
      try terminal.settle(on: "the next screen") { $0.text != before && !$0.isAsking }
    }
    let before = terminal.lines
    terminal.resize(columns: 160, rows: 50)
    try terminal.wait(for: "the large screen") { $0.lines.contains { $0.count > 100 } }
    terminal.resize(columns: 80, rows: 24)
    try terminal.wait(for: "the small screen as it was") { $0.lines == before }
    try terminal.leave()
  }

  #if os(Linux)
    /// Left open in a large window it would draw the same frame again and again.
    @Test func whoeverIsLeftAloneTakesHardlyAnyTime() throws {
      let terminal = try dashboard(columns: 500, rows: 200)
      func ticks() throws -> Int {
        let text = try String(contentsOfFile: "/proc/\(terminal.foreground)/stat", encoding: .utf8)
        // Behind the name in brackets, which may hold blanks: user and system time, in hundredths of a second.
        let fields = text[(text.lastIndex(of: ")") ?? text.startIndex)...].split(separator: " ")
        return fields[12...13].compactMap { Int($0) }.reduce(0, +)
      }
      // What is computed in the background may go on for a while.
      let calm = try (0..<20).contains { _ in
        let before = try ticks()
        sleep(2)
        return try ticks() - before <= 5
      }
      #expect(calm)
      try terminal.leave()
    }
  #endif

  @Test func livesThroughEverySize() throws {
    let terminal = try dashboard()
    for (columns, rows) in [(1, 1), (500, 200), (10, 3), (44, 12), (300, 2), (2, 90), (80, 24), (1, 1), (43, 11)] {
      terminal.resize(columns: columns, rows: rows)
      terminal.press(.down)
    }
    terminal.resize(columns: 80, rows: 24)
    try terminal.wait(for: "the overview") { $0.showsOverview }
    try terminal.leave()
  }

  /// Sizes and keys in the order of the dice; some come while the last one is still being drawn.
  @Test(arguments: 1...3 as ClosedRange<UInt64>) func livesThroughAStormOfSizes(seed: UInt64) throws {
    let terminal = try dashboard()
    var state = seed
    func number(below bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let keys = ["j", "k", "\r", "G", "g", "\u{4}", "\u{15}", "s", "#", "V", "L", "a", "?", "-", "\t"]
    for _ in 0..<60 {
      // Small ones as often as large ones.
      let (columns, rows) = (
        1 + number(below: [3, 80, 500][number(below: 3)]), 1 + number(below: [3, 24, 200][number(below: 3)])
      )
      terminal.resize(columns: columns, rows: rows)
      if number(below: 2) == 0 { terminal.send(keys[number(below: keys.count)]) }
    }
    terminal.resize(columns: 80, rows: 24)
    terminal.type("?")
    try terminal.wait(for: "an answer to a key") { $0.isOnAlternateScreen && $0.lines[0].contains("vane") }
    try terminal.leave()
  }

  // MARK: leaving

  @Test func canBeStoppedAndContinued() throws {
    let terminal = try dashboard()
    let before = terminal.lines
    terminal.control("z")
    try terminal.wait(forText: "[stopped]")
    terminal.expectGivenBack()
    terminal.send("\r")
    try terminal.wait(for: "the same screen") { $0.lines == before && $0.isOnAlternateScreen }
    try terminal.leave()
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGINT])
  func endsInOrderWhenToldToAndSaysWhatEndedIt(signal: Int32) throws {
    let terminal = try dashboard()
    terminal.signal(signal)
    #expect(try terminal.waitForEnd() == 128 + Int(signal))
    terminal.expectGivenBack()
  }

  @Test(arguments: [SIGSEGV, SIGILL, SIGABRT, SIGQUIT])
  func givesTheTerminalBackWhenASignalKillsIt(signal: Int32) throws {
    let terminal = try dashboard()
    terminal.signal(signal)
    #expect(try terminal.waitForEnd() == 128 + Int(signal))
    terminal.expectGivenBack()
  }

  // MARK: poor terminals

  @Test(arguments: ["xterm", "tmux-256color", "screen", "linux", "vt100", "ansi", "xterm-mono", "no-such-terminal"])
  func drawsOnEveryKindOfTerminal(name: String) throws {
    let terminal = try dashboard(["TERM": name])
    #expect(terminal.text.contains("twohop"))
    try goToItem(terminal)
    try terminal.leave()
  }

  @Test(arguments: [["NO_COLOR": "1"], ["LANG": "C"], ["NO_COLOR": "1", "TERM": "vt100", "LANG": "C"]])
  func drawsWithoutColoursAndWithoutALocale(environment: [String: String]) throws {
    let terminal = try dashboard(environment)
    #expect(terminal.text.contains("▁") || terminal.text.contains("▇"))
    if environment["NO_COLOR"] != nil {
      let cells = (0..<24).flatMap { row in (0..<80).map { terminal.cell(row: row, column: $0) } }
      #expect(cells.allSatisfy { $0.foreground == -1 && $0.background == -1 })
    }
    try terminal.leave()
  }

  @Test(arguments: [["TERM": "dumb"], ["TERM": "xterm-256color"]])
  func printsATableWhereNothingCanBeDrawn(environment: [String: String]) throws {
    let isDumb = environment["TERM"] == "dumb"
    let command = isDumb ? "'\(Built.vane)' runs" : "'\(Built.vane)' runs | cat"
    let terminal = try PseudoTerminal(
      "/bin/sh", ["-c", command], columns: 120, rows: 40, folder: folder.path, environment: environment)
    #expect(try terminal.waitForEnd() == 0)
    for name in ["coin", "facts", "twohop"] { #expect(terminal.text.contains(name)) }
    #expect(!isDumb || !terminal.written.contains(0x1B))
    #expect(!terminal.written.starts(with: Array("\u{1B}[?1049h".utf8)))
    #expect(terminal.modes == terminal.modesBefore)
  }

  @Test func saysWhatIsWrongWithAFolderWithoutRuns() throws {
    let terminal = try PseudoTerminal(
      "/bin/sh", ["-c", "mkdir empty; '\(Built.vane)' empty | cat"], folder: folder.path)
    _ = try terminal.waitForEnd()
    #expect(terminal.text.contains("vane:"))
  }
}

extension PseudoTerminal {
  /// The dashboard on the sample runs in this folder, once everything has been read.
  static func dashboard(
    in folder: String, _ environment: [String: String] = [:], columns: Int = 80, rows: Int = 24
  ) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      Built.vane, ["--fresh", "runs"], columns: columns, rows: rows, folder: folder, environment: environment)
    // Marks come a little later than the rows, and would come between.
    try terminal.settle(on: "the overview and its marks") { $0.showsOverview && $0.text.contains("vsPPL") }
    return terminal
  }

  var isAsking: Bool { lines[0].contains("asking") || lines[0].contains("computing") }
  var showsOverview: Bool {
    text.contains("3 behaviours") && !lines[0].contains("reading") && !lines[0].contains("files") && !isAsking
  }
  fileprivate var showsItem: Bool { lines[0].contains("item ") && text.contains("choices") }

  /// The line that the cursor's ground lies on.
  var selectedLine: String? {
    // The first and the last line are bars of their own.
    (1..<(rows - 1)).first { row in
      let cell = self.cell(row: row, column: columns - 1)
      return cell.reverse || cell.background >= 0
    }.map { lines[$0] }
  }
}
