import Dashboard
import Runs
import Store
import Trends

extension Answers {
  /// The rows' marks: slopes at equal perplexity, and whether verdicts hang on the measure. nil when nobody waits.
  func marks(
    measure: Measure, _ part: OverviewMarks.Part, isCancelled: () -> Bool
  ) throws(StoreProblem) -> OverviewMarks? {
    let held = try keeping.value(.held, by: measure) { () throws(StoreProblem) in
      try collection.held(
        collection.behaviours(variant: options.variant), choosing: choice(measure), rules: options.rules)
    }
    guard let held else { return nil }
    if part == .held { return OverviewMarks(measure: measure, held: held) }
    let dependence = try keeping.value(.dependence, by: measure) {
      () throws(StoreProblem) in try dependences(isCancelled: isCancelled)
    }
    return dependence.map { OverviewMarks(measure: measure, held: held, dependence: $0) }
  }

  /// nil when nobody waits: optional, so that what was not finished is not kept.
  private func dependences(isCancelled: () -> Bool) throws(StoreProblem) -> [BehaviourKey: MeasureDependence]? {
    var all: [(Measure, [BehaviourRow])] = []
    for each in Measure.allCases where each != .coverage {
      if isCancelled() { return nil }
      all.append((each, try rows(measure: each)))
    }
    return MeasureDependence.all(all)
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

  /// As `vane flags effect` has it.
  func flagEffect(_ request: FlagEffectRequest) throws(StoreProblem) -> FlagEffectContents? {
    guard let behaviour = collection.behaviour(request.key),
      let row = try rows(measure: request.measure).first(where: { $0.key == request.key })
    else { return nil }
    let asked = try collection.asked(behaviour.runs)
    let ladder = Ladder(of: asked, choosing: choice(request.measure))
    let labels = KeyLabels(of: asked, on: ladder, rules: options.rules).labels
    return FlagEffectContents(
      request: request,
      effect: Omission(leavingOut: Set(request.items), of: ladder, finding: row.finding, keyLabels: labels))
  }
}
