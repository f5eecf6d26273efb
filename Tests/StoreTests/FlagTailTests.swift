import Foundation
import Runs
import Synchronization
import Testing

@testable import Store

private final class Refusal: Sendable { let isOn = Atomic<Bool>(true) }

/// A colleague's lines are taken in as they come, and what was read before is not read again.
@Suite struct FlagTailTests {
  private let folder: TemporaryFolder
  private var log: FlagLog { FlagLog(path: folder.path + "/vane-flags.jsonl") }

  init() throws { folder = try TemporaryFolder() }

  private func flag(_ id: String, note: String? = nil) -> Flag {
    Flag(
      id: id, time: "2026-11-23T10:00:00Z", author: "kl", action: .note, behaviour: "river", variant: nil,
      name: ItemName(suite: "rain", item: "412"), note: note)
  }

  private func bytes(_ flags: Flag...) throws -> [UInt8] {
    let other = try TemporaryFolder()
    try FlagLog(path: other.path + "/f").append(flags)
    return try other.bytes(of: "f")
  }

  private func add(_ bytes: some Sequence<UInt8>) throws {
    let file = try FileHandle(forWritingTo: URL(filePath: log.path))
    try file.seekToEnd()
    try file.write(contentsOf: Data(bytes))
    try file.close()
  }

  @Test func onlyWhatIsNewComes() throws {
    var tail = log.tail
    #expect(try look(&tail).ids.isEmpty)
    try log.append([flag("1"), flag("2")])
    #expect(try look(&tail).ids == ["1", "2"])
    #expect(try look(&tail) == News())
    try log.append(flag("3"))
    #expect(try look(&tail) == News(ids: ["3"]))
  }

  @Test func aLineThatIsBeingWrittenIsNoProblemAndComesOnceItIsWhole() throws {
    try log.append(flag("1"))
    var tail = log.tail
    _ = try look(&tail)
    let line = try bytes(flag("2", note: "so"))
    for cut in [1, line.count / 2] {
      try add(line[..<cut])
      #expect(try look(&tail) == News(), "after \(cut) bytes")
      try add(line[cut...])
      #expect(try look(&tail) == News(ids: ["2"]))
    }
  }

  @Test func aLineThatStaysTornIsToldWithItsPlaceOnceItHasAnEnd() throws {
    try log.append(flag("1"))
    var tail = log.tail
    _ = try look(&tail)
    try add("{\"schema\":".utf8)
    #expect(try look(&tail) == News())
    try log.append(flag("2"))
    #expect(try look(&tail) == News(ids: ["2"], problems: [2]))
    var late = log.tail
    try add("{".utf8)
    #expect(try look(&late) == News(isAnew: true, ids: ["1", "2"], problems: [2, 4]))
  }

  @Test func anotherFileInItsPlaceIsReadFromTheBeginning() throws {
    try log.append([flag("1"), flag("2")])
    var tail = log.tail
    _ = try look(&tail)
    // As git brings a colleague's: another file of that name.
    try FileManager.default.removeItem(atPath: log.path)
    try folder.write(try bytes(flag("1"), flag("9"), flag("2")), to: "vane-flags.jsonl")
    #expect(try look(&tail) == News(isAnew: true, ids: ["1", "9", "2"]))
  }

  @Test func aFileThatWasChangedInItsMiddleIsReadFromTheBeginning() throws {
    try log.append([flag("1"), flag("2", note: String(repeating: "n", count: 300))])
    var tail = log.tail
    _ = try look(&tail)
    let file = try FileHandle(forWritingTo: URL(filePath: log.path))
    try file.truncate(atOffset: 0)
    try file.write(contentsOf: Data(try bytes(flag("3"), flag("4", note: String(repeating: "m", count: 400)))))
    try file.close()
    #expect(try look(&tail) == News(isAnew: true, ids: ["3", "4"]))
  }

