import Dashboard
import Runs
import Store
import Trends

extension Answers {
  /// The rows' marks: slopes at equal perplexity, and whether verdicts hang on the measure. nil when nobody waits.
  func marks(
    measure: Measure, _ part: OverviewMarks.Part, isCancelled: () -> Bool
  ) throws(StoreProblem) -> OverviewMarks? {
    let held = try held(measure: measure)
    if part == .held { return OverviewMarks(measure: measure, held: held) }
    var all: [(Measure, [BehaviourRow])] = []
    for each in Measure.allCases where each != .coverage {
      if isCancelled() { return nil }
      all.append((each, try rows(measure: each)))
    }
    return OverviewMarks(measure: measure, held: held, dependence: MeasureDependence.all(all))
  }

  private func held(measure: Measure) throws(StoreProblem) -> [BehaviourKey: HeldConstant] {
    guard let aggregate = try collection.aggregate() else { return [:] }
    let points = Dictionary(
      aggregate.points.map { ($0.model.seedless, $0.mean) }, uniquingKeysWith: { first, _ in first })
    let choice = choice(measure)
    let rules = options.rules
    let found = try inParallel(collection.behaviours(variant: options.variant)) { one throws(StoreProblem) in
      let ladder = Ladder(of: try collection.asked(one.runs), choosing: choice).finite
      let known = ladder.rungs.map { rung in rung.models.first.flatMap { points[$0.seedless] } ?? .nan }
      return (one.key, HeldConstant(known, of: ladder, rules: rules))
    }
    return Dictionary(found, uniquingKeysWith: { first, _ in first })
  }

  /// A choice after seeing the lines is as good as the steepest so many items could be.
  func subset(_ request: SubsetRequest, isCancelled: () -> Bool) throws(StoreProblem) -> SubsetContents? {
    guard let behaviour = collection.behaviour(request.key) else { return nil }
    let ladder = Ladder(of: try collection.asked(behaviour.runs), choosing: choice(request.measure)).finite
    let wanted = Set(request.items)
    let rows = ladder.items.indices.filter { wanted.contains(ladder.items[$0]) }
    let test = SubsetTest(.chosen(rows), of: ladder, rules: options.rules, isCancelled: isCancelled)
    return SubsetContents(request: request, test: test)
  }
}
