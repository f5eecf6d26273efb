internal import Runs

extension PlanStanding {
  /// How it stands, in one sentence.
  public var sentence: String {
    let unit = "\(plan.measure.unit) \(plan.axis.per)"
    switch status {
    case .waiting:
      if incomparable.isEmpty { return "Waiting: no scale larger than \(edge) has landed in its families." }
      let named = incomparable.prefix(3).map { "\($0.model.name) (\($0.why))" }.joined(separator: ", ")
      let others = incomparable.count > 3 ? " and \(incomparable.count - 3) more" : ""
      return "Waiting: what landed beyond \(edge) cannot be compared: \(named)\(others)."
    case .scored, .alreadyThere, .repeat:
      guard let outcome else { return "An earlier plan on the same data counts; this one waits beside it." }
      let landed = outcome.landed.map(\.name).joined(separator: ", ")
      let change = "\(outcome.direction.rawValue), \(outcome.change >= 0 ? "+" : "")\(outcome.change.fixed(2)) \(unit)"
      let noise =
        outcome.isClose(delta: plan.delta) ? " Another draw of items might have given another direction." : ""
      let what = "\(landed) landed: \(change).\(noise)"
      if status == .alreadyThere { return "Made when the data were already there, so not counted. \(what)" }
      if status == .repeat { return "An earlier plan on the same data counts. \(what)" }
      return what
    case .altered: return "The line is not as it was written: its hash does not hold, so it is not counted."
    case .gone: return "The behaviour, the measure or the largest scale that it saw is no longer in the runs."
    }
  }

  /// The largest scale that was known, by its models.
  private var edge: String {
    plan.seen.max { $0.x < $1.x }?.models.joined(separator: ", ") ?? "those known"
  }

  /// What a reader must know beside the scores.
  public static func remarks(on standings: [PlanStanding]) -> [String] {
    func count(_ status: Status) -> Int { standings.count { $0.status == status } }
    var remarks = ["\(count(.scored)) scored, \(count(.waiting)) waiting."]
    let beside = standings.filter { $0.status == .waiting && !$0.incomparable.isEmpty }
    if let first = beside.first?.incomparable.first {
      remarks.append(
        "\(beside.count) of those waiting though larger models have landed, which cannot be compared "
          + "(\(first.model.name): \(first.why)).")
    }
    if count(.alreadyThere) > 0 {
      remarks.append("\(count(.alreadyThere)) made when the data were already there: shown, not counted.")
    }
    if count(.repeat) > 0 { remarks.append("\(count(.repeat)) said again on the same data: the first counts.") }
    if count(.altered) > 0 { remarks.append("\(count(.altered)) altered since written: not counted.") }
    if count(.gone) > 0 { remarks.append("\(count(.gone)) about what is no longer in the runs.") }
    let changed = standings.count { $0.isDataChanged && $0.status != .gone }
    if changed > 0 { remarks.append("\(changed) saw data that have changed since.") }
    return remarks
  }
}
