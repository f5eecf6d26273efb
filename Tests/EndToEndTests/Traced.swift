import Foundation

/// The built program under `strace`, which tells every system call and can make one fail, wait or kill.
enum Traced {
  /// Not everywhere may a process trace its own children.
  static let isPossible: Bool = {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["strace", "-f", "-o", "/dev/null", "true"]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()

  static let reason = "strace is not installed, or may not trace"
}

/// What a dashboard asked of the system from its start to its end, in which a flag, a note and a picture in text were written.
struct TracedSession: Sendable {
  /// One line per call, in their order; the process's number in front.
  let calls: [Substring]
  let folder: String

  static let whole = Result { try TracedSession() }

  private init() throws {
    let temporary = try TemporaryFolder()
    folder = temporary.path
    try SampleRuns.copy(to: folder + "/runs")
    let trace = folder + "/trace"
    let terminal = try PseudoTerminal(
      "/usr/bin/env",
      [
        "strace", "-f", "-o", trace, "-s", "4000", "-e", "trace=%network,%process,%file,write,fsync", Built.vane,
        "runs",
      ],
      folder: folder)
    try terminal.settle(on: "the overview") { $0.text.contains("3 behaviours") && $0.text.contains("vsPPL") }
    for _ in 0..<4 where !terminal.lines[0].contains("item ") {
      let before = terminal.text
      terminal.press(.enter)
      try terminal.settle(on: "the next screen") { $0.text != before && !$0.lines[0].contains("computing") }
    }
    terminal.type("f")
    try terminal.settle(on: "the flag") { $0.text.contains("1! flagged") }
    terminal.type("ia word on it")
    try terminal.settle(on: "the prompt") { $0.text.contains("a word on it") }
    terminal.press(.enter)
    try terminal.settle(on: "the note") { $0.text.contains("kl") && $0.text.contains("a word on it") }
    terminal.type("xw")
    try terminal.wait(forText: "vane-screen.txt is written")
    terminal.type("Q")
    _ = try terminal.waitForEnd()
    calls = try String(contentsOfFile: trace, encoding: .utf8).split(separator: "\n")
  }

  /// Paths of files that were opened so that they could be written or made.
  var written: Set<String> {
    var paths: Set<String> = []
    for call in calls {
      guard let match = call.firstMatch(of: #/openat\([^,]*, "([^"]*)", ([A-Z_|]+)/#),
        match.output.2.contains(#/O_WRONLY|O_RDWR|O_CREAT/#)
      else { continue }
      paths.insert(String(match.output.1))
    }
    return paths
  }
}
