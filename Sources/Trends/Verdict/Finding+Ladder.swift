public import Runs

extension Finding {
  /// Everything that screens and commands show about one ladder.
  ///
  /// - Parameters:
  ///   - prior: model noise borrowed from other behaviours on the same models, for the slope.
  ///   - curvePrior: the same for the residuals of a quadratic, for TURNING.
  ///   - keyLabels: the label of each item's key (`Yes`, `B`), in the ladder's order; empty if unknown.
  /// - Cost: O(n·K) for each measure. Permutations are apart: `PermutationTest`, then `include`.
  public init(
    of ladder: Ladder, under rules: Rules = Rules(), prior: NoisePrior? = nil, curvePrior: NoisePrior? = nil,
    keyLabels: [String] = []
  ) {
    self.init(Sketch(ladder, rules: rules), prior: prior, curvePrior: curvePrior, keyLabels: keyLabels)
  }

  /// Findings of many behaviours in view: noise is pooled over those on the same models where there are enough of
  /// them, and `q` is set.
  ///
  /// - Parameters:
  ///   - names: of the behaviour of each ladder, without its variant and suite: rows of one behaviour share its models'
  ///     noise, so twenty prompts of it are no twenty behaviours. Empty: each ladder is a behaviour of its own.
  ///   - keyLabels: for each ladder, see above; empty if unknown.
  public static func all(
    of ladders: [Ladder], named names: [String] = [], under rules: Rules = Rules(), keyLabels: [[String]] = []
  ) -> [Finding] {
    @Sendable func labels(_ at: Int) -> [String] { keyLabels.indices.contains(at) ? keyLabels[at] : [] }
    // Where nothing can be pooled no sketch outlives its finding: there may be one for each of a million items.
    guard ladders.count >= rules.pooledBehaviours else {
      var findings = inParallel(Array(ladders.indices)) {
        Finding(of: ladders[$0], under: rules, keyLabels: labels($0))
      }
      adjust(&findings, rules: rules)
      return findings
    }
    let sketches = inParallel(ladders) { Sketch($0, rules: rules) }
    var priors = [(line: NoisePrior?, curve: NoisePrior?)](repeating: (nil, nil), count: ladders.count)
    for group in Dictionary(grouping: sketches.indices, by: { sketches[$0].models }).values {
      let used = group.filter { sketches[$0].teachesNoise }
      let behaviours = names.count == ladders.count ? Set(used.map { names[$0] }).count : used.count
      guard behaviours >= rules.pooledBehaviours, let first = used.first, let trend = sketches[first].trend else {
        continue
      }
      var line = NoisePrior(
        fitting: used.compactMap { sketches[$0].trend.map { $0.residualDeviation * $0.residualDeviation } },
        on: trend.degreesOfFreedom)
      let curves = used.compactMap { sketches[$0].curve?.quadraticVariance }
      let scales = sketches[first].curve?.scales.count ?? 0
      var curve = curves.count == used.count ? NoisePrior(fitting: curves, on: Double(scales - 3)) : nil
      line?.behaviours = behaviours
      curve?.behaviours = behaviours
      for at in group where !sketches[at].ladder.isAggregate { priors[at] = (line, curve) }
    }
    let kept = priors
    var findings = inParallel(Array(sketches.indices)) { at in
      Finding(
        sketches[at], prior: kept[at].line, curvePrior: kept[at].curve, keyLabels: labels(at))
    }
    adjust(&findings, rules: rules)
    return findings
  }

  private init(_ sketch: Sketch, prior: NoisePrior?, curvePrior: NoisePrior?, keyLabels: [String]) {
    let (ladder, rules) = (sketch.ladder, sketch.rules)
    let trend = sketch.trend.map { prior == nil ? $0 : $0.pooled(with: prior, rules: rules, slopes: sketch.slopes) }
    let turning = sketch.turning(curvePrior: curvePrior)
    let families = sketch.familySlopes(prior: prior)
    let disagree = Self.disagree(families, rules: rules)
    let verdict = Verdict.decide(
      trend, turning: turning, rungs: ladder.rungs, axis: ladder.axis, familiesDisagree: disagree,
      delta: rules.delta(for: ladder.measure),
      rules: rules)
    self.init(
      measure: ladder.measure, points: sketch.points, n: ladder.values.rows, dropped: ladder.dropped.count,
      trend: trend,
      verdict: verdict, shape: verdict == .turning ? turning?.shape.rawValue : nil)
    axis = ladder.axis
    self.rules = rules
    self.prior = prior
    self.curvePrior = curvePrior
    self.turning = turning
    familySlopes = families
    familiesDisagree = disagree
    parts = sketch.parts
    seedSpread = ladder.seedSpread
    jaggedness = sketch.jaggedness
    if let means = sketch.curve?.means {
      mannKendall = MannKendall(means)
      linearity = BigBench.linearity(means)
      breakthroughness = BigBench.breakthroughness(means)
    }
    caveats = caveats(of: ladder, prior: prior, keyLabels: keyLabels)
  }

  /// Two families, each with enough scales, that move apart beyond their own noise.
  private static func disagree(_ families: [FamilySlope], rules: Rules) -> Bool {
    let sure = families.filter { $0.scales >= rules.minimumScales && $0.excludesZero }
    return sure.contains { $0.slope > 0 } && sure.contains { $0.slope < 0 }
  }

  /// Sets `q` over the behaviours that were tested, and marks those that stand only alone.
  ///
  /// Slopes are one family of tests, turns another: a TURNING row shows the q of its turn.
  public static func adjust(_ findings: inout [Finding], rules: Rules = Rules()) {
    let tested = findings.indices.filter { !findings[$0].verdict.isRefusal && findings[$0].trend?.p.isNaN == false }
    let slopes = Multiplicity.q(tested.compactMap { findings[$0].trend?.p }, by: rules.adjustment)
    let curved = tested.filter { findings[$0].turning != nil }
    let turns = Multiplicity.q(curved.compactMap { findings[$0].turning?.p }, by: rules.adjustment)
    for at in findings.indices {
      (findings[at].q, findings[at].turningQ) = (nil, nil)
      findings[at].caveats.removeAll { $0.name == Caveat.aloneOnly }
    }
    for (at, q) in zip(tested, slopes) { findings[at].q = q }
    for (at, q) in zip(curved, turns) {
      findings[at].turningQ = q
      if findings[at].verdict == .turning { findings[at].q = q }
    }
    for at in tested {
      switch findings[at].verdict {
      case .rising, .falling, .turning:
        let count = findings[at].verdict == .turning ? curved.count : tested.count
        if let q = findings[at].q, q > rules.q { findings[at].caveats.append(.alone(among: count, rate: rules.q)) }
      case .flat, .unresolved, .tooFew, .tooNarrow, .degenerate: break
      }
    }
  }

  /// Adds what the permutations say: n_eff, and how much it means that all items go one way.
  public mutating func include(_ test: PermutationTest) {
    permutations = test
    caveats.removeAll { [Caveat.togetherName, Caveat.allRise, Caveat.allFall].contains($0.name) }
    guard n >= rules.minimumItems else { return }
    if test.effectiveItems < Double(n) / 2 { caveats.append(.together(n, as: test.effectiveItems)) }
    guard let share = trend?.shareRising, share == 0 || share == 1 else { return }
    caveats.append(.oneWay(rising: share == 1, n: n, models: points.count, p: test.pShare, alpha: rules.alpha))
  }
}
