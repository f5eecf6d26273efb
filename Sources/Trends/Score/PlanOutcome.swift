public import Runs

/// What the scales that landed after a plan did: the slope from the largest scale that it saw to the largest that
/// landed, in each family that it saw, and their mean over the families. Models of one scale count as their mean, since
/// their names say nothing.
public struct PlanOutcome: Sendable, Equatable {
  public var direction: Plan.Direction
  /// In the measure's unit per step of the axis.
  public var change: Double
  /// Of `change`, over items only: another model of that size might have strayed further.
  public var standardError: Double
  /// The scales beyond what the plan saw, all of them.
  public var landed: [Ladder.Rung]

  /// Scales closer than this are one.
  static let sameScale = 1e-4

  /// - Parameter whole: on the plan's measure and axis; items that have a log of 0 somewhere are left out.
  /// - Returns: nil as long as no larger scale has landed in a family that the plan saw.
  public init?(of plan: Plan, on whole: Ladder) {
    let ladder = whole.finite
    var pairs: [(from: [Int], to: [Int])] = []
    landed = []
    for family in plan.families.sorted() {
      let own = ladder.rungs.indices.filter { ladder.rungs[$0].family == family }
      let at = { (x: Double) in own.filter { abs(ladder.rungs[$0].x - x) <= Self.sameScale } }
      guard let edge = plan.edge(of: family), !at(edge).isEmpty else { continue }
      let beyond = own.filter { ladder.rungs[$0].x > edge + Self.sameScale }
      guard let largest = beyond.map({ ladder.rungs[$0].x }).max() else { continue }
      pairs.append((at(edge), at(largest)))
      landed += beyond.map { ladder.rungs[$0] }
    }
    let n = ladder.items.count
    guard !pairs.isEmpty, n > 0 else { return nil }
    let changes = (0..<n).map { item in
      pairs.reduce(0.0) { sum, pair in
        let step = pair.to.map { ladder.rungs[$0].x }.mean - pair.from.map { ladder.rungs[$0].x }.mean
        let rise = pair.to.map { ladder.values[item, $0] }.mean - pair.from.map { ladder.values[item, $0] }.mean
        return sum + rise / step
      } / Double(pairs.count)
    }
    let mean = changes.reduce(0, +) / Double(n)
    let squares = changes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    change = mean
    standardError = n > 1 ? (squares / Double(n - 1) / Double(n)).squareRoot() : .nan
    direction = mean >= plan.delta ? .rising : mean <= -plan.delta ? .falling : .flat
  }

  /// True when another draw of items might have given another direction: a bound lies within two standard errors.
  public func isClose(delta: Double) -> Bool {
    !(min(abs(change - delta), abs(change + delta)) > 2 * standardError)
  }
}
