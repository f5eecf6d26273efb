public import Runs

/// An Inspect log as one JSON file, versions 1 and 2.
///
///     {"version": 2, "status": "success", "eval": {"task": "facts", "model": "openai/gpt-4o", …}, "results": {…},
///      "samples": [{"id": 1, "epoch": 1, "input": "…", "target": "B", "scores": {"choice": {"value": "C"}}, …}, …]}
public enum InspectJSONReader: TextReader {
  public static let name = "inspect-json"
  public static let summary = "Inspect .json logs: scores, and log-likelihoods of choices where a scorer keeps them"

  public static func recognizes(_ file: LogFile) -> Bool {
    guard let eval = file.outline["eval"] else { return false }
    return eval["task"] != nil && (eval["model"] != nil || eval["run_id"] != nil || eval["created"] != nil)
  }

  public static func read(_ file: LogFile, cancelled: () -> Bool) -> Reading {
    var reading = Reading(format: name)
    var samples: [InspectSample] = []
    var problems = ProblemList(in: file.path)
    let header = file.readObject(
      InspectHeader.keys, array: "samples", keeping: "the samples before it were read", &problems
    ) { (scan: inout JSONScanner, problems: inout ProblemList) throws(JSONScanner.Fault) in
      try readSamples(&scan, &samples, &problems, cancelled)
    }
    var columns = InspectColumns(InspectHeader(header))
    let twice = samples.count { columns.add($0) }
    if twice > 0 {
      let what = "\(counted(twice, "sample")) with the id and the epoch of another"
      problems.add(what, "the last one counts", rejects: false)
    }
    reading.problems = problems.all
    columns.reading(into: &reading, file: file.path)
    return reading
  }

  private static func readSamples(
    _ scan: inout JSONScanner, _ samples: inout [InspectSample], _ problems: inout ProblemList, _ cancelled: () -> Bool
  ) throws(JSONScanner.Fault) {
    try scan.enterArray()
    var turn = 0
    while try scan.nextElement() {
      turn += 1
      if turn & 0x3F == 0, cancelled() { throw .end }
      guard let (sample, address) = try scan.record(called: "sample", &problems, InspectSample.read) else { continue }
      if var sample {
        sample.address = address
        samples.append(sample)
      } else {
        problems.add("the sample at byte \(address.offset) has no id", "sample skipped")
      }
    }
  }

  public static func text(in file: LogFile, at address: Address) throws(Problem) -> ItemText {
    guard let text = ItemText(inspectSample: try file.bytes(at: address)) else { throw file.changed(address) }
    return text
  }
}

extension ItemText {
  /// From a sample as the log has it; nil if that is not what the bytes are.
  init?(inspectSample bytes: [UInt8]) {
    guard let sample = try? JSON(parsing: bytes), sample["id"] != nil, let input = sample["input"] else { return nil }
    // Long texts are moved out of the messages and named by their hash.
    let attachments = sample["attachments"]
    func resolved(_ text: String) -> String {
      guard text.hasPrefix("attachment://") else { return text }
      return attachments?[String(text.dropFirst("attachment://".count))]?.string ?? text
    }
    self.init(prompt: resolved(InspectSample.text(ofMessages: input)))
    choices = sample["choices"]?.elements.compactMap(\.name) ?? []
    let targets =
      sample["target"].map { $0.isArray ? $0.elements.compactMap(\.name) : [$0.name].compactMap { $0 } } ?? []
    if !targets.isEmpty { target = targets.joined(separator: ", ") }
    if targets.count == 1, let at = InspectMeasurement.position(of: targets[0], in: choices) { target = choices[at] }
    let output = sample["output"]
    let message = output?["choices"]?.elements.first?["message"]
    response = (output?["completion"]?.string ?? message?["content"]?.string).map(resolved)
  }
}
