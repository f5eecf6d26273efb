import Runs
import Testing

@testable import Readers

/// What a log keeps of a task is at times no number: nothing can be made of it, and somebody should know.
@Suite struct StoredAggregateTests {
  private static let logs: [(name: String, text: String)] = [
    (
      "m.json",
      #"{"results": {"lambada": {"ppl": NaN, "ppl_stderr": NaN, "acc": 0.5}, "pile": {"bits_per_byte": Infinity}}, "#
        + #""config": {"model_args": "pretrained=o/m-1b"}}"#
    ),
    (
      "results_2024-01-01T00-00-00.000000.json",
      #"{"results": {"lambada": {"alias": "lambada", "ppl,none": NaN, "ppl_stderr,none": NaN, "acc,none": 0.5}, "#
        + #""pile": {"bits_per_byte,none": Infinity}}, "model_name": "o/m-1b", "configs": {}}"#
    ),
  ]

  @Test(arguments: logs) func aggregatesThatAreNoNumberAreTold(name: String, text: String) throws {
    let reading = try #require(LogFile(name, text).reading())
    #expect(reading.problems.map(\.what) == ["no finite number in 2 stored aggregates, first ppl of lambada"])
    #expect(reading.problems.map(\.rejects) == [false])
    #expect(reading.facts.flatMap(\.tasks).flatMap(\.aggregates.keys) == ["acc,none"])
    #expect(reading.columns.map(\.correct) == [[0.5]])
  }

  @Test func aFileOfNothingElseHasNoTask() throws {
    let reading = try #require(LogFile("m.json", #"{"results": {"lambada": {"ppl": NaN}}, "config": {}}"#).reading())
    #expect(reading.problems.count == 1)
    #expect(reading.ignoredBecause == "no task in its results")
  }

  @Test func theErrorOfOneItemIsNoWordWorth() throws {
    let text = #"{"results": {"lambada": {"acc": 1.0, "acc_stderr": NaN}}, "config": {}}"#
    #expect(try #require(LogFile("m.json", text).reading()).problems == [])
  }

  @Test func scoresOfBIGBenchAreToldToo() throws {
    let text =
      #"{"model": {"model_family": "GPT", "model_name": "3B"}, "task": {"task_name": "hhh"}, "#
      + #""scores": [{"score_dict": {"multiple_choice_grade": NaN}, "number_of_shots": 0}]}"#
    let reading = try #require(LogFile("scores_GPT_3B.json", text).reading())
    let first = "multiple_choice_grade of hhh:0shot"
    #expect(reading.problems.map(\.what) == ["no finite number in 1 stored aggregate, first \(first)"])
  }
}
