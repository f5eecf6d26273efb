import Runs
import Store
import Trends

extension Collection {
  /// Each behaviour's slope with aggregate perplexity held constant; empty where the runs have no aggregate.
  func held(
    _ behaviours: [Catalogue.Behaviour], choosing choice: Ladder.Choice, rules: Rules
  ) throws(StoreProblem) -> [BehaviourKey: HeldConstant] {
    guard let aggregate = try aggregate() else { return [:] }
    let points = Dictionary(
      aggregate.points.map { ($0.model.seedless, $0.mean) }, uniquingKeysWith: { first, _ in first })
    let texts = Set(aggregate.texts.map(\.suite))
    let found = try inParallel(behaviours) { one throws(StoreProblem) in
      let ladder = Ladder(of: try self.asked(one.runs), choosing: choice).finite
      if !ladder.items.isEmpty, ladder.items.allSatisfy({ texts.contains($0.suite) }) {
        return (one.key, HeldConstant(ofAggregate: ladder))
      }
      let known = ladder.rungs.map { rung in rung.models.first.flatMap { points[$0.seedless] } ?? .nan }
      return (one.key, HeldConstant(known, of: ladder, rules: rules))
    }
    return Dictionary(found, uniquingKeysWith: { first, _ in first })
  }
}
