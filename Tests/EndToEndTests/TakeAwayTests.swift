import Foundation
import Testing

/// `x` in a session: what it writes, and that the command which the message names writes the same bytes.
@Suite(.serialized) struct TakeAwayTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try SampleRuns.copy(to: folder.path + "/runs")
  }

  private func dashboard() throws -> PseudoTerminal {
    // Wide, so that the whole message is on the last line.
    let terminal = try PseudoTerminal(Built.vane, ["runs"], columns: 400, rows: 40, folder: folder.path)
    try terminal.settle(on: "the overview") { $0.text.contains("BEHAVIOUR") && !$0.text.contains("reading") }
    return terminal
  }

  private func data(_ name: String) -> Data? { FileManager.default.contents(atPath: folder.path + "/" + name) }

  /// Takes away by these keys and makes it again by the command that the message names, under another name.
  private func expectAgain(_ terminal: PseudoTerminal, _ keys: String, ends ending: String) throws {
    terminal.type(keys)
    // The whole of the message: its command stands at the end.
    try terminal.settle(on: "\(keys): the file") { $0.text.contains(".\(ending) is written") }
    let message = try #require(terminal.lines.last { $0.contains("is written") })
    let file = String(try #require(message.split(separator: " ").first))
    let command = try #require(message.components(separatedBy: "again: vane ").last)
    #expect(command.hasSuffix("--out \(file)"), "\(message)")
    let again = "again-" + file
    let made = try shell(
      "'\(Built.vane)' " + command.replacingOccurrences(of: "--out \(file)", with: "--quiet --out \(again)"))
    #expect(made == 0, "\(command)")
    #expect(data(file) != nil && data(file) == data(again), "\(command)")
    let sidecar = file.replacingOccurrences(of: ".\(ending)", with: ".card.txt")
    #expect((data(sidecar) != nil) == (ending == "csv") && data(sidecar) == data("again-" + sidecar), "\(command)")
    // Any key clears the message.
    terminal.control("l")
    try terminal.wait(for: "the message to go") { !$0.text.contains("is written") }
  }

  private func shell(_ line: String) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", line]
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    process.environment = Built.sanitizers.merging([
      "PATH": "/usr/bin:/bin", "HOME": folder.path, "XDG_CACHE_HOME": folder.path + "/cache",
      "XDG_STATE_HOME": folder.path + "/state", "USER": "kl", "TERM": "dumb", "LANG": "C.UTF-8",
    ]) { $1 }
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  @Test func whatTheOverviewGivesIsMadeAgainByItsCommands() throws {
    let terminal = try dashboard()
    terminal.type("&verdict != flat\r")
    try terminal.settle(on: "the filter") { $0.text.contains("(& verdict") }
    try expectAgain(terminal, "xf", ends: "svg")
    try expectAgain(terminal, "xt", ends: "csv")
    try expectAgain(terminal, "xj", ends: "json")
    try expectAgain(terminal, "xr", ends: "md")
    try expectAgain(terminal, "xp", ends: "svg")
    try expectAgain(terminal, "xw", ends: "txt")
    let card = try #require(data("vane-trends.card.txt").map { String(decoding: $0, as: UTF8.self) })
    #expect(card.contains("by a filter (verdict != flat)") && card.contains("Subsets looked at: 1."))
    terminal.type("Q")
    #expect(try terminal.waitForEnd() == 0)
  }

  @Test func whatTheOtherScreensGiveIsMadeAgainByItsCommands() throws {
    let terminal = try dashboard()
    terminal.type("j\r")
    try terminal.settle(on: "the behaviour") { $0.text.contains("[items") && !$0.text.contains("asking") }
    terminal.type("u")
    try terminal.settle(on: "the measure") { $0.text.contains("nlp, nats") && !$0.text.contains("asking") }
    terminal.type("&slope > 0\r ")
    try terminal.settle(on: "the mark") { $0.text.contains("sel 1") && !$0.text.contains("computing") }
    try expectAgain(terminal, "xf", ends: "svg")
    try expectAgain(terminal, "xt", ends: "csv")
    try expectAgain(terminal, "xj", ends: "json")
    terminal.type("\r")
    try terminal.settle(on: "the item") { $0.text.contains("choices: log-likelihood") }
    try expectAgain(terminal, "xr", ends: "md")
    terminal.type("L")
    try terminal.settle(on: "the noise") { $0.text.contains("By how much one point") }
    try expectAgain(terminal, "xj", ends: "json")
    terminal.type("qqq")
    try terminal.settle(on: "the overview") { $0.text.contains("BEHAVIOUR") }
    terminal.type("g  c")
    try terminal.settle(on: "the comparison") { $0.text.contains("compare 2 of") && !$0.text.contains("asking") }
    try expectAgain(terminal, "xf", ends: "svg")
    try expectAgain(terminal, "xt", ends: "csv")
    terminal.type("Q")
    #expect(try terminal.waitForEnd() == 0)
  }

  @Test func aChosenNameIsKeptAndNothingIsWrittenOverWithoutABang() throws {
    let terminal = try dashboard()
    terminal.type(":export my table.csv\r")
    try terminal.wait(for: "the file") { $0.text.contains("my table.csv is written, its card in my table.card.txt") }
    try Data("mine".utf8).write(to: URL(fileURLWithPath: folder.path + "/notes.md"))
    terminal.type(":export report notes.md\r")
    try terminal.wait(for: "the refusal") { $0.text.contains("notes.md: is there already; export! writes over it") }
    #expect(data("notes.md") == Data("mine".utf8))
    terminal.type(":export! report notes.md\r")
    try terminal.wait(for: "the file") { $0.text.contains("notes.md is written") }
    #expect(data("notes.md").map { String(decoding: $0, as: UTF8.self) }?.hasPrefix("# Which way") == true)
    terminal.type("Q")
    #expect(try terminal.waitForEnd() == 0)
  }
}
