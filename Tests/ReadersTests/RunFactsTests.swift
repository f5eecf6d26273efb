import Runs
import Testing

@testable import Readers

/// What a log's header says of the run besides its numbers.
@Suite struct RunFactsTests {
  private func lmEval(_ more: String, model: String = "o/m-1m") throws -> RunFacts {
    let file = LogFile(
      "results_2026-01-01T00-00-01.000000.json",
      #"{"results": {"t": {"alias": "t", "acc,none": 0.5}}, "configs": {"t": {}}, "config": {"model_args": ""}, "#
        + #""model_name": "\#(model)"\#(more)}"#)
    return try #require(file.reading()?.facts.first)
  }

  private func inspect(_ eval: String, steps: String = "") throws -> RunFacts {
    let file = LogFile(
      "a.json",
      #"{"version": 2, "status": "success", "eval": {"task": "t", "model": "hf/m-1m", \#(eval)}, "#
        + #""plan": {"steps": [\#(steps){"solver": "generate", "params": {"tool_calls": "loop"}}]}, "#
        + #""samples": [{"id": 1, "epoch": 1, "input": "?", "target": "A", "scores": {"s": {"value": "C"}}}]}"#)
    return try #require(file.reading()?.facts.first)
  }

  /// With other reducers than the mean, which is what items hold, they are other numbers.
  @Test func anAccuracyIsTheMeanOverEpochsWhateverElseALogReducesThemTo() throws {
    func score(_ reducer: String, _ value: Double) -> String {
      #"{"name": "s", "scorer": "s", \#(reducer)"metrics": {"accuracy": {"name": "accuracy", "value": \#(value)}}}"#
    }
    func aggregates(_ scores: String...) throws -> [String: Double] {
      let results = #"{"scores": [\#(scores.joined(separator: ", "))]}"#
      let file = LogFile(
        "a.json",
        #"{"version": 2, "status": "success", "eval": {"task": "t", "model": "hf/m-1m"}, "results": \#(results), "#
          + #""samples": [{"id": 1, "epoch": 1, "input": "?", "target": "A", "scores": {"s": {"value": "C"}}}]}"#)
      return try #require(file.reading()?.facts.first?.tasks.first).aggregates
    }
    let (mean, most) = (score(#""reducer": "mean", "#, 0.5), score(#""reducer": "max", "#, 0.75))
    #expect(try aggregates(mean, most) == ["acc,s": 0.5, "s_max_accuracy,s": 0.75])
    #expect(try aggregates(most) == ["s_max_accuracy,s": 0.75])
    #expect(try aggregates(score("", 0.25)) == ["acc,s": 0.25])
  }

  /// A log with another scorer beside it has the same columns for this one.
  @Test func theOnlyScorerHasItsNameToo() throws {
    func filters(_ scores: String, header: String = "{}") throws -> [String?] {
      let file = LogFile(
        "a.json",
        #"{"version": 2, "status": "success", "eval": {"task": "t", "model": "hf/m-1m"}, "results": \#(header), "#
          + #""samples": [{"id": 1, "epoch": 1, "input": "?", "target": "A", \#(scores)}]}"#)
      return try #require(file.reading()).columns.map(\.filter)
    }
    #expect(try filters(#""scores": {"match": {"value": "C"}}"#) == ["match"])
    #expect(try filters(#""scores": {"match": {"value": "C"}, "graded": {"value": "I"}}"#) == ["match", "graded"])
    let header = #"{"scores": [{"name": "match", "scorer": "match", "metrics": {}}]}"#
    #expect(try filters(#""score": {"value": "C"}"#, header: header) == ["match"])
    #expect(try filters(#""score": {"value": "C"}"#) == [nil])
  }

  @Test func anEmptyNameIsNone() throws {
    #expect(try lmEval("", model: "").model == nil)
    #expect(try lmEval("").model == "o/m-1m")
    let old = LogFile(
      "pythia-70m_step5.json",
      #"{"results": {"sciq": {"acc": 0.5}}, "versions": {}, "config": {"model_args": {"pretrained": ""}}}"#)
    #expect(try #require(old.reading()?.facts.first).model == "pythia-70m")
  }

  @Test func aTaskIsOfAVersion() throws {
    #expect(try lmEval("").tasks.map(\.version) == [nil])
    #expect(try lmEval(#", "versions": {"t": 2.0}"#).tasks.map(\.version) == ["2"])
  }

  @Test func whatStandsBeforeAllQuestionsIsAWayOfAsking() throws {
    #expect(
      try lmEval(#", "system_instruction": null, "chat_template": null, "fewshot_as_multiturn": false"#).ways == [:])
    let one = try lmEval(#", "system_instruction": "Be kind.", "chat_template": "{{x}}", "fewshot_as_multiturn": true"#)
    #expect(one.ways.keys.sorted() == ["chat", "multiturn", "system"])
    #expect(one.ways["system"]?.hasPrefix("system-") == true)
    let other = try lmEval(#", "system_instruction": "Be rude.", "chat_template": "{{x}}""#)
    #expect(other.ways["system"] != one.ways["system"] && other.ways["chat"] == one.ways["chat"])
  }

  @Test func argumentsAndSolversAreWaysOfAsking() throws {
    let plain = try inspect(#""task_args": {"subjects": [], "seed": null}"#)
    #expect(plain.ways == [:] && plain.namesProvider)
    let law = try inspect(
      #""task_args": {"subject": "law", "fewshot": 5, "cot": true}"#,
      steps: #"{"solver": "multiple_choice", "params": {"cot": true, "shuffle": false}}, "#)
    #expect(
      law.ways == ["task_args.subject": "subject=law", "task_args.cot": "cot=true", "plan": "multiple_choice+cot"])
    #expect(law.tasks.map(\.shots) == [5])
    let kind = try inspect(
      #""task_args": {}"#, steps: #"{"solver": "system_message", "params": {"template": "Be kind."}}, "#)
    let rude = try inspect(
      #""task_args": {}"#, steps: #"{"solver": "system_message", "params": {"template": "Be rude."}}, "#)
    #expect(kind.ways["plan"]?.hasPrefix("system_message-") == true && kind.ways != rude.ways)
  }

  /// Metadata may call anything a revision: that of the questions, or of the code.
  @Test func ofMetadataOnlyAStepIsARevision() throws {
    #expect(try inspect(#""metadata": {"revision": "v2"}"#).revision == nil)
    #expect(try inspect(#""metadata": {"revision": "step100"}"#).revision == "step100")
    #expect(try inspect(#""model_args": {"revision": "v2"}"#).revision == "v2")
  }
}
