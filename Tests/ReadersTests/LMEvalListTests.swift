import Runs
import Testing

@testable import Readers

/// Samples as lm-evaluation-harness wrote them before 0.4.3: one indented list, with numbers that are numbers.
@Suite struct LMEvalListTests {
  private static let name = "runs/pretrained__org__m-70m,revision__step100_arc_easy.jsonl"

  private static let text = #"""
    [
      {
        "doc_id": 0,
        "doc": {"question": "up?"},
        "target": 1,
        "arguments": [["Q: up?\nA:", " yes"], ["Q: up?\nA:", " no"]],
        "resps": [[[-1.5, false]], [[-0.5, true]]],
        "filtered_resps": [[-1.5, false], [-0.5, true]],
        "acc": 1.0
      },
      {
        "doc_id": 1,
        "doc": {"question": "down?"},
        "target": 0,
        "arguments": [["Q: down?\nA:", " yes"], ["Q: down?\nA:", " no"]],
        "resps": [[[-3.0, false]], [[-0.25, true]]]
      },
      {
        "doc_id": 2,
        "doc": {"question": "left?"},
        "target": 0,
        "arguments": [["Q: left?\nA:", " yes"], ["Q: left?\nA:", " no"]],
        "resps": [[[-3.0, false]], [[-0.25, true]]],
        "filtered_resps": [[-3.0, false], [-0.25, true]],
        "acc": 0.0
      }
    ]
    """#

  @Test func aListIsReadSampleBySample() throws {
    let reading = try #require(LogFile(Self.name, Self.text).reading())
    #expect(reading.format == "lm-eval-samples" && reading.end == nil)
    let columns = try #require(reading.columns.first)
    #expect(reading.columns.count == 1 && columns.task == "arc_easy" && columns.kind == .choices)
    #expect(Array(columns.items) == ["0", "2"])
    #expect(columns.values == [-1.5, -0.5, -3, -0.25])
    #expect(columns.bytes == [4, 3, 4, 3])
    #expect(columns.watched == [2, 1] && columns.correct == [1, 0])
    #expect(Set(columns.contents).count == 2 && !columns.contents.contains(0))
    #expect(reading.facts.map(\.model) == ["org/m-70m"])
    #expect(reading.facts.map(\.revision) == ["step100"])
    #expect(reading.problems.count == 1)
    #expect(reading.problems.first?.what.contains("no 'filtered_resps' field") == true)
  }

  @Test func theTextOfASampleIsFoundAgain() throws {
    let file = LogFile(Self.name, Self.text)
    let columns = try #require(file.reading()?.columns.first)
    let text = try LMEvalSamplesReader.text(in: file, at: columns.address(of: 1))
    #expect(text.prompt == "Q: left?\nA:")
    #expect(text.choices == ["yes", "no"] && text.target == "yes")
  }

  @Test func aListThatIsCutOffIsReadAsFarAsItGoes() throws {
    let reading = try #require(LogFile(Self.name, String(Self.text.prefix(400))).reading())
    #expect(reading.count == 1)
    #expect(reading.problems.map(\.what) == ["is cut off"])
  }

  /// As `jq -c '.[]'` makes lines of it under its old name.
  @Test func theNameIsUnderstoodWhateverTheFormOfTheFile() throws {
    let line = #"{"doc_id": 0, "arguments": [["c", " x"]], "filtered_resps": [[-1, true]]}"#
    let reading = try #require(LogFile(Self.name, line + "\n").reading())
    #expect(reading.columns.map(\.task) == ["arc_easy"])
    #expect(reading.facts.map(\.model) == ["org/m-70m"])
  }
}
