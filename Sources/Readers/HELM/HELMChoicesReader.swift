public import Runs

/// `scenario_state.json` of a HELM run that asked for each answer separately: one request per reference.
///
///     {"adapter_spec": {"method": "multiple_choice_separate_original", "max_train_instances": 5, …},
///      "request_states": [{"instance": {"id": "id3",
///      "references": [{"output": {"text": "yes"}, "tags": ["correct"]}, …]}, "reference_index": 0, "request_mode":
///      "original", "result": {"completions": [{"logprob": -3.5}]}}, …]}
///
/// HELM echoes the prompt: a completion holds its tokens too, and `logprob` is that of all. What counts is the
/// reference's own tokens, the last ones. A calibrated run asks again without the question; that log-probability is
/// taken off.
public enum HELMChoicesReader: TextReader {
  public static let name = "helm-choices"
  public static let summary = "HELM scenario_state.json with separate requests: log-probability of every reference"

  public static func recognizes(_ file: LogFile) -> Bool {
    file.outline["adapter_spec"] != nil && file.outline["request_states"] != nil
      || file.outline["adapter_spec"]?["method"] != nil && file.outline["scenario_spec"] == nil
  }

  public static func read(_ file: LogFile, cancelled: () -> Bool) -> Reading {
    var reading = Reading(format: name)
    let method = file.outline["adapter_spec"]?["method"]?.string ?? ""
    guard method.isEmpty || method.contains("separate") else {
      reading.ignoredBecause = "answers were sampled (\(method)); per_instance_stats.json tells how they were judged"
      return reading
    }
    var facts = RunFacts()
    facts.model = file.outline["adapter_spec"]?["model"]?.string
    facts.harness = "HELM"
    let task = HELMRun.task(inName: HELMRun.folder(of: file))
    var problems = ProblemList(in: file.path)
    var order: [Question.Key] = []
    var questions: [Question.Key: Question] = [:]
    var isCalibrated = false
    HELMRun.elements(of: file, inside: "request_states", &problems, cancelled) { record, address in
      guard let instance = HELMRun.Instance(record) else { return "has no instance" }
      guard let index = record["reference_index"]?.integer, (0..<64).contains(index) else {
        return "has no reference_index"
      }
      guard let completion = record["result"]?["completions"]?.elements.first else { return "has no log-probability" }
      let key = Question.Key(name: instance.name, perturbation: instance.perturbation)
      let question = questions[key, default: Question(record["instance"], address)]
      guard let nats = question.nats(completion, of: index) else { return "has no log-probability of its reference" }
      guard !(nats > 1e-6) else { return "has a log-probability above 0" }
      let isCalibration = record["request_mode"]?.string == "calibration"
      guard !question.knows(index, isCalibration: isCalibration) else { return "asks for a reference a second time" }
      if isCalibration { isCalibrated = true }
      if questions[key] == nil { order.append(key) }
      questions[key, default: question].add(nats, at: index, isCalibration: isCalibration)
      return nil
    }
    var columns: [HELMRun.Key: Columns] = [:]
    for key in order {
      guard let question = questions[key], let values = question.values else {
        problems.add("not every reference of \(key.name) has a log-probability", "instance skipped")
        continue
      }
      let column = HELMRun.Key(perturbation: key.perturbation, kind: .choices)
      guard columns[column] != nil || columns.count < mostColumns else {
        problems.add("\(key.name) \(HELMRun.tooMany)", "instance skipped")
        continue
      }
      columns[column, default: HELMRun.columns("\(task):choices", column)].append(
        item: key.name, content: question.content, at: question.address, values: values, bytes: question.bytes,
        watched: question.watched)
    }
    reading.columns = columns.sorted { $0.key < $1.key }.map(\.value)
    Marks.remark(on: reading.columns, &problems)
    Marks.remarkNaN(in: reading.columns, &problems)
    facts.tasks = reading.columns.prefix(1).map {
      var fact = TaskFacts(name: $0.task)
      fact.shots = file.outline["adapter_spec"]?["max_train_instances"]?.integer
      return fact
    }
    reading.facts = [facts]
    if isCalibrated {
      problems.add(
        "calibrated: log-probabilities are differences of two",
        "only margins can be used, logp and coverage mean nothing", rejects: false)
    }
    reading.problems = problems.all
    if reading.columns.isEmpty, reading.problems.isEmpty { reading.ignoredBecause = "no requests in it" }
    return reading
  }

  public static func text(in file: LogFile, at address: Address) throws(Problem) -> ItemText {
    let bytes = try file.bytes(at: address)
    guard let record = try? JSON(parsing: bytes), let instance = record["instance"] else { throw file.changed(address) }
    let question = Question(instance, address)
    return ItemText(
      prompt: question.input, choices: question.references,
      target: Marks.text(of: question.references, marked: question.watched))
  }
}

/// One instance and what its references were given.
private struct Question {
  struct Key: Hashable {
    var name: String
    var perturbation: String?
  }

  let address: Address
  let input: String
  let references: [String]
  private(set) var watched: UInt64 = 0
  private var asked: [Int: Double] = [:]
  private var calibrated: [Int: Double] = [:]

  init(_ instance: JSON?, _ address: Address) {
    self.address = address
    // Texts stand alone in old versions and in an object since.
    func text(_ value: JSON?) -> String { value?.string ?? value?["text"]?.string ?? "" }
    input = text(instance?["input"])
    let all = instance?["references"]?.elements.prefix(64) ?? []
    references = all.map { text($0["output"]) }
    for (at, reference) in all.enumerated() where reference["tags"]?.elements.contains(.string("correct")) == true {
      watched |= 1 << UInt64(at)
    }
  }

  /// Of the tokens at the end that hold the reference, with the blank before it; of the whole where tokens are not kept.
  func nats(_ completion: JSON, of index: Int) -> Double? {
    let tokens = completion["tokens"]?.elements ?? []
    guard !tokens.isEmpty, references.indices.contains(index) else { return completion["logprob"]?.number }
    let wanted = references[index].utf8.count + 1
    var (length, sum) = (0, 0.0)
    for token in tokens.reversed() {
      guard length < wanted else { break }
      guard let text = token["text"]?.string, let nats = token["logprob"]?.number else { return nil }
      length += Self.bytes(ofToken: text)
      sum += nats
    }
    return sum
  }

  /// A token that is no text by itself is written `bytes:\\xe2\\x80`.
  private static func bytes(ofToken text: String) -> Int {
    text.hasPrefix("bytes:") ? text.utf8.count { $0 == 0x5C } : text.utf8.count
  }

  mutating func add(_ nats: Double, at index: Int, isCalibration: Bool) {
    if isCalibration { calibrated[index] = nats } else { asked[index] = nats }
  }

  func knows(_ index: Int, isCalibration: Bool) -> Bool { (isCalibration ? calibrated : asked)[index] != nil }

  /// nil unless all references, at least two, were asked for.
  var values: [Double]? {
    guard asked.count > 1, asked.count >= references.count else { return nil }
    guard calibrated.isEmpty || calibrated.count == asked.count else { return nil }
    let values = (0..<asked.count).compactMap { at in asked[at].map { $0 - (calibrated[at] ?? 0) } }
    return values.count == asked.count ? values : nil
  }

  var bytes: [Int32] {
    references.count == asked.count ? references.map { Int32(clamping: $0.utf8.count) } : []
  }

  var content: UInt64 { Fingerprint.of(input.utf8) }
}
