import Runs

/// What an Inspect log says of the run: everything but its samples.
struct InspectHeader {
  private let log: JSON
  static let keys = ["version", "status", "eval", "plan", "results", "error", "invalidated"]
  /// The newest version of the format whose description was at hand.
  private static let newest = 2
  /// Of each scorer with several values, the one that is counted as right or wrong; nil: it has no name.
  private let counted: [String: String?]

  init(_ log: JSON) {
    self.log = log
    counted = Self.counted(scores: Self.scores(log), plans: log["eval"]?["scorers"]?.elements ?? [])
  }

  var eval: JSON? { log["eval"] }
  var task: String { eval?["task"]?.string ?? "?" }
  private var metadata: JSON? { eval?["metadata"] ?? log["metadata"] }

  /// What the metadata says of the number of parameters.
  private var sizes: [Double] {
    ["model_params", "num_parameters", "parameters", "params"].compactMap { metadata?[$0]?.number }
  }

  /// Version 2 lists scores; version 1 had one scorer with its metrics.
  private static func scores(_ log: JSON) -> [JSON] {
    let results = log["results"]
    if let scores = results?["scores"] { return scores.elements }
    guard let results, results["metrics"] != nil else { return [] }
    return [
      .object([
        JSON.Member(key: "name", value: results["scorer"]?["name"] ?? .null),
        JSON.Member(key: "metrics", value: results["metrics"] ?? .null),
      ])
    ]
  }

  private var scores: [JSON] { Self.scores(log) }

  /// The solver showed the choices in another order, of which the log keeps nothing: it renames the letters of the
  /// answer afterwards, and not those among the tokens.
  var isShuffled: Bool {
    log["plan"]?["steps"]?.elements.contains { step in
      guard step["solver"]?.string?.hasSuffix("multiple_choice") == true, let way = step["params"]?["shuffle"]
      else { return false }
      return way.bool ?? !way.isNull
    } == true
  }

  /// The only scorer's name, for samples that do not say whose their score is.
  var scorer: String { ownScorer ?? Self.anyScorer }

  /// What a scorer's columns are called after it: itself; nil for one that nothing names.
  func filter(of scorer: String) -> String? { ownScorer == nil && scorer == Self.anyScorer ? nil : scorer }

  private static let anyScorer = "score"

  private var ownScorer: String? { scores.first.flatMap { ($0["scorer"] ?? $0["name"])?.string } }

  /// A scorer with several values gives each its own entry: the one that is counted as right or wrong.
  func key(of scorer: String) -> String? { counted[scorer] ?? nil }

  private static func counted(scores: [JSON], plans: [JSON]) -> [String: String?] {
    var keys: [String: String?] = [:]
    // No results yet: the plan of the scorer says which of its values is averaged as an accuracy.
    for plan in plans.reversed() {
      guard let scorer = plan["name"]?.string else { continue }
      keys[scorer] = .some(
        plan["metrics"]?.members.first { entry in
          entry.value.elements.contains { $0["name"]?.string?.hasSuffix("accuracy") == true }
        }?.key)
    }
    var own: [String: (key: String?, isAccuracy: Bool)] = [:]
    for score in scores {
      guard let scorer = score["scorer"]?.string, score["name"]?.string != scorer else { continue }
      let isAccuracy = score["metrics"]?["accuracy"] != nil
      if let first = own[scorer], first.isAccuracy || !isAccuracy { continue }
      own[scorer] = (score["name"]?.string, isAccuracy)
    }
    for (scorer, found) in own { keys[scorer] = .some(found.key) }
    return keys
  }

