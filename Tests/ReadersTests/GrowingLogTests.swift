import Foundation
import Runs
import Testing

@testable import Readers

/// A log that is still being written: what is read on from where it ended is what a new look would find.
@Suite struct GrowingLogTests {
  /// Lines of one length for values of one length.
  private func log(_ value: String, _ count: Int) -> Data {
    let lines = (0..<count).map {
      #"{"doc_id": \#($0), "doc": {"id": "a\#($0)"}, "target": "0", "filtered_resps": "#
        + #"[["\#(value)", "F"], ["-2", "F"]], "filter": "none", "acc": 1.0}"# + "\n"
    }
    return Data(lines.joined().utf8)
  }

  @Test func aLogThatIsReplacedWhileItIsReadIsNotReadOn() throws {
    let path = NSTemporaryDirectory() + "vane-\(UUID().uuidString).jsonl"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try log("-1.0", 600).write(to: URL(filePath: path))
    let part = LMEvalSamplesReader.read(try LogFile(path: path)) {
      try? log("-1.5", 605).write(to: URL(filePath: path), options: .atomic)
      return false
    }
    #expect(part.columns.first?.values.first == -1 && part.end != nil)
    let isReadAnew = LMEvalSamplesReader.read(try LogFile(path: path), after: part, cancelled: { false }) == nil
    #expect(isReadAnew)
  }

  /// Half of it may be of the one and half of the other: nothing may be read on from there.
  @Test func aLogThatIsWrittenOverWhileItIsReadIsNotReadOn() throws {
    let path = NSTemporaryDirectory() + "vane-\(UUID().uuidString).jsonl"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try log("-1.0", 600).write(to: URL(filePath: path))
    try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSince1970: 1)], ofItemAtPath: path)
    let part = LMEvalSamplesReader.read(try LogFile(path: path)) {
      guard let file = FileHandle(forWritingAtPath: path) else { return true }
      file.write(log("-1.5", 600))
      return false
    }
    #expect(part.columns.first?.count == 600 && part.end == nil)
  }

  @Test(arguments: ["lm-eval-choices", "lm-eval-sequence", "lm-eval-rolling", "lm-eval-filters", "lm-eval-odd-lines"])
  func readingOnFindsWhatReadingAnewFinds(name: String) throws {
    let log = try #require(Ground.files(in: name).first)
    let bytes = try Ground.bytes(log.path)
    let whole = LMEvalSamplesReader.read(LogFile(path: log.name, bytes: bytes), cancelled: { false })
    var readOn = 0
    for end in stride(from: 0, through: bytes.count, by: max(1, bytes.count / 500)) {
      let part = LMEvalSamplesReader.read(LogFile(path: log.name, bytes: Array(bytes[..<end])), cancelled: { false })
      guard
        let rest = LMEvalSamplesReader.read(
          LogFile(path: log.name, bytes: bytes), after: part, cancelled: { false })
      else { continue }
      readOn += 1
      let isSame = rest.transcript == whole.transcript && rest.end == whole.end
      #expect(isSame, "cut at byte \(end)")
    }
    #expect(readOn > 100 || name == "lm-eval-odd-lines")
  }

  /// Bytes that are no text look the same, whichever they are: two columns of one name would hide one another.
  @Test func filtersOfOneNameAreOneColumnAlsoAfterGrowth() throws {
    func line(_ id: String, _ filter: UInt8) -> [UInt8] {
      let head = #"{"doc_id": 0, "doc": {"id": "\#(id)"}, "filtered_resps": [["-1", "F"], ["-2", "F"]], "filter": "x"#
      return Array(head.utf8) + [filter] + Array("\"}\n".utf8)
    }
    let half = line("a", 0xFE) + line("b", 0xFF)
    let whole = half + line("c", 0xFE) + line("d", 0xFD)
    let part = LMEvalSamplesReader.read(LogFile(path: "samples_t.jsonl", bytes: half), cancelled: { false })
    let file = LogFile(path: "samples_t.jsonl", bytes: whole)
    let anew = LMEvalSamplesReader.read(file, cancelled: { false })
    #expect(anew.columns.map(\.filter) == ["x\u{FFFD}"])
    #expect(anew.columns.map { Array($0.items) } == [["a", "b", "c", "d"]])
    let rest = try #require(LMEvalSamplesReader.read(file, after: part, cancelled: { false }))
    #expect(rest.transcript == anew.transcript)
  }

  @Test func aLogThatWasChangedAnywhereIsNotReadOn() throws {
    let log = try #require(Ground.files(in: "lm-eval-choices").first)
    let bytes = try Ground.bytes(log.path)
    let half = bytes[...(try #require(bytes[..<(bytes.count / 2)].lastIndex(of: 0x0A)))]
    let part = LMEvalSamplesReader.read(LogFile(path: log.name, bytes: Array(half)), cancelled: { false })
    #expect(part.end != nil)
    for at in [0, 1, half.count / 2, half.count - 3] {
      var other = bytes
      other[at] ^= 1
      let rest = LMEvalSamplesReader.read(LogFile(path: log.name, bytes: other), after: part, cancelled: { false })
      let isReadAnew = rest == nil
      #expect(isReadAnew, "byte \(at)")
    }
  }

  /// Of a long log, what is changed over more than some kilobytes.
  @Test func aLongLogThatWasChangedIsTold() throws {
    var bytes = [UInt8](repeating: 0x61, count: 17 << 20)
    let end = UInt64(bytes.count - 5)
    let before = LogFile(path: "long", bytes: bytes).fingerprint(before: end)
    #expect(before != nil)
    for at in stride(from: 9 << 20, to: 9 << 20 + 32_768, by: 512) { bytes[at] ^= 1 }
    #expect(LogFile(path: "long", bytes: bytes).fingerprint(before: end) != before)
    #expect(LogFile(path: "long", bytes: bytes).fingerprint(before: UInt64(bytes.count + 1)) == nil)
  }
}
