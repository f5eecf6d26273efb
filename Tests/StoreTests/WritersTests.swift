import Foundation
import Runs
import Store
import Testing

/// Real processes that write into one person's file, some of which are killed.
@Suite struct WritersTests {
  private let folder: TemporaryFolder
  private var path: String { folder.path + "/lines.jsonl" }

  init() throws { folder = try TemporaryFolder() }

  /// The ids in the file, in its order, and how many lines are none.
  private func kept(_ kind: String) throws -> (ids: [String], problems: Int) {
    switch kind {
    case "flag":
      let (flags, problems) = try FlagLog(path: path).read()
      return (flags.map(\.id), problems.count)
    case "lineup":
      let (plays, problems) = try LineupLog(path: path).read()
      return (plays.map(\.id), problems.count)
    case _:
      let (plans, problems) = try PlanLog(path: path).read()
      let intact = plans.filter(\.isIntact)
      #expect(intact.count == plans.count)
      return (plans.map(\.id), problems.count)
    }
  }

  @Test(arguments: [("flag", 2), ("flag", 10), ("lineup", 3), ("plan", 3)])
  func writersAtOnceLoseNothing(kind: String, writers: Int) throws {
    let each = 80 / writers
    let processes = try (0..<writers).map { try WriterProcess(kind, path, "w\($0)", each) }
    let said = processes.map { $0.lines(atMost: .max) }
    let (ids, problems) = try kept(kind)
    #expect(problems == 0)
    for (at, own) in said.enumerated() {
      #expect(own == (0..<each).map { "w\(at)-\($0)" })
      if kind == "flag" { #expect(ids.filter { $0.hasPrefix("w\(at)-") } == own, "each in the order of saying") }
    }
    #expect(Set(ids) == Set(said.joined()) && ids.count == writers * each)
  }

  /// Each is killed right after a line was acknowledged, which is anywhere in the next one.
  @Test(arguments: ["flag", "lineup", "plan"]) func writersThatAreKilledLoseNothingThatWasAcknowledged(kind: String)
    throws
  {
    var dice = SeededDice(seed: kind.utf8.count)
    var said: [String] = []
    for round in 0..<4 {
      let processes = try (0..<3).map { try WriterProcess(kind, path, "r\(round)w\($0)", 1000) }
      for process in processes { said += process.lines(atMost: Int.random(in: 1...6, using: &dice)) }
      for process in processes { said += process.kill() }
    }
    let last = try WriterProcess(kind, path, "last", 3)
    said += last.lines(atMost: .max)
    let (ids, problems) = try kept(kind)
    #expect(Set(said).isSubset(of: Set(ids)))
    // Nobody loses more than the line that was being written.
    #expect(problems <= 12 && ids.count - said.count <= 12 && Set(ids).count == ids.count)
  }

  /// The kernel ends the writer at its first such call on the file, at its second, and so on through three lines.
  @Test(
    .enabled(if: Tracer.isPossible, "strace is not installed, or may not trace"),
    arguments: ["openat", "flock", "lseek", "pread64", "write", "fsync", "close"])
  func aWriterKilledAtAnySystemCallLosesNothingThatWasAcknowledged(call: String) throws {
    for time in 1...20 {
      try folder.write("".utf8, to: "lines.jsonl")
      _ = try WriterProcess("flag", path, "before", 1).lines(atMost: .max)
      let words = ["-P", path, "-e", "inject=\(call):signal=KILL:when=\(time)"]
      let traced = try WriterProcess("flag", path, "killed", 3, under: ["strace", "-f", "-o", "/dev/null"] + words)
      let said = traced.lines(atMost: .max)
      _ = try WriterProcess("flag", path, "after", 1).lines(atMost: .max)
      let (ids, problems) = try kept("flag")
      #expect(ids.first == "before-0" && ids.last == "after-0", "killed at \(call) \(time)")
      #expect(Set(said).isSubset(of: Set(ids)) && problems <= 1, "killed at \(call) \(time)")
      if said.count == 3 {
        #expect(time > 3, "each line takes this call")
        return
      }
    }
    Issue.record("more calls than that are not needed")
  }
}

/// `StoreProbe` under way.
final class WriterProcess {
  private let process = Process()
  private let output = Pipe()
  private var rest: [UInt8] = []

  init(_ kind: String, _ path: String, _ name: String, _ count: Int, under tracer: [String] = []) throws {
    let running = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let probe = URL(filePath: running).deletingLastPathComponent().appending(path: "StoreProbe").path
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = tracer + [probe, kind, path, name, "\(count)"]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    try process.run()
  }

  deinit { _ = kill() }

  /// The next lines that it prints; fewer when it ends before.
  func lines(atMost count: Int) -> [String] {
    var lines: [String] = []
    while lines.count < count {
      if let end = rest.firstIndex(of: 0x0A) {
        lines.append(String(decoding: rest[..<end], as: UTF8.self))
        rest.removeSubrange(...end)
        continue
      }
      let more = output.fileHandleForReading.availableData
      if more.isEmpty { break }
      rest += more
    }
    return lines
  }

  /// Ends it, wherever it is; what it had still said.
  func kill() -> [String] {
    if process.isRunning { Foundation.kill(process.processIdentifier, SIGKILL) }
    let said = lines(atMost: .max)
    process.waitUntilExit()
    return said
  }
}

enum Tracer {
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
}
