import Runs
import Store
import Trends

/// One behaviour's layers of noise, and what would settle its trend.
struct NoiseRow: Sendable {
  let key: BehaviourKey
  /// As `vane trends` has it.
  let finding: Finding
  let layers: NoiseLayers
  /// Only where the trend is open.
  let remedy: Remedy?
  /// Seeds at the scale that has the most.
  let seeds: Int

  /// By what each prompt is measured by.
  typealias Prompts = [Measure: NoiseLayers.Prompts]

  /// Of all prompts of one behaviour, once for all of its rows: it may have hundreds.
  static func prompts(
    _ variants: [Catalogue.Behaviour], in collection: Collection, choosing choice: Ladder.Choice
  ) throws(StoreProblem) -> Prompts {
    var ladders: [Measure: [Ladder]] = [:]
    for variant in variants {
      let ladder = Ladder(of: try collection.asked(variant.runs), choosing: choice)
      ladders[ladder.measure, default: []].append(ladder)
    }
    return ladders.compactMapValues { NoiseLayers.Prompts($0) }
  }

  /// nil where the behaviour has no finding.
  init?(
    of behaviour: Catalogue.Behaviour, in collection: Collection, choosing choice: Ladder.Choice, finding: Finding?,
    prompts: Prompts
  ) throws(StoreProblem) {
    guard let finding else { return nil }
    key = behaviour.key
    self.finding = finding
    let asked = try collection.asked(behaviour.runs)
    let ladder = Ladder(of: asked, choosing: choice)
    layers = NoiseLayers(
      of: ladder, between: prompts[ladder.measure], checkpoints: asked.checkpointMeans(on: ladder))
    seeds = ladder.rungs.map(\.seeds).max() ?? 1
    // Families that move apart move further apart the more is known of them.
    let isOpen = finding.verdict == .unresolved && !finding.familiesDisagree
    let least = finding.rules.delta(for: finding.measure)
    remedy =
      isOpen
      ? finding.trend.flatMap {
        Remedy(
          // Where Δ would have been seen already, the slope must still be told from 0, or from Δ.
          $0, target: max(abs($0.slope), $0.minimalDetectableSlope > least ? least : least - abs($0.slope)),
          seedDeviation: ladder.seedSpread?.deviation, seeds: ladder.rungs.map(\.seeds), rules: finding.rules)
      } : nil
  }
}

extension [Asked] {
  /// For each model the means at its last three checkpoints, over the items of the ladder that all of them have.
  /// Earlier ones are no neighbours but another model.
  fileprivate func checkpointMeans(on ladder: Ladder) -> [[Double]] {
    let wanted = Set(ladder.items)
    let models = Set(ladder.rungs.flatMap { $0.models.map(\.name) })
    let byModel = Dictionary(grouping: filter { models.contains($0.run.model.name) }, by: \.run.model.name)
    return byModel.sorted { $0.key < $1.key }.compactMap { _, runs in
      let steps = Dictionary(grouping: runs) { $0.run.model.checkpoint ?? .max }
      guard steps.count > 1 else { return nil }
      let last = steps.keys.sorted().suffix(3).map { step in
        (steps[step] ?? []).reduce(into: [ItemName: Double]()) { values, one in
          for (at, item) in one.columns.items.enumerated() {
            let (name, value) = (ItemName(suite: one.run.suite, item: item), one.measured(at)[ladder.measure])
            if wanted.contains(name), value.isFinite { values[name] = value }
          }
        }
      }
      let shared = ladder.items.filter { name in last.allSatisfy { $0[name] != nil } }
      guard !shared.isEmpty else { return nil }
      return last.map { values in shared.reduce(0) { $0 + (values[$1] ?? 0) } / Double(shared.count) }
    }
  }
}
