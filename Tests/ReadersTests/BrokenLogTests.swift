import Runs
import Testing

@testable import Readers

/// Logs as a stopped run, a full disk or an enemy leaves them: every line is a sample or a problem, and nothing
/// crashes.
@Suite struct BrokenLogTests {
  private static let samples = [
    "lm-eval-choices", "lm-eval-sequence", "lm-eval-rolling", "lm-eval-filters", "lm-eval-odd-lines",
  ]

  private func log(_ name: String) throws -> (name: String, bytes: [UInt8]) {
    let log = try #require(Ground.files(in: name).first)
    return (log.name, try Ground.bytes(log.path))
  }

  @Test(arguments: samples) func everyLineOfACutFileIsASampleOrAProblem(name: String) throws {
    let (path, bytes) = try log(name)
    for end in 0...min(bytes.count, 1800) {
      let file = LogFile(path: path, bytes: Array(bytes[..<end]))
      let reading = LMEvalSamplesReader.read(file, cancelled: { false })
      let lines = bytes[..<end].split(separator: 0x0A).count
      let problems = reading.problems.filter(\.rejects)
      #expect(reading.count + problems.count == lines, "cut at byte \(end)")
      if let last = problems.last, end > 0, bytes[end - 1] != 0x0A, problems.count == 1, !name.contains("odd") {
        #expect(last.what == "line is cut off")
        #expect(last.place.line == lines)
      }
    }
  }

  @Test(arguments: samples, 1...40) func everyLineOfABrokenFileIsASampleOrAProblem(name: String, seed: Int) throws {
    let (path, original) = try log(name)
    var dice = Dice(seed: UInt64(seed))
    var bytes = original
    for _ in 0..<Int.random(in: 1...12, using: &dice) {
      let at = Int.random(in: 0..<bytes.count, using: &dice)
      switch Int.random(in: 0..<3, using: &dice) {
      case 0: bytes[at] = UInt8.random(in: 0...255, using: &dice)
      case 1: bytes.remove(at: at)
      default: bytes.insert(bytes[Int.random(in: 0..<bytes.count, using: &dice)], at: at)
      }
    }
    let reading = LMEvalSamplesReader.read(LogFile(path: path, bytes: bytes), cancelled: { false })
    // Lines of blanks alone are no lines; a byte order mark is no mutation that occurs here.
    let lines = bytes.split(separator: 0x0A).filter { line in line.contains { $0 > 0x20 } }.count
    #expect(reading.count + reading.problems.filter(\.rejects).count == lines, "seed \(seed)")
    let again = LMEvalSamplesReader.read(LogFile(path: path, bytes: bytes), chunk: 3, cancelled: { false })
    #expect(again.transcript == reading.transcript, "seed \(seed), chunks of three bytes")
  }

  /// Every format of `Cases`, cut and scrambled: whatever is said, nothing crashes and nothing is empty without a word.
  @Test(arguments: CaseTests.names, 1...40) func noBrokenFileCrashesOrIsPassedOverInSilence(
    name: String, seed: Int
  ) throws {
    let (path, original) = try log(name)
    let format = try #require(reader(for: LogFile(path: path, bytes: original)))
    var dice = Dice(seed: UInt64(seed))
    var bytes = Array(original.prefix(Int.random(in: 0...original.count, using: &dice)))
    for _ in 0..<Int.random(in: 0...6, using: &dice) where !bytes.isEmpty {
      bytes[Int.random(in: 0..<bytes.count, using: &dice)] = UInt8.random(in: 0...255, using: &dice)
    }
    let reading = format.read(LogFile(path: path, bytes: bytes), cancelled: { false })
    let isSilent = reading.count == 0 && reading.problems.isEmpty && reading.ignoredBecause == nil
    #expect(!isSilent || reading.facts.contains { !$0.tasks.isEmpty }, "seed \(seed)")
  }

  /// Every format of `Cases`, its beginning cut off at every byte: a reason or a reading, and never more than the whole.
  @Test(arguments: CaseTests.names) func aFileCutAtAnyByteIsReadAsFarAsItGoes(name: String) throws {
    let (path, bytes) = try log(name)
    let whole = LogFile(path: path, bytes: bytes)
    let format = try #require(reader(for: whole))
    let most = format.read(whole, cancelled: { false }).count
    for end in 0...min(bytes.count, 1200) {
      let reading = format.read(LogFile(path: path, bytes: Array(bytes[..<end])), cancelled: { false })
      #expect(reading.count <= most, "cut at byte \(end)")
      let isSilent = reading.count == 0 && reading.problems.isEmpty && reading.ignoredBecause == nil
      #expect(!isSilent || reading.facts.contains { !$0.tasks.isEmpty }, "cut at byte \(end)")
    }
  }

