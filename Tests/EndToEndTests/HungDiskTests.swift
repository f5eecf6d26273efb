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

  /// The dashboard, with a file of which such calls take a minute.
  private func dashboard(_ file: String, calls: String) throws -> PseudoTerminal {
    try PseudoTerminal(
      "/usr/bin/env",
      ["strace", "-f", "-o", "/dev/null", "-P", file, "-e", "inject=\(calls):delay_enter=60s", Built.vane, "runs"],
      folder: folder.path)
  }

  private func log() throws -> String {
    let runs = folder.path + "/runs/vane__vane-3k"
    let names = try FileManager.default.contentsOfDirectory(atPath: runs).sorted()
    return try #require(names.first { $0.contains("coin_direct") }.map { "\(runs)/\($0)" })
  }

  @Test func aLogThatHangsHoldsBackNeitherKeysNorLeaving() throws {
    let terminal = try dashboard(try log(), calls: "pread64")
    try terminal.wait(for: "the first frame") { $0.text.contains("files") || $0.text.contains("reading") }
    terminal.type("?")
    try terminal.wait(for: "the help") { $0.text.contains("PgDn") || $0.text.contains("Ctrl-D") }
    terminal.type("Q")
    // Within the patience of the tests, which is less than the file takes. The tracer itself waits for the file, so that
    // its end says nothing.
    try terminal.settle(on: "the shell's screen") { !$0.isOnAlternateScreen }
    terminal.expectGivenBack()
  }

  @Test func aFlagFileThatHangsHoldsBackNeitherKeysNorLeavingAndSaysWhatMayBeLost() throws {
    let terminal = try dashboard(folder.path + "/runs/vane-flags.jsonl", calls: "fsync")
    try terminal.settle(on: "the overview") { $0.text.contains("3 behaviours") && $0.text.contains("vsPPL") }
    for _ in 0..<4 where !terminal.lines[0].contains("item ") {
      let before = terminal.text
      terminal.press(.enter)
      try terminal.settle(on: "the next screen") { $0.text != before && !$0.lines[0].contains("computing") }
    }
    try #require(terminal.lines[0].contains("item 1/100"), "\(terminal.text)")
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
}
