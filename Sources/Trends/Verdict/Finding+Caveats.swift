internal import RealModule
internal import Runs

extension Finding {
  /// Those that the ladder and its trend give; `adjust` and `include` add theirs.
  func caveats(of ladder: Ladder, prior: NoisePrior?, keyLabels: [String]) -> [Caveat] {
    var list: [Caveat] = []
    if n == 0 { return [.nothing(on: ladder)] + Self.caveats(onModelsOf: ladder) }
    if n < rules.minimumItems, !ladder.isAggregate { list.append(.few(n)) }
    if familiesDisagree { list.append(.disagreement(familySlopes, measure)) }
    if let prior, trend?.isPooled == true { list.append(.pooled(over: prior.behaviours)) }
    if measure == .logp { list.append(ladder.hasAlternatives ? .rawLogp : .noAlternatives) }
    if let parts, parts.logp > rules.delta, parts.coverage >= parts.logp / 2 { list.append(.format(parts)) }
    if let model = points.first(where: { $0.coverage < lowestCoverage })?.rung.name {
      list.append(.lowCoverage(rules.minimumCoverage, at: model))
    }
    if let label = Self.commonLabel(keyLabels, above: rules.oneLabelShare) { list.append(.oneLabel(label)) }
    if let other = Self.verdictPerByte(of: ladder, rules: rules) { list.append(.length(other)) }
    if measure.hasNeutralZero {
      let share = Double(ladder.values.values.count { abs($0) >= marginClamp }) / Double(ladder.values.values.count)
      if share > rules.clampedShare { list.append(.clamped(share)) }
    }
    if verdict == .flat, let trend, trend.p < rules.alpha { list.append(.slight(rising: trend.slope > 0)) }
    if !verdict.isRefusal, let up = Self.lastPointBreaks(ladder, means: points.map(\.mean), rules: rules) {
      list.append(.lastPoint(up: up))
    }
    for split in SeedSplit.all(in: ladder, trend: trend, rules: rules).prefix(1) { list.append(.seeds(split)) }
    if let jaggedness {
      switch jaggedness.kind {
      case .jagged, .step: list.append(.jaggedAccuracy(n))
      case .flat: list.append(.noisyAccuracy(n))
      case .smooth: break
      }
    }
    return list + Self.caveats(onModelsOf: ladder)
  }

  private static func caveats(onModelsOf ladder: Ladder) -> [Caveat] {
    (ladder.thin.isEmpty ? [] : [.thin(ladder.thin)]) + (ladder.leftOut.isEmpty ? [] : [.leftOut(ladder.leftOut)])
  }

  /// log of the least probability, nats.
  private var lowestCoverage: Double { Double.log(rules.minimumCoverage) }

  private static func commonLabel(_ labels: [String], above share: Double) -> String? {
    var counts: [String: Int] = [:]
    for label in labels { counts[label, default: 0] += 1 }
    guard counts.count >= 1, let most = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) else { return nil }
    return Double(most.value) > share * Double(labels.count) ? most.key : nil
  }

  /// What the other way of counting length says, where the choices differ in length and it says otherwise; else nil.
  ///
  /// Both on their own noise and without TURNING, so that nothing but the division differs.
  private static func verdictPerByte(of ladder: Ladder, rules: Rules) -> (verdict: Verdict, measure: Measure)? {
    guard ladder.measure.hasNeutralZero, let lengths = ladder.lengths, lengths.uneven > 0 else { return nil }
    let other: Measure = ladder.measure == .margin ? .marginPerByte : .margin
    guard let same = ladder.measured(by: other) else { return nil }
    let verdicts = [ladder, same].map { one in
      Verdict.decide(
        Trend(of: one.finite, rules: rules), turning: nil, rungs: one.rungs, axis: one.axis, familiesDisagree: false,
        delta: rules.delta(for: one.measure), rules: rules)
    }
    return verdicts[0] == verdicts[1] || verdicts[0].isRefusal ? nil : (verdicts[1], other)
  }

  /// Does the largest model go against the slope of the others by more than their noise? true: upwards; nil: no. Of
  /// several of that scale each is asked: which of them a list has last says nothing.
  static func lastPointBreaks(_ ladder: Ladder, means: [Double], rules: Rules) -> Bool? {
    let order = ladder.rungsByScale
    let largest = order.last.map { ladder.rungs[$0].x.roundedScale }
    return order.lazy.filter { ladder.rungs[$0].x.roundedScale == largest }
      .compactMap { breaks(at: $0, of: ladder, means: means, rules: rules) }.first
  }

  /// |d̄| / (√2 · residual sd of the first K − 1) against t on K − 1 − F − 1: `docs/statistics.md` §8.
  private static func breaks(at last: Int, of ladder: Ladder, means: [Double], rules: Rules) -> Bool? {
    let rest = ladder.rungs.indices.filter { $0 != last }
    let design = Design(scales: rest.map { ladder.rungs[$0].x }, families: rest.map { ladder.rungs[$0].family })
    // The line of the means is the mean of the lines, and its residuals are all that is asked for.
    guard design.degreesOfFreedom >= 1, let before = ladder.rung(below: last),
      let first = LineFits(Matrix([rest.map { means[$0] }]), design: design)
    else { return nil }
    let deviation = (first.modelSquares / Double(design.degreesOfFreedom)).squareRoot()
    guard deviation >= rules.degenerateDeviation else { return nil }
    let change = means[last] - means[before]
    guard change * first.slope < 0 else { return nil }
    let t = abs(change) / (2.0.squareRoot() * deviation)
    return 2 * StudentT(Double(design.degreesOfFreedom)).above(t) < rules.alpha ? change > 0 : nil
  }
}

extension Ladder {
  /// False where only one continuation was scored, so that there is no margin to measure.
  var hasAlternatives: Bool {
    measure == .margin || others[.margin]?.values.contains(where: \.isFinite) == true
  }
}
