import Runs
import Testing

@testable import Readers

/// Archives made to cost whoever opens them more than they cost whoever made them.
@Suite struct HostileArchiveTests {
  private static let header = #"{"version": 2, "eval": {"task": "t", "model": "m"}}"#
  private static let sample = #"{"id": "a", "epoch": 1, "input": "q", "target": "A", "scores": {"s": {"value": 1}}}"#

  private func reading(_ bytes: [UInt8]) -> Reading {
    InspectEvalReader.read(LogFile(path: "log.eval", bytes: bytes), cancelled: { false })
  }

  private func withHeader(_ change: (inout MadeArchive) -> Void) -> [UInt8] {
    var made = MadeArchive()
    made.add("header.json", Self.header)
    made.add("samples/a_epoch_1.json", Self.sample)
    change(&made)
    return made.closed()
  }

  @Test func aThousandZstdBombsAreRefusedTogether() {
    let bomb = MadeArchive.zstdBomb(blocks: 2000)
    #expect(bomb.packed.count < 10_000)
    let bytes = withHeader { made in
      for at in 0..<1000 { made.add("samples/\(at)_epoch_1.json", packed: bomb.packed, method: 93, size: bomb.size) }
    }
    let reading = reading(bytes)
    #expect(reading.count == 0)
    #expect(reading.problems.contains { $0.what.contains("GiB together") })
  }

  @Test func oneZstdBombIsUnpackedAndFoundDamaged() {
    let bomb = MadeArchive.zstdBomb(blocks: 500)
    let reading = reading(
      withHeader { $0.add("samples/b_epoch_1.json", packed: bomb.packed, method: 93, size: bomb.size) })
    #expect(reading.count == 1)
    #expect(reading.problems.contains { $0.what == "samples/b_epoch_1.json is damaged: its checksum differs" })
  }

  @Test func aDeflateBombUnpacksToWhatItSaysAtMost() {
    let bomb = MadeArchive.deflateBomb(times: 40_000)
    for size in [bomb.size, 10, bomb.size + 1, 0] {
      let reading = reading(
        withHeader { $0.add("samples/b_epoch_1.json", packed: bomb.packed, method: 8, size: size) })
      #expect(reading.count == 1)
      #expect(reading.problems.contains { $0.what.hasPrefix("samples/b_epoch_1.json ") && $0.rejects })
    }
  }

  /// One packed member, and a directory that names it many thousand times.
  @Test func membersOverOneAnotherAreRefusedTogether() {
    let bomb = MadeArchive.deflateBomb(times: 200_000)
    let bytes = withHeader { made in
      made.add("samples/b_epoch_1.json", packed: bomb.packed, method: 8, size: bomb.size)
      for at in 0..<5000 { made.point("samples/\(at)_epoch_2.json", atLast: true) }
    }
    #expect(bytes.count < 1 << 20)
    #expect(reading(bytes).problems.contains { $0.what.contains("GiB together") })
  }

  @Test func aDirectoryMayPointAnywhere() {
    for offset in [1, 40, 1_000_000, 0x7FFF_FFFF, 0xFFFF_FFFE] {
      let bytes = withHeader { $0.point("samples/b_epoch_1.json", at: offset) }
      let reading = reading(bytes)
      #expect(reading.count == 1)
      #expect(reading.problems.contains { $0.what.hasPrefix("samples/b_epoch_1.json ") && $0.rejects }, "\(offset)")
    }
  }

  @Test func aMemberOfMoreBytesThanTheFileIsCutOff() {
    let bytes = withHeader { made in
      made.add(
        "samples/b_epoch_1.json", packed: Array(Self.sample.utf8), method: 0, size: 200 << 20, packedSize: 200 << 20)
    }
    #expect(reading(bytes).problems.map(\.what).contains("samples/b_epoch_1.json is cut off"))
  }

  /// What a summary lacks is read from its sample: once, and whoever waits for it can give up.
  @Test func aSummaryThatIsRepeatedUnpacksItsSampleOnce() {
    let summary =
      #"{"id": "a", "epoch": 1, "input": "q", "target": "A", "scores": {"s": {"value": 1}}, "#
      + #""metadata": {"z": "Key removed from summary (> 1k)"}}"#
    for isDamaged in [true, false] {
      var made = MadeArchive()
      made.add("header.json", Self.header)
      made.add("summaries.json", "[" + Array(repeating: summary, count: 10_000).joined(separator: ",") + "]")
      if isDamaged {
        made.add("samples/a_epoch_1.json", packed: Array(Self.sample.utf8), method: 0, size: Self.sample.utf8.count)
      } else {
        made.add("samples/a_epoch_1.json", Self.sample.replacing(#""value": 1"#, with: #""value": 0"#))
      }
      var asked = 0
      let reading = InspectEvalReader.read(LogFile(path: "log.eval", bytes: made.closed())) {
        asked += 1
        return false
      }
      #expect(asked >= 100)
      #expect(reading.count == 1)
      #expect(reading.problems.count { $0.what.contains("damaged") } == (isDamaged ? 1 : 0))
      #expect(reading.columns.map(\.correct) == [[isDamaged ? 1 : 0]], "what the sample says counts")
    }
  }

  @Test func twentyThousandMembersAreReadOnceEach() {
    let bytes = withHeader { made in
      for at in 0..<20_000 {
        made.add(
          "samples/\(at)_epoch_1.json", #"{"id": \#(at), "epoch": 1, "input": "q", "scores": {"s": {"value": 1}}}"#)
      }
    }
    let reading = reading(bytes)
    #expect(reading.count == 20_001)
    #expect(reading.problems.isEmpty)
  }

  /// Each scorer has columns of its own over all samples: that grows with the square of a file.
  @Test func aThousandScorersAreTold() throws {
    let scores = (0..<1000).map { #""s\#($0)": {"value": 1}"# }.joined(separator: ", ")
    let samples = (0..<50).map { #"{"id": \#($0), "epoch": 1, "input": "q", "scores": {\#(scores)}}"# }
    let log = #"{"version": 2, "eval": {"task": "t", "model": "m"}, "samples": [\#(samples.joined(separator: ","))]}"#
    let reading = InspectJSONReader.read(LogFile("log.json", log), cancelled: { false })
    #expect(reading.columns.count == 100)
    #expect(reading.problems.map(\.what) == ["more than 100 scorers"])
  }

  @Test func sizesThatAreTooLargeToAddAreNoSizes() {
    var made = MadeArchive()
    made.add("header.json", Self.header)
    var bytes = made.closed(zip64: true)
    // Of the Zip64 record: the directory's length and place.
    let record = bytes.count - 22 - 20 - 56
    for field in [40, 48] {
      for at in 0..<8 { bytes[record + field + at] = 0xFF }
      #expect(reading(bytes).problems.contains { $0.what == "its directory is broken" })
    }
  }
}
