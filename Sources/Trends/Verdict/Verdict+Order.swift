internal import Runs

extension Verdict {
  /// The rules in their order: refusals, TURNING, FLAT by equivalence, RISING or FALLING, UNRESOLVED.
  ///
  /// - Parameters:
  ///   - rungs: on `axis`. Counted are the scales of families that have several, and the decades of the widest of them.
  ///     Only decades can be too few; there is no such bound for text loss.
  ///   - delta: the smallest slope that matters, in the measure's unit.
  /// - Source: `docs/statistics.md` §3.
  static func decide(
    _ trend: Trend?, turning: Turning?, rungs: [Ladder.Rung], axis: ScaleAxis, familiesDisagree: Bool = false,
    delta: Double,
    rules: Rules
  ) -> Verdict {
    let families = rungs.carryingScales.values
    guard let trend, trend.degreesOfFreedom >= 2, families.joined().distinctScales >= rules.minimumScales else {
      return .tooFew
    }
    let decades = families.map { ($0.max() ?? 0) - ($0.min() ?? 0) }.max() ?? 0
    if axis.isLogarithmic, decades < rules.minimumDecades { return .tooNarrow }
    if trend.residualDeviation < rules.degenerateDeviation { return .degenerate }
    if let turning, turning.p < rules.alpha { return .turning }
    if familiesDisagree { return .unresolved }
    if trend.interval90.lowerBound > -delta && trend.interval90.upperBound < delta { return .flat }
    if trend.p < rules.alpha { return trend.slope > 0 ? .rising : .falling }
    return .unresolved
  }
}
