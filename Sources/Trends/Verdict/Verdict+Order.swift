internal import Runs

extension Verdict {
  /// The rules in their order: refusals, TURNING, FLAT by equivalence, RISING or FALLING, UNRESOLVED.
  ///
  /// - Parameters:
  ///   - scales: of all models, on `axis`. Only decades can be too few; there is no such bound for text loss.
  ///   - delta: the smallest slope that matters, in the measure's unit.
  /// - Source: `docs/statistics.md` §3.
  static func decide(
    _ trend: Trend?, turning: Turning?, scales: [Double], axis: ScaleAxis, familiesDisagree: Bool = false,
    delta: Double,
    rules: Rules
  ) -> Verdict {
    guard let trend, trend.degreesOfFreedom >= 2, scales.distinctScales >= rules.minimumScales else { return .tooFew }
    if axis.isLogarithmic, (scales.max() ?? 0) - (scales.min() ?? 0) < rules.minimumDecades { return .tooNarrow }
    if trend.residualDeviation < rules.degenerateDeviation { return .degenerate }
    if let turning, turning.p < rules.alpha { return .turning }
    if familiesDisagree { return .unresolved }
    if trend.interval90.lowerBound > -delta && trend.interval90.upperBound < delta { return .flat }
    if trend.p < rules.alpha { return trend.slope > 0 ? .rising : .falling }
    return .unresolved
  }
}
