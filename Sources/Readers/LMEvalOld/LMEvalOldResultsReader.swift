public import Runs

/// One run of lm-evaluation-harness 0.3 and of BigScience's fork: aggregates only, under a name that the user chose.
///
///     {"results": {"lambada_openai": {"ppl": 26.0, "acc": 0.379}}, "config": {"model_args": "pretrained=ORG/NAME,
///     revision=step143000", "num_fewshot": 0, "limit": null, …}}
///
/// Metrics are named as 0.4 names them, `acc,none`, so that both can be compared.
public enum LMEvalOldResultsReader: LogReader {
  public static let name = "lm-eval-0.3-results"
  public static let summary = "lm-evaluation-harness 0.3 results, also with table_results: stored aggregates, no items"

  public static func recognizes(_ file: LogFile) -> Bool {
    guard file.outline["eval"] == nil else { return false }
    if file.outline["table_results"] != nil { return true }
    guard let results = file.outline["results"] else { return false }
    let metrics = (results.elements + results.members.map(\.value)).flatMap(\.members)
    // 0.4 names a filter in each metric.
    return metrics.contains { $0.value.isNumber } && !metrics.contains { $0.key == "alias" || $0.key.contains(",") }
  }

  public static func read(_ file: LogFile, cancelled: () -> Bool) -> Reading {
    var reading = Reading(format: name)
    switch header(of: file, keys: ["results", "table_results", "config", "model_args"]) {
    case .failure(let problem):
      reading.problems = [problem]
    case .success(let header):
      var facts = facts(header, file)
      var problems = ProblemList(in: file.path)
      facts.settleAggregates(&problems)
      facts.tasks.removeAll(where: \.aggregates.isEmpty)
      reading.facts = [facts]
      reading.columns = facts.tasks.flatMap(\.aggregateColumns)
      if facts.tasks.isEmpty { reading.ignoredBecause = "no task in its results" }
      reading.problems = problems.all + remarks(facts, file)
    }
    return reading
  }

  private static func facts(_ header: JSON, _ file: LogFile) -> RunFacts {
    var facts = RunFacts()
    let config = header["config"]
    let written = config?["model_args"] ?? header["model_args"]
    let path = OldPath(file)
    // A whole configuration printed as a Python dict names no model.
    let isPrinted = written?.string?.first == "{"
    let arguments = ModelArguments(isPrinted ? nil : written)
    facts.model = arguments.model ?? path.model
    facts.revision = arguments["revision"] ?? path.step
    facts.harness = "lm-eval 0.3"
    facts.limit = config?["limit"]?.number
    facts.tasks = tasks(header, shots: config?["num_fewshot"]?.integer)
    return facts
  }

  private static func tasks(_ header: JSON, shots: Int?) -> [TaskFacts] {
    var tasks: [TaskFacts] = []
    for member in header["results"]?.members ?? [] { tasks.append(task(member.key, member.value)) }
    for member in header["table_results"]?.members ?? [] { tasks.append(task(member.key, member.value)) }
    if tasks.isEmpty {
      for (at, element) in (header["results"]?.elements ?? []).enumerated() {
        let parts = [element["task_name"]?.string, element["prompt_name"]?.string].compactMap { $0 }
        tasks.append(task(parts.isEmpty ? "result \(at)" : parts.joined(separator: "+"), element))
      }
    }
    return tasks.map { task in
      var task = task
      task.shots = shots
      return task
    }
  }

  private static func task(_ name: String, _ metrics: JSON) -> TaskFacts {
    var task = TaskFacts(name: name)
    // The fork asks one task in several wordings.
    task.behaviour = metrics["task_name"]?.string
    task.prompt = metrics["prompt_name"]?.string
    for metric in metrics.members {
      if case .number(let value) = metric.value { task.aggregates["\(metric.key),none"] = value }
    }
    let names = Set(metrics.members.map(\.key))
    if !names.isDisjoint(with: ["word_perplexity", "byte_perplexity", "bits_per_byte"]) {
      task.outputType = "loglikelihood_rolling"
    } else if names.contains("ppl") {
      task.outputType = "loglikelihood"
    }
    return task
  }

  private static func remarks(_ facts: RunFacts, _ file: LogFile) -> [Problem] {
    guard let inside = facts.tasks.first?.shots, let outside = OldPath(file).shots, inside != outside else { return [] }
    let what = "its config says \(inside) shots, its path \(outside)"
    return [Problem(Place(file: file.path), what, "the config was believed; look which is right", rejects: false)]
  }
}

/// What the path of a 0.3 file tells: `pythia-1.4b/five-shot/1.4b-5shot_step143000.json`.
private struct OldPath {
  var model: String
  var step: String?
  var shots: Int?

  init(_ file: LogFile) {
    let parts = FolderName.names(file.path).dropLast()
    var words = file.stem.split(separator: "_").map(String.init)
    if let last = words.last, last.hasPrefix("step"), Int(last.dropFirst(4)) != nil {
      step = last
      words.removeLast()
    }
    var name = words.joined(separator: "_")
    if name.hasSuffix("-5shot") {
      name.removeLast("-5shot".count)
      shots = 5
    }
    if parts.last == "five-shot" { shots = 5 }
    if parts.last == "zero-shot", shots == nil { shots = 0 }
    let folder = parts.last { !$0.hasSuffix("-shot") }
    // The folder says more when it holds the file's name: `pythia-1.4b` over `1.4b`.
    model = folder.flatMap { $0.contains(name) ? $0 : nil } ?? name
  }
}
