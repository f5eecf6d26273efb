import Runs
import Testing

@testable import Readers

@Suite struct OtherFormatTests {
  @Test(arguments: [
    ("mmlu:subject=anatomy,model=openai_gpt2", "mmlu:subject=anatomy"), ("boolq:model=x,only=1", "boolq:only=1"),
    ("boolq:model=x", "boolq"), ("plain", "plain"), ("", ""),
  ])
  func aHELMRunIsNamedWithoutItsModel(folder: String, task: String) { #expect(HELMRun.task(inName: folder) == task) }

  @Test func theFilesOfAHELMRunSpeakOfTheSameTask() throws {
    let folder = "runs/v1/mmlu:subject=anatomy,model=openai_gpt2"
    let spec = LogFile(
      "\(folder)/run_spec.json",
      #"{"name": "mmlu:subject=anatomy,model=openai/gpt2", "scenario_spec": {}, "adapter_spec": {"model": "openai/gpt2"}}"#
    )
    let stats = LogFile(
      "\(folder)/per_instance_stats.json",
      #"[{"instance_id": "id1", "stats": [{"name": {"name": "logprob"}, "sum": -1.5}]}]"#)
    let named = try #require(spec.reading()?.facts.first)
    #expect(named.tasks.map(\.name) == ["mmlu:subject=anatomy"])
    #expect(named.model == "openai/gpt2")
    #expect(stats.reading()?.columns.map(\.task) == ["mmlu:subject=anatomy"])
  }

  /// The address leads back to the text, whatever the format.
  @Test(arguments: [
    ("big-bench-log", "0", "Q: up or down?\nA:", ["up", "down"], "up"),
    ("lm-eval-0.3-items", "0", "Q: up or down?\nA: ", ["up", "down"], " down"),
    ("helm-choices", "id3", "Is it?", ["yes", "no"], "yes"),
    (
      "inspect-json", "facts-031", "Question: Name the town of Olga.\nAnswer:",
      ["Tarn", "Kelder", "Garrow", "Norwick"], "Kelder"
    ),
    (
      "inspect-eval-odd-names", "../../etc/passwd", "Question: In which town does Finn live?\nAnswer:",
      ["Selby", "Drumlin", "Tarn", "Lowick"], "Tarn"
    ),
  ])
  func theTextOfAnItemIsFoundAgain(
    name: String, item: String, prompt: String, choices: [String], target: String
  ) throws {
    let path = try #require(Ground.files(in: name).first).path
    let reading = try #require(LogFile(path: path).reading())
    let columns = try #require(reading.columns.first { $0.kind == .choices })
    let at = try #require(columns.items.firstIndex(of: item))
    let text = try itemText(format: reading.format, path: path, address: columns.address(of: at))
    #expect(text.prompt == prompt)
    #expect(text.choices == choices)
    #expect(text.target == target)
  }

  @Test func aSampledAnswerMayBeANumber() throws {
    let file = LogFile(
      "drop_write_out_info.json",
      #"[{"doc_id": 0, "prompt_0": "6 x 7?", "logit_0": "42", "truth": "42", "em": "1.0"}]"#)
    let reading = try #require(file.reading())
    #expect(reading.columns.map(\.kind) == [.generated])
    let text = try LMEvalWriteOutReader.text(in: file, at: reading.columns[0].address(of: 0))
    #expect(text.response == "42")
  }

  @Test func aLogLikelihoodAboveZeroIsRejected() throws {
    let file = LogFile(
      "coin_write_out_info.json",
      #"[{"doc_id": 0, "prompt_0": "a", "prompt_1": "b", "logit_0": 1.5, "logit_1": -0.5, "truth": 0}]"#)
    let reading = try #require(file.reading())
    #expect(reading.columns.isEmpty)
    #expect(reading.problems.map(\.rejects) == [true])
  }

  @Test func aTablesCoverageIsTheLogOfAProbability() throws {
    let file = LogFile("mine.csv", "item,loss,coverage\nq1,0.5,-0.25\nq2,0.5,0.25\n")
    let reading = try #require(file.reading())
    #expect(reading.columns.map { Array($0.items) } == [["q1"]])
    #expect(reading.problems.map(\.what) == ["coverage 0.25 is above 0, which no probability has"])
  }

  /// Its `q1` is another question under each behaviour, so neither is a copy of the other.
  @Test func aTableMayUseASuitesNameUnderTwoBehaviours() throws {
    let rows = ["flattery", "honesty"].map { "\($0),opinions,q1,-1\n\($0),opinions,q2,-2\n" }
    let file = LogFile("mine.csv", "behaviour,suite,item,logp\n" + rows.joined())
    let reading = try #require(file.reading())
    #expect(reading.columns.map(\.task) == ["flattery:opinions", "honesty:opinions"])
    let heads = reading.columns.enumerated().map {
      ColumnsHead(id: Int64($0), task: $1.task, filter: $1.filter, kind: $1.kind, count: $1.count)
    }
    let catalogue = Catalogue(of: [
      IndexedFile(
        stamp: FileStamp(path: "r/mine.csv", size: 1, modified: 1), format: reading.format, facts: reading.facts,
        heads: heads)
    ])
    #expect(catalogue.behaviours.map(\.key.behaviour) == ["flattery", "honesty"])
    #expect(catalogue.superseded.isEmpty)
  }

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

  @Test(arguments: ["", "{", "[", "x", "a,b\n1,2\n", "{\"results\": 1}", "[]", "{}", "PK\u{3}\u{4}", "\u{FEFF}"])
  func noFormatClaimsWhatItDoesNotKnow(text: String) { #expect(reader(for: LogFile("x", text)) == nil) }
}
