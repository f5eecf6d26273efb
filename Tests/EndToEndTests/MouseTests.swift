import CVterm
import Foundation
import Testing

/// The mouse: nobody's until it is switched on, and the terminal's own again afterwards, whatever ends the program.
@Suite struct MouseTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try SampleRuns.copy(to: folder.path + "/runs")
  }

  private func probe(_ environment: [String: String] = [:], columns: Int = 80) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(Built.probe, columns: columns, folder: folder.path, environment: environment)
    try terminal.wait(for: "the first frame") { $0.text.contains("last none") && $0.lines[23] == "bottom" }
    return terminal
  }

  /// The probe's key m switches the mouse on.
  private func switchOn(_ terminal: PseudoTerminal) throws {
    terminal.type("m")
    try terminal.wait(for: "the mouse") { $0.reportsMouse && $0.lines[9] == "last m" }
  }

  private func expectAllOff(_ terminal: PseudoTerminal) {
    #expect(!terminal.reportsMouse)
    for mode in [1000, 1002, 1006, 2004] { #expect(!terminal.isOn(mode: mode), "\(mode)") }
    #expect(terminal.modes == terminal.modesBefore)
  }

  private func column(of words: String, in line: String) throws -> Int {
    line.distance(from: line.startIndex, to: try #require(line.range(of: words)).lowerBound)
  }

  @Test func isOffUntilItIsSwitchedOn() throws {
    let terminal = try probe()
    #expect(!terminal.reportsMouse)
    try switchOn(terminal)
    terminal.type("n")
    try terminal.wait(for: "the terminal's own mouse") { !$0.reportsMouse }
    #expect(terminal.isOn(mode: 2004), "pastes still come in brackets")
  }

  @Test func reportsCellsFarBeyondColumn223() throws {
    let terminal = try probe(columns: 400)
    try switchOn(terminal)
    terminal.click(row: 3, column: 350)
    try terminal.wait(for: "the click") { $0.lines[9] == "last press 3 350" }
    terminal.drag(row: 4, column: 351)
    try terminal.wait(for: "the drag") { $0.lines[9] == "last drag 4 351" }
    terminal.click(row: 5, column: 300, button: 5)
    try terminal.wait(for: "the wheel") { $0.lines[9] == "last wheelDown 5 300" }
  }

  @Test(
    arguments: [
      ("q", 0), ("x", 7), ("s", 128 + Int(SIGSEGV)), ("a", 128 + Int(SIGABRT)), ("o", 128 + Int(SIGSEGV)),
    ].filter { $0.0 != "o" || !Built.hasThreadSanitizer })
  func isGivenBackHoweverTheProgramEnds(_ key: String, _ status: Int) throws {
    let terminal = try probe()
    try switchOn(terminal)
    terminal.type(key)
    #expect(try terminal.waitForEnd() == status)
    expectAllOff(terminal)
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGSEGV, SIGILL, SIGQUIT, SIGUSR1, SIGPIPE])
  func isGivenBackWhateverSignalComes(_ signal: Int32) throws {
    let terminal = try probe()
    try switchOn(terminal)
    terminal.signal(signal)
    _ = try terminal.waitForEnd()
    expectAllOff(terminal)
  }

  @Test(arguments: [SIGTSTP, nil]) func comesBackAfterAStopWithItsPastes(_ signal: Int32?) throws {
    let terminal = try probe()
    try switchOn(terminal)
    if let signal { terminal.signal(signal) } else { terminal.control("z") }
    try terminal.wait(forText: "[stopped]")
    expectAllOff(terminal)
    terminal.send("\r")
    try terminal.wait(for: "the screen again") { $0.isOnAlternateScreen && $0.reportsMouse && $0.isOn(mode: 2004) }
    terminal.click(row: 2, column: 7)
    try terminal.wait(for: "the click") { $0.lines[9] == "last press 2 7" }
  }

  /// Nobody could give anything back; what the shell did to the modes meanwhile is put right.
  @Test func comesBackAfterAStopWithoutNotice() throws {
    let terminal = try probe()
    try switchOn(terminal)
    terminal.signal(SIGSTOP)
    try terminal.wait(forText: "[stopped]")
    let before = terminal.written.count
    terminal.send("\n")
    try terminal.wait(for: "the modes again") {
      String(decoding: $0.written[before...], as: UTF8.self).contains("\u{1B}[?1006h")
    }
    terminal.click(row: 2, column: 7)
    try terminal.wait(for: "the click") { $0.lines[9] == "last press 2 7" }
  }

  @Test func movesThroughTheDashboard() throws {
    let terminal = try PseudoTerminal(Built.vane, ["runs"], folder: folder.path)
    try terminal.settle(on: "the overview") { $0.text.contains("vsPPL") && !$0.text.contains("files") }
    terminal.type("%")
    try terminal.settle(on: "the mouse") { $0.reportsMouse && $0.text.contains("mouse on") }
    let row = try #require(terminal.lines.firstIndex { $0.contains("twohop") })
    terminal.click(row: row, column: 10)
    try terminal.settle(on: "the selection") { $0.cell(row: row, column: 78).reverse }
    terminal.drag(row: row, column: 10)
    terminal.click(row: row, column: 10)
    try terminal.settle(on: "the behaviour") { $0.lines[0].contains("> twohop") && !$0.lines[0].contains("asking") }
    let scales = try #require(terminal.lines.firstIndex { $0.contains("644k") })
    terminal.drag(row: row, column: 10)
    terminal.click(row: scales, column: 42)
    try terminal.settle(on: "the largest model's point") { $0.lines[scales + 1].hasPrefix(" 644k vane-443k  -1.18 ±") }
    // Left of the chart's axis no scale is meant, and how wide that is hangs on the numbers there.
    terminal.drag(row: scales, column: try column(of: "36k", in: terminal.lines[scales]))
    try terminal.settle(on: "the smallest model's point") { $0.lines[scales + 1].hasPrefix(" 36k vane-3k  -1.00 ±") }
    terminal.click(row: 23, column: try column(of: "Esc back", in: terminal.lines[23]))
    try terminal.settle(on: "the overview") { $0.text.contains("3 behaviours") }
    terminal.type("%Q")
    #expect(try terminal.waitForEnd() == 0)
    expectAllOff(terminal)
  }

  @Test func saysWhereThereIsNone() throws {
    let terminal = try PseudoTerminal(Built.vane, ["runs"], folder: folder.path, environment: ["TERM": "vt100"])
    try terminal.settle(on: "the overview") { $0.text.contains("vsPPL") && !$0.text.contains("files") }
    terminal.type("%")
    try terminal.wait(forText: "this kind of terminal reports no mouse")
    terminal.type("Q")
    #expect(try terminal.waitForEnd() == 0)
    #expect(!String(decoding: terminal.written, as: UTF8.self).contains("?1000h"))
  }
}
