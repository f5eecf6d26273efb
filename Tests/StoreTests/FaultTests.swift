import Foundation
import Testing

@testable import Store

/// A person's line on a disk that goes wrong. Whatever happens at whichever system call: what was in the file stays, a
/// line that was acknowledged is on disk whole, and the next writer's line is whole.
@Suite struct FaultTests {
  /// What the file holds before: nothing, lines, a torn line, and what a loss of power leaves.
  static let beginnings: [String?] = [nil, "", "first\n", "first\ntor", "first\n\0\0\0\0", "first\n\n"]

  private let folder: TemporaryFolder
  private var path: String { folder.path + "/lines" }

  init() throws { folder = try TemporaryFolder() }

  private func begin(with text: String?) throws {
    try? FileManager.default.removeItem(atPath: path)
    if let text { try folder.write(text.utf8, to: "lines") }
  }

  /// Appends `line` through the disk; nil when it was acknowledged, else what was said.
  private func append(_ line: String, through disk: FaultyDisk) -> StoreProblem? {
    do throws(StoreProblem) {
      try AppendOnlyFile(path: path, holding: "flag", calls: disk.calls).append(line)
      return nil
    } catch {
      return error
    }
  }

  private func check(_ beginning: String?, _ disk: FaultyDisk, _ problem: StoreProblem?, _ what: String) throws {
    let before = Array((beginning ?? "").utf8)
    let left = FileManager.default.fileExists(atPath: path) ? try folder.bytes(of: "lines") : []
    #expect(left.starts(with: before), "\(what): what was there is not as it was")
    if problem == nil {
      let durable = String(decoding: left.prefix(Int(disk.durable)), as: UTF8.self)
      #expect(durable.split(separator: "\n").contains("second") && durable.hasSuffix("\n"), "\(what): not on disk")
      #expect(disk.hasFolder, "\(what): the file's name is not on disk")
    }
    try AppendOnlyFile(path: path, holding: "flag").append("third")
    let lines = String(decoding: try folder.bytes(of: "lines"), as: UTF8.self).split(separator: "\n")
    #expect(lines.last == "third", "\(what): the next writer's line is not whole")
    #expect(lines.contains("second") || problem != nil, "\(what): the line is gone")
    if before.starts(with: Array("first\n".utf8)) { #expect(lines.first == "first", "\(what)") }
  }

  /// One fault at each call in turn, until there are no more calls.
  private func everyCall(_ fault: FaultyDisk.Fault, _ judge: (FaultyDisk, StoreProblem?) -> Void = { _, _ in }) throws {
    for beginning in Self.beginnings {
      for call in 1...40 {
        try begin(with: beginning)
        let disk = FaultyDisk(at: call, fault)
        let problem = append("second", through: disk)
        if !disk.hasStruck {
          #expect(problem == nil && call > 5)
          break
        }
        #expect(call < 40, "there are more calls than are tried")
        judge(disk, problem)
        try check(beginning, disk, problem, "\(fault) at call \(call) after \(beginning.debugDescription)")
      }
    }
  }

  @Test(arguments: 0...8) func whoeverIsKilledAtAnyCallLosesAtMostHisOwnLine(written: Int) throws {
    try everyCall(.death(written: written)) { _, problem in
      // Only what comes after the line is on disk may be cut short without a word.
      if let problem { #expect(problem.file == path) }
    }
  }

  @Test(arguments: [ENOSPC, EDQUOT, EIO, EROFS]) func aCallThatFailsIsSaidOrDoesNotMatter(code: Int32) throws {
    try everyCall(.error(code)) { disk, problem in
      if let problem {
        #expect(problem.what.contains(String(cString: strerror(code))) || problem.what.contains("whole"))
      }
    }
  }

  @Test func aSignalThatComesBetweenCostsNothing() throws {
    try everyCall(.error(EINTR)) { _, problem in #expect(problem == nil, "\(problem?.description ?? "")") }
  }

  @Test(arguments: 1...7) func aWriteThatIsCutShortIsMadeGood(bytes: Int) throws {
    try everyCall(.short(bytes)) { _, problem in #expect(problem == nil, "\(problem?.description ?? "")") }
  }

  @Test func aDiskThatIsFullAtTheSyncSaysSo() throws {
    for call in 1...40 {
      try begin(with: "first\n")
      let disk = FaultyDisk(at: call, .error(ENOSPC))
      let problem = append("second", through: disk)
      try #require(disk.hasStruck, "no sync among \(call) calls")
      if problem?.what.contains("brought to disk") == true {
        #expect(problem?.what.hasSuffix("No space left on device") == true)
        return
      }
    }
    Issue.record("none of so many calls is the sync")
  }

  /// Meanwhile another writer, who took no notice of anybody, left half a line behind.
  @Test(arguments: [nil, "first\n", "first\ntor"]) func halfALineOfAnotherSwallowsNothing(beginning: String?) throws {
    try begin(with: beginning)
    let (path, once) = (path, Once())
    var calls = FileCalls.system
    calls.write = { file, bytes in
      if once.isFirst {
        let other = FileCalls.system.open(path, O_WRONLY | O_APPEND)
        _ = Array("half".utf8).withUnsafeBytes { FileCalls.system.write(other, $0) }
        FileCalls.system.close(other)
      }
      return FileCalls.system.write(file, bytes)
    }
    try AppendOnlyFile(path: path, holding: "flag", calls: calls).append("second")
    #expect(String(decoding: try folder.bytes(of: "lines"), as: UTF8.self).split(separator: "\n").last == "second")
  }

  /// As two machines do on a network file system without locks: each takes its own end of the file for the end.
  @Test func aLineThatAnotherMachineWroteOverIsWrittenAgain() throws {
    try begin(with: "first\n")
    let (path, once) = (path, Once())
    var calls = FileCalls.system
    calls.write = { file, bytes in
      let count = FileCalls.system.write(file, bytes)
      if once.isFirst {
        let other = FileCalls.system.open(path, O_WRONLY)
        _ = Array("other\n".utf8).withUnsafeBytes { pwrite(other, $0.baseAddress, $0.count, 6) }
        FileCalls.system.close(other)
      }
      return count
    }
    try AppendOnlyFile(path: path, holding: "flag", calls: calls).append("second")
    let lines = String(decoding: try folder.bytes(of: "lines"), as: UTF8.self).split(separator: "\n")
    #expect(lines.starts(with: ["first", "other"]) && lines.last == "second")
  }

  @Test func whoeverWaitsForALockInVainWritesAllTheSame() throws {
    try begin(with: "first\n")
    var calls = FileCalls.system
    calls.lock = { _ in
      errno = ENOLCK
      return -1
    }
    try AppendOnlyFile(path: path, holding: "flag", calls: calls).append("second")
    #expect(try folder.bytes(of: "lines") == Array("first\nsecond\n".utf8))
  }

  /// Puts another file in this one's place, as `git pull` does and editors do: whole, by its new name.
  private static func replace(_ path: String, with text: String) {
    try? Data(text.utf8).write(to: URL(filePath: path + ".new"))
    _ = rename(path + ".new", path)
  }

  private func left() throws -> [Substring] {
    String(decoding: try folder.bytes(of: "lines"), as: UTF8.self).split(separator: "\n")
  }

  enum Moment: CaseIterable, Sendable { case locked, written, synced }

  /// While it waits for its turn, and between writing and the disk: the line must be in the file that others will read.
  @Test(arguments: Moment.allCases) func aLineGoesIntoTheFileThatStandsThere(moment: Moment) throws {
    try begin(with: "first\n")
    let (path, once) = (path, Once())
    var calls = FileCalls.system
    @Sendable func meanwhile(_ now: Moment) {
      if now == moment, once.isFirst { Self.replace(path, with: "pulled\n") }
    }
    calls.lock = { file in
      meanwhile(.locked)
      return FileCalls.system.lock(file)
    }
    calls.write = { file, bytes in
      let count = FileCalls.system.write(file, bytes)
      meanwhile(.written)
      return count
    }
    calls.sync = { file in
      let outcome = FileCalls.system.sync(file)
      meanwhile(.synced)
      return outcome
    }
    try AppendOnlyFile(path: path, holding: "flag", calls: calls).append("second")
    #expect(try left() == ["pulled", "second"])
  }

  @Test func aLineIsNotAcknowledgedWhereTheFileIsReplacedForEver() throws {
    try begin(with: "first\n")
    let path = path
    var calls = FileCalls.system
    calls.lock = { file in
      Self.replace(path, with: "pulled\n")
      return FileCalls.system.lock(file)
    }
    let problem = #expect(throws: StoreProblem.self) {
      try AppendOnlyFile(path: path, holding: "flag", calls: calls).append("second")
    }
    #expect(problem?.what.contains("again and again") == true)
    #expect(try left() == ["pulled"])
  }

  /// Some of several lines are there, and the last one of them is torn.
  @Test(arguments: [true, false]) func onADiskThatBecomesFullItIsSaidWhetherSomeLinesStand(syncs: Bool) throws {
    try begin(with: "first\n")
    let once = Once()
    var calls = FileCalls.system
    calls.write = { file, bytes in
      if once.isFirst { return FileCalls.system.write(file, UnsafeRawBufferPointer(rebasing: bytes.prefix(15))) }
      errno = ENOSPC
      return -1
    }
    calls.sync = { file in
      if syncs { return FileCalls.system.sync(file) }
      errno = EIO
      return -1
    }
    let problem = #expect(throws: StoreProblem.self) {
      try AppendOnlyFile(path: path, holding: "flag", calls: calls).append(["second", "third", "fourth"])
    }
    #expect(problem?.what == "the flag cannot be written: No space left on device" && problem?.keepsSome == syncs)
    #expect(try left() == ["first", "second", "third", "fo"])
  }

  // MARK: places

  @Test func aFolderThatVanishedIsNotMadeAnew() throws {
    let gone = folder.path + "/gone"
    let problem = #expect(throws: StoreProblem.self) {
      try AppendOnlyFile(path: gone + "/lines", holding: "flag").append("second")
    }
    #expect(problem?.file == gone + "/lines" && problem?.what.contains("No such file") == true)
    #expect(!FileManager.default.fileExists(atPath: gone))
  }

  /// `mkfifo vane-flags.jsonl`: nobody reads there, and nothing would be kept.
  @Test(arguments: ["pipe", "folder"]) func whatIsNoFileIsRefusedAtOnce(kind: String) throws {
    if kind == "pipe" { mkfifo(path, 0o666) } else { mkdir(path, 0o777) }
    let file = AppendOnlyFile(path: path, holding: "flag")
    #expect(throws: StoreProblem.self) { try file.append("second") }
    #expect(throws: StoreProblem.self) { try file.bytes() }
  }

  @Test func aDeviceIsRefused() {
    #expect(throws: StoreProblem.self) { try AppendOnlyFile(path: "/dev/null", holding: "flag").append("second") }
  }

  @Test(.enabled(if: TemporaryMount.isPossible, "mounting wants root"))
  func aDiskThatIsReallyFullSaysSoAndLosesNothing() throws {
    let disk = try TemporaryMount(kibibytes: 32)
    let file = AppendOnlyFile(path: disk.path + "/lines", holding: "flag")
    // Room for about four lines, and the last one is torn at the edge of a page.
    try Data(count: 20 << 10).write(to: URL(filePath: disk.path + "/filler"))
    var kept: [String] = []
    let problem = #expect(throws: StoreProblem.self) {
      for at in 0..<100 {
        let line = "\(at)" + String(repeating: "n", count: 1500)
        try file.append(line)
        kept.append(line)
      }
    }
    #expect(problem?.what == "the flag cannot be written: No space left on device")
    try #require(kept.count > 1)
    func lines() throws -> [String] {
      String(decoding: try file.bytes(), as: UTF8.self).split(separator: "\n").map(String.init)
    }
    #expect(try lines().starts(with: kept))
    try FileManager.default.removeItem(atPath: disk.path + "/filler")
    try file.append("next")
    #expect(try lines().starts(with: kept) && lines().last == "next")
  }

  @Test(.enabled(if: TemporaryMount.isPossible, "mounting wants root"))
  func aDiskThatMayOnlyBeReadIsReadAndSaysSo() throws {
    let disk = try TemporaryMount(kibibytes: 32)
    let file = AppendOnlyFile(path: disk.path + "/lines", holding: "flag")
    try file.append("first")
    try disk.makeReadOnly()
    let problem = #expect(throws: StoreProblem.self) { try file.append("second") }
    #expect(problem?.what == "the flag cannot be written: Read-only file system")
    #expect(try file.bytes() == Array("first\n".utf8))
    #expect(FlagLog.places(for: disk.path, state: "/state").path.hasPrefix("/state/"))
  }
}
