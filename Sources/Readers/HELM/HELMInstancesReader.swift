public import Runs

/// `per_instance_stats.json` of a HELM run: whole texts with their log-probability, or answers judged right or wrong.
///
///     [{"instance_id": "id12", "train_trial_index": 0, "stats": [{"name": {"name": "logprob"}, "sum": -310.5}, …]}, …]
public enum HELMInstancesReader: LogReader {
  public static let name = "helm-instances"
  public static let summary = "HELM per_instance_stats.json: log-probability of texts, or right and wrong answers"

  public static func recognizes(_ file: LogFile) -> Bool {
    let first = file.outline.elements.first
    return first?["instance_id"] != nil && first?["stats"] != nil
  }

  public static func read(_ file: LogFile, cancelled: () -> Bool) -> Reading {
    var reading = Reading(format: name)
    reading.facts = [RunFacts()]
    var problems = ProblemList(in: file.path)
    let task = HELMRun.task(inName: HELMRun.folder(of: file))
    var columns: [HELMRun.Key: Columns] = [:]
    var names: [HELMRun.Key: UniqueNames] = [:]
    var unjudged = 0
    HELMRun.elements(of: file, inside: nil, &problems, cancelled) { record, address in
      guard let instance = HELMRun.Instance(record) else { return "has no instance_id" }
      let stats = Stats(record["stats"])
      let correct = stats.correct
      let nats = stats.sum("logprob").flatMap { $0 <= 1e-6 ? $0 : nil }
      let (kind, values, bytes): (Columns.Kind, [Double], [Int32])
      if let correct, nats == nil || !correct.isNaN && Accuracies.isAccuracy(correct) {
        (kind, values, bytes) = (.generated, [], [])
      } else if let nats {
        (kind, values, bytes) = (.rolling, [nats], [stats.count("num_bytes")])
      } else {
        unjudged += 1
        return nil
      }
      let key = HELMRun.Key(perturbation: instance.perturbation, kind: kind)
      guard columns[key] != nil || columns.count < mostColumns else { return HELMRun.tooMany }
      guard columns[key]?.hasRoom != false else { return "is \(oneTooMany)" }
      columns[key, default: HELMRun.columns(task, key)].append(
        item: names[key, default: UniqueNames()]
          .name(instance.name, after: columns[key]?.items ?? []), at: address, values: values, bytes: bytes,
        correct: correct ?? .nan)
      return nil
    }
    reading.columns = columns.sorted { $0.key < $1.key }.map(\.value)
    Accuracies.settle(&reading.columns, &problems)
    let repeats = names.values.reduce(0) { $0 + $1.repeats }
    if repeats > 0 {
      problems.add("\(counted(repeats, "instance")) with the id of another", "kept as #2, #3, …", rejects: false)
    }
    if unjudged > 0 {
      problems.add(
        "\(counted(unjudged, "instance")) with neither a log-probability nor a verdict", "left out", rejects: false)
    }
    reading.problems = problems.all
    if reading.columns.isEmpty, reading.problems.isEmpty { reading.ignoredBecause = "no instances in it" }
    return reading
  }

  /// The statistics of one instance by name.
  private struct Stats {
    private var entries: [(name: String, stat: JSON)]

    init(_ list: JSON?) {
      entries = (list?.elements ?? []).compactMap { stat in
        (stat["name"]?["name"]?.string ?? stat["name"]?.string).map { ($0, stat) }
      }
    }

    func sum(_ name: String) -> Double? { entries.first { $0.name == name }?.stat["sum"]?.number }

    /// 0 for what is no count.
    func count(_ name: String) -> Int32 { sum(name).flatMap { Int32(exactly: $0) }.map { max(0, $0) } ?? 0 }

    /// HELM's verdicts, the strictest first.
    var correct: Double? {
      for name in ["exact_match", "quasi_exact_match", "prefix_exact_match", "quasi_prefix_exact_match"] {
        if let stat = entries.first(where: { $0.name == name })?.stat { return (stat["mean"] ?? stat["sum"])?.number }
      }
      return nil
    }
  }
}
