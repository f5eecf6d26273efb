public import Runs

/// Two ladders on the same models whose items are not the same: the difference of their means and of their slopes.
///
/// The items of either side are samples of their own, so both sides' item noise counts; the models are one sample, so what
/// a model strays on both sides alike falls out. Source: `docs/statistics.md` §6, Differences.
public struct UnpairedComparison: Sendable, Equatable {
  /// The slope of the difference, with its 95 % interval.
  public struct Slope: Sendable, Equatable {
    /// In the measure's unit per decade of scale.
    public var value: Double
    public var interval: ClosedRange<Double>
    /// NaN where no degree of freedom is left for the models.
    public var p: Double
    /// False where a line could be drawn through anything.
    public var isTested: Bool { !p.isNaN }

    public init(value: Double, interval: ClosedRange<Double>, p: Double) {
      self.value = value
      self.interval = interval
      self.p = p
    }
  }

  /// Items of A and of B.
  public var nA: Int
  public var nB: Int
  /// Welch's interval at each model that both have.
  public var points: [PairedComparison.Point]
  /// nil where no family has two distinct scales in common.
  public var slope: Slope?

  /// - Throws: where nothing can be subtracted at all: measures that differ, or no model in common.
  public init(_ a: Ladder, _ b: Ladder, rules: Rules = Rules()) throws(PairedComparison.Refusal) {
    guard a.measure == b.measure else { throw .differentMeasures(a.measure, b.measure) }
    let columns = a.sharedRungs(with: b)
    guard !columns.isEmpty else { throw .differentModels }
    let (one, other) = (a.keeping(rungs: columns.map(\.0)).finite, b.keeping(rungs: columns.map(\.1)).finite)
    guard !one.items.isEmpty, !other.items.isEmpty else { throw .differentItems }
    (nA, nB) = (one.items.count, other.items.count)
    let sides = (Self.moments(of: one), Self.moments(of: other))
    points = one.rungs.indices.map { k in
      Self.point(one.rungs[k], sides.0[k], sides.1[k], n: one.items.count, m: other.items.count, alpha: rules.alpha)
    }
    slope = Self.slope(one, other, alpha: rules.alpha)
  }

  /// Mean of each column, and the variance of that mean; NaN for one item.
  private static func moments(of ladder: Ladder) -> [(mean: Double, variance: Double)] {
    let (n, means) = (Double(ladder.items.count), ladder.values.columnMeans)
    let squares = ladder.values.columnSquares(about: means)
    return means.indices.map { (means[$0], n > 1 ? squares[$0] / (n - 1) / n : .nan) }
  }

  /// - Source: Welch (1947), degrees of freedom by Satterthwaite (1946).
  private static func point(
    _ rung: Ladder.Rung, _ a: (mean: Double, variance: Double), _ b: (mean: Double, variance: Double), n: Int, m: Int,
    alpha: Double
  ) -> PairedComparison.Point {
    let (difference, variance) = (a.mean - b.mean, a.variance + b.variance)
    let parts = a.variance * a.variance / Double(n - 1) + b.variance * b.variance / Double(m - 1)
    // Two sides that do not vary at all leave no doubt over items.
    let half =
      variance > 0 ? StudentT(variance * variance / parts).upper(alpha / 2) * variance.squareRoot() : variance
    return .init(
      rung: rung, difference: difference, standardError: variance.squareRoot(), interval: .around(difference, half))
  }

  /// The two-way t of `Trend` on the difference of the two mean curves, with the items of each side as a part of their own.
  private static func slope(_ a: Ladder, _ b: Ladder, alpha: Double) -> Slope? {
    let design = Design(of: a)
    guard let one = LineFits(a.values, design: design), let other = LineFits(b.values, design: design) else {
      return nil
    }
    let value = one.slope - other.slope
    let degrees = Double(design.degreesOfFreedom)
    guard degrees > 0 else { return Slope(value: value, interval: -.infinity...(.infinity), p: .nan) }
    let residuals = zip(one.meanResiduals, other.meanResiduals).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    let half = HalfWidth([
      .init(residuals / degrees / design.spread, on: degrees),
      .init(one.extraItemVariance, items: one.slopes.count), .init(other.extraItemVariance, items: other.slopes.count),
    ])
    return Slope(value: value, interval: .around(value, half(alpha)), p: half.p(of: value))
  }
}

extension LineFits {
  /// V_B′ = max(V_B − V_C, 0): what the items add beyond the models' residuals. 0 for one item.
  fileprivate var extraItemVariance: Double {
    let n = Double(slopes.count)
    guard n > 1, design.degreesOfFreedom > 0 else { return 0 }
    let noise = crossSquares / ((n - 1) * Double(design.degreesOfFreedom))
    return max(0, slopeSquares / (n - 1) / n - noise / (n * design.spread))
  }
}
