import Foundation
import Runs
import Testing

@testable import Readers

/// Logs made to stop the program, to keep it busy, or to fill its memory.
@Suite struct HostileLogTests {
  private static let deep = 100_000

  /// Cases in which a value may stand behind a key: texts of JSON, and no archive, which is packed.
  private static let nestable = CaseTests.names.filter { name in
    guard !name.hasPrefix("inspect-eval"), let log = Ground.files(in: name).first,
      let bytes = try? Ground.bytes(log.path)
    else { return false }
    return String(decoding: bytes, as: UTF8.self).firstRange(of: "\": ") != nil
  }

  @Test func valuesStandInManyCases() { #expect(Self.nestable.count > 10) }

  /// Nested a hundred thousand deep wherever a value may stand: stepped over, or rejected with a reason.
  @Test(arguments: nestable, [("[", "]"), (#"{"a":"#, "}")])
  func nothingNestsTooDeep(name: String, brackets: (String, String)) throws {
    let log = try #require(Ground.files(in: name).first)
    let text = String(decoding: try Ground.bytes(log.path), as: UTF8.self)
    let colon = try #require(text.firstRange(of: "\": "))
    let nest =
      String(repeating: brackets.0, count: Self.deep) + "1" + String(repeating: brackets.1, count: Self.deep)
    let head = String(text[..<text.index(after: colon.lowerBound)])
    let file = LogFile(log.name, "\(head): \(nest), \"b\(text[colon.lowerBound...])")
    let format = try #require(formats.first { $0.recognizes(LogFile(log.name, text)) })
    let reading = format.read(file, cancelled: { false })
    #expect(reading.problems.allSatisfy { $0.place.file == log.name })
    _ = reader(for: file)?.read(file, cancelled: { false })
  }

  @Test(arguments: [
    "1e999", "-1e999", "NaN", "1e-999", "-5", "0.5", "9223372036854775808", String(repeating: "9", count: 1_000_000),
  ])
  func aNumberOfBytesMayBeAnyNumber(number: String) {
    let log =
      #"[{"instance_id": "a", "stats": [{"name": {"name": "logprob"}, "sum": -1.5}, "#
      + #"{"name": {"name": "num_bytes"}, "sum": \#(number)}]}]"#
    let table = "item,logp,bytes\na,-1.5,\(number)\n"
    for reading in [
      HELMInstancesReader.read(LogFile("per_instance_stats.json", log), cancelled: { false }),
      TableReader.read(LogFile("mine.csv", table), cancelled: { false }),
    ] {
      #expect(reading.count == 1 || reading.problems.contains { $0.rejects })
      #expect(reading.columns.allSatisfy { $0.bytes.allSatisfy { $0 >= 0 } })
    }
  }

  /// The items of several texts are added up: two numbers that fit need not fit together.
  @Test(arguments: ["9e18", "1e999", "NaN", "-5", "0.5"])
  func aNumberOfItemsIsOneThatALogCanHold(number: String) throws {
    let results = #"{"wiki": {"bits_per_byte,none": 1.5}, "news": {"bits_per_byte,none": 1.25}}"#
    let items = #"{"wiki": {"effective": \#(number)}, "news": {"effective": \#(number)}}"#
    let configs = ["wiki", "news"].map { #""\#($0)": {"output_type": "loglikelihood_rolling"}"# }
    let file = LogFile(
      "results_x.json",
      #"{"results": \#(results), "configs": {\#(configs.joined(separator: ","))}, "n-samples": \#(items), "#
        + #""model_name": "m-1m"}"#)
    let reading = LMEvalResultsReader.read(file, cancelled: { false })
    #expect(reading.facts.flatMap(\.tasks).map(\.items) == [nil, nil])
    let catalogue = Catalogue(of: [
      IndexedFile(
        stamp: FileStamp(path: "r/results_x.json", size: 1, modified: 1), format: reading.format, facts: reading.facts)
    ])
    let aggregate = try #require(Aggregate(texts: [], stored: catalogue.aggregatesOnly, lastWords: []))
    #expect(aggregate.points.map(\.n) == [0])
  }

  /// The members of an object are looked up one after the other: with as many look-ups as members that is a square.
  @Test func manyTasksAreNotAsManyWalksOverAllTasks() {
    let count = 20_000
    let results = (0..<count).map { #""t\#($0)": {"acc,none": 0.5, "alias": "t"}"# }.joined(separator: ",")
    let configs = (0..<count).map { #""t\#($0)": {"output_type": "multiple_choice"}"# }.joined(separator: ",")
    let modern = LogFile("results_x.json", #"{"results": {\#(results)}, "configs": {\#(configs)}}"#)
    #expect(LMEvalResultsReader.read(modern, cancelled: { false }).facts.first?.tasks.count == count)

    let scores = (0..<count).map { #"{"score_dict": {"multiple_choice_grade": 0.5}, "number_of_shots": \#($0)}"# }
    let head = #"{"model": {"model_family": "f", "model_name": "m"}, "task": {"task_name": "t"}"#
    let big = LogFile("scores.json", head + #", "scores": [\#(scores.joined(separator: ","))]}"#)
    #expect(BigBenchReader.read(big, cancelled: { false }).facts.first?.tasks.count == count)

    let prompts = (0..<count).map { #""prompt_\#($0)": "a", "logit_\#($0)": -1"# }.joined(separator: ",")
    let old = LogFile("x_write_out_info.json", #"[{"doc_id": 0, \#(prompts)}]"#)
    #expect(LMEvalWriteOutReader.read(old, cancelled: { false }).count == 0)
  }

  /// As the store of an agent, or a text of many megabytes: it costs itself and not what stands behind it.
  @Test(arguments: [
    (
      "log.json", #"{"version": 2, "eval": {"task": "t", "model": "m"}, "samples": ["#, "]}",
      #"{"id": "#, #", "input": "?", "scores": {"s": {"value": "C"}}, "store": {"page": "?"}}"#, "sample"
    ),
    (
      "log_f_m.json",
      #"{"model": {"model_family": "f", "model_name": "m"}, "queries": [{"shots": 0, "samples": ["#, "]}]}",
      #"{"n": "#, #", "input": "?", "absolute_scores": [-1, -2], "correct": 1}"#, "sample"
    ),
    (
      "per_instance_stats.json", "[", "]",
      #"{"instance_id": "#, #", "stats": [{"name": {"name": "exact_match"}, "mean": 1}], "more": "?"}"#, "entry"
    ),
    (
      "t_write_out_info.json", "[", "]", #"{"doc_id": "#, #", "prompt_0": "?", "logit_0": -1.5, "acc": "1.0"}"#, "item"
    ),
  ])
  func aRecordTooLargeToBeKeptCostsOnlyItself(
    name: String, head: String, tail: String, from: String, to: String, noun: String
  ) throws {
    let large = to.replacing("\"?\"", with: "\"" + String(repeating: "long ", count: 2_000_000) + "\"")
    let deep = to.replacing(
      "\"?\"", with: String(repeating: "[", count: 200) + String(repeating: "]", count: 200))
    let records = [to, large, to, deep, large, to].enumerated().map { "\(from)\($0)\($1)" }
    let log = head + records.joined(separator: ",\n") + tail
    let reading = try #require(LogFile(name, log).reading())
    #expect(reading.count == 3)
    #expect(reading.problems.map(\.place.line) == [2, 4, 5])
    let first = try #require(reading.problems.first)
    #expect(first.what.hasPrefix("the \(noun) at byte ") && first.what.hasSuffix("record that is read"))
    #expect(first.action == "\(noun) skipped")
    #expect(reading.problems.allSatisfy { $0.rejects })
  }

  /// Whole prompts, say: kept apart, whatever their length, and the same in every model's log.
  @Test func aNameOfAnyLengthIsBoundedAndStaysItsOwn() throws {
    let names = ["a", "b"].map { String(repeating: "long ", count: 200_000) + $0 }
    let table = ["q"] + names + names + ["q"]
    let rows = table.map { "\($0),-1" }.joined(separator: "\n")
    let samples = names.map { #"{"id": "\#($0)", "input": "?", "scores": {"s": {"value": "C"}}}"# }
    let items = names.map { #"{"doc_id": "\#($0)", "prompt_0": "?", "logit_0": -1}"# }
    let instances = names.map {
      #"{"instance_id": "\#($0)", "stats": [{"name": {"name": "exact_match"}, "mean": 1}]}"#
    }
    let log = #"{"version": 2, "eval": {"task": "t", "model": "m"}, "samples": [\#(samples.joined(separator: ","))]}"#
    let readings = [
      TableReader.read(LogFile("mine.csv", "item,logp\n" + rows), cancelled: { false }),
      InspectJSONReader.read(LogFile("log.json", log), cancelled: { false }),
      LMEvalWriteOutReader.read(LogFile("t.json", "[\(items.joined(separator: ","))]"), cancelled: { false }),
      HELMInstancesReader.read(LogFile("h.json", "[\(instances.joined(separator: ","))]"), cancelled: { false }),
    ]
    let found = readings.map { Set($0.columns.flatMap { Array($0.items) }.filter { $0 != "q" }) }
    #expect(found.allSatisfy { $0.count == 2 && $0 == found[0] })
    #expect(found[0].allSatisfy { $0.hasPrefix("long long ") && $0.utf8.count <= 4096 })
  }

  /// Each has columns of its own, which cost far more than the few bytes that bring them about.
  @Test func columnsAreBounded() {
    let instances = (0..<300).map {
      #"{"instance_id": "a", "perturbation": {"name": "p\#($0)"}, "stats": [{"name": {"name": "exact_match"}, "mean": 1}]}"#
    }
    let helm = LogFile("per_instance_stats.json", "[\(instances.joined(separator: ","))]")
    let read = HELMInstancesReader.read(helm, cancelled: { false })
    #expect(read.columns.count == 100)
    #expect(read.problems.count == 200)

    let rows = (0..<10_050).map { "q,-1,1,s\($0)" }.joined(separator: "\n")
    let table = TableReader.read(LogFile("mine.csv", "item,logp,watched,suite\n" + rows), cancelled: { false })
    #expect(table.columns.count == 10_000)
    #expect(table.problems.first?.what == "more than 10000 suites; split the table")
  }

  /// A thousand problems with a name of a megabyte each would be a gigabyte of them.
  @Test func aProblemIsASentenceWhateverNameIsInIt() {
    let long = String(repeating: "n", count: 1_000_000)
    let table = LogFile("mine.csv", "item,logp,model\nq1,-1,a\nq2,-1,\(long)\n")
    let problems = TableReader.read(table, cancelled: { false }).problems
    #expect(problems.contains { $0.what.hasPrefix("a second model, nnn") && $0.what.hasSuffix("…") })
    #expect(problems.allSatisfy { $0.what.count <= 512 })
  }

  @Test func aFileThatShrinksIsReadAsFarAsItGoes() throws {
    let path = NSTemporaryDirectory() + "vane-\(UUID().uuidString).csv"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try "item,logp,watched\nq1,-1,1\nq2,-2,0\n".write(toFile: path, atomically: false, encoding: .utf8)
    let file = try LogFile(path: path)
    #expect(truncate(path, 30) == 0)
    let reading = TableReader.read(file, cancelled: { false })
    #expect(reading.count == 1)
    #expect(reading.problems.contains { $0.rejects })
    #expect(throws: Problem.self) { try InspectJSONReader.text(in: file, at: Address(offset: 0, length: 99, line: 1)) }
  }

  @Test(arguments: formats.map { $0.name }) func aFileThatVanishesIsTold(name: String) throws {
    let path = NSTemporaryDirectory() + "vane-\(UUID().uuidString).json"
    try "{}".write(toFile: path, atomically: false, encoding: .utf8)
    let file = try LogFile(path: path)
    try FileManager.default.removeItem(atPath: path)
    // A pipe comes to stand there: opening it would wait for ever.
    #expect(mkfifo(path, 0o600) == 0)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let format = try #require(formats.first { $0.name == name })
    let reading = format.read(file, cancelled: { false })
    let isTold = reading.problems.contains { $0.what.contains("cannot be read: it is a pipe, a socket or a device") }
    #expect(isTold || reading.ignoredBecause != nil)
    #expect(reading.count == 0)
  }

  /// Its last byte looks like half of a line break.
  @Test func aRowThatEndsInAReturnIsReadBack() throws {
    let file = LogFile("data.csv", "prompt\n\n\n\r\r\n\"a\"\r\n\"b\"")
    let columns = try #require(InverseScalingReader.read(file, cancelled: { false }).columns.first)
    let prompts = try (0..<columns.count).map {
      try InverseScalingReader.text(in: file, at: columns.address(of: $0)).choices
    }
    #expect(prompts == [["\r"], ["a"], ["b"]])
  }

  /// Where files were put one behind the other, a byte order mark may stand within.
  @Test func aRowThatBeginsWithAByteOrderMarkIsReadBack() throws {
    let file = LogFile("data.csv", "prompt\n\u{FEFF}\n\u{FEFF}a b\nc d")
    let columns = try #require(InverseScalingReader.read(file, cancelled: { false }).columns.first)
    let texts = try (0..<columns.count).map { try InverseScalingReader.text(in: file, at: columns.address(of: $0)) }
    #expect(texts.map { Array(($0.prompt + $0.choices.joined()).unicodeScalars).count } == [1, 4, 3])
  }

  @Test func aHoleEndsAFile() throws {
    let path = NSTemporaryDirectory() + "vane-\(UUID().uuidString).jsonl"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try "{}\n".write(toFile: path, atomically: false, encoding: .utf8)
    #expect(truncate(path, 1 << 40) == 0)
    let bytes = try FileBytes(path: path)
    #expect(try bytes.bytes(at: 0, count: 10).starts(with: Array("{}\n".utf8)))
    #expect(throws: ReadError.self) { try bytes.bytes(at: 1 << 39, count: 10) }
    // A small one is what a crash leaves, and is read as the zeros that it is.
    #expect(truncate(path, 1 << 20) == 0)
    #expect(try FileBytes(path: path).bytes(at: 1 << 19, count: 10) == [UInt8](repeating: 0, count: 10))
  }

  /// However many small ones stand before a large one.
  @Test func holesEndAFileTogether() throws {
    let path = NSTemporaryDirectory() + "vane-\(UUID().uuidString).jsonl"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try "{}\n".write(toFile: path, atomically: false, encoding: .utf8)
    let file = open(path, O_WRONLY)
    for at in 1..<2000 { pwrite(file, "{}\n", 3, off_t(at) << 16) }
    close(file)
    #expect(truncate(path, 1 << 40) == 0)
    let bytes = try FileBytes(path: path)
    #expect(try bytes.bytes(at: 1 << 16, count: 3) == Array("{}\n".utf8))
    #expect(throws: ReadError.self) { try bytes.bytes(at: 1 << 31, count: 10) }
  }

  /// What one of them takes for a value the other steps over, to the same place.
  @Test(arguments: ["NaN[", "1{", "+000 ", "inf,", ".5]", "-Infinity}", "true\"", "[NaN[1]]", "{\"a\": +1}"])
  func whatIsReadIsSteppedOverToTheSamePlace(text: String) {
    var read = JSONScanner(MemoryBytes(Array(text.utf8)), byLine: false)
    var skip = JSONScanner(MemoryBytes(Array(text.utf8)), byLine: false)
    var budget = 1000
    let isRead = (try? read.tree(budget: &budget)) != nil
    let isSkipped = (try? skip.skip()) != nil
    #expect(!isRead || isSkipped)
    if isRead { #expect(read.offset == skip.offset) }
  }
}