  /// No format without a case of its own, so that none is left out above.
  @Test func everyFormatHasACase() throws {
    let found = try CaseTests.names.compactMap { name in
      let (path, bytes) = try log(name)
      return reader(for: LogFile(path: path, bytes: bytes))?.name
    }
    #expect(Set(found) == Set(formats.map { $0.name }))
  }

  @Test func aLineOfAMillionLettersIsRead() throws {
    let long = String(repeating: "lorem \\n \\\"ipsum\\\" ", count: 60_000)
    let line =
      #"{"doc_id": 0, "doc": {"id": "a", "text": "\#(long)"}, "target": "1", "arguments": {"gen_args_0": {"arg_0": "\#(long)", "arg_1": " x"}, "#
      + #""gen_args_1": {"arg_0": "\#(long)", "arg_1": " \#(long)"}}, "filtered_resps": [["-1", "False"], ["-2", "False"]], "filter": "none"}"#
    let file = LogFile("samples_long.jsonl", line + "\n" + line)
    #expect(reader(for: file) != nil)
    let columns = try #require(LMEvalSamplesReader.read(file, cancelled: { false }).columns.first)
    #expect(columns.items == ["a", "a#2"])
    #expect(columns.bytes[1] == 1 + 60_000 * 16)
    #expect(columns.watched == [2, 2])
  }

  @Test func aMillionBrokenLinesAreCounted() {
    let file = LogFile("samples_x.jsonl", String(repeating: "{\n", count: 5000))
    let problems = LMEvalSamplesReader.read(file, cancelled: { false }).problems
    #expect(problems.count == 1001)
    #expect(problems.last?.what == "4000 more problems like these")
  }

  @Test func stopsWhenItIsToldTo() throws {
    let (path, bytes) = try log("lm-eval-choices")
    let many = LogFile(path: path, bytes: Array(repeatElement(bytes, count: 200).joined()))
    #expect(LMEvalSamplesReader.read(many, cancelled: { true }).count < 300)
  }

  @Test func textThatIsNoUnicodeIsReadAllTheSame() throws {
    let (path, original) = try log("lm-eval-choices")
    let bytes = original.map { $0 == 0x46 ? 0xFF : $0 }
    let reading = LMEvalSamplesReader.read(LogFile(path: path, bytes: bytes), cancelled: { false })
    #expect(reading.count == 3)
  }

  @Test(arguments: ["/dev/zero", "/", "/nowhere/at/all"]) func onlyRegularFilesAreOpened(path: String) {
    #expect(throws: Problem.self) { try LogFile(path: path) }
  }

  @Test func theLastOfTwoEqualKeysCounts() throws {
    let file = LogFile(
      "samples_twice.jsonl",
      #"{"doc_id": 0, "doc": {"id": "a", "id": "b"}, "target": "0", "target": "1", "filter": "none", "arguments": {"g": {"arg_0": "c", "arg_1": " x"}}, "#
        + #""arguments": {"g": {"arg_0": "c", "arg_1": " x"}, "h": {"arg_0": "c", "arg_1": " yy"}}, "filtered_resps": [["-9", "F"]], "filtered_resps": [["-1", "F"], ["-2", "F"]]}"#
    )
    let reading = LMEvalSamplesReader.read(file, cancelled: { false })
    #expect(reading.problems == [])
    let columns = try #require(reading.columns.first)
    #expect(columns.items == ["b"])
    #expect(columns.values == [-1, -2])
    #expect(columns.bytes == [2, 3])
    #expect(columns.watched == [2])
  }

  @Test(arguments: [("1e999", 0), ("-1e999", 1), ("-Infinity", 1), ("NaN", 1), ("\"-1\"", 1), ("null", 0), ("{}", 0)])
  func aNumberBeyondAllBoundsIsReadOrRejected(number: String, count: Int) {
    let file = LogFile(
      "samples_big.jsonl",
      #"{"doc_id": 0, "target": "0", "filter": "none", "arguments": {"g": {"arg_0": "c", "arg_1": " x"}, "h": {"arg_0": "c", "arg_1": " y"}}, "filtered_resps": [["#
        + number + #", "F"], ["-2", "F"]]}"#)
    let reading = LMEvalSamplesReader.read(file, cancelled: { false })
    #expect(reading.count == count)
    #expect(reading.problems.contains { $0.rejects } == (count == 0))
  }
}
