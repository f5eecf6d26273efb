import Canvas
import Runs

extension CheckReport {
  struct Checkpoints {
    var model: String
    var steps: [Int?]
  }

  /// What is in the logs and not on the ladders, in lines for eyes.
  var asides: String {
    (places + [unshown, unsampled, earlier]).compactMap { $0 }.map { $0.printable + "\n" }.joined()
  }

  /// Where log-probabilities of choices were taken from, for formats that have no place of their own for them.
  private var places: [String?] {
    let runs = checks.map(\.run).filter { $0.logprobPlace != nil || !$0.logprobOthers.isEmpty }
    let grouped = Dictionary(grouping: runs) { [$0.logprobPlace.map { [$0] } ?? [], $0.logprobOthers] }
    return grouped.map { places, runs in
      let others = places[1].map(\.description).joined(separator: ", ")
      let count = counted(runs.count, "run")
      guard let place = places[0].first else {
        return "sampled answers of \(count); `logprobs` in vane.toml can take log-probabilities from \(others)"
      }
      return "log-probabilities of \(count) are from \(place)"
        + (others.isEmpty ? "" : "; `logprobs` in vane.toml can take them from \(others)")
    }.sorted()
  }

  /// Results without items, in units that are on no ladder.
  private var unshown: String? {
    let runs = catalogue.aggregatesOnly.filter { $0.kind != .rolling && $0.kind != .aggregate }
    guard !runs.isEmpty else { return nil }
    let units = Set(runs.flatMap(\.metrics)).sorted().joined(separator: ", ")
    return "\(counted(runs.count, "result")) without items in other units, on no ladder: \(units)"
  }

  /// Results whose items were written down and are not here, where those of other runs are.
  private var unsampled: String? {
    let count = catalogue.aggregatesOnly.count { $0.kind == .aggregate }
    return count == 0 ? nil : "\(counted(count, "result")) without the items that the run wrote down, on no ladder"
  }

  func unshown(_ run: Run) -> JSON {
    .object(
      fields(of: run) + [("metrics", .array(run.metrics.map(JSON.string))), ("path", .string(name(run.path)))])
  }

  /// Checkpoints of models that have a later one.
  private var earlier: String? {
    let models = checkpoints.map { "\($0.model) \($0.steps.count - 1)" }
    return models.isEmpty ? nil : "earlier checkpoints, on no ladder: " + models.joined(separator: ", ")
  }

  /// Models of which several checkpoints are stored, their steps in order; nil is the final model.
  var checkpoints: [Checkpoints] {
    Dictionary(grouping: catalogue.models, by: \.name).mapValues { Set($0.map(\.checkpoint)) }
      .filter { $0.value.count > 1 }.sorted { $0.key < $1.key }
      .map { Checkpoints(model: $0.key, steps: $0.value.sorted { ($0 ?? .max) < ($1 ?? .max) }) }
  }
}

extension CheckReport {
  func json(of checkpoints: Checkpoints) -> JSON {
    .object([("model", .string(checkpoints.model)), ("steps", .array(checkpoints.steps.map { JSON($0) }))])
  }
}

extension Run {
  /// Names of the stored aggregates, without errors and filters.
  var metrics: [String] {
    (task?.aggregates.keys.map { String($0.prefix { $0 != "," }) } ?? []).filter { !$0.hasSuffix("_stderr") }.sorted()
  }
}
