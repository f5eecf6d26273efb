/// The mean slope over items and models with its two-way t inference: `docs/statistics.md` §2.
/// Slopes in the measure's unit per decade of scale (nats per decade for all but accuracy).
public struct Trend: Sendable, Equatable, BitwiseCopyable {
  /// Items, models (rungs), families.
  public var n: Int
  public var models: Int
  public var families: Int
  /// Σ x̃², x̃ the scales centred within family.
  public var spread: Double
  public var slope: Double
  public var standardError: Double
  public var interval: ClosedRange<Double> {
    get { bounds.range }
    set { bounds = Bounds(newValue) }
  }
  public var interval90: ClosedRange<Double> {
    get { bounds90.range }
    set { bounds90 = Bounds(newValue) }
  }
  public var p: Double
  /// P(slope > 0).
  public var pRise: Double
  /// V_A as used (pooled if `isPooled`), V_B, V_C.
  public var modelVariance: Double
  public var itemVariance: Double
  public var crossVariance: Double
  /// Sd of the residuals of the mean curve, nats; the ladder's own, never pooled.
  public var residualDeviation: Double
  /// The ladder's own degrees of freedom, K − F − 1, and those in use.
  public var degreesOfFreedom: Double
  public var degreesOfFreedomUsed: Double
  public var isPooled: Bool
  /// Minimal detectable slope at 80 % power.
  public var minimalDetectableSlope: Double
  /// Sd of the items' true slopes, and the reliability of one item's slope.
  public var tau: Double
  public var iSquared: Double
  public var itemNoise: Double
  public var shareRising: Double
  public var shareRisingInterval: ClosedRange<Double> {
    get { shareBounds.range }
    set { shareBounds = Bounds(newValue) }
  }
  /// What an items-only calculation would have claimed.
  public var itemsOnlyError: Double

  var bounds: Bounds
  var bounds90: Bounds
  var shareBounds: Bounds

  /// A closed range, which the library does not let be copied bit by bit.
  struct Bounds: Equatable, BitwiseCopyable {
    private let low: Double
    private let high: Double

    init(_ range: ClosedRange<Double>) { (low, high) = (range.lowerBound, range.upperBound) }

    var range: ClosedRange<Double> { low...high }

    static let all = Bounds(-.infinity...(.infinity))
  }
}
