import Runs
import Testing

@testable import Readers

@Suite struct CSVScannerTests {
  private func records(_ text: String, chunk: Int = 1000, most: Int = 10_000) -> [[String]] {
    var scan = CSVScanner(MemoryBytes(Array(text.utf8)), chunk: chunk, most: most)
    var result: [[String]] = []
    while true {
      switch scan.next() {
      case .end: return result
      case .openQuote: result.append(["open quote on line \(scan.line)"])
      case .record:
        let fields = (0..<scan.count).map { scan.string($0) }
        result.append(["\(scan.line)@\(scan.recordOffset)+\(scan.recordLength)"] + fields)
      }
    }
  }

  private static let text = "a,b\r\n\"x,\"\"y\"\"\r\nz\",2\r\n\r\n,\n\"\",\"q\"\nlast,"

  @Test(arguments: [1, 2, 3, 7, 1000]) func readsQuotesAndLineBreaks(chunk: Int) {
    #expect(
      records(Self.text, chunk: chunk) == [
        ["1@0+3", "a", "b"], ["2@5+14", "x,\"y\"\r\nz", "2"], ["5@23+1", "", ""], ["6@25+6", "", "q"],
        ["7@32+5", "last", ""],
      ])
  }

  @Test func startsAgainAfterAQuoteThatNobodyCloses() {
    #expect(
      records("a,b\n1,\"x\n2,y\n3,z\n") == [
        ["1@0+3", "a", "b"], ["open quote on line 2"], ["3@9+3", "2", "y"], ["4@13+3", "3", "z"],
      ])
  }

  /// Else a row of the next lines' pieces comes out, with as many fields as any other.
  @Test(arguments: [1, 1000]) func aQuoteIsNotClosedByTheOneThatOpensAnotherField(chunk: Int) {
    #expect(
      records("1,\"x,0\n2,\"y\",3\n4,\"a\nb\" ,5\n", chunk: chunk) == [
        ["open quote on line 1"], ["2@7+7", "2", "y", "3"], ["3@15+10", "4", "a\nb ", "5"],
      ])
  }

  @Test func givesUpOnARecordWithoutEnd() {
    let long = String(repeating: "x\n", count: 20_000)
    let found = records("1,\"\(long)", most: 100)
    #expect(found.first == ["open quote on line 1"])
    #expect(found.count == 20_000)
    #expect(records(String(repeating: "\"", count: 50_001) + "\n1,2", most: 100).last?.dropFirst() == ["1", "2"])
  }

  @Test func saysWhetherALineOrAQuoteHasNoEnd() {
    func why(_ text: String) -> [String] {
      var scan = CSVScanner(MemoryBytes(Array(text.utf8)), chunk: 7, most: 100)
      var found: [String] = []
      while case let outcome = scan.next(), outcome != .end {
        if outcome == .openQuote { found.append(scan.whyGivenUp) }
      }
      return found
    }
    let long = String(repeating: "x", count: 200)
    #expect(why("a,\(long)\nb,c\n") == ["the line is longer than 8 MiB"])
    #expect(why("a,\"\(long)\",b\nc\n") == ["the line is longer than 8 MiB"])
    #expect(why("a,\"b\nc\n") == ["a quote is never closed"])
    #expect(why("a,\"b") == ["a quote is never closed"])
    #expect(why("a,\"b\n\(long)\nc\n") == ["a quote is never closed", "the line is longer than 8 MiB"])
  }

  @Test func aLineWithoutAQuoteIsNotSaidToHaveOne() throws {
    let long = String(repeating: "x", count: CSVScanner.mostBytes + 1)
    let file = LogFile("mine.csv", "item,logp,watched\n\(long),-1,1\nq1,-1.5,1\nq1,-2.5,0\n")
    let problems = try #require(file.reading()).problems.filter(\.rejects)
    #expect(problems.map(\.description) == ["mine.csv:2: the line is longer than 8 MiB; line skipped"])
  }

  /// On each of these lines a quote is opened that the next one leaves open: what it swallows is read again and again.
  @Test func manyOpenQuotesAreNotAsManyReadingsOfTheFile() {
    let source = CountingBytes(Array(String(repeating: "\"a\"b,\"\n", count: 5000).utf8))
    var scan = CSVScanner(source, chunk: 1000)
    var open = 0
    while case let outcome = scan.next(), outcome != .end { open += outcome == .openQuote ? 1 : 0 }
    #expect(open == 5000)
    // A few thousand for each, not the rest of the file: that were a hundred million.
    #expect(source.taken < 20_000_000)
  }

  /// Each costs what lies before the next quote, and no quote behind it its length.
  @Test func aQuoteOverManyLinesIsReadAfterManyThatAnotherFieldCloses() {
    let stray = String(repeating: "1,\"x\n2,\"y\"\n", count: 30)
    let long = String(repeating: "y\n", count: 2000)
    let found = records("\(stray)3,\"\(long)\",z\n")
    #expect(found.count == 61)
    #expect(found.last?.dropFirst() == ["3", long, "z"])
  }

  /// Each line closes the quote of the one before and opens another, up to one that none can close.
  @Test func aChainOfOpenQuotesIsNotReadOnceForEachOfItsLines() {
    let source = CountingBytes(Array((String(repeating: "1\",1,\"\n", count: 5000) + "x\"y\n").utf8))
    var scan = CSVScanner(source, chunk: 1000, most: 10_000)
    while scan.next() != .end {}
    #expect(source.taken < 30_000_000)
  }

  @Test func aQuoteOverManyLinesIsReadAfterOneThatWasNeverClosed() {
    let filling = String(repeating: "f\n", count: 60_000)
    let long = String(repeating: "y\n", count: 2000)
    let found = records("1,\"x\n\(filling)3,\"\(long)\",z\n", most: 100_000)
    #expect(found.first == ["open quote on line 1"])
    #expect(found.last?.dropFirst() == ["3", long, "z"])
  }

  @Test(arguments: [
    ("[' positive', ' negative']", [" positive", " negative"]), ("[\"it's\", 'x\\'y']", ["it's", "x'y"]),
    ("[0, 1]", ["0", "1"]), ("[]", []), (" [ 'a' , ] ", ["a"]), ("['\\u00e9\\n']", ["é\n"]),
  ])
  func readsAListAsPythonPrintsIt(text: String, elements: [String]) {
    #expect(pythonList(Array(text.utf8))?.map { String(decoding: $0, as: UTF8.self) } == elements)
  }

  @Test(arguments: ["", "[", "['a", "['a'", "['a' 'b']", "'a'", "['a'] x", "[,]"])
  func refusesWhatIsNoList(text: String) { #expect(pythonList(Array(text.utf8)) == nil) }
}

/// Bytes that know how often they were asked for.
private final class CountingBytes: ByteSource, @unchecked Sendable {
  let written: Int64 = 0
  private let bytes: MemoryBytes
  private(set) var taken = 0

  init(_ bytes: [UInt8]) { self.bytes = MemoryBytes(bytes) }

  var size: UInt64 { bytes.size }

  func read(at offset: UInt64, into room: UnsafeMutableRawBufferPointer) throws(ReadError) -> Int {
    let count = try bytes.read(at: offset, into: room)
    taken += count
    return count
  }
}
