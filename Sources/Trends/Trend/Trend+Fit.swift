public import Runs

extension Trend {
  /// The two-way t: mean slope over items and models, both taken as samples.
  ///
  /// - Parameters:
  ///   - ladder: n items × K models, n ≥ 1, complete cases.
  ///   - prior: model noise borrowed from other behaviours on the same ladder.
  /// - Returns: nil when there is no item, or no family has two distinct scales, so that no slope exists. With
  ///   ν_A = 0 the slope has no interval: it is −∞…∞ and `p` is NaN.
  /// - Cost: O(n·K), no allocation per item.
  /// - Source: `docs/statistics.md` §2.
  public init?(of ladder: Ladder, rules: Rules = Rules(), prior: NoisePrior? = nil) {
    self.init(ladder.values, design: Design(of: ladder), rules: rules, prior: prior)
  }

  init?(_ values: Matrix, design: Design, rules: Rules, prior: NoisePrior?) {
    guard let fits = LineFits(values, design: design) else { return nil }
    self.init(fits, rules: rules, prior: prior)
  }

  init(_ fits: LineFits, rules: Rules, prior: NoisePrior?) {
    let n = fits.slopes.count
    let degrees = Double(fits.design.degreesOfFreedom)
    let spread = fits.design.spread
    let own = degrees > 0 ? fits.modelSquares / degrees : .nan
    let slopeVariance = n > 1 ? fits.slopeSquares / Double(n - 1) : 0
    let noise = n > 1 && degrees > 0 ? fits.crossSquares / (Double(n - 1) * degrees) : 0
    let trueVariance = max(0, slopeVariance - noise / spread)
    self.n = n
    models = fits.design.centred.count
    families = fits.design.families.count
    self.spread = spread
    slope = fits.slope
    residualDeviation = own.squareRoot()
    degreesOfFreedom = degrees
    itemVariance = slopeVariance / Double(n)
    crossVariance = noise / (Double(n) * spread)
    itemNoise = noise.squareRoot()
    itemsOnlyError = (slopeVariance / Double(n)).squareRoot()
    tau = trueVariance.squareRoot()
    iSquared = slopeVariance > 0 ? trueVariance / slopeVariance : 0
    shareRising = Self.share(rising: fits.slopes)
    // Set by `infer` below, once the model noise is known.
    (modelVariance, degreesOfFreedomUsed, standardError, p, pRise) = (.nan, degrees, .nan, .nan, .nan)
    (bounds, bounds90, shareBounds) = (.all, .all, Bounds(0...1))
    minimalDetectableSlope = .infinity
    isPooled = false
    infer(rules: rules, prior: prior, slopes: fits.slopes)
  }

  /// The same lines under another belief about model noise: nothing is fitted anew.
  ///
  /// - Parameter slopes: of the items; without them the interval of the share stays as it was.
  func pooled(with prior: NoisePrior?, rules: Rules, slopes: [Double] = []) -> Trend {
    var other = self
    other.infer(rules: rules, prior: prior, slopes: slopes)
    return other
  }

  private mutating func infer(rules: Rules, prior: NoisePrior?, slopes: [Double]) {
    var noise = (variance: residualDeviation * residualDeviation, degreesOfFreedom: degreesOfFreedom)
    if let prior { noise = prior.moderate(noise.variance, on: max(0, degreesOfFreedom)) }
    isPooled = prior != nil
    guard noise.variance.isFinite, noise.degreesOfFreedom > 0 else { return }
    modelVariance = noise.variance / spread
    degreesOfFreedomUsed = noise.degreesOfFreedom
    standardError = (modelVariance + extraItemVariance).squareRoot()
    let half = halfWidth
    p = half.p(of: slope)
    pRise = slope > 0 ? 1 - p / 2 : p / 2
    let (wide, narrow) = (half(rules.alpha), half(2 * rules.alpha))
    interval = .around(slope, wide)
    interval90 = .around(slope, narrow)
    minimalDetectableSlope = wide + half(0.4)
    guard !slopes.isEmpty else { return }
    shareRisingInterval = Self.shareInterval(
      slopes, shift: abs(StudentT(degreesOfFreedomUsed).upper(rules.alpha / 2)) * modelVariance.squareRoot())
  }

  /// V_B′: item sampling beyond what the model residuals already hold.
  var extraItemVariance: Double { max(itemVariance - crossVariance, 0) }

  var halfWidth: HalfWidth {
    HalfWidth(
      modelVariance: modelVariance, degreesOfFreedom: degreesOfFreedomUsed, itemVariance: extraItemVariance, n: n)
  }

  /// Half of the two-sided interval at level α, in the slope's unit.
  public func halfWidth(at alpha: Double) -> Double { halfWidth(alpha) }

  /// Estimated share of items whose true slope is above 0; nil when the items' slopes do not differ beyond noise.
  public var shareTrulyRising: Double? { tau > 0 ? Normal.below(slope / tau) : nil }

  /// A slope of 0 counts one half: up to 1e-12, as in `PermutationTest`, since its sign is rounding's.
  static func share(rising slopes: [Double]) -> Double {
    slopes.reduce(0) { $0 + (abs($1) <= 1e-12 ? 0.5 : $1 > 0 ? 1 : 0) } / Double(slopes.count)
  }

  /// All slopes moved together by the model noise, counted, then Wilson at each end: `docs/statistics.md` §3 (h).
  private static func shareInterval(_ slopes: [Double], shift: Double) -> ClosedRange<Double> {
    let low = slopes.count { $0 - shift > 0 }
    let high = slopes.count { $0 + shift > 0 }
    return Proportion.interval(low, of: slopes.count)
      .lowerBound...Proportion.interval(high, of: slopes.count).upperBound
  }
}

extension ClosedRange<Double> {
  /// centre ± half; everything where half is not a number, since nothing is then known.
  static func around(_ centre: Double, _ half: Double) -> Self {
    centre.isFinite && half >= 0 ? centre - half...centre + half : -.infinity...(.infinity)
  }
}
