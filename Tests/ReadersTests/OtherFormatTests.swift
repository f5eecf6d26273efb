import Runs
import Testing

@testable import Readers

@Suite struct OtherFormatTests {
  @Test(arguments: [
    ("mmlu:subject=anatomy,model=openai_gpt2", "mmlu:subject=anatomy"), ("boolq:model=x,only=1", "boolq:only=1"),
    ("boolq:model=x", "boolq"), ("plain", "plain"), ("", ""),
  ])
  func aHELMRunIsNamedWithoutItsModel(folder: String, task: String) { #expect(HELMRun.task(inName: folder) == task) }

  /// The same text with few typos and with many.
  @Test func aPerturbationIsKnownByItsSettings() throws {
    func request(_ prob: Double, _ reference: Int, _ nats: Double) -> String {
      #"{"instance": {"id": "id1", "input": {"text": "?"}, "perturbation": {"name": "typos", "robustness": true, "#
        + #""prob": \#(prob)}, "references": [{"output": {"text": "a"}, "tags": ["correct"]}, "#
        + #"{"output": {"text": "b"}, "tags": []}]}, "reference_index": \#(reference), "request_mode": "original", "#
        + #""result": {"completions": [{"logprob": \#(nats)}]}}"#
    }
    func reading(_ requests: String...) throws -> Reading {
      let head = #"{"adapter_spec": {"method": "multiple_choice_separate_original"}, "request_states": ["#
      return try #require(
        LogFile("scenario_state.json", head + requests.joined(separator: ", ") + "]}").reading())
    }
    let pair = [request(0.1, 0, -1), request(0.1, 1, -2)]
    let both = try reading(pair[0], pair[1], request(0.5, 0, -3), request(0.5, 1, -2))
    #expect(both.columns.map(\.filter) == ["typos prob=0.1", "typos prob=0.5"])
    #expect(both.columns.map(\.values) == [[-1, -2], [-3, -2]] && both.problems == [])
    let twice = try reading(pair[0], pair[1], request(0.1, 0, -3))
    #expect(twice.columns.map(\.values) == [[-1, -2]], "the first counts")
    #expect(twice.problems.count == 1)
  }

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

