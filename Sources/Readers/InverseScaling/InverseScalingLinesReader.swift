public import Runs

/// `data.jsonl` of newer runs: one question per line under the names of `data.csv`'s columns; and `labelled_data.jsonl`,
/// which says again, joined, what the questions and each model's CSV say.
///
///     {"prompt": "…", "classes": "[' Yes', ' No']", "answer_index": 1}
public enum InverseScalingLinesReader: TextReader {
  public static let name = "inverse-scaling-lines"
  public static let summary = "data.jsonl of inverse-scaling-eval-pipeline; labelled_data.jsonl: recognised, not needed"

  public static func recognizes(_ file: LogFile) -> Bool {
    let first = file.outline
    guard ["prompt", "filled_template"].contains(where: { first[$0]?.string != nil }) else { return false }
    return first["classes"] != nil && (first["answer_index"] ?? first["answer_ix"]) != nil
      || first["completion"]?.string != nil || first["true_answer"] != nil && first["anchor"] != nil
  }

  public static func read(_ file: LogFile, cancelled: () -> Bool) -> Reading {
    var reading = Reading(format: name)
    if file.outline.members.contains(where: { isModels($0.key) }) {
      reading.ignoredBecause = "the questions and all models' numbers once more; each model's CSV is read"
      return reading
    }
    var problems = ProblemList(in: file.path)
    var columns = Columns(task: "", kind: .questions)
    do throws(Problem) {
      var scan = JSONScanner(try file.open(), byLine: true)
      while scan.nextLine() {
        if scan.line & 0xFFF == 0, cancelled() { break }
        let (start, line) = (scan.recordOffset, scan.line)
        var question: JSONQuestion?
        var fault = "not a question"
        do throws(JSONScanner.Fault) {
          var budget = mostTextBytes
          question = JSONQuestion(try scan.tree(budget: &budget))
          guard scan.isAtEnd() else { throw .unexpected(try scan.peek()) }
        } catch {
          (question, fault) = (nil, error == .end ? "line is cut off" : error.words)
        }
        let (length, _) = scan.finishLine()
        // The row's number is the item's name, so that a broken line still counts.
        guard let question else {
          problems.add(fault, "line skipped", line: Int(line))
          columns.append(item: String(line - 1), at: Address(offset: start, length: 0, line: line), values: [])
          continue
        }
        if !question.hasAnswer {
          let what = "answer_index is not one of \(question.choices.count) classes"
          problems.add(what, "the answer is unknown", line: Int(line))
        }
        columns.append(
          item: String(line - 1), content: question.content,
          at: Address(offset: start, length: UInt32(clamping: length), line: line),
          values: repeatElement(Double.nan, count: question.choices.count),
          bytes: question.choices.map { Int32(clamping: $0.utf8.count) }, watched: question.watched)
      }
      if let failure = scan.failure { throw LogFile.problem(file.path, failure) }
    } catch {
      problems.add(error)
    }
    reading.problems = problems.all
    if columns.values.isEmpty {
      reading.ignoredBecause = reading.problems.isEmpty ? "no choices whose losses could be read" : nil
    } else {
      reading.columns = [columns]
    }
    return reading
  }

  /// `opt-125m_total_logprob`: a model's column.
  private static func isModels(_ key: String) -> Bool {
    ["_loss", "_correct", "_total_logprob", "_logodds", "_logodds_difference", "_estimate"].contains {
      key.hasSuffix($0)
    }
  }

  public static func text(in file: LogFile, at address: Address) throws(Problem) -> ItemText {
    let bytes = try file.record(at: address)
    guard let record = try? JSON(parsing: bytes), let question = JSONQuestion(record) else {
      throw file.changed(address)
    }
    return question.text
  }
}

/// One line of `data.jsonl`.
private struct JSONQuestion {
  var prompt: String
  var otherPrompt: String?
  var choices: [String] = []
  var watched: UInt64 = 0
  /// False where the answer is none of the classes that are listed.
  var hasAnswer = true

  init?(_ record: JSON) {
    guard let prompt = (record["prompt"] ?? record["filled_template"])?.string else { return nil }
    self.prompt = prompt
    otherPrompt = (record["other_prompt"] ?? record["biased_prompt"])?.string
    if let classes = record["classes"] {
      let listed = classes.isArray ? classes.elements.compactMap(\.name) : pythonTexts(classes.string ?? "")
      guard let listed, !listed.isEmpty, listed.count <= 64 else { return nil }
      choices = listed
      let answer = (record["answer_index"] ?? record["answer_ix"])?.integer
      hasAnswer = answer.map(choices.indices.contains) ?? false
      if let answer, hasAnswer { watched = 1 << UInt64(answer) }
    } else if let completion = record["completion"]?.string {
      choices = [completion]
    }
  }

  /// The same hash as the same question's in `data.csv`.
  var content: UInt64 {
    var hash = Fingerprint()
    for text in [prompt, otherPrompt].compactMap({ $0 }) { hash.add(text.replacing("\r\n", with: "\n").utf8) }
    return hash.value
  }

  var text: ItemText {
    ItemText(
      prompt: prompt, choices: choices,
      target: Marks.text(of: choices, marked: watched) ?? (choices.count == 1 ? choices[0] : nil),
      context: otherPrompt.map { [prompt, $0] })
  }
}

private func pythonTexts(_ text: String) -> [String]? {
  pythonList(Array(text.utf8))?.map { String(decoding: $0, as: UTF8.self) }
}
