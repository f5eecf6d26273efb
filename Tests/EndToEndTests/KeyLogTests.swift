import Foundation
import Testing

/// A session that leaves a log of its keys, and the same session gone through again.
@Suite struct KeyLogTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try SampleRuns.copy(to: folder.path + "/runs")
  }

  private func dashboard(_ options: String...) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(Built.vane, ["runs"] + options, folder: folder.path)
    try terminal.settle(on: "the overview") { $0.showsOverview && $0.text.contains("vsPPL") }
    return terminal
  }

  @Test func aReplayEndsOnTheScreenOnWhichTheSessionEnded() throws {
    let terminal = try dashboard("--log-keys", "keys")
    terminal.type("gj")
    terminal.press(.enter)
    try terminal.settle(on: "the behaviour") { $0.lines[0].contains("> facts direct") }
    terminal.resize(columns: 90, rows: 28)
    try terminal.settle(on: "the new size") { $0.lines[27].contains("? help") }
    terminal.type("u")
    try terminal.settle(on: "another measure") { !$0.text.contains("margin, nats") }
    terminal.type("/")
    try terminal.wait(for: "the prompt") { $0.isOn(mode: 2004) }
    terminal.paste("Where does")
    try terminal.wait(forText: "Where does")
    terminal.press(.escape)
    try terminal.settle(on: "no prompt") { $0.lines[27].contains("? help") }
    let last = terminal.lines
    terminal.type("Q")
    #expect(try terminal.waitForEnd() == 0)
    let log = try String(contentsOfFile: folder.path + "/keys", encoding: .utf8)
    #expect(log.hasPrefix("vane-keys 1\n0.") && log.contains(" size 80x24\n") && log.contains(" size 90x28\n"))
    #expect(log.contains(" paste \"Where does\"\n") && log.hasSuffix(" key Q\n"))

    let output = try PseudoTerminal(
      Built.vane, ["runs", "--replay", "keys"], columns: 90, rows: 40, folder: folder.path)
    #expect(try output.waitForEnd() == 0)
    #expect(Array(output.lines.prefix(28)) == last)
  }

  @Test func aFileThatIsThereIsRefusedAndLeftAsItIs() throws {
    try "mine".write(toFile: folder.path + "/keys", atomically: true, encoding: .utf8)
    let terminal = try PseudoTerminal(Built.vane, ["runs", "--log-keys", "keys"], folder: folder.path)
    #expect(try terminal.waitForEnd() == 4)
    #expect(terminal.text.contains("--log-keys keys: there is one already; name a new file"))
    #expect(try String(contentsOfFile: folder.path + "/keys", encoding: .utf8) == "mine")
  }

  /// A log without its first line could never be gone through again.
  @Test(.enabled(if: Traced.isPossible, "\(Traced.reason)"))
  func aDiskThatTakesNotEvenTheFirstLineIsToldAtTheStart() throws {
    let words = [
      "strace", "-f", "-o", "/dev/null", "-P", folder.path + "/keys", "-e", "inject=write:error=ENOSPC:when=1",
    ]
    let terminal = try PseudoTerminal(
      "/usr/bin/env", words + [Built.vane, "runs", "--log-keys", "keys"], folder: folder.path)
    #expect(try terminal.waitForEnd() == 4)
    #expect(terminal.text.contains("--log-keys keys: No space left on device"))
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/keys"))
  }

  /// Runs, configuration, state and cache: after a session in which everything that writes was tried, all are as before.
  @Test func withReadOnlyNothingIsWrittenAnywhere() throws {
    func tree() throws -> [String: Data] {
      var files: [String: Data] = [:]
      for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
        files[path] = FileManager.default.contents(atPath: folder.path + "/" + path) ?? Data()
      }
      return files
    }
    for name in ["config/vane", "state/vane", "cache/vane"] {
      try FileManager.default.createDirectory(atPath: "\(folder.path)/\(name)", withIntermediateDirectories: true)
    }
    let before = try tree()
    let terminal = try dashboard("--read-only")
    for (keys, words) in [
      ("xr", "--read-only: no file is written"), (":columns name n spark\r", "BEHAVIOUR"), ("T", "> themes"),
      ("q", "3 behaviours"), ("g\r", "> coin direct"), ("\r", "choices"), ("f", "--read-only: flags are not written"),
      ("ia note\r", "--read-only: flags are not written"), ("qq", "3 behaviours"), ("l", "--read-only"),
    ] {
      terminal.send(keys)
      try terminal.settle(on: "\(keys): \(words)") { $0.text.contains(words) }
    }
    terminal.send("\r")
    try terminal.wait(for: "the first line-up") { $0.text.contains("line-up 1 of") }
    terminal.send("\r\r")
    terminal.type("Q")
    #expect(try terminal.waitForEnd() == 0)
    #expect(try tree() == before)
  }
}
