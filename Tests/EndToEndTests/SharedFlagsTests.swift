import Foundation
import Testing

/// A flag file that several people write to while a dashboard is open.
@Suite struct SharedFlagsTests {
  private let folder: TemporaryFolder
  private var runs: String { folder.path + "/runs" }
  private var flagFile: String { runs + "/vane-flags.jsonl" }

  init() throws {
    folder = try TemporaryFolder()
    try SampleRuns.copy(to: folder.path + "/runs")
  }

  private func dashboard(_ options: [String] = []) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      Built.vane, ["runs"] + options, columns: 120, rows: 30, folder: folder.path)
    try terminal.settle(on: "the overview") { $0.text.contains("3 behaviours") && $0.text.contains("vsPPL") }
    return terminal
  }

  /// Of the first behaviour.
  private func goToItems(in terminal: PseudoTerminal) throws {
    terminal.type("g\r")
    try terminal.settle(on: "the behaviour") { $0.text.contains("[items") || $0.text.contains("[suites") }
    if terminal.text.contains("[suites") { terminal.type("\r") }
    try terminal.settle(on: "the items") { $0.text.contains("[items") }
  }

  private func append(_ text: String) throws {
    if !FileManager.default.fileExists(atPath: flagFile) {
      #expect(FileManager.default.createFile(atPath: flagFile, contents: nil))
    }
    let file = try FileHandle(forWritingTo: URL(filePath: flagFile))
    try file.seekToEnd()
    try file.write(contentsOf: Data(text.utf8))
    try file.close()
  }

  private func line(_ action: String, item: String, author: String, reason: String? = nil) -> String {
    let reason = reason.map { "\"\($0)\"" } ?? "null"
    return
      #"{"schema":"vane.flag/1","id":"\#(author)\#(item)\#(action)","time":"2026-11-23T10:00:00Z","author":"\#(author)","action":"\#(action)","#
      + #""behaviour":"coin","suite":"vane_coin_direct","item":"\#(item)","variant":"direct","reason":\#(reason),"note":null,"content_hash":null}"#
      + "\n"
  }

  @Test func aColleaguesFlagAppearsInAnOpenDashboardWithAMessage() throws {
    let terminal = try dashboard()
    #expect(!terminal.text.contains("1!"))
    try append(line("flag", item: "coin-003", author: "AB", reason: "wrong-key"))
    try terminal.wait(for: "the message and the badge") {
      $0.text.contains("AB flagged coin-003: wrong key") && $0.text.contains("1!")
    }
    // Half a line is no news, and no complaint.
    let more = line("flag", item: "coin-004", author: "CD")
    try append(String(more.prefix(40)))
    terminal.type("j")
    try terminal.wait(for: "the message gone") { !$0.text.contains("AB flagged") }
    try append(String(more.dropFirst(40)))
    try terminal.wait(for: "the second") { $0.text.contains("CD flagged coin-004") && $0.text.contains("2!") }
    try terminal.leave()
  }

  @Test func aRangeIsOneWriteAndIsUndoneByFurtherLines() throws {
    let terminal = try dashboard()
    try goToItems(in: terminal)
    terminal.type("vjjf")
    try terminal.wait(forText: "flagged 3 items")
    let before = try String(contentsOfFile: flagFile, encoding: .utf8)
    #expect(before.split(separator: "\n").count == 3)
    terminal.type("U")
    try terminal.wait(forText: "undone: flag on 3 items")
    let after = try String(contentsOfFile: flagFile, encoding: .utf8)
    #expect(after.hasPrefix(before) && after.split(separator: "\n").count == 6, "nothing is rewritten")
    terminal.type("\u{12}")
    try terminal.wait(forText: "redone: flag on 3 items")
    terminal.type("E")
    try terminal.wait(for: "both columns") {
      $0.text.contains("WITHOUT 3 FLAGGED ITEMS") && $0.text.contains("exact binomial test")
    }
    try terminal.leave()
  }

  /// Of three lines one fits: it stands and is shown, the others are told not to.
  @Test(.disabled(if: Built.hasThreadSanitizer, "the sanitizer's own files do not fit either"))
  func ofARangeThatDoesNotFitWhatStandsIsShown() throws {
    // Blank, up to 372 bytes before the end of what a file may have; a line has about 250.
    try append(String(repeating: " ", count: 3723) + "\n")
    let script = "ulimit -f 8; exec '\(Built.vane)' runs --no-cache"
    let terminal = try PseudoTerminal("/bin/sh", ["-c", script], columns: 120, rows: 30, folder: folder.path)
    try terminal.settle(on: "the overview") { $0.text.contains("3 behaviours") && $0.text.contains("vsPPL") }
    try goToItems(in: terminal)
    terminal.type("vjjf")
    try terminal.wait(forText: "1 of 3 were written: ")
    terminal.press(.escape)
    try terminal.settle(on: "the overview") { $0.text.contains("3 behaviours") && $0.text.contains("1!") }
    try terminal.leave()
  }

  @Test func readOnlyRefusesWithAMessageAndWritesNothing() throws {
    let terminal = try dashboard(["--read-only"])
    try goToItems(in: terminal)
    terminal.type("f")
    try terminal.wait(forText: "--read-only: flags are not written")
    #expect(!FileManager.default.fileExists(atPath: flagFile))
    try terminal.leave()
  }
}