  /// - Parameter scorers: those whose verdicts the samples have; what is told of the only one is told of it.
  func facts(scorers: [String], isMeasured: Bool) -> RunFacts {
    var facts = RunFacts()
    facts.model = eval?["model"]?.string
    facts.namesProvider = true
    facts.parameters = sizes.first { $0 > 0 && $0.isFinite }
    facts.revision = revision
    // Old versions wrote no offset.
    facts.date = eval?["created"]?.string.flatMap { Moment($0) ?? Moment($0 + "Z") }?.seconds
    facts.harness = "inspect-ai" + (eval?["packages"]?["inspect_ai"]?.string.map { " \($0)" } ?? "")
    facts.limit = eval?["config"]?["limit"]?.number
    facts.ways = InspectWays(log).ways
    var fact = TaskFacts(name: task)
    fact.outputType = isMeasured ? "multiple_choice" : "generate_until"
    fact.behaviour = (metadata?["behavior"] ?? metadata?["behaviour"])?.string
    fact.prompt = (metadata?["prompt"] ?? metadata?["prompt_format"])?.string
    let arguments = eval?["task_args"]
    fact.shots = InspectWays.shots.lazy.compactMap { arguments?[$0] }.first?.integer
    fact.items = scores.first?["scored_samples"]?.quantity
    for score in scores {
      guard let scorer = (score["scorer"] ?? score["name"])?.string else { continue }
      let own = scorers.count == 1 ? scorers.first : scorers.first { $0 == scorer }
      let filter = (own.flatMap(filter(of:)) ?? "none").shortened
      // Items hold the mean over their epochs; what else a log reduces them to is another number.
      let reducer = score["reducer"]?.string.flatMap { $0 == "mean" ? nil : $0 }
      let isCounted = reducer == nil && (key(of: scorer) == nil || key(of: scorer) == score["name"]?.string)
      for metric in score["metrics"]?.members ?? [] {
        guard let value = metric.value["value"]?.number ?? metric.value.number, !value.isNaN else { continue }
        let name = isCounted && metric.key == "accuracy" ? "acc" : metric.key
        let words = [score["name"]?.string ?? scorer, reducer].compactMap { $0 }
        let prefix = isCounted ? "" : words.joined(separator: "_").shortened + "_"
        fact.aggregates["\(prefix)\(name),\(filter)"] = value
      }
    }
    facts.tasks = [fact]
    return facts
  }

  /// Of the model; metadata may call anything a revision, so that there only a step is one.
  private var revision: String? {
    if let stated = eval?["model_args"]?["revision"]?.string { return stated }
    return metadata?["revision"]?.string.flatMap { ModelName.step(in: $0) == nil ? nil : $0 }
  }

  /// What a person should know of a run before believing its numbers.
  ///
  /// - Parameter invalidated: samples that say that somebody has found fault with them. Summaries do not say it.
  func remarks(in file: String, invalidated: Int) -> [Problem] {
    var problems: [Problem] = []
    func remark(_ what: String, _ action: String) {
      problems.append(Problem(Place(file: file), what.shortened, action, rejects: false))
    }
    if let version = log["version"]?.number, version > Double(Self.newest) {
      remark(
        "version \(Int(clamping: version)) of the format is newer than \(Self.newest)",
        "read as far as it is understood")
    }
    if let size = sizes.first, !sizes.contains(where: { $0 > 0 && $0.isFinite }) {
      remark("the metadata's \(size) is no number of parameters", "unknown unless the model's name tells")
    }
    if let status = log["status"]?.string, status != "success" {
      remark("the run did not finish: its status is \(status)", "what it had sampled was read")
    }
    if isShuffled {
      remark("the choices were shuffled before they were shown", "log-probabilities of their letters are not taken")
    }
    if invalidated > 0 || log["invalidated"]?.bool == true {
      let what = invalidated > 0 ? Runs.counted(invalidated, "sample") : "samples of this log"
      remark("somebody has marked \(what) as invalid", "counted all the same; inspect view shows which and why")
    }
    return problems
  }
}

extension Int {
  fileprivate init(clamping number: Double) { self = Int(Swift.min(1e9, Swift.max(-1e9, number))) }
}