  /// truthfulqa_mc2 and truthfulqa_mc1 of the same row.
  @Test(arguments: [("0.75", 0b011), ("1.0", 0b001), ("0.0", 0b001)] as [(String, UInt64)])
  func ofSeveralTrueAnswersAllAreWatched(verdict: String, watched: UInt64) {
    let asked = (0..<3).map { #""gen_args_\#($0)": {"arg_0": "?", "arg_1": " answer \#($0)"}"# }
    let line =
      #"{"doc_id": 0, "doc": {"mc1_targets": {"labels": [1, 0, 0]}, "mc2_targets": {"labels": [1, 1, 0]}}, "#
      + #""target": "0", "arguments": {\#(asked.joined(separator: ", "))}, "filtered_resps": [["-1.0", "False"], "#
      + #"["-2.0", "False"], ["-3.0", "False"]], "filter": "none", "doc_hash": "000000000000000a", "#
      + #""acc": \#(verdict)}"# + "\n"
    let file = LogFile("samples_truthfulqa_2026-01-01T00-00-01.000000.jsonl", line)
    #expect(file.reading()?.columns.first?.watched == [watched])
  }

  /// Of a task with measures of its own, or with F1 alone.
  @Test func answersThatNobodyCallsRightOrWrongAreTold() throws {
    func line(_ id: Int, _ verdict: String) -> String {
      #"{"doc_id": \#(id), "doc": {}, "target": "42", "#
        + #""arguments": {"gen_args_0": {"arg_0": "?", "arg_1": {"until": []}}}, "filtered_resps": ["42"], "filter": "none", "#
        + #""doc_hash": "\#(id)00000000000000ab", \#(verdict)}"# + "\n"
    }
    func told(_ verdicts: String...) throws -> [String] {
      let text = verdicts.enumerated().map { line($0, $1) }.joined()
      return try #require(LogFile("samples_t_2026-01-01T00-00-01.000000.jsonl", text).reading()).problems.map(\.what)
    }
    #expect(try told(#""f1": 0.5"#, #""f1": 1.0"#) == ["neither acc nor exact_match in 2 items"])
    #expect(try told(#""exact_match": 0.0"#, #""acc": 1.0"#) == [])
  }

  /// The row's answer `3` among the texts `2`, `3`, `4`, `5` is written as the place of `5` would be.
  @Test func aTargetOfDigitsIsWhatTheVerdictsAgreeWith() throws {
    func line(_ id: Int, _ target: Int, _ values: [Double], _ verdict: Int) -> String {
      let asked = [2, 3, 4, 5].enumerated().map { #""gen_args_\#($0)": {"arg_0": "?", "arg_1": " \#($1)"}"# }
      let answers = values.map { #"["\#($0)", "False"]"# }.joined(separator: ", ")
      return #"{"doc_id": \#(id), "doc": {}, "target": "\#(target)", "#
        + #""arguments": {\#(asked.joined(separator: ", "))}, "#
        + #""filtered_resps": [\#(answers)], "filter": "none", "doc_hash": "\#(id)00000000000000ab", "#
        + #""acc": \#(verdict).0}"# + "\n"
    }
    func watched(_ lines: String...) throws -> [UInt64] {
      let file = LogFile("samples_t_2026-01-01T00-00-01.000000.jsonl", lines.joined())
      return try #require(file.reading()?.columns.first).watched
    }
    let (open, text) = (line(0, 3, [-1, -2, -3, -4], 0), line(1, 2, [-1, -2, -3, -4], 1))
    #expect(try watched(open, text) == [0b0010, 0b0001], "the second can only mean its text")
    let place = line(1, 2, [-3, -2, -1, -4], 1)
    #expect(try watched(open, place) == [0b1000, 0b0100], "the second can only mean its place")
    #expect(try watched(open) == [0b1000], "nothing tells")
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

  @Test(arguments: [
    (
      "samples_t_2026-01-01T00-00-01.000000.jsonl",
      #"{"doc_id": 0, "target": "[0, 1]", "arguments": {"gen_args_0": {"arg_0": "?", "arg_1": " a"}, "gen_args_1": "#
        + #"{"arg_0": "?", "arg_1": " b"}}, "filtered_resps": [["-1", "F"], ["-2", "F"]], "filter": "none"}"# + "\n"
    ),
    (
      "log.json",
      #"{"version": 2, "eval": {"task": "t", "model": "m"}, "samples": [{"id": 1, "epoch": 1, "input": "?", "#
        + #""choices": ["a", "b"], "target": ["A", "B"], "scores": {"s": {"value": "C", "metadata": "#
        + #"{"logprobs": {"a": -1, "b": -2}}}}}]}"#
    ),
    (
      "log_m.json",
      #"{"model": {"model_family": "f", "model_name": "m"}, "task": {"task_name": "t"}, "queries": [{"samples": "#
        + #"[{"input": "?", "choice": ["a", "b"], "target_values": {"a": 1, "b": 0.5}, "#
        + #""absolute_scores": [-1, -2]}]}]}"#
    ), ("m.csv", "item,choice,logp,watched\nq,a,-1,1\nq,b,-2,1\n"),
  ])
  func anItemOfWhichAllChoicesAreMarkedIsTold(name: String, text: String) throws {
    let reading = try #require(LogFile(name, text).reading())
    #expect(reading.problems.map(\.what) == ["all choices of 1 item are marked"])
    #expect(reading.columns.map { $0.measured(0).margin.isNaN } == [true])
  }

  @Test func aLogLikelihoodAboveZeroIsRejected() throws {
    let file = LogFile(
      "coin_write_out_info.json",
      #"[{"doc_id": 0, "prompt_0": "a", "prompt_1": "b", "logit_0": 1.5, "logit_1": -0.5, "truth": 0}]"#)
    let reading = try #require(file.reading())
    #expect(reading.columns.isEmpty)
    #expect(reading.problems.map(\.rejects) == [true])
  }

  /// Two items; the first has 7 of 10 points.
  private static let points: [(name: String, text: String, values: [Double])] = [
    (
      "samples_t.jsonl",
      #"""
      {"doc_id": 0, "doc": {"id": "a"}, "filter": "none", "filtered_resps": [["-1.5", "F"], ["-2", "F"]], "acc": 7}
      {"doc_id": 1, "doc": {"id": "b"}, "filter": "none", "filtered_resps": [["-1", "F"], ["-2", "F"]], "acc": 0.25}
      """#, [-1.5, -2, -1, -2]
    ),
    (
      "log.json",
      #"""
      {"version": 2, "eval": {"task": "t", "model": "m"}, "samples": [
      {"id": 1, "input": "?", "scores": {"s": {"value": 7}}},
      {"id": 2, "input": "?", "scores": {"s": {"value": 0.25}}}]}
      """#, []
    ),
    ("mine.csv", "item,logp,correct\na,-1.5,7\nb,-2,0.25\n", [-1.5, -2]),
    (
      "per_instance_stats.json",
      #"""
      [{"instance_id": "a", "stats": [{"name": {"name": "exact_match"}, "mean": 7}]},
      {"instance_id": "b", "stats": [{"name": {"name": "exact_match"}, "mean": 0.25}]}]
      """#, []
    ),
    (
      "log_f_m.json",
      #"""
      {"model": {"model_family": "f", "model_name": "m"}, "queries": [{"samples": [
      {"input": "?", "correct": 7, "absolute_scores": [-1.5, -2]},
      {"input": "!", "correct": 0.25, "absolute_scores": [-1, -2]}]}]}
      """#, [-1.5, -2, -1, -2]
    ),
    (
      "t_write_out_info.json",
      #"""
      [{"doc_id": 0, "prompt_0": "a", "logit_0": -1.5, "acc": 7},
      {"doc_id": 1, "prompt_0": "b", "logit_0": -2, "acc": 0.25}]
      """#, [-1.5, -2]
    ),
    ("m.csv", "index,loss,correct\n0,1.5,7\n1,2,0.25\n", [1.5, 2]),
  ]

  /// One failed, one was given a list, one a letter.
  @Test func samplesThatNoScorerCallsRightOrWrongAreTold() throws {
    let scores = ["{}", #"{"s": {"value": [1, 0]}}"#, #"{"s": {"value": "B"}}"#, #"{"s": {"value": "C"}}"#]
    let samples = scores.enumerated().map { #"{"id": \#($0), "epoch": 1, "input": "?", "scores": \#($1)}"# }
    let head = #"{"version": 2, "eval": {"task": "t", "model": "m"}, "samples": ["#
    let reading = try #require(LogFile("log.json", head + samples.joined(separator: ",") + "]}").reading())
    #expect(reading.problems.map(\.what) == ["3 samples without a verdict"])
    #expect(reading.problems.map(\.rejects) == [false])
  }

  @Test func pointsOfWhichTheMeanMightBeAnAccuracyAreNone() throws {
    let text = #"""
      {"version": 2, "eval": {"task": "t", "model": "m"}, "samples": [
      {"id": 1, "epoch": 1, "input": "?", "scores": {"s": {"value": 2}, "r": {"value": 1}}},
      {"id": 1, "epoch": 2, "input": "?", "scores": {"s": {"value": 0}, "r": {"value": 0}}}]}
      """#
    let reading = try #require(LogFile("log.json", text).reading())
    let means = reading.columns.map { ($0.filter, $0.correct) }
    #expect(means.map(\.0) == ["s", "r"])
    #expect(means[1].1 == [0.5] && means[0].1.map(\.isNaN) == [true], "what another scorer says stays")
  }

  @Test func aTruthThatEndsALongerChoiceIsTheShorterOne() {
    func watched(_ prompts: String...) -> [UInt64]? {
      let asked = prompts.enumerated().map { #""prompt_\#($0)": "\#($1)", "logit_\#($0)": -\#($0 + 1)"# }
      let item = #"[{"doc_id": 0, \#(asked.joined(separator: ", ")), "truth": " dog", "acc": "0.0"}]"#
      return LogFile("pets_write_out_info.json", item).reading()?.columns.first?.watched
    }
    #expect(watched("A hot dog", "A dog", "A cat") == [0b010])
    #expect(watched("One dog", "A dog", "My own dog") == [0], "of other contexts nothing is known")
  }

  @Test func aSampleThatTakesThePlaceOfAnotherIsTold() throws {
    let samples = [(1, 1, "C"), (1, 2, "C"), (1, 1, "I"), (2, 1, "C")].map {
      #"{"id": \#($0), "epoch": \#($1), "input": "?", "scores": {"s": {"value": "\#($2)"}}}"#
    }
    let head = #"{"version": 2, "eval": {"task": "t", "model": "m"}, "samples": ["#
    let reading = try #require(LogFile("log.json", head + samples.joined(separator: ",") + "]}").reading())
    #expect(reading.columns.map(\.correct) == [[0.5, 1]])
    #expect(reading.problems.first?.what == "1 sample with the id and the epoch of another")
    #expect(reading.problems.first?.rejects == false)
  }

  /// The log's own mark stands for samples of which the summaries say nothing.
  @Test(arguments: [
    (#""invalidated": true, "#, #""invalidation": {"author": "kl"}"#, "1 sample"),
    (#""invalidated": true, "#, #""invalidation": null"#, "samples of this log"),
    ("", #""invalidated": true"#, "1 sample"), (#""invalidated": false, "#, #""invalidated": false"#, ""),
  ])
  func whatSomebodyHasMarkedAsInvalidIsTold(log: String, sample: String, who: String) throws {
    let text =
      #"{"version": 2, \#(log)"eval": {"task": "t", "model": "m"}, "samples": ["#
      + #"{"id": 1, "input": "?", "scores": {"s": {"value": "C"}}, \#(sample)}]}"#
    let reading = try #require(LogFile("log.json", text).reading())
    #expect(reading.columns.map(\.correct) == [[1]])
    #expect(reading.problems.map(\.what) == (who.isEmpty ? [] : ["somebody has marked \(who) as invalid"]))
  }

  /// No percentage comes of points, whatever the format, nor of those among them that might be one; the rest stays.
  @Test(arguments: points)
  func aScoreOutsideZeroToOneIsNoAccuracy(name: String, text: String, values: [Double]) throws {
    let reading = try #require(LogFile(name, text).reading())
    let columns = try #require(reading.columns.first)
    #expect(reading.columns.count == 1 && columns.count == 2)
    #expect(columns.values == values)
    #expect(columns.correct.map(\.isNaN) == [true, true])
    #expect(reading.problems.filter { $0.what == "score outside 0…1 is no accuracy" }.map(\.rejects) == [false])
    #expect(reading.end == nil)
  }

  @Test(arguments: [
    (#"{"adapter_spec": {"method": "multiple_choice_separate_original"}}"#, "has no 'request_states'"),
    (#"{"adapter_spec": {"method": "multiple_choice_separate_original"}, "more": 1"#, "is cut off"),
  ])
  func aStateOfAHELMRunWithoutRequestsIsNotCutOff(text: String, what: String) throws {
    let reading = try #require(LogFile("scenario_state.json", text).reading())
    #expect(reading.format == "helm-choices")
    #expect(reading.problems.map(\.what) == [what])
  }

  /// Examples make another prompt: two runs that differ in nothing else must not be taken for one that was repeated.
  @Test func choicesOfAHELMRunHaveItsNumberOfExamples() throws {
    let requests = (0..<2).map {
      #"{"instance": {"id": "id3", "references": [{}, {}]}, "reference_index": \#($0), "#
        + #""result": {"completions": [{"logprob": -1}]}}"#
    }
    let file = LogFile(
      "boolq:model=m/scenario_state.json",
      #"{"adapter_spec": {"method": "multiple_choice_separate_original", "model": "m", "max_train_instances": 5}, "#
        + #""request_states": [\#(requests.joined(separator: ","))]}"#)
    let facts = try #require(file.reading()?.facts.first)
    #expect(facts.tasks.map(\.name) == ["boolq:choices"])
    #expect(facts.tasks.map(\.shots) == [5])
  }

  /// The texts of a HELM run have log-probabilities beside their scores.
  @Test func aLogProbabilityStaysWhereTheScoreIsNoAccuracy() throws {
    let file = LogFile(
      "per_instance_stats.json",
      #"[{"instance_id": "a", "stats": [{"name": {"name": "exact_match"}, "mean": 7}, "#
        + #"{"name": {"name": "logprob"}, "sum": -3.5}]}]"#)
    let columns = try #require(file.reading()?.columns.first)
    #expect(columns.kind == .rolling && columns.values == [-3.5] && columns.correct[0].isNaN)
  }

  /// It may hold several starts of the program, under names that have changed over the years.
  @Test(arguments: [
    ("sequence_prob", "loglikelihood"), ("lambada single_word", "loglikelihood"), ("classification", "multiple_choice"),
    ("QA classification_acc", "multiple_choice"), ("classification lambada", ""), ("logodds", ""), ("", ""),
  ])
  func theSettingsOfARunSayWhatKindOfTaskItWas(types: String, told: String) throws {
    let starts = types.split(separator: " ").map { #", "task_type": "\#($0)""# }
    let texts = (starts.isEmpty ? [""] : starts).map { #"{"dataset": "x", "exp_dir": "y", "models": ["m"]\#($0)}"# }
    let reading = try #require(LogFile("args.log", texts.joined()).reading())
    #expect(reading.format == "inverse-scaling-settings" && reading.ignoredBecause != nil)
    #expect(reading.facts.flatMap(\.tasks).compactMap(\.outputType) == (told.isEmpty ? [] : [told]))
  }

  @Test(arguments: [
    ("index,loss", 0), ("index,loss,correct", 1), ("index,loss,total_logprob", 1), ("index,logodds,correct", 0),
  ])
  func aTableWithMoreThanLossesIsOfClasses(header: String, count: Int) throws {
    let row = Array(repeating: "0", count: header.count { $0 == "," } + 1).joined(separator: ",")
    let reading = try #require(LogFile("gpt2.csv", "\(header)\n\(row)\n").reading())
    #expect(reading.columns.map(\.count) == [1])
    #expect(reading.facts.flatMap(\.tasks).map(\.outputType) == Array(repeating: "multiple_choice", count: count))
  }

  /// A sample is known by its position, and those behind a broken one must not be taken for others.
  @Test(arguments: [
    #"{"input": "?", "absolute_scores": [null, -2]}"#, #"{"absolute_scores": [-1, -2]}"#, #"{"input": "?"}"#, "7",
  ])
  func aSampleThatCannotBeUsedKeepsItsPosition(broken: String) throws {
    let whole = #"{"input": "?", "absolute_scores": [-1, -2], "correct": 1}"#
    let queries = [[whole, broken, whole], [whole]].map {
      #"{"shots": 0, "samples": [\#($0.joined(separator: ","))]}"#
    }
    let head = #"{"model": {"model_family": "f", "model_name": "m"}, "task": {"task_name": "coin"}, "queries": ["#
    let reading = try #require(LogFile("log.json", head + queries.joined(separator: ",") + "]}").reading())
    let choices = try #require(reading.columns.first { $0.kind == .choices })
    #expect(Array(choices.items) == ["0", "2", "3"])
  }

  /// A query that says nothing of shots has none: both are one task, and no item has another's name.
  @Test(arguments: [
    (["null", "0"], ["coin:0shot"], [["0", "1"]]),
    (["0", "null", "3"], ["coin:0shot", "coin:3shot"], [["0", "1"], ["0"]]),
    (["null", "null"], ["coin"], [["0", "1"]]), (["0"], ["coin:0shot"], [["0"]]),
  ])
  func shotsThatAreNotToldAreNone(shots: [String], tasks: [String], items: [[String]]) throws {
    let queries = shots.map {
      #"{"shots": \#($0), "samples": [{"input": "?", "absolute_scores": [-1, -2], "correct": 1}]}"#
    }
    let head = #"{"model": {"model_family": "f", "model_name": "m"}, "task": {"task_name": "coin"}, "queries": ["#
    let file = LogFile("log.json", head + queries.joined(separator: ",") + "]}")
    let reading = try #require(file.reading())
    #expect(reading.columns.map(\.task) == tasks)
    #expect(reading.columns.map { Array($0.items) } == items)
    #expect(reading.facts.flatMap(\.tasks).map(\.name) == tasks)
  }

  /// As pandas writes it after `reset_index`, or with the prompts beside the numbers.
  @Test(arguments: ["index", "prompt,completion", "prompt,classes,answer_index"])
  func aTableOfItemsIsOnesOwnWhateverStandsBesideThem(columns: String) throws {
    let rest = Array(repeating: "0", count: columns.count { $0 == "," } + 1).joined(separator: ",")
    let reading = try #require(LogFile("mine.csv", "\(columns),item,loss\n\(rest),q7,0.5\n").reading())
    #expect(reading.format == "table")
    #expect(reading.columns.map { Array($0.items) } == [["q7"]])
  }

  @Test func aTablesCoverageIsTheLogOfAProbability() throws {
    let file = LogFile("mine.csv", "item,loss,coverage\nq1,0.5,-0.25\nq2,0.5,0.25\n")
    let reading = try #require(file.reading())
    #expect(reading.columns.map { Array($0.items) } == [["q1"]])
    #expect(reading.problems.map(\.what) == ["coverage 0.25 is above 0, which no probability has"])
  }
}
