import Foundation
import Testing

/// What one session leaves to the next, and a shell in between.
@Suite struct SittingTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try SampleRuns.copy(to: folder.path + "/runs")
  }

  private func vane(_ arguments: [String] = []) throws -> PseudoTerminal {
    try PseudoTerminal(
      Built.vane, arguments + ["runs"], folder: folder.path, environment: ["SHELL": "/bin/sh"])
  }

  private func isRead(_ terminal: PseudoTerminal) -> Bool {
    !terminal.text.contains("reading") && !terminal.text.contains("asking") && terminal.text.contains("0 hidden")
  }

  private func state(_ name: String) -> String { folder.path + "/state/vane/" + name }

  @Test func aSessionGoesOnWhereTheLastOneWasLeft() throws {
    var terminal = try vane()
    try terminal.settle(on: "the overview", until: isRead)
    terminal.type("gj")
    terminal.press(.enter)
    try terminal.settle(on: "the behaviour") { $0.text.contains("> facts direct") && $0.text.contains("models  5") }
    try terminal.leave()

    terminal = try vane()
    try terminal.settle(on: "the same behaviour") { $0.text.contains("> facts direct") }
    #expect(terminal.text.contains("where you left"))
    try terminal.leave()

    terminal = try vane(["--fresh"])
    try terminal.settle(on: "the overview", until: isRead)
    #expect(!terminal.text.contains("> facts direct"))
    try terminal.leave()
  }

  private func chooseColumns(_ words: String, in terminal: PseudoTerminal) throws {
    terminal.type(":columns \(words)")
    terminal.press(.enter)
    try terminal.settle(on: "the line to be obeyed") { !$0.text.contains(": columns") }
  }

  private func openFacts(in terminal: PseudoTerminal) throws {
    terminal.type("gj")
    terminal.press(.enter)
    try terminal.settle(on: "the behaviour") { $0.text.contains("> facts direct") && $0.text.contains("models  5") }
  }

  /// What was chosen in the one while the other was open already is there the next time.
  @Test func ofTwoSessionsAtOnceEachKeepsItsOwnColumnsAndNoOthers() throws {
    let (one, other) = (try vane(["--fresh"]), try vane(["--fresh"]))
    for terminal in [one, other] { try terminal.settle(on: "the overview", until: isRead) }
    try chooseColumns("name n spark", in: one)
    try one.leave()
    try openFacts(in: other)
    try chooseColumns("slope last", in: other)
    try other.leave()
    let lines = try String(contentsOfFile: state("columns"), encoding: .utf8).split(separator: "\n")
    #expect(lines.count == 2 && lines.first == "overview = name n spark", "\(lines)")
    #expect(lines.last?.hasSuffix(" = slope last") == true, "\(lines)")
  }

  /// The one has read what stood there, and its disk takes a second to put its own in that place.
  @Test(.enabled(if: Traced.isPossible, "\(Traced.reason)"))
  func whoWritesColumnsMeanwhileWaitsForTheOther() throws {
    let slowly = [
      "strace", "-f", "-o", "/dev/null", "-P", state("columns"), "-e",
      "inject=?rename,?renameat,?renameat2:delay_enter=1s",
    ]
    let one = try PseudoTerminal(
      "/usr/bin/env", slowly + [Built.vane, "--fresh", "runs"], folder: folder.path)
    let other = try vane(["--fresh"])
    for terminal in [one, other] { try terminal.settle(on: "the overview", until: isRead) }
    try openFacts(in: other)
    other.type(":columns slope last")
    try other.settle(on: "the line") { $0.text.contains(": columns slope last") }
    one.type(":columns name n spark")
    one.press(.enter)
    try one.wait(for: "fewer columns") { !$0.text.contains("SLOPE") }
    other.press(.enter)
    for terminal in [one, other] { try terminal.leave() }
    let lines = try String(contentsOfFile: state("columns"), encoding: .utf8).split(separator: "\n")
    #expect(lines.count == 2 && lines.contains("overview = name n spark"), "\(lines)")
  }

  @Test func whatWasTypedIsThereAgainAndNobodyElseCanReadIt() throws {
    var terminal = try vane()
    try terminal.settle(on: "the overview", until: isRead)
    terminal.type(":sort slope")
    terminal.press(.enter)
    terminal.type("/facts")
    terminal.press(.enter)
    try terminal.settle(on: "the found line") { !$0.text.contains("find facts") }
    try terminal.leave()
    #expect(try String(contentsOfFile: state("history"), encoding: .utf8) == ":sort slope\n/facts\n")
    let mode = try FileManager.default.attributesOfItem(atPath: state("history"))[.posixPermissions] as? Int
    #expect(mode == 0o600)

    // What somebody else may have written there.
    let more = ":\u{1B}]0;x\u{7}\n" + "nothing\n" + ":set glyphs=ascii\n"
    let file = try #require(FileHandle(forWritingAtPath: state("history")))
    try file.seekToEnd()
    try file.write(contentsOf: Data(more.utf8))
    try file.close()
    terminal = try vane(["--fresh"])
    try terminal.settle(on: "the overview", until: isRead)
    terminal.type(":")
    terminal.press(.up)
    try terminal.wait(for: "the last line") { $0.text.contains(": set glyphs=ascii") }
    terminal.press(.up)
    try terminal.wait(for: "the line before what is none") { $0.text.contains(": sort slope") }
    terminal.press(.escape)
    try terminal.settle(on: "no prompt") { !$0.text.contains(": sort slope") }
    try terminal.leave()
  }

  @Test func ofAHistoryThatHasGrownTheEndIsKept() throws {
    try FileManager.default.createDirectory(atPath: state(""), withIntermediateDirectories: true)
    let long = ":" + String(repeating: "x", count: 999) + "\n"
    try (String(repeating: long, count: 1100) + ":sort slope\n").write(
      toFile: state("history"), atomically: true, encoding: .utf8)
    let terminal = try vane()
    try terminal.settle(on: "the overview", until: isRead)
    terminal.type(":")
    terminal.press(.up)
    try terminal.wait(for: "the last line") { $0.text.contains(": sort slope") }
    terminal.press(.escape)
    try terminal.settle(on: "no prompt") { !$0.text.contains(": sort slope") }
    try terminal.leave()
    #expect(try String(contentsOfFile: state("history"), encoding: .utf8) == long + ":sort slope\n")
  }

  @Test func aReadOnlySessionLeavesNothingAndHasNoShell() throws {
    let terminal = try vane(["--read-only"])
    try terminal.settle(on: "the overview", until: isRead)
    terminal.type(":sort slope")
    terminal.press(.enter)
    terminal.type(":!touch made")
    terminal.press(.enter)
    try terminal.wait(for: "the refusal") { $0.text.contains("--read-only") }
    terminal.press(.enter)
    try terminal.settle(on: "a behaviour") { $0.text.contains(" > ") }
    try terminal.leave()
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/state"))
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/made"))
  }

  @Test func aShellThatCannotBeStartedIsSaid() throws {
    let terminal = try PseudoTerminal(
      Built.vane, ["runs"], folder: folder.path, environment: ["SHELL": "/no/such/shell"])
    try terminal.settle(on: "the overview", until: isRead)
    terminal.type(":!true")
    terminal.press(.enter)
    try terminal.wait(for: "why") { $0.text.contains("/no/such/shell: No such file") }
    terminal.press(.enter)
    try terminal.wait(for: "the message") { $0.text.contains("the shell could not be started") }
    terminal.type("j")
    try terminal.leave()
  }

  @Test func theShellHasTheTerminalUntilEnter() throws {
    let terminal = try vane()
    try terminal.settle(on: "the overview", until: isRead)
    // The trap is set before it says anything: whenever Ctrl-C comes, it is for the command.
    terminal.type(":!trap 'exit 3' INT; echo made by $((6*7)); while :; do sleep 0.1; done")
    terminal.press(.enter)
    try terminal.wait(for: "what it says") { $0.text.contains("made by 42") }
    // Ctrl-C is for the command; Vane stays.
    terminal.control("c")
    try terminal.wait(for: "the end") { $0.text.contains("Enter goes back to Vane") }
    terminal.press(.enter)
    try terminal.settle(on: "the overview again", until: isRead)
    #expect(!terminal.text.contains("made by 42"))
    try terminal.leave()
  }
}
