import Runs
import Testing

@testable import Readers

/// One item of Inspect logs, edited between two models: its prompt is the same, and it is another question.
@Suite struct InspectAnswersTests {
  private func asked(_ model: String, _ item: String) throws -> Asked {
    let text =
      #"{"version": 2, "eval": {"task": "t", "model": "m/\#(model)", "run_id": "r"}, "samples": ["#
      + #"{"id": 1, "input": "Which?", \#(item), "scores": {"s": {"value": "C"}}}, "#
      + #"{"id": 2, "input": "Where?", "target": "Tarn", "scores": {"s": {"value": "I"}}}]}"#
    let reading = try #require(LogFile("\(model).json", text).reading())
    let columns = try #require(reading.columns.first)
    let run = Run(
      model: Model(raw: model, revision: nil), key: BehaviourKey("t"), suite: "t", kind: columns.kind,
      count: columns.count, path: model, format: reading.format)
    return Asked(run: run, columns: columns)
  }

  private func items(_ samples: String...) throws -> [String] {
    let asked = try samples.enumerated().map { try self.asked("m-\($0 + 1)b", $1) }
    return Ladder(of: asked).items.map(\.item)
  }

  private static let plain = #""choices": ["red", "blue", "green"], "target": "B""#

  @Test(arguments: [
    #""choices": ["red", "blue", "green"], "target": "C""#, #""choices": ["red", "blue", "grey"], "target": "B""#,
    #""choices": ["red", "blue"], "target": "B""#,
  ])
  func anItemWithOtherChoicesOrAnotherRightOneIsNotTheSame(edited: String) throws {
    #expect(try items(Self.plain, Self.plain, edited) == ["2"])
  }

  @Test(arguments: [
    #""choices": ["blue", "green", "red"], "target": "A""#, #""choices": ["green", "red", "blue"], "target": "blue""#,
    // Older summaries do not list them.
    #""target": "B""#,
  ])
  func itsChoicesMayBeShuffledOrUntold(other: String) throws {
    #expect(try items(Self.plain, Self.plain, other) == ["1", "2"])
  }

  @Test func aLogThatLeavesItsChoicesOutMayNameTheRightOneByItsText() throws {
    #expect(try items(Self.plain, Self.plain, #""target": "blue""#) == ["1", "2"])
  }

  @Test func anOpenQuestionMayHaveBeenGivenAnotherAnswer() throws {
    #expect(try items(#""target": "Kelder""#, #""target": "Kelder""#, #""target": "Garrow""#) == ["2"])
  }
}
