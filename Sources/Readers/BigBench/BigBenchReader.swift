public import Runs

/// A result file of BIG-bench, `scores_<family>_<model>.json`, or a log of the same with its queries.
///
///     {"model": {"model_family": "BIG-G T=0", "model_name": "128b", "total_params": 128e9, …},
///      "task": {"task_name": "hhh", …},
///      "scores": [{"score_dict": {"multiple_choice_grade": 0.5}, "number_of_shots": 0}],
///      "queries": [{"function": "multiple_choice", "shots": 0, "samples": [{"input": "…", "choice": ["a", "b"],
///                   "absolute_scores": [-1.5, -2.0], "target_values": {"a": 1, "b": 0}, "correct": 1.0}]}]}
///
/// Each number of shots is a variant of its own. Samples have no names: they are known by their position, and the end
/// of the question says whether two of them are the same.
public enum BigBenchReader: TextReader {
  public static let name = "big-bench"
  public static let summary = "BIG-bench result files and logs: scores per number of shots, queries choice by choice"

  public static func recognizes(_ file: LogFile) -> Bool {
    file.outline["model"]?["model_family"] != nil && file.outline["model"]?["model_name"] != nil
  }

  public static func read(_ file: LogFile, cancelled: () -> Bool) -> Reading {
    var reading = Reading(format: name)
    var problems = ProblemList(in: file.path)
    var queries = BigBenchQueries()
    let log = file.readObject(
      ["model", "task", "scores"], array: "queries", keeping: "what stands before it was read", &problems
    ) { (scan: inout JSONScanner, problems: inout ProblemList) throws(JSONScanner.Fault) in
      try queries.read(&scan, &problems, cancelled)
    }
    let task = (log["task"]?["task_name"]?.string ?? file.stem).shortened
    let measured = queries.columns(task: task)
    reading.columns = measured.map(\.columns)
    Accuracies.remark(on: reading.columns, &problems)
    Accuracies.settle(&reading.columns, &problems)
    Marks.remarkNaN(in: reading.columns, &problems)
    Marks.remark(on: reading.columns, &problems)
    var facts = facts(log, task: task, measured: measured)
    facts.settleAggregates(&problems)
    reading.facts = [facts]
    let known = Set(reading.columns.map(\.task))
    reading.columns += facts.tasks.filter { !known.contains($0.name) }.flatMap(\.aggregateColumns)
    if isSparse(log["model"]) {
      problems.add(
        "a sparse model: its parameters are those of a dense one of equal compute", "compare sparse models with care",
        rejects: false)
    }
    reading.problems = problems.all
    if reading.columns.isEmpty, reading.facts[0].tasks.isEmpty { reading.ignoredBecause = "neither scores nor queries" }
    return reading
  }

  public static func text(in file: LogFile, at address: Address) throws(Problem) -> ItemText {
    let bytes = try file.bytes(at: address)
    guard let record = try? JSON(parsing: bytes), let sample = BigBenchSample(record) else {
      throw file.changed(address)
    }
    return ItemText(
      prompt: sample.input, choices: sample.choices,
      target: Marks.text(of: sample.choices, marked: sample.watched) ?? sample.targets.first, response: sample.response)
  }

  private static func isSparse(_ model: JSON?) -> Bool {
    model?["model_family"]?.string?.lowercased().contains("sparse") == true
      && model?["flop_matched_non_embedding_params"]?.number != nil
  }

  /// `task`, or `task:3shot` where the file holds several numbers of shots.
  static func name(_ task: String, shots: Int?, subtask: String? = nil) -> String {
    [task, subtask, shots.map { "\($0)shot" }].compactMap { $0 }.joined(separator: ":")
  }

  private static func facts(_ log: JSON, task: String, measured: [(columns: Columns, shots: Int?)]) -> RunFacts {
    let model = log["model"]
    var facts = RunFacts()
    let names = [model?["model_family"]?.string, model?["model_name"]?.string].compactMap { $0 }
    facts.model = names.isEmpty ? nil : names.joined(separator: "-")
    let counts = ["total_params", "non_embedding_params"]
    let keys = isSparse(model) ? ["flop_matched_non_embedding_params"] : counts
    facts.parameters = keys.lazy.compactMap { model?[$0]?.number }.first { $0 > 0 && $0.isFinite }
    facts.harness = "BIG-bench"
    // In the order in which each was last told.
    var tasks: [String: (at: Int, fact: TaskFacts)] = [:]
    for (at, score) in (log["scores"]?.elements ?? []).enumerated() {
      // Means over subtasks stand beside their parts.
      if score["preferred_score"]?.string == "normalized_aggregate_score" { continue }
      let shots = score["number_of_shots"]?.integer
      let described = score["subtask_description"]?.string.map {
        $0.hasPrefix("\(task):") ? $0.dropFirst(task.count + 1) : $0[...]
      }
      let subtask = described.flatMap { $0 == task || $0.isEmpty ? nil : String($0) }
      let name = name(task, shots: shots, subtask: subtask)
      var fact = tasks[name]?.fact ?? TaskFacts(name: name)
      fact.behaviour = task
      fact.prompt = shots.map { "\($0)shot" }
      fact.shots = shots
      for metric in score["score_dict"]?.members ?? [] {
        if case .number(let value) = metric.value { fact.aggregates["\(metric.key),none"] = value }
      }
      tasks[name] = (at, fact)
    }
    facts.tasks = tasks.values.sorted { $0.at < $1.at }.map(\.fact)
    for (columns, shots) in measured where tasks[columns.task] == nil {
      var fact = TaskFacts(name: columns.task)
      fact.behaviour = task
      fact.prompt = shots.map { "\($0)shot" }
      fact.shots = shots
      facts.tasks.append(fact)
    }
    return facts
  }
}
