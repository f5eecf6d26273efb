public import Runs

/// The slope that is left when an aggregate (the perplexity of plain text) is held constant: does the behaviour move
/// beyond what general coherence explains?
///
/// The scale and the aggregate usually move together, so little of the scale is left to learn from; `tolerance` says
/// how little, and below `leastTolerance` the two cannot be told apart and there is no trend.
public struct HeldConstant: Sendable, Equatable {
  /// Share of the scales' spread that the aggregate does not explain, 0…1.
  public var tolerance: Double
  /// What the slope is per.
  public var axis = ScaleAxis.parameters
  /// What the slope is of.
  public var measure = Measure.margin
  /// In the measure's unit, at equal aggregate; nil where the two cannot be told apart or too few models remain.
  public var trend: Trend?
  /// Why there is none.
  public var refusal: Refusal?

  public enum Refusal: String, Sendable, CaseIterable, BitwiseCopyable {
    /// The aggregate does not vary within any family, or is unknown for a model.
    case noAggregate = "no-aggregate"
    /// Fewer than two degrees of freedom are left after intercepts, slope and aggregate.
    case tooFew = "too-few"
    /// Scale and aggregate move together.
    case inseparable
    /// The aggregate is the mean of the very answers that the slope is of.
    case sameAnswers = "same-answers"
  }

  /// One twentieth: the interval is then already √20 times wider than that of the plain slope.
  public static let leastTolerance = 0.05

  /// - Parameter aggregate: one number for each rung, for example nats per byte of plain text.
  public init(_ aggregate: [Double], of ladder: Ladder, rules: Rules = Rules()) {
    axis = ladder.axis
    measure = ladder.measure
    let plain = Design(of: ladder)
    guard plain.hasSlope else {
      (tolerance, trend, refusal) = (.nan, nil, .tooFew)
      return
    }
    guard let design = Design(plain, holding: aggregate) else {
      (tolerance, trend, refusal) = (.nan, nil, .noAggregate)
      return
    }
    tolerance = design.spread / plain.spread
    trend = nil
    if design.degreesOfFreedom < 2 {
      refusal = .tooFew
    } else if tolerance < Self.leastTolerance {
      refusal = .inseparable
    } else {
      trend = Trend(ladder.finite.values, design: design, rules: rules, prior: nil)
    }
  }

  /// Of a behaviour whose own answers are the aggregate: held constant, they would leave a slope of 0 whatever they do.
  public init(ofAggregate ladder: Ladder) {
    axis = ladder.axis
    measure = ladder.measure
    (tolerance, trend, refusal) = (.nan, nil, .sameAnswers)
  }

  public var sentence: String {
    switch refusal {
    case .noAggregate: "No aggregate is stored for these models, so it cannot be held constant."
    case .tooFew: "Too few models to hold the aggregate constant as well."
    case .inseparable:
      "Scale and aggregate move together: only \((tolerance * 100).fixed(0)) % of the scale is left, so the two cannot be told apart."
    case .sameAnswers: "Aggregate perplexity is measured on these very answers, so it cannot be held constant."
    case nil:
      trend.map { trend -> String in
        let places = trend.interval.places(of: measure, around: trend.slope)
        let (slope, interval) = (trend.slope.signed(places), trend.interval.bracketed(places))
        return "At equal aggregate the slope is \(slope) \(axis.per) \(interval)."
      } ?? "No slope."
    }
  }
}

extension HeldConstant: Packable {
  public static var blank: HeldConstant { HeldConstant() }
  private init() { (tolerance, trend, refusal) = (.nan, nil, .noAggregate) }

  public mutating func pack(by packing: inout some Packing) throws {
    try packing.bits(&tolerance)
    try packing.bits(&axis)
    try packing.bits(&measure)
    try packing.bits(&trend)
    try packing.bits(&refusal)
  }
}
