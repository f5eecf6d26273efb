import Foundation
import Runs
import Testing

@testable import Readers

@Suite struct JSONScannerTests {
  /// Everything that the scanner says about a document, or how it failed.
  private func tokens(_ bytes: [UInt8], chunk: Int) -> [String] {
    var scan = JSONScanner(MemoryBytes(bytes), byLine: true, chunk: chunk)
    var result: [String] = []
    while scan.nextLine() {
      result.append("line \(scan.line) @\(scan.recordOffset)")
      do throws(JSONScanner.Fault) {
        try value(&scan, &result, depth: 0)
        result.append(scan.isAtEnd() ? "whole" : "more")
      } catch {
        result.append("\(error)")
      }
      let (length, isTerminated) = scan.finishLine()
      result.append("+\(length) \(isTerminated)")
    }
    return result
  }

  private func value(
    _ scan: inout JSONScanner, _ result: inout [String], depth: Int
  ) throws(JSONScanner.Fault) {
    switch try scan.peek() {
    case 0x7B where depth < 3:
      try scan.enterObject()
      while try scan.nextKey() {
        result.append("key \(String(decoding: scan.text, as: UTF8.self))")
        try value(&scan, &result, depth: depth + 1)
      }
    case 0x5B where depth < 3:
      try scan.enterArray()
      while try scan.nextElement() { try value(&scan, &result, depth: depth + 1) }
    case 0x22:
      try scan.string(keeping: 12)
      result.append("string \(String(decoding: scan.text, as: UTF8.self)) of \(scan.textLength)")
    case 0x7B, 0x5B: try scan.skip()
    default:
      let number = try scan.number()
      result.append("number \(number.map { "\($0)" } ?? "-")")
    }
  }

  private static let lines = #"""
    {"a": [1, -2.5e3, "x\\", "\"", "é\u00e9\ud83d\ude00"], "b": {"c": {"d": {"e\"": "]}"}}}}

