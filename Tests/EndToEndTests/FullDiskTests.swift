import Foundation
import Testing

/// A disk that takes nothing any more, or gives an error, at the moment when somebody says something about an item.
@Suite(.enabled(if: Traced.isPossible, "\(Traced.reason)"))
struct FullDiskTests {
  private let folder: TemporaryFolder
  private var flags: String { folder.path + "/runs/vane-flags.jsonl" }

  init() throws {
    folder = try TemporaryFolder()
    try SampleRuns.copy(to: folder.path + "/runs")
  }

  /// On the first item, where such calls on the flag file fail so.
  private func item(_ call: String, fails error: String) throws -> PseudoTerminal {
    let failing = ["strace", "-f", "-o", "/dev/null", "-P", flags, "-e", "inject=\(call):error=\(error)"]
    let terminal = try PseudoTerminal(
      "/usr/bin/env", failing + [Built.vane, "runs"], columns: 240, rows: 40, folder: folder.path)
    try terminal.settle(on: "the overview") { $0.text.contains("3 behaviours") && $0.text.contains("vsPPL") }
    for _ in 0..<4 where !terminal.lines[0].contains("item ") {
      let before = terminal.text
      terminal.press(.enter)
      try terminal.settle(on: "the next screen") { $0.text != before && !$0.lines[0].contains("asking") }
    }
    try #require(terminal.lines[0].contains("item "), "\(terminal.text)")
    return terminal
  }

  @Test(arguments: [("write", "ENOSPC", "No space left on device"), ("fsync", "EIO", "Input/output error")])
  func aNoteThatCannotBeWrittenIsOfferedAgainAndToldAtTheEnd(call: String, error: String, words: String) throws {
    let terminal = try item(call, fails: error)
    terminal.type("ia word that took long\r")
    try terminal.wait(for: "why, and where") {
      $0.text.contains("not written, i offers it again: \(flags): the flag cannot be") && $0.text.contains(words)
    }
    // Nothing says that it was.
    #expect(!terminal.text.contains("flags and notes"))
    terminal.type("i")
    try terminal.wait(forText: "note a word that took long")
    terminal.press(.escape)
    // Without the wait, Escape and what follows it could arrive as one key.
    try terminal.wait(for: "the prompt's end") { !$0.text.contains("note a word that took long") }
    terminal.type("Q")
    #expect(try terminal.waitForEnd() == 0)
    #expect(terminal.text.contains("was not written: a word that took long"))
    terminal.expectGivenBack()
  }

  /// The disk takes a second to say no, and whoever wrote has left by then.
  @Test func aNoteThatASlowDiskRefusesAfterLeavingIsToldToo() throws {
    let terminal = try item("fsync", fails: "EIO:delay_enter=1s")
    terminal.type("ia word that took long")
    try terminal.wait(forText: "note a word that took long")
    terminal.press(.enter)
    try terminal.wait(for: "the prompt's end") { !$0.text.contains("note a word that took long") }
    terminal.type("Q")
    #expect(try terminal.waitForEnd() == 0)
    #expect(terminal.text.contains("the flag cannot be brought to disk: Input/output error"))
    #expect(terminal.text.contains("was not written: a word that took long"))
    terminal.expectGivenBack()
  }

  @Test func aFlagThatCannotBeWrittenIsNotShown() throws {
    let terminal = try item("fsync", fails: "ENOSPC")
    terminal.type("f")
    try terminal.wait(forText: "the flag cannot be brought to disk: No space left on device")
    // The file says otherwise, for as long as the machine has power; the next look at it must not either.
    terminal.type("J")
    try terminal.settle(on: "the next item") { $0.lines[0].contains("item 2/") }
    terminal.type("K")
    try terminal.settle(on: "the item") { $0.lines[0].contains("item 1/") }
    #expect(!terminal.text.contains("1! flagged"))
    terminal.type("Q")
    #expect(try terminal.waitForEnd() == 0)
  }
}
