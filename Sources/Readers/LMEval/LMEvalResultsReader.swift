public import Runs

/// `results_<time>.json` of lm-evaluation-harness 0.4: who ran, on which tasks, and the harness's own aggregates.
///
///     {"results": {"vane_coin": {"acc,none": 0.51}}, "configs": {…}, "config": {"model_num_parameters": 36080}, …}
public enum LMEvalResultsReader: LogReader {
  public static let name = "lm-eval-results"
  public static let summary = "lm-evaluation-harness 0.4 results_*.json: the model, its size, tasks, stored aggregates"

  public static func recognizes(_ file: LogFile) -> Bool {
    guard let results = file.outline["results"], results.isObject else { return false }
    let keys = file.outline.members.map(\.key)
    if keys.contains(where: { ["configs", "n-shot", "group_subtasks", "lm_eval_version"].contains($0) }) {
      return true
    }
    // A long file: its other keys stand beyond the head. Only 0.4 names the filter in the metric.
    return results.members.contains { task in
      task.value.members.contains { $0.key == "alias" || $0.key.contains(",") }
    }
  }

  public static func read(_ file: LogFile, cancelled: () -> Bool) -> Reading {
    var reading = Reading(format: name)
    switch header(of: file, keys: wanted) {
    case .failure(let problem):
      reading.problems = [problem]
    case .success(let header):
      var facts = facts(header, stem: file.stem)
      var problems = ProblemList(in: file.path)
      facts.settleAggregates(&problems)
      reading.problems = problems.all
      reading.facts = [facts]
      reading.columns = facts.tasks.flatMap(\.aggregateColumns)
      if facts.tasks.isEmpty { reading.ignoredBecause = "no task in its results" }
    }
    return reading
  }

  private static let wanted = [
    "results", "groups", "group_subtasks", "configs", "versions", "n-shot", "n-samples", "config", "date",
    "lm_eval_version", "model_name", "task_hashes", "system_instruction", "chat_template", "fewshot_as_multiturn",
  ]

  static func facts(_ header: JSON, stem: String) -> RunFacts {
    var facts = RunFacts()
    let config = header["config"]
    let arguments = ModelArguments(config?["model_args"])
    facts.stamp = Stamp(endOf: stem)?.text ?? ""
    // Some backends write an empty name.
    facts.model = header["model_name"]?.string.flatMap { $0.isEmpty ? nil : $0 } ?? arguments.model
    facts.parameters = config?["model_num_parameters"]?.number.flatMap { $0 > 0 && $0.isFinite ? $0 : nil }
    facts.revision = config?["model_revision"]?.string ?? arguments["revision"]
    facts.date = header["date"]?.number
    facts.harness = "lm-eval" + (header["lm_eval_version"]?.string.map { " \($0)" } ?? "")
    facts.limit = config?["limit"]?.number
    facts.keptItems = header["task_hashes"]?.members.isEmpty == false
    facts.ways = ways(header)
    for group in header["group_subtasks"]?.members ?? [] {
      // Versions before 0.4.3 list plain tasks here too, without children.
      let children = group.value.elements.compactMap(\.string)
      if !children.isEmpty { facts.groups[group.key] = children }
    }
    facts.tasks = tasks(header, besides: facts.groups)
    return facts
  }

  private static func ways(_ header: JSON) -> [String: String] {
    var ways: [String: String] = [:]
    for (key, name) in [("system_instruction", "system"), ("chat_template", "chat")] {
      if let text = header[key]?.string, !text.isEmpty { ways[name] = "\(name)-\(text.tag)" }
    }
    if header["fewshot_as_multiturn"]?.bool == true { ways["multiturn"] = "multiturn" }
    return ways
  }

  private static func tasks(_ header: JSON, besides groups: [String: [String]]) -> [TaskFacts] {
    func table(_ key: String) -> [String: JSON] { header[key]?.byKey ?? [:] }
    let (configs, results, shots, items) = (table("configs"), table("results"), table("n-shot"), table("n-samples"))
    let (grouped, versions) = (table("groups"), table("versions"))
    var names = header["configs"]?.members.map(\.key) ?? []
    var known = Set(names)
    for result in header["results"]?.members ?? []
    where groups[result.key] == nil && grouped[result.key] == nil && known.insert(result.key).inserted {
      names.append(result.key)
    }
    return names.map { name in
      var task = TaskFacts(name: name)
      let config = configs[name]
      let result = results[name]
      task.outputType = config?["output_type"]?.string
      // 0.4.0 wrote a list of one object.
      let metadata = config?["metadata"].flatMap { $0.isArray ? $0.elements.first : $0 }
      task.behaviour = (metadata?["behavior"] ?? metadata?["behaviour"])?.name
      task.prompt = metadata?["prompt"]?.name
      task.version = (versions[name] ?? metadata?["version"])?.name
      task.shots = (shots[name] ?? config?["num_fewshot"])?.integer
      task.items = (items[name]?["effective"] ?? result?["sample_len"])?.quantity
      for metric in result?.members ?? [] where metric.key.contains(",") {
        if case .number(let value) = metric.value { task.aggregates[metric.key] = value }
      }
      return task
    }
  }
}
