internal import Runs

/// What a finding needs of a ladder before noise is pooled over behaviours.
struct Sketch {
  let ladder: Ladder
  let rules: Rules
  let trend: Trend?
  /// Of the items, as the trend has them.
  let slopes: [Double]
  let curve: Curve?
  let points: [Finding.Point]
  let jaggedness: Jaggedness?
  let parts: SlopeParts?
  private let design: Design

  init(_ whole: Ladder, rules: Rules) {
    let ladder = whole.finite
    let rules = rules.fitting(ladder)
    let design = Design(of: ladder)
    self.ladder = ladder
    self.rules = rules
    self.design = design
    let fits = LineFits(ladder.values, design: design)
    trend = fits.map { Trend($0, rules: rules, prior: nil) }
    slopes = fits?.slopes ?? []
    // At each rung; not finite where a cell is not.
    var means = ladder.others.mapValues(\.columnMeans)
    means[ladder.measure] = ladder.values.columnMeans
    curve = Curve(of: ladder, means: means[ladder.measure] ?? [])
    points = Self.points(of: ladder, means: means)
    jaggedness = curve.flatMap { Self.jaggedness(of: ladder, curve: $0, means: means[.accuracy], rules: rules) }
    parts = Self.parts(means, design: design)
  }

  /// Behaviours share model noise when they were put to the same models and measured alike.
  struct Models: Hashable {
    let names: [[String]]
    let scales: [Double]
    let families: [String]
    let measure: Measure
  }

  var models: Models {
    Models(
      names: ladder.rungs.map { $0.models.map(\.name) }, scales: ladder.scales, families: ladder.families,
      measure: ladder.measure)
  }

  /// A ladder that is refused (an import mistake, too few scales) says nothing about noise.
  var teachesNoise: Bool {
    // One number for all items strays less than the items do.
    guard let trend, !ladder.isAggregate else { return false }
    return trend.degreesOfFreedom > 0 && trend.residualDeviation >= rules.degenerateDeviation
  }

  func turning(curvePrior: NoisePrior?) -> Turning? {
    guard let curve, curve.scales.count >= rules.minimumTurningScales else { return nil }
    let left = Double(curve.scales.count - 3)
    // Seeds whose means tie (accuracies often do) or that are copies of each other say nothing about noise.
    if let seeds = ladder.seedSpread, seeds.degreesOfFreedom > 0, seeds.deviation >= rules.degenerateDeviation {
      // A scale's mean is over its seeds; the scale with the fewest sets the noise, so that no turn is called too soon.
      let fewest = curve.rungs.map { group in group.reduce(0) { $0 + ladder.rungs[$1].seeds } }.min() ?? 1
      return Turning(
        curve: curve.means, deviation: seeds.deviation / Double(max(1, fewest)).squareRoot(),
        degreesOfFreedom: Double(seeds.degreesOfFreedom), noise: .seeds)
    }
    guard let variance = curve.quadraticVariance else { return nil }
    guard let curvePrior else {
      return Turning(curve: curve.means, deviation: variance.squareRoot(), degreesOfFreedom: left, noise: .quadratic)
    }
    let moderate = curvePrior.moderate(variance, on: left)
    return Turning(
      curve: curve.means, deviation: moderate.variance.squareRoot(), degreesOfFreedom: moderate.degreesOfFreedom,
      noise: .pooled)
  }

  /// Empty for one family.
  func familySlopes(prior: NoisePrior?) -> [FamilySlope] {
    guard design.families.count > 1 else { return [] }
    return zip(design.families, design.members).compactMap { name, members in
      let part = ladder.keeping(rungs: members)
      guard let trend = Trend(of: part, rules: rules, prior: prior) else { return nil }
      return FamilySlope(
        family: name, scales: part.scales.distinctScales, slope: trend.slope, interval: trend.interval)
    }
  }

  private static func points(of ladder: Ladder, means: [Measure: [Double]]) -> [Finding.Point] {
    let n = ladder.values.rows
    let missing = [Double](repeating: .nan, count: ladder.rungs.count)
    let own = means[ladder.measure] ?? missing
    let squares = ladder.values.columnSquares(about: own)
    let finite = { (measure: Measure) -> [Double] in
      guard let whole = means[measure], whole.count == missing.count else { return missing }
      return whole.allSatisfy(\.isFinite) ? whole : ladder.others[measure]?.finiteColumnMeans ?? whole
    }
    let (accuracy, logp, coverage) = (finite(.accuracy), finite(.logp), finite(.coverage))
    return ladder.rungs.indices.map { k in
      Finding.Point(
        rung: ladder.rungs[k], mean: own[k],
        standardError: n > 1 ? (squares[k] / Double(n - 1) / Double(n)).squareRoot() : .nan, n: n,
        accuracy: accuracy[k],
        logp: logp[k], coverage: coverage[k])
    }
  }

  private static func jaggedness(of ladder: Ladder, curve: Curve, means: [Double]?, rules: Rules) -> Jaggedness? {
    // The noise is that of so many items, and an aggregate does not say of how many.
    guard !ladder.isAggregate, let means, means.count == ladder.rungs.count, means.allSatisfy(\.isFinite),
      let accuracy = ladder.measure == .accuracy ? ladder.values : ladder.others[.accuracy],
      // A grade of 1 to 10 has no binomial noise.
      accuracy.values.allSatisfy({ $0 >= 0 && $0 <= 1 })
    else { return nil }
    let ordered = curve.rungs.map { group in group.map { means[$0] }.mean }
    // Models of one scale are averaged in the curve; pairing item by item needs one column for each scale.
    let columns = curve.rungs.map { $0[0] }
    let answers: Matrix? =
      switch curve.rungs.allSatisfy({ $0.count == 1 }) {
      case true: columns == Array(ladder.rungs.indices) ? accuracy : accuracy.keeping(columns: columns)
      case false: nil
      }
    return Jaggedness(accuracy: ordered, n: ladder.values.rows, answers: answers, alpha: rules.alpha)
  }

  /// A mean slope is the slope of the means.
  private static func parts(_ means: [Measure: [Double]], design: Design) -> SlopeParts? {
    let slope = { (measure: Measure) -> Double? in
      guard let means = means[measure], means.count == design.centred.count else { return nil }
      return LineFits(Matrix([means]), design: design)?.slope
    }
    guard let logp = slope(.logp), let preference = slope(.nlp), let coverage = slope(.coverage) else { return nil }
    return SlopeParts(logp: logp, preference: preference, coverage: coverage)
  }
}
