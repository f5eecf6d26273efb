import Foundation
import Testing

/// Ctrl-C ends whatever a command is doing, and what that leaves behind is sound.
@Suite struct InterruptTests {
  private let program: Program

  init() throws { program = try Program() }

  /// While it reads, puts together and computes: once it has worked for so many hundredths of a second, by its own clock
  /// and not the machine's, which is busy with other things.
  @Test(arguments: [
    "trends RUNS", "measures RUNS", "noise RUNS", "backtest RUNS", "lineup RUNS", "paths RUNS --behaviour facts:direct",
    "report RUNS --out OUT", "diff RUNS RUNS", "items RUNS --behaviour facts:direct", "simulate",
  ])
  func endsWithinATenthOfASecondWhereverItIs(words: String) throws {
    defer { program.remove() }
    let words = words.split(separator: " ").map { word in
      word == "RUNS" ? Program.sampleRuns : word == "OUT" ? program.home.appending(path: "page").path : String(word)
    }
    var ends: [(work: Int, status: Int32)] = []
    for work in [6, 20, 50] {
      let running = try Worker(program, words)
      guard running.works(for: work) else { continue }
      kill(running.process, SIGINT)
      ends.append(running.end())
    }
    try #require(!ends.isEmpty)
    // On all cores at once, two at least, in hundredths; and the kernel counts in such.
    let cores = max(2, ProcessInfo.processInfo.activeProcessorCount)
    let most = cores * (ProcessInfo.processInfo.environment["VANE_SANITIZED"] == nil ? 11 : 50)
    #expect(ends.allSatisfy { $0.work <= most }, "\(ends)")
    // One that had all but ended when it was told to may end as if nothing had been said.
    #expect(ends.first?.status == 130 && ends.allSatisfy { [0, 130].contains($0.status) }, "\(ends)")
    if words[0] == "trends" {
      let (warm, cold) = (try program.run(words), try program.run(words + ["--no-cache"]))
      #expect(warm.output == cold.output && warm.status == 0)
    }
  }

  /// It hangs in the middle of a line, and must not for ever.
  @Test func endsAlsoWhereNobodyReadsWhatItPrints() throws {
    defer { program.remove() }
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    let running = try Worker(
      program, ["trends", Program.sampleRuns, "--level", "item", "--format", "json", "--quiet"], output: ends[1])
    close(ends[1])
    defer { close(ends[0]) }
    // A little of it, so that it has begun.
    var bytes = [UInt8](repeating: 0, count: 16)
    #expect(read(ends[0], &bytes, bytes.count) == 16)
    kill(running.process, SIGINT)
    #expect(running.end().status == 130)
  }
}

/// A command under way that is watched from outside.
private final class Worker {
  private let child: Child
  private var workAtSignal = 0

  var process: pid_t { child.process }

  init(_ program: Program, _ words: [String], output: Int32? = nil) throws {
    // Whoever runs the tests in the background ignores that signal, and so would its children.
    child = try Child(
      ["/usr/bin/env", "--default-signal=INT", try Program.built().path] + words,
      ["HOME": program.home.path, "XDG_CACHE_HOME": "\(program.home.path)/cache", "PATH": "/usr/bin:/bin"]
    ) { actions in
      for stream: Int32 in 0...2 { posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_RDWR, 0) }
      if let output { posix_spawn_file_actions_adddup2(&actions, output, 1) }
    }
  }

  /// Its own time so far, in hundredths of a second; it can be asked until it is waited for.
  private var work: Int {
    let state = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
    let fields = state?.split(separator: ")").last?.split(separator: " ") ?? []
    return fields.count > 12 ? (Int(fields[11]) ?? 0) + (Int(fields[12]) ?? 0) : 0
  }

  private func hasEnded(_ options: Int32) -> Bool {
    var information = siginfo_t()
    return waitid(P_PID, id_t(process), &information, WEXITED | WNOWAIT | options) == 0
      && information.si_signo == SIGCHLD
  }

  /// Waits until it has worked so long; false if it ends before.
  func works(for long: Int) -> Bool {
    while work < long {
      if hasEnded(WNOHANG) { return false }
      // Leaves the processor to those who work.
      poll(nil, 0, 2)
    }
    workAtSignal = work
    return !hasEnded(WNOHANG)
  }

  /// How much it worked from the signal on, and what it ended with, as a shell says it.
  func end() -> (work: Int, status: Int32) {
    while !hasEnded(0) {}
    let after = work - workAtSignal
    var status: Int32 = 0
    waitpid(process, &status, 0)
    return (after, status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F)
  }
}
