import Dashboard
import Runs
import Store
import Trends

extension Card {
  /// How what is shown stands among all that the options leave in view.
  init(
    of shown: Shown, from answers: Answers, options: RunOptions, told: TakeAwayOptions, command: String
  ) throws {
    let rows = try answers.rows(measure: options.measure)
    let keys = shown.keys.map(Set.init) ?? Set(rows.map(\.key))
    let own = rows.filter { keys.contains($0.key) }
    let among = try told.among.map { try Filter.rows($0, option: "--among") }
    let left = try among.map { rows.count - (try answers.kept(rows, by: $0)).count } ?? 0
    self.init(
      seen: rows.count, shown: keys.count, hidden: answers.collection.catalogue.behaviours.count - rows.count,
      filtered: left + (shown.filter?.hidden ?? 0), subsets: told.looked,
      measure: Card.measure(of: own.map(\.finding.measure), asked: options.measure), axis: options.axis,
      families: Set(own.flatMap(\.finding.families)).sorted())
    picked = try answers.picked(keys, by: options.measure)
    filter = shown.filter?.text ?? told.among
    items = shown.items
    // Flags leave nothing out; a reader should know how many there are all the same.
    let names = answers.flags.flags.flaggedItems(of: Set(own.flatMap(\.suites)))
    let present = try answers.collection.present(names).count
    (flagged, flaggedElsewhere) = (present, names.count - present)
    self.command = command
  }
}

extension Answers {
  /// Before looking only if a stored plan named each of them, by this measure and axis, while its larger scales were
  /// still to come, and they have come since.
  func picked(_ keys: Set<BehaviourKey>, by measure: Measure) throws(StoreProblem) -> Card.Picked {
    let standings = try PlanShelf(options).standings(in: self).standings
    let planned = standings.filter {
      $0.status == .scored && $0.plan.measure == measure && $0.plan.axis == options.axis
    }.map(\.plan.key)
    return !keys.isEmpty && keys.isSubset(of: planned) ? .before : .after
  }
}
