import Foundation
import Testing

/// What reaches the terminal when something is copied, alone and through what may lie between.
@Suite struct ClipboardTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// The bytes that the probe writes for its key y, which copies `näh`.
  private func copied(_ environment: [String: String]) throws -> String {
    let terminal = try PseudoTerminal(Built.probe, folder: folder.path, environment: environment)
    try terminal.wait(for: "the first frame") { $0.text.contains("last none") && $0.lines[23] == "bottom" }
    let before = terminal.written.count
    for key in ["y", "k"] {
      terminal.type(key)
      try terminal.wait(for: key) { $0.lines[9] == "last \(key)" }
    }
    return String(decoding: terminal.written[before...], as: UTF8.self)
  }

  @Test func aTerminalIsToldPlainly() throws {
    let bytes = try copied([:])
    #expect(bytes.contains("\u{1B}]52;c;bsOkaA==\u{7}"))
    #expect(!bytes.contains("\u{1B}P"))
  }

  /// As another program of the same shell left it: the terminal would take the next frame for the rest of a sequence.
  @Test func aTerminalThatWasToldNotToWaitIsToldAllOfIt() throws {
    let terminal = try PseudoTerminal(Built.probe, folder: folder.path)
    try terminal.wait(for: "the first frame") { $0.text.contains("last none") && $0.lines[23] == "bottom" }
    let before = terminal.written.count
    for key in ["Y", "k"] {
      terminal.type(key)
      try terminal.wait(for: key) { $0.lines[9] == "last \(key)" }
    }
    let bytes = String(decoding: terminal.written[before...], as: UTF8.self)
    #expect(bytes.contains("\u{1B}]52;c;" + String(repeating: "YWFh", count: 20_000) + "\u{7}"))
  }

  @Test func screenIsToldWithinItsBrackets() throws {
    let bytes = try copied(["STY": "4711.pts-1.host", "TERM": "screen"])
    #expect(bytes.contains("\u{1B}P\u{1B}]52;c;bsOkaA==\u{7}\u{1B}\\"))
  }

  @Test func aConsoleIsToldNothing() throws {
    let terminal = try PseudoTerminal(Built.probe, folder: folder.path, environment: ["TERM": "linux"])
    try terminal.wait(for: "the first frame") { $0.text.contains("last none") }
    terminal.type("y")
    #expect(try terminal.waitForEnd() == 3)
    #expect(terminal.text.contains("TERM=linux has no clipboard"))
    #expect(!String(decoding: terminal.written, as: UTF8.self).contains("\u{1B}]52"))
  }

  private static let tmux = "/usr/bin/tmux"

  /// A real tmux between the program and the terminal.
  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: tmux), "tmux is not here"))
  func arrivesInTheBufferOfARealTmux() throws {
    let settings = folder.path + "/tmux.conf"
    try "set -s set-clipboard on\nset -s escape-time 0\n".write(toFile: settings, atomically: true, encoding: .utf8)
    let socket = folder.path + "/tmux"
    let terminal = try PseudoTerminal(
      Self.tmux, ["-S", socket, "-f", settings, "-u", "new-session", Built.probe], folder: folder.path)
    defer { _ = try? run(Self.tmux, ["-S", socket, "kill-server"]) }
    try terminal.wait(for: "the first frame") { $0.text.contains("last none") }
    for key in ["y", "k"] {
      terminal.type(key)
      try terminal.wait(forText: "last \(key)")
    }
    #expect(try run(Self.tmux, ["-S", socket, "show-buffer"]) == "näh")
    terminal.type("q")
    _ = try terminal.waitForEnd()
  }

  private func run(_ program: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return text
  }
}
