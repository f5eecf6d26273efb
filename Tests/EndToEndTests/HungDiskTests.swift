import Foundation
import Testing

/// Files that do not answer: a network that is gone, a disk that spins up. Keys are answered all the same, and whoever
/// leaves is not held back.
@Suite(.enabled(if: Traced.isPossible, "\(Traced.reason)"))
struct HungDiskTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try SampleRuns.copy(to: folder.path + "/runs")
  }

  /// The dashboard, with files of which such calls take longer than anything is waited for here.
  ///
  /// - Parameter times: which of the calls of a thread, as `strace` has it; empty: all.
  private func dashboard(
    _ files: [String], calls: String, times: String = "", _ options: String...
  ) throws -> PseudoTerminal {
    let hung = files.flatMap { ["-P", $0] } + ["-e", "inject=\(calls):delay_enter=120s\(times)"]
    let words = ["strace", "-f", "-o", "/dev/null"] + hung + [Built.vane, "runs"] + options
    return try PseudoTerminal("/usr/bin/env", words, folder: folder.path)
  }

  /// Asks for the help, then leaves.
  private func expectAnswersAndEnds(_ terminal: PseudoTerminal) throws {
    terminal.type("?")
    try terminal.wait(for: "the help") { $0.text.contains("PgDn") || $0.text.contains("Ctrl-D") }
    terminal.type("Q")
    try terminal.settle(on: "the shell's screen") { !$0.isOnAlternateScreen }
    terminal.expectGivenBack()
  }

  /// What the models said about a coin.
  private func logs() throws -> [String] {
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path + "/runs").sorted()
    return names.filter { $0.contains("coin_direct") }.map { "\(folder.path)/runs/\($0)" }
  }

  private func goToItem(_ terminal: PseudoTerminal) throws {
    for _ in 0..<4 where !terminal.lines[0].contains("item ") {
      let before = terminal.text
      terminal.press(.enter)
      try terminal.settle(on: "the next screen") { $0.text != before && !$0.lines[0].contains("computing") }
    }
    try #require(terminal.lines[0].contains("item 1/100"), "\(terminal.text)")
  }

  @Test func aLogThatHangsHoldsBackNeitherKeysNorLeaving() throws {
    let terminal = try dashboard(try logs(), calls: "pread64")
    try terminal.wait(for: "the first frame") { $0.text.contains("files") || $0.text.contains("reading") }
    terminal.type("?")
    try terminal.wait(for: "the help") { $0.text.contains("PgDn") || $0.text.contains("Ctrl-D") }
    terminal.type("Q")
    // Within the patience of the tests, which is less than the file takes. The tracer itself waits for the file, so that
    // its end says nothing.
    try terminal.settle(on: "the shell's screen") { !$0.isOnAlternateScreen }
    terminal.expectGivenBack()
  }

  /// Its numbers are known from another day; its texts are not.
  @Test func aBehaviourWhoseLogsHangCanBeGivenUpAndOthersAreAnswered() throws {
    let before = try PseudoTerminal(Built.vane, ["runs"], folder: folder.path)
    try before.settle(on: "the overview") { $0.text.contains("3 behaviours") && $0.text.contains("vsPPL") }
    before.type("Q")
    #expect(try before.waitForEnd() == 0)

    let terminal = try dashboard(try logs(), calls: "pread64")
    try terminal.settle(on: "the overview") { $0.text.contains("3 behaviours") && $0.text.contains("vsPPL") }
    terminal.press(.enter)
    try terminal.wait(for: "the behaviour to be asked for") { $0.lines[0].contains("asking") }
    terminal.control("c")
    try terminal.wait(forText: "no longer waiting")
    terminal.type("j")
    terminal.press(.enter)
    try terminal.wait(for: "the other behaviour") { $0.lines[0].contains("facts direct") }
    terminal.control("c")
    terminal.control("c")
    try terminal.settle(on: "the shell's screen") { !$0.isOnAlternateScreen }
    terminal.expectGivenBack()
  }

  @Test func aFlagFileThatHangsHoldsBackNeitherKeysNorLeavingAndSaysWhatMayBeLost() throws {
    let terminal = try dashboard([folder.path + "/runs/vane-flags.jsonl"], calls: "fsync")
    try terminal.settle(on: "the overview") { $0.text.contains("3 behaviours") && $0.text.contains("vsPPL") }
    try goToItem(terminal)
    terminal.type("f")
    terminal.type("J")
    try terminal.wait(for: "the next item") { $0.lines[0].contains("item 2/100") }
    #expect(!terminal.text.contains("flagged"), "what is not on disk is not shown")
    terminal.type("Q")
    try terminal.settle(on: "what may be lost") {
      $0.text.contains("vane: the disk did not answer; 1 of what was flagged last may be lost")
    }
    terminal.expectGivenBack()
  }

  /// It refused the answer when it was given, and hangs when it is tried once more at the end; or before, when somebody
  /// looks what others have written.
  @Test(arguments: ["fsync", "fsync,read"])
  func aLineUpFileThatHangsAtTheEndDoesNotHoldBackLeaving(calls: String) throws {
    let file = folder.path + "/runs/vane-lineups.jsonl"
    // Refused by what stands there: strace counts the calls of each thread by themselves, and the next try may be another's.
    try FileManager.default.createDirectory(atPath: file, withIntermediateDirectories: false)
    let hung = calls.split(separator: ",").flatMap { ["-e", "inject=\($0):delay_enter=60s"] }
    let words = ["strace", "-f", "-o", "/dev/null", "-P", file] + hung
    let terminal = try PseudoTerminal("/usr/bin/env", words + [Built.vane, "runs"], folder: folder.path)
    try terminal.settle(on: "the overview") { $0.text.contains("3 behaviours") && $0.text.contains("vsPPL") }
    terminal.type("l")
    try terminal.settle(on: "the rules") { $0.text.contains("Enter begins") }
    terminal.press(.enter)
    try terminal.wait(for: "the first line-up") { $0.text.contains("line-up 1 of") }
    terminal.type("A2")
    try terminal.wait(forText: "not stored yet, 1 waiting")
    try FileManager.default.removeItem(atPath: file)
    // It looks twice a second.
    Thread.sleep(forTimeInterval: 1.5)
    terminal.type("Q")
    try terminal.settle(on: "what may be lost") {
      $0.text.contains("vane: the disk did not answer; 1 of the answers to line-ups may be lost")
    }
    terminal.expectGivenBack()
  }

  /// Lines that were typed, and what the terminal answered, are kept in the home folder, which is as often on such a disk
  /// as the runs are.
  @Test(arguments: [("history", "write"), ("terminals", "?rename,?renameat,?renameat2")])
  func aStateFolderThatHangsHoldsBackNeitherKeysNorLeaving(file: String, calls: String) throws {
    let terminal = try dashboard([folder.path + "/state/vane/" + file], calls: calls)
    try terminal.settle(on: "the overview") { $0.text.contains("3 behaviours") && $0.text.contains("vsPPL") }
    terminal.type(":sort slope")
    terminal.press(.enter)
    try expectAnswersAndEnds(terminal)
  }

  @Test func aStateFolderThatHangsHoldsBackNoThemes() throws {
    let terminal = try dashboard([folder.path + "/state/vane/history"], calls: "write")
    try terminal.settle(on: "the overview") { $0.text.contains("3 behaviours") && $0.text.contains("vsPPL") }
    terminal.type(":sort slope")
    terminal.press(.enter)
    terminal.type("T")
    try terminal.wait(for: "the themes") { $0.lines[0].contains("themes") }
    terminal.type("Q")
    try terminal.settle(on: "the shell's screen") { !$0.isOnAlternateScreen }
    terminal.expectGivenBack()
  }

  @Test func aFlagFileThatHangsWhenItIsLookedForHoldsBackNeitherKeysNorLeaving() throws {
    let terminal = try dashboard([folder.path + "/runs/vane-flags.jsonl"], calls: "?access,?faccessat,?faccessat2")
    try terminal.settle(on: "the overview") { $0.text.contains("3 behaviours") }
    try expectAnswersAndEnds(terminal)
  }

  @Test func aThemeThatHangsHoldsBackNeitherKeysNorLeaving() throws {
    let themes = folder.path + "/config/vane/themes"
    try FileManager.default.createDirectory(atPath: themes, withIntermediateDirectories: true)
    try "dim = faint\n".write(toFile: themes + "/slow.theme", atomically: true, encoding: .utf8)
    let terminal = try dashboard([themes + "/slow.theme"], calls: "?open,openat")
    try terminal.settle(on: "the overview") { $0.text.contains("3 behaviours") && $0.text.contains("vsPPL") }
    terminal.type("T")
    try terminal.wait(forText: "reading the themes")
    try expectAnswersAndEnds(terminal)
  }

  /// Each thread's first line still arrives: the first of all is written before the terminal is taken.
  @Test func aLogOfKeysThatHangsHoldsBackNeitherKeysNorLeavingAndIsTold() throws {
    let terminal = try dashboard([folder.path + "/keys"], calls: "write", times: ":when=2+", "--log-keys", "keys")
    try terminal.settle(on: "the overview") { $0.text.contains("3 behaviours") && $0.text.contains("vsPPL") }
    terminal.type(String(repeating: "jk", count: 40))
    terminal.type("?")
    try terminal.wait(for: "the help") { $0.text.contains("PgDn") || $0.text.contains("Ctrl-D") }
    terminal.type("Q")
    // It is longer than a line of the terminal.
    try terminal.settle(on: "what may be missing") {
      $0.lines.joined().contains("vane: --log-keys keys: the disk did not answer; what was typed last may be missing")
    }
    terminal.expectGivenBack()
  }
}