    {"s": "\\\\\\\"", "t": "ends in a backslash\\", "u": [[[["deep \\\" quote", {"k":"v"}]]]]}
       [NaN, Infinity, -Infinity, null, true, "\ud800", "\ud800\u0041", "\ud800\n", "\udc00"]
    {"broken": "no end
    {"a" 1}
    [1,,2]
    [1,]
    {"a":1,}
    {} x
    []
    "\q"
    {"a":1
    {"long": "0123456789012345678901234567890123456789", "n": 12345678901234567890}
    """#

  @Test(arguments: [1, 2, 3, 5, 7, 16, 64, 1000])
  func saysTheSameWhereverChunksEnd(chunk: Int) {
    let whole = tokens(Array(Self.lines.utf8), chunk: 1 << 16)
    #expect(whole.contains("string é\u{e9}\u{1F600} of 8"))
    #expect(whole.filter { $0.hasPrefix("line") }.count == 13)
    #expect(tokens(Array(Self.lines.utf8), chunk: chunk) == whole)
  }

  @Test(arguments: 1...60) func saysTheSameAboutBrokenBytes(seed: Int) {
    var dice = Dice(seed: UInt64(seed))
    var bytes = Array(Self.lines.utf8)
    for _ in 0..<20 {
      let at = Int.random(in: 0..<bytes.count, using: &dice)
      bytes[at] = [0x22, 0x5C, 0x0A, 0x7B, 0x5D, 0xFF, 0x00, 0x75].randomElement(using: &dice) ?? 0
    }
    let whole = tokens(bytes, chunk: 1 << 16)
    for chunk in [1, 2, 3, 7] { #expect(tokens(bytes, chunk: chunk) == whole, "seed \(seed)") }
  }

  @Test func stepsOverAnyDepth() throws {
    let deep = String(repeating: "[{\"a\":", count: 100_000)
    let shut = String(repeating: "}]", count: 100_000)
    var scan = JSONScanner(MemoryBytes(Array("{\"x\": \(deep)1\(shut), \"y\": 2}\n".utf8)), byLine: true)
    var seen: Double?
    _ = scan.nextLine()
    try scan.enterObject()
    while try scan.nextKey() { if scan.textIs("y") { seen = try scan.number() } else { try scan.skip() } }
    #expect(seen == 2)
  }

  @Test func refusesToBuildATreeOfAnyDepth() {
    let deep = Array(String(repeating: "[", count: 100_000).utf8)
    #expect(throws: JSONScanner.Fault.tooDeep) { try JSON(parsing: deep) }
    #expect(LogFile(path: "deep.json", bytes: deep).outline.isArray)
  }

  @Test func keepsNoMoreOfATextThanWasAskedFor() throws {
    let text = String(repeating: "ab\\n", count: 1_000_000)
    var scan = JSONScanner(MemoryBytes(Array("\"\(text)\"".utf8)), byLine: false)
    try scan.string(keeping: 10)
    let (kept, length) = (scan.text.count, scan.textLength)
    #expect(kept == 10)
    #expect(length == 3_000_000)
  }

  @Test(arguments: [1, 3, 1000]) func startsARecordAgain(chunk: Int) throws {
    var scan = JSONScanner(MemoryBytes(Array("[1]\n[2, 3]\n[4]".utf8)), byLine: true, chunk: chunk)
    _ = scan.nextLine()
    _ = scan.nextLine()
    try scan.skip()
    scan.restartLine()
    try scan.enterArray()
    _ = try scan.nextElement()
    let number = try scan.number()
    let length = scan.finishLine().length
    let isMore = scan.nextLine()
    let line = scan.line
    #expect(number == 2)
    #expect(length == 6)
    #expect(isMore)
    #expect(line == 3)
  }

  @Test func passesOverAByteOrderMark() throws {
    let bytes: [UInt8] = [0xEF, 0xBB, 0xBF] + Array("{\"a\": 1}".utf8)
    #expect(try JSON(parsing: bytes)["a"] == .number(1))
    var scan = JSONScanner(MemoryBytes(bytes), byLine: true)
    _ = scan.nextLine()
    try scan.enterObject()
    let hasKey = try scan.nextKey()
    #expect(hasKey)
  }

  @Test func takesTheLastOfTwoEqualKeys() throws {
    #expect(try JSON(parsing: Array("{\"a\": 1, \"a\": 2}".utf8))["a"] == .number(2))
  }

  /// A line longer than any memory is read in the room of one chunk.
  @Test func aLineOfAGigabyteIsSteppedOver() throws {
    let source = EndlessLine(length: 1 << 30)
    var scan = JSONScanner(source, byLine: true)
    _ = scan.nextLine()
    try scan.enterObject()
    _ = try scan.nextKey()
    try scan.string(keeping: 16)
    let (kept, length) = (scan.text.count, scan.textLength)
    let isMore = try scan.nextKey()
    #expect(kept == 16)
    #expect(length == 1 << 30)
    #expect(!isMore)
    #expect(source.mostAtOnce <= 262_144)
  }
}

/// `{"a": "xxxx…"}` of any length, made as it is read.
private final class EndlessLine: ByteSource, @unchecked Sendable {
  let written: Int64 = 0
  private let start = Array("{\"a\": \"".utf8)
  private let end = Array("\"}\n".utf8)
  private let length: UInt64
  private(set) var mostAtOnce = 0

  init(length: UInt64) { self.length = length }

  var size: UInt64 { UInt64(start.count + end.count) + length }

  func read(at offset: UInt64, into room: UnsafeMutableRawBufferPointer) throws(ReadError) -> Int {
    mostAtOnce = max(mostAtOnce, room.count)
    let count = Int(min(UInt64(room.count), size - min(size, offset)))
    guard count > 0, let place = room.baseAddress else { return 0 }
    memset(place, 0x78, count)
    let textEnd = UInt64(start.count) + length
    if offset < UInt64(start.count) {
      for at in 0..<min(count, start.count - Int(offset)) { room[at] = start[Int(offset) + at] }
    }
    if offset + UInt64(count) > textEnd {
      for at in Int(max(textEnd, offset) - offset)..<count { room[at] = end[Int(offset + UInt64(at) - textEnd)] }
    }
    return count
  }
}
