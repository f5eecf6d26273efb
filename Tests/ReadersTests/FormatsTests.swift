import Runs
import Testing

@testable import Readers

/// Which format a file is of, and what is said where it is of none.
@Suite struct FormatsTests {
  @Test func aFormatWithoutTextSaysSo() {
    let problem = #expect(throws: Problem.self) {
      try itemText(format: "table", path: "/dev/null/x", address: Address(offset: 0, length: 1, line: 1))
    }
    #expect(problem?.what.hasPrefix("cannot be read") == true)
    let unknown = #expect(throws: Problem.self) {
      try itemText(format: "nonsense", path: "/", address: Address(offset: 0, length: 1, line: 1))
    }
    #expect(unknown?.what == "no format is called 'nonsense'")
  }

  @Test func everyFormatHasANameAndASummaryOfItsOwn() {
    #expect(Set(formats.map { $0.name }).count == formats.count)
    #expect(formats.allSatisfy { !$0.summary.isEmpty && $0.summary.count <= 100 })
  }

  /// A file is read by the first format that knows it, so no two may claim the same one.
  @Test(arguments: CaseTests.names) func oneFormatRecognisesEachCase(name: String) throws {
    let log = try #require(Ground.files(in: name).first)
    let file = LogFile(path: log.name, bytes: try Ground.bytes(log.path))
    #expect(formats.filter { $0.recognizes(file) }.count == 1)
  }

  private static let packed: [(start: [UInt8], tool: String)] = [
    ([0x1F, 0x8B, 0x08, 0x00], "gzip"), ([0x28, 0xB5, 0x2F, 0xFD], "zstd"),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "xz"), (Array("BZh91AY&SY".utf8), "bzip2"),
  ]

  @Test(arguments: packed) func aPackedFileSaysSo(start: [UInt8], tool: String) {
    let reading = LogFile(path: "x", bytes: start).reading()
    #expect(reading?.ignoredBecause == "compressed by \(tool); unpack it first")
  }

  @Test func aTextThatBeginsLikeAPackedFileIsNone() { #expect(reader(for: LogFile("x", "BZh9, a name")) == nil) }

  @Test(arguments: ["", "{", "[", "x", "a,b\n1,2\n", "{\"results\": 1}", "[]", "{}", "PK\u{3}\u{4}", "\u{FEFF}"])
  func noFormatClaimsWhatItDoesNotKnow(text: String) { #expect(reader(for: LogFile("x", text)) == nil) }
}