  /// Further from its end than a few lines, and as long as before: with an editor that saves in place, or by `sed -i`.
  @Test(arguments: [false, true]) func aFileThatWasChangedFarFromItsEndIsReadFromTheBeginning(grows: Bool) throws {
    let flags = (0..<30).map { flag("\($0 + 10)", note: String(repeating: "n", count: 600)) }
    try log.append(flags)
    var tail = log.tail
    _ = try look(&tail)
    let file = try FileHandle(forWritingTo: URL(filePath: log.path))
    let text = String(decoding: try folder.bytes(of: "vane-flags.jsonl"), as: UTF8.self)
    try file.write(contentsOf: Data(text.replacing("\"id\":\"10\"", with: "\"id\":\"99\"").utf8))
    try file.close()
    // To a later time in any case, however slow the clock of the file system is.
    let times = [timespec](repeating: timespec(tv_sec: 4_000_000_000, tv_nsec: 0), count: 2)
    utimensat(AT_FDCWD, log.path, times, 0)
    if grows { try log.append(flag("40")) }
    let ids = ["99"] + flags.dropFirst().map(\.id) + (grows ? ["40"] : [])
    #expect(try look(&tail) == News(isAnew: true, ids: ids))
    #expect(try look(&tail) == News())
  }

  /// As its message asks for: neither size nor time of the file tell of that.
  @Test func aFileWhoseRightsWereMendedIsReadThen() throws {
    try log.append([flag("1"), flag("2")])
    let refusal = Refusal()
    var calls = FileCalls.system
    calls.open = { path, flags in
      guard refusal.isOn.load(ordering: .relaxed) else { return FileCalls.system.open(path, flags) }
      errno = EACCES
      return -1
    }
    var tail = FlagTail([AppendOnlyFile(path: log.path, holding: "flag", calls: calls)])
    let problem = #expect(throws: StoreProblem.self) { try look(&tail) }
    #expect(problem?.action == "mend the file's rights")
    #expect(try look(&tail) == News(), "told once")
    refusal.isOn.store(false, ordering: .relaxed)
    #expect(try look(&tail).ids == ["1", "2"])
    #expect(try look(&tail) == News())
    // Also where it was read before.
    refusal.isOn.store(true, ordering: .relaxed)
    try log.append(flag("3"))
    #expect(throws: StoreProblem.self) { try look(&tail) }
    refusal.isOn.store(false, ordering: .relaxed)
    #expect(try look(&tail) == News(ids: ["3"]))
  }

  @Test func aFileThatIsGoneHasNoLinesAndIsTold() throws {
    try log.append(flag("1"))
    var tail = log.tail
    _ = try look(&tail)
    try FileManager.default.removeItem(atPath: log.path)
    #expect(try look(&tail) == News(isAnew: true, problems: [nil]))
    #expect(try look(&tail) == News())
  }

  @Test(arguments: [1 << 20 + 1, 1_500_000, 5_000_000]) func aLineWithoutMeasureIsToldOnceAndTheLinesBehindItCount(
    length: Int
  ) throws {
    try log.append(flag("1"))
    let (long, end) = ([UInt8](repeating: UInt8(ascii: "x"), count: length), Array("\n".utf8))
    try add(long)
    var tail = log.tail
    #expect(try look(&tail) == News(isAnew: true, ids: ["1"], problems: [2]))
    // It goes on, and was told.
    try add(long)
    #expect(try look(&tail) == News())
    try add(end)
    try log.append(flag("3"))
    #expect(try look(&tail) == News(ids: ["3"]))
    try add(long + end)
    try log.append([flag("5"), flag("6")])
    #expect(try look(&tail) == News(ids: ["5", "6"], problems: [4]))
    #expect(try look(&tail) == News())
    var late = log.tail
    #expect(try look(&late) == News(isAnew: true, ids: ["1", "3", "5", "6"], problems: [2, 4]))
  }

  /// The lines that were read before stay; nobody waits for the zeros.
  @Test func aHoleOfTerabytesIsToldOnceAndNotRead() throws {
    try log.append(flag("1"))
    var tail = log.tail
    _ = try look(&tail)
    let size = try folder.bytes(of: "vane-flags.jsonl").count
    #expect(truncate(log.path, 4 << 40) == 0)
    let error = #expect(throws: StoreProblem.self) { try look(&tail) }
    #expect(error?.what.contains("there is no end to the flags") == true)
    #expect(try look(&tail) == News())
    #expect(truncate(log.path, off_t(size)) == 0)
    #expect(try look(&tail) == News())
    try log.append(flag("2"))
    #expect(try look(&tail) == News(ids: ["2"]))
  }

  /// Pieces of a megabyte end anywhere in a line.
  @Test func aLongFileComesWholeAndInOrder() throws {
    let flags = (0..<4000).map { flag("\($0)", note: String(repeating: "n", count: ($0 * 37) % 1100)) }
    try log.append(flags)
    var tail = log.tail
    #expect(try look(&tail).ids == flags.map(\.id))
    #expect(try look(&tail) == News())
  }
}
