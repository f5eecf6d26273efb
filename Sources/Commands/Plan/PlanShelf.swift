import Runs
import Store
import Trends

/// The plan file that belongs to the given runs, and how its plans stand against them.
struct PlanShelf {
  let log: PlanLog
  let names: PathNames
  /// The file as the user wrote it.
  var shownPath: String { names.name(log.places.shown) }

  init(_ options: RunOptions) {
    log = PlanLog(
      FlagShelf.places(options, beside: PlanLog.usualName) { PlanLog.places(for: $0, state: Folders.state) })
    names = PathNames(options)
  }

  /// Oldest first, as they are on disk.
  func read() -> (plans: [Plan], problems: [Problem]) {
    OwnLines.read { () throws(StoreProblem) in try log.read() }
  }

  /// Oldest first. Text loss is an axis to plan along, whatever is looked along now.
  func standings(in answers: Answers) throws(StoreProblem) -> (standings: [PlanStanding], problems: [Problem]) {
    let (plans, problems) = read()
    let collection = try plans.contains { $0.axis == .loss } ? answers.everywhere() : answers.collection
    var standings: [PlanStanding] = []
    for plan in plans { standings.append(try Self.standing(of: plan, in: collection)) }
    return (PlanStanding.withRepeats(standings), problems)
  }

  private static func standing(of plan: Plan, in collection: Collection) throws(StoreProblem) -> PlanStanding {
    guard let behaviour = collection.behaviour(plan.key) else {
      return PlanStanding(of: plan, on: nil, measured: { _ in nil })
    }
    let asked = try collection.asked(behaviour.runs)
    let choice = Ladder.Choice(measure: plan.measure, axis: plan.axis, families: plan.families)
    let ladder = Ladder(of: asked, choosing: choice)
    // Without what landed since: further models may cost items, and that changes no data.
    let known = Set(plan.seen.flatMap(\.models))
    let before = Ladder(of: asked.filter { known.contains($0.run.model.name) }, choosing: choice)
    let moments = moments(of: behaviour.runs, in: collection)
    return PlanStanding(
      of: plan, on: ladder.measure == plan.measure ? ladder : nil,
      isDataChanged: PlanLog.dataHash(of: seen(on: before)) != plan.dataHash, measured: { moments[$0.name] })
  }

  /// What a plan made now knows: means over the items that a finding is made of.
  static func seen(on whole: Ladder) -> [Plan.Seen] {
    let ladder = whole.finite
    return ladder.rungs.indices.map { k in
      let rung = ladder.rungs[k]
      let sum = (0..<ladder.items.count).reduce(0.0) { $0 + ladder.values[$1, k] }
      return Plan.Seen(
        family: rung.family, models: rung.models.map(\.name), x: rung.x, mean: sum / Double(max(1, ladder.items.count)))
    }
  }

  /// When each model was measured: as its logs say, else as old as the oldest of its files is.
  private static func moments(of runs: [Run], in collection: Collection) -> [String: Double] {
    let files = Dictionary(
      collection.files.map { (ExactName($0.stamp.path), $0.stamp) }, uniquingKeysWith: { first, _ in first })
    var moments: [String: Double] = [:]
    for run in runs {
      guard let moment = run.date ?? files[ExactName(run.path)].map({ Double($0.modified) / 1e9 }) else { continue }
      moments[run.model.name] = min(moment, moments[run.model.name] ?? .infinity)
    }
    return moments
  }
}
