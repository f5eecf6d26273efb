import Runs
import Testing

@testable import Readers

/// What a log leaves open about its items is said of the whole file, once.
@Suite struct UntoldNumberTests {
  private static func bigBench(_ sample: String) -> (name: String, text: String) {
    (
      "log_m.json",
      #"{"model": {"model_family": "f", "model_name": "m"}, "task": {"task_name": "t"}, "queries": "#
        + #"[{"samples": [{"input": "?", \#(sample)}]}]}"#
    )
  }

  private static func writeOut(_ item: String) -> (name: String, text: String) {
    ("t_write_out_info.json", #"[{"doc_id": 0, "prompt_0": "?", \#(item)}]"#)
  }

  private static let helm = (
    name: "boolq:model=m/scenario_state.json",
    text: #"{"adapter_spec": {"method": "multiple_choice_separate_original"}, "request_states": ["#
      + [("0", "NaN"), ("1", "-1")].map {
        #"{"instance": {"id": "id3", "references": [{"tags": ["correct"]}, {}]}, "reference_index": \#($0.0), "#
          + #""result": {"completions": [{"logprob": \#($0.1)}]}}"#
      }.joined(separator: ", ") + "]}"
  )

  @Test(arguments: [
    bigBench(#""choice": ["a", "b"], "target_values": {"a": 1, "b": 0}, "absolute_scores": [-1, NaN]"#),
    writeOut(#""prompt_1": "!", "logit_0": -1.5, "logit_1": NaN, "truth": 0"#), helm,
  ])
  func aLogLikelihoodOfNaNIsTold(name: String, text: String) throws {
    let reading = try #require(LogFile(name, text).reading())
    #expect(reading.count == 1 && reading.columns[0].measured(0).margin.isNaN)
    #expect(reading.problems.map(\.what) == ["NaN in 1 item"])
    #expect(reading.problems.map(\.rejects) == [false])
  }

  @Test(arguments: [
    bigBench(#""output": "42", "target": "42""#), writeOut(#""logit_0": "42", "truth": "42", "f1": "1.0""#),
  ])
  func anAnswerWithoutAVerdictIsTold(name: String, text: String) throws {
    let reading = try #require(LogFile(name, text).reading())
    #expect(reading.columns.map(\.kind) == [.generated])
    #expect(reading.problems.map(\.what) == ["no verdict on 1 answer"])
  }

  @Test(arguments: ["true", #""True""#, #""1.0""#, "1"]) func aVerdictMayBeSpeltInSeveralWays(acc: String) throws {
    let (name, text) = Self.writeOut(#""logit_0": "42", "acc": \#(acc)"#)
    let reading = try #require(LogFile(name, text).reading())
    #expect(reading.columns.map(\.correct) == [[1]] && reading.problems == [])
  }
}
