import Foundation
import Runs
import Testing

@testable import Readers

@Suite struct ItemTextTests {
  private func log(_ name: String) throws -> (LogFile, Columns) {
    let log = try #require(Ground.files(in: name).first)
    let file = try LogFile(path: log.path)
    return (file, try #require(file.reading()?.columns.first))
  }

  private func text(_ name: String, _ at: Int) throws -> ItemText {
    let (file, columns) = try log(name)
    let format = try #require(reader(for: file)).name
    return try itemText(format: format, path: file.path, address: columns.address(of: at))
  }

  @Test func aChoiceIsShownWithoutItsDelimiter() throws {
    let text = try text("lm-eval-choices", 0)
    #expect(text.prompt == "Question: In which town does Finn live?\nAnswer:")
    #expect(text.choices == ["Selby", "Drumlin", "Tarn", "Lowick"])
    #expect(text.target == "Tarn")
    #expect(text.context == nil)
    #expect(text.response == nil)
  }

  @Test func aSampledAnswerIsTheResponse() throws {
    let text = try text("lm-eval-filters", 0)
    #expect(text.response == " Rusk liar. Quill liar. Ulric liar. Lomi liar. So the answer is no.")
    #expect(text.target == "no")
    #expect(text.choices == [])
  }

  /// Without context, in older versions also without the blank, and with the context that a task may name.
  @Test(arguments: [("", ""), ("", " "), ("Answer:", " ")])
  func aChoiceThatIsAskedAgainIsNoOther(context: String, blank: String) throws {
    let requests: [(String, String)] = [
      ("Q?", " yes"), ("Q?", " no"), (context, "\(blank)yes"), (context, "\(blank)no"),
    ]
    let asked = requests.enumerated().map {
      #""gen_args_\#($0)": {"arg_0": "\#($1.0)", "arg_1": "\#($1.1)"}"#
    }
    let line =
      #"{"doc_id": 0, "doc": {}, "target": "0", "arguments": {\#(asked.joined(separator: ", "))}, "filtered_resps": "#
      + #"[["-1.0", "False"], ["-2.0", "False"], ["-3.0", "False"], ["-4.0", "False"]], "filter": "none", "#
      + #""doc_hash": "000000000000000a", "acc": 1.0, "acc_mutual_info": 1.0}"# + "\n"
    let file = LogFile("samples_t_2026-11-23T10-02-14.677071.jsonl", line)
    let columns = try #require(file.reading()?.columns.first)
    #expect(columns.values == [-1, -2])
    #expect(try LMEvalSamplesReader.text(in: file, at: columns.address(of: 0)).choices == ["yes", "no"])
  }

  @Test func choicesThatAreAlikeAreToldApartByTheirContexts() throws {
    let text = try text("lm-eval-odd-lines", 3)
    #expect(text.prompt == "Ann met Bea")
    #expect(text.choices == ["Ann met Bea because she won", "Bea met Ann because she won"])
  }

  @Test func whatTheContextsShareIsThePrompt() throws {
    let line =
      #"{"doc_id": 0, "target": "0", "arguments": {"gen_args_0": {"arg_0": "Sue beat Mary so Sue", "arg_1": " won"}, "#
      + #""gen_args_1": {"arg_0": "Sue beat Mary so Mary", "arg_1": " won"}}, "filtered_resps": [["-1", "F"], ["-2", "F"]], "#
      + #""filter": "none"}"#
    let file = LogFile("samples_wino_2026-11-23T10-02-14.677071.jsonl", line + "\n")
    let columns = try #require(file.reading()?.columns.first)
    let text = try LMEvalSamplesReader.text(in: file, at: columns.address(of: 0))
    #expect(text.prompt == "Sue beat Mary so ")
    #expect(text.choices == ["Sue won", "Mary won"])
  }

  @Test func requestsWithoutContextAreNoChoices() throws {
    #expect(try text("lm-eval-odd-lines", 2).choices == ["yes", "no"])
  }

  @Test func theLastWordIsTheAnswer() throws {
    let text = try text("inverse-scaling-last-word", 0)
    #expect(text.prompt == "The last\nword")
    #expect(text.choices == [" here"])
  }

  @Test func aFileThatHasChangedSaysSo() throws {
    let (file, columns) = try log("lm-eval-choices")
    for change in [1, -1, 40] {
      var address = columns.address(of: 1)
      address.offset = UInt64(Int(address.offset) + change)
      let problem = #expect(throws: Problem.self) {
        try itemText(format: "lm-eval-samples", path: file.path, address: address)
      }
      #expect(problem?.what.contains("changed") == true)
    }
  }

  @Test func aRecordTooLongToShowSaysSo() throws {
    let (file, _) = try log("lm-eval-choices")
    let address = Address(offset: 0, length: 9 << 20, line: 1)
    let problem = #expect(throws: Problem.self) {
      try itemText(format: "lm-eval-samples", path: file.path, address: address)
    }
    #expect(problem?.what == "the record is 9 MiB long; at most 8 MiB are shown")
  }

  /// As a sample of a long conversation is, which Inspect writes into one document.
  @Test func aRecordTooLongToShowThatIsNoLineIsToldByItsFileAlone() {
    let file = LogFile("log.json", #"{"eval": {"task": "t", "model": "m"}, "samples": []}"#)
    let problem = #expect(throws: Problem.self) {
      try InspectJSONReader.text(in: file, at: Address(offset: 0, length: 9 << 20, line: 0))
    }
    #expect(problem?.place == Place(file: "log.json"))
  }
}
