import Dashboard
import Runs
import Trends

extension Made {
  /// Plans on `corrigible-less-HHH` and others: one right, one wrong, one waiting, one too late, one hostile.
  static let predictions = PlansContents(
    standings: PlanStanding.withRepeats([
      plan("1", "kl", rows: 1, .rising, 0.8, known: 8, note: "larger models want it less"),
      plan("2", "mn", rows: 1, .falling, 0.7, known: 8),
      plan("3", "kl", rows: 3, .falling, 0.9, known: 8, isLate: true),
      plan("4", "mn", rows: 14, .flat, 0.35, known: 10),
      plan("5", hostile, rows: 15, .rising, 0.6, known: 10, note: hostile),
    ]), unread: 1)

  private static func plan(
    _ id: String, _ author: String, rows at: Int, _ direction: Runs.Plan.Direction, _ probability: Double, known: Int,
    note: String? = nil, isLate: Bool = false
  ) -> PlanStanding {
    let ladder = ladder(plans[at], measure: .margin)
    var plan = Runs.Plan(
      id: id, time: "2026-11-2\(id)T10:00:00Z", author: author, key: plans[at].key, direction: direction,
      probability: probability, note: note, measure: .margin, delta: 0.2,
      seen: ladder.rungs.prefix(known).map {
        Runs.Plan.Seen(family: $0.family, models: $0.models.map(\.name), x: $0.x, mean: 0)
      })
    plan.hash = String(repeating: id + "f", count: 32)
    return PlanStanding(of: plan, on: ladder, measured: { _ in isLate ? 0 : nil })
  }
}
