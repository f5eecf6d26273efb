public import Runs

/// `<task>_write_out_info.json` of lm-evaluation-harness 0.3 with `--write_out`: the only items that 0.3 keeps.
///
///     [{"doc_id": 0, "prompt_0": "Q: …\nA: yes", "prompt_1": "Q: …\nA: no", "logit_0": -1.5, "logit_1": -2.0,
///       "truth": 0, "acc": "1.0"}, …]
///
/// A `logit` is a total log-likelihood in nats; for sampled answers it is the answer's text. `truth` is the marked
/// choice's place in multiple-choice tasks, a text in others. A task that asks whether the answer was the likeliest
/// asks the same again, with `true` or `false` for its `logit`.
public enum LMEvalWriteOutReader: TextReader {
  public static let name = "lm-eval-0.3-items"
  public static let summary = "lm-evaluation-harness 0.3 --write_out: log-likelihoods of every item and choice"

  public static func recognizes(_ file: LogFile) -> Bool {
    guard let first = file.outline.elements.first else { return false }
    return first["doc_id"] != nil && first["prompt_0"] != nil
  }

  public static func read(_ file: LogFile, cancelled: () -> Bool) -> Reading {
    var reading = Reading(format: name)
    reading.facts = [RunFacts()]
    let task = file.stem.hasSuffix("_write_out_info") ? String(file.stem.dropLast("_write_out_info".count)) : file.stem
    var problems = ProblemList(in: file.path)
    var columns: [Columns.Kind: Columns] = [:]
    var names: [Columns.Kind: UniqueNames] = [:]
    file.readDocument(keeping: "the items before it were read", &problems) {
      (scan: inout JSONScanner, problems: inout ProblemList) throws(JSONScanner.Fault) in
      try scan.enterArray()
      while try scan.nextElement(), !cancelled() {
        guard let (record, address) = try scan.record(called: "item", &problems) else { continue }
        guard let item = WrittenItem(record) else {
          problems.add("the item at byte \(address.offset) has no doc_id or no log-likelihoods", "item skipped")
          continue
        }
        guard !item.isImpossible else {
          problems.add(
            "the item at byte \(address.offset) has a log-likelihood above 0, which no probability has",
            "item skipped")
          continue
        }
        guard columns[item.kind]?.hasRoom != false else {
          problems.add("the item at byte \(address.offset) is \(oneTooMany)", "item skipped")
          continue
        }
        let name = names[item.kind, default: UniqueNames()]
          .name(item.name, after: columns[item.kind]?.items ?? [])
        columns[item.kind, default: Columns(task: task, kind: item.kind)].append(
          item: name, content: item.content, at: address,
          values: item.values, watched: item.watched, correct: item.correct)
      }
    }
    reading.columns = columns.values.sorted { $0.kind.rawValue < $1.kind.rawValue }
    Accuracies.remark(on: reading.columns, &problems)
    Accuracies.settle(&reading.columns, &problems)
    Marks.remarkNaN(in: reading.columns, &problems)
    Marks.remark(on: reading.columns, &problems)
    reading.problems = problems.all
    if reading.columns.isEmpty, reading.problems.isEmpty { reading.ignoredBecause = "no items in it" }
    return reading
  }

  public static func text(in file: LogFile, at address: Address) throws(Problem) -> ItemText {
    let bytes = try file.bytes(at: address)
    let record: JSON
    do throws(JSONScanner.Fault) {
      record = try JSON(parsing: bytes)
    } catch {
      throw file.changed(address)
    }
    guard let item = WrittenItem(record) else { throw file.changed(address) }
    return item.text
  }
}

/// One item as `--write_out` has it.
private struct WrittenItem {
  var name: String
  var prompts: [String]
  var logits: [JSON]
  var truth: String?
  var correct = Double.nan
  /// The marked choice, where the log counts it.
  private let place: Int?
  private let isDocument: Bool

  init?(_ record: JSON) {
    guard let name = record["doc_id"]?.name?.itemName else { return nil }
    self.name = name
    func numbered(_ word: String) -> [JSON] {
      var found: [JSON] = []
      // Twice the most choices and one more, which is refused below: each may be asked for with its greedy answer.
      while found.count <= 128, let next = record["\(word)_\(found.count)"] { found.append(next) }
      return found
    }
    let asked = numbered("prompt").map { $0.string ?? "" }
    // Whether it was the greedy answer: no log-likelihood, of the prompt before it.
    let all = numbered("logit")
    let kept = all.indices.filter { all[$0].bool == nil }
    logits = kept.map { all[$0] }
    prompts = kept.compactMap { asked.indices.contains($0) ? asked[$0] : nil }
    guard !logits.isEmpty, logits.count <= 64 else { return nil }
    truth = record["truth"]?.name
    place = record["truth"]?.isNumber == true ? record["truth"]?.integer : nil
    isDocument = record["word_perplexity"] != nil || record["byte_perplexity"] != nil
    let verdict = record["acc"] ?? record["em"] ?? record["exact_match"]
    // Metrics stand there as texts.
    let word = Array((verdict?.string ?? "").utf8)
    correct = verdict?.number ?? (verdict?.bool ?? Readers.truth(word[...])).map { $0 ? 1 : 0 } ?? .nan
  }

  var kind: Columns.Kind {
    // What was sampled may be a number too, and stands there as a text.
    if logits.count == 1, logits[0].string != nil { return .generated }
    if logits.contains(where: { $0.number == nil }) { return .generated }
    if logits.count > 1 { return .choices }
    return isDocument ? .rolling : .sequence
  }

  var values: [Double] { kind == .generated ? [] : logits.map { $0.number ?? .nan } }

  var isImpossible: Bool { values.contains { $0 > 1e-6 } }

  var content: UInt64 { Fingerprint.of(prompts.joined(separator: "\0").utf8) }

  /// The choice whose prompt ends in the truth; else the likeliest where the harness says that it is right.
  var watched: UInt64 {
    guard kind == .choices else { return 0 }
    if let place, values.indices.contains(place) { return 1 << UInt64(place) }
    if let truth, place == nil, !truth.isEmpty {
      let ending = prompts.indices.filter { prompts[$0].hasSuffix(truth) }.sorted { length(of: $0) < length(of: $1) }
      // `dog` ends `hot dog` too: behind one context the shortest has nothing before the truth. Where all end alike the
      // contexts differ.
      let isShortest = ending.count == 1 || ending.count > 1 && length(of: ending[0]) < length(of: ending[1])
      if isShortest, ending.count == 1 || ending.count < prompts.count, values.indices.contains(ending[0]) {
        return 1 << UInt64(ending[0])
      }
    }
    return Marks.bits(byVerdict: correct, among: values)
  }

  private func length(of prompt: Int) -> Int { prompts[prompt].utf8.count }

  /// What all prompts begin with is the context; what follows is each one's choice.
  var text: ItemText {
    guard let first = prompts.first else { return ItemText(prompt: "") }
    if kind == .generated { return ItemText(prompt: first, target: truth, response: logits.first?.string) }
    guard prompts.count > 1 else { return ItemText(prompt: first, target: truth) }
    let common = prompts.dropFirst().reduce(Substring(first)) { common, next in
      common.prefix(zip(common, next).prefix { $0 == $1 }.count)
    }
    let choices = prompts.map { String($0.dropFirst(common.count)) }
    let target = place.flatMap { choices.indices.contains($0) ? choices[$0] : nil } ?? truth
    return ItemText(prompt: String(common), choices: choices, target: target)
  }
}
