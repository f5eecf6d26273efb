import Dashboard
import Runs
import Store
import Trends

extension Collection {
  /// Two models on one behaviour, or on the suite of it that is chosen, on the items of both.
  func difference(
    of pair: ModelPair, on behaviour: Catalogue.Behaviour, choosing choice: Ladder.Choice
  ) throws(StoreProblem) -> ModelDifference {
    ModelDifference(key: behaviour.key, pair: pair, of: try asked(behaviour.runs), choosing: choice)
  }

  /// - Throws: no run of the collection is of such a model.
  func require(_ pair: ModelPair) throws(CommandProblem) {
    let models = catalogue.behaviours.flatMap { $0.runs.map(\.model) }
    for name in [pair.a, pair.b] where !models.contains(where: { $0.isCalled(name) }) {
      throw .unknown("model", name, among: models.map(\.name))
    }
  }
}

extension ModelDifference {
  init(key: BehaviourKey, pair: ModelPair, of asked: [Asked], choosing choice: Ladder.Choice) {
    let names = [pair.a, pair.b]
    let asked = asked.filter { (choice.suite ?? $0.run.suite) == $0.run.suite }
    // A scale's name means all its seeds, unless the other one is a seed of the same scale.
    let scales = names.map { name in asked.first { $0.run.model.name == name }?.run.model.seedless ?? name }
    let exact = scales[0] == scales[1]
    let groups = names.map { name in
      asked.filter { exact ? $0.run.model.name == name : $0.run.model.isCalled(name) }
    }
    self.init(key: key, suite: choice.suite, pair: pair, measure: choice.measure)
    if let missing = groups.firstIndex(where: \.isEmpty) {
      reason = "\(names[missing]) has no run of it."
      return
    }
    // The two stand apart on an axis of their own: where their scale is unknown they can be compared all the same.
    let both = groups.enumerated().flatMap { at, runs in
      runs.map { one in
        var one = one
        one.run.model.parameters = Sourced(at == 0 ? 10 : 1, .name)
        one.run.model.family = ""
        return one
      }
    }
    var own = choice
    (own.axis, own.families) = (.parameters, nil)
    let ladder = Ladder(of: both, choosing: own)
    measure = ladder.measure
    let nothing = "They answered no item in common, so nothing can be paired."
    guard ladder.rungs.count == 2 else {
      reason = nothing
      return
    }
    do throws(PairedComparison.Refusal) {
      comparison = try ModelComparison(ladder, a: 1, b: 0)
      judge(ladder.finite, a: 1, b: 0)
    } catch {
      reason = error == .differentItems ? nothing : error.sentence
    }
  }

  private mutating func judge(_ ladder: Ladder, a: Int, b: Int) {
    let judged = ladder.judged
    let outcomes = judged?.right.map { Discordance.Outcome(a: $0[a], b: $0[b]) }
    judgedBy = judged?.by
    discordance = outcomes.map { Discordance($0) }
    items = ladder.items.indices.map { at in
      .init(
        name: ladder.items[at], a: ladder.values[at, a], b: ladder.values[at, b], outcome: outcomes?[at])
    }
  }
}

extension Model {
  /// By its own name, or by that of the scale whose seeds are averaged.
  fileprivate func isCalled(_ name: String) -> Bool { self.name == name || seedless == name }
}
