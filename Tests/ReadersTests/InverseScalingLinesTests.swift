import Foundation
import Runs
import Testing

@testable import Readers

@Suite struct InverseScalingLinesTests {
  private let lines =
    #"{"prompt":"Q: up?\nA:","other_prompt":"Surely. Q: up?\nA:","classes":"[' Yes', ' No']","answer_index":1}"#
  private let table =
    "prompt,other_prompt,classes,answer_index\r\n\"Q: up?\r\nA:\",\"Surely. Q: up?\r\nA:\",\"[' Yes', ' No']\",1\r\n"

  @Test func aQuestionIsTheSameInBothForms() throws {
    let own = try #require(LogFile("r/data.jsonl", lines).reading()?.columns.first)
    let other = try #require(LogFile("r/data.csv", table).reading()?.columns.first)
    #expect(own.kind == .questions && own.count == 1)
    #expect(own.items == other.items)
    #expect(own.contents == other.contents)
    #expect(own.bytes == other.bytes)
    #expect(own.watched == other.watched)
  }

  private static let gaps: [(missing: [Int], more: String?)] = [
    ([], nil), ([99], ""), ([99, 149], " (nor 1 more such)"), ([98], nil), ([98, 99], nil),
  ]

  /// As the API's runs before June 2022 left it: everything behind the item that was skipped is another item's.
  @Test(arguments: gaps) func aMissingEndOfABatchIsTold(missing: [Int], more: String?) throws {
    let rows = (0..<160).filter { !missing.contains($0) }.map { "\($0),0.5\n" }
    let reading = try #require(LogFile("r/ada.csv", "index,loss\n" + rows.joined()).reading())
    #expect(reading.count == 160 - missing.count)
    let told = more.map { "no row has the index 99\($0), the last of a batch of 50" }
    #expect(reading.problems.map(\.what) == [told].compactMap { $0 })
    #expect(reading.problems.allSatisfy { !$0.rejects })
    let blank = try #require(LogFile("r/ada.csv", "index,loss\n" + rows.joined() + "200,\n").reading())
    #expect(blank.problems.count == reading.problems.count + 1, "an empty row is no item")
  }

  /// As spreadsheets on old Macs wrote it: a header of the whole file, and no rows.
  @Test func aReturnAloneEndsALineOfTheTables() throws {
    let losses = try #require(LogFile("r/gpt2.csv", "index,loss,correct\r0,0.5,1\r1,0.25,0\r").reading())
    let columns = try #require(losses.columns.first)
    #expect(losses.format == "inverse-scaling" && losses.problems == [] && losses.facts.first?.model == "gpt2")
    #expect(columns.values == [0.5, 0.25] && columns.correct == [1, 0] && columns.lines == [2, 3])
    let file = LogFile(
      "r/data.csv", "prompt,classes,answer_index\r\"a\rb\",\"[' Yes', ' No']\",1\rc,\"[' Yes', ' No']\",0\r")
    let questions = try #require(file.reading()?.columns.first)
    #expect(questions.kind == .questions && questions.watched == [2, 1])
    let texts = try (0..<questions.count).map { try InverseScalingReader.text(in: file, at: questions.address(of: $0)) }
    #expect(texts.map(\.prompt) == ["a\rb", "c"] && texts.map(\.target) == [" No", " Yes"])
  }

  @Test func aLineFeedInAQuestionEndsNoLineOfATableOfReturns() throws {
    let file = LogFile(
      "r/data.csv", "prompt,classes,answer_index\r\"a\nb\",\"[' Yes', ' No']\",1\rc,\"[' Yes', ' No']\",0\r")
    let questions = try #require(file.reading()?.columns.first)
    #expect(questions.kind == .questions && questions.watched == [2, 1] && questions.lines == [2, 3])
    let texts = try (0..<questions.count).map { try InverseScalingReader.text(in: file, at: questions.address(of: $0)) }
    #expect(texts.map(\.prompt) == ["a\nb", "c"] && texts.map(\.target) == [" No", " Yes"])
  }

  /// A run knows only its own format, and asks it for the questions' text whichever file they are in.
  @Test func itsTextIsFoundFromTheModelsFile() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "vane-lines-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "data.jsonl").path
    try Data((lines + "\n").utf8).write(to: URL(filePath: path))
    let columns = try #require(try LogFile(path: path).reading()?.columns.first)
    let text = try itemText(format: "inverse-scaling", path: path, address: columns.address(of: 0))
    #expect(text.prompt == "Q: up?\nA:")
    #expect(text.choices == [" Yes", " No"])
    #expect(text.target == " No")
    #expect(text.context == ["Q: up?\nA:", "Surely. Q: up?\nA:"])
  }

  @Test func theJoinedFileIsNotCountedBesideTheModelsOwn() throws {
    let joined = LogFile(
      "r/labelled_data.jsonl", String(lines.dropLast()) + #","tiny-1m_loss":0.5,"tiny-1m_correct":1}"#)
    let reading = try #require(joined.reading())
    #expect(reading.columns.isEmpty && reading.facts.isEmpty)
    #expect(reading.ignoredBecause?.isEmpty == false)
  }
}
