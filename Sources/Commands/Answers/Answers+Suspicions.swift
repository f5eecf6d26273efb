import Dashboard
import Runs
import Store
import Trends

extension Answers {
  /// The items of a behaviour that deserve a look, judged with the noise of its row.
  func suspects(
    of behaviour: Catalogue.Behaviour, measure: Measure, row: Finding?
  ) throws(StoreProblem) -> (asked: [Asked], ladder: Ladder, suspects: Suspects) {
    let asked = try collection.asked(behaviour.runs)
    let ladder = Ladder(of: asked, choosing: choice(measure))
    let suspects = Suspects(
      of: ladder, facts: ItemFacts.all(of: ladder, asked: asked), rules: options.rules, prior: row?.prior,
      curvePrior: row?.curvePrior)
    return (asked, ladder, suspects)
  }

  func suspicions(_ key: BehaviourKey, measure: Measure) throws(StoreProblem) -> SuspicionsContents? {
    guard let behaviour = collection.behaviour(key) else { return nil }
    let rows = try rows(measure: measure)
    let row = rows.first { $0.key == key }?.finding
    let (_, ladder, suspects) = try suspects(of: behaviour, measure: measure, row: row)
    return SuspicionsContents(
      key: key, measure: measure, n: ladder.items.count + ladder.dropped.count, suspects: suspects.ranked,
      lengthCorrelation: suspects.lengthCorrelation,
      turns: rows.filter { SuspicionsContents.turns($0.finding) })
  }
}
