public import Runs

/// Every threshold, named, with its reason. A project may set the first three; all are printed with what they decide.
public struct Rules: Sendable, Equatable, BitwiseCopyable {
  /// Level of a single test.
  public var alpha = 0.05
  /// Smallest slope that matters, nats per decade: 50 % → 55 % per ten times the scale.
  public var delta = 0.2
  /// False-discovery rate over the behaviours in view (Benjamini–Hochberg).
  public var q = 0.10
  /// With fewer distinct scales a line can be drawn through anything.
  public var minimumScales = 4
  /// Models that span less than one order of magnitude say nothing about scale.
  public var minimumDecades = 1.0
  /// Fewer items still get a verdict, tagged `few items`.
  public var minimumItems = 10
  /// Below this residual sd (nats) the data are constant or exactly linear: an import mistake.
  public var degenerateDeviation = 1e-9
  /// With fewer scales of one family the curve is never called turning: one odd model would explain it.
  public var minimumTurningScales = 5
  /// From so many behaviours on the same models on, model noise is pooled over them. Prompts and suites of one are one.
  public var pooledBehaviours = 20
  /// How q is computed: Benjamini & Hochberg, or Benjamini & Yekutieli, valid under any dependence and far weaker.
  public var adjustment = Adjustment.benjaminiHochberg
  /// One label on more than this share of the keys: a bias to that label and the behaviour cannot be told apart.
  public var oneLabelShare = 0.8
  /// Clamped margins are shown from this share on.
  public var clampedShare = 0.01
  /// Below this mean probability of all choices together the margin is about the tail.
  public var minimumCoverage = 0.01
  /// A rise that was given less than this was called unlikely: one that came all the same, and was a jump, was missed.
  public var unlikelyRise = 0.2
  /// More orders of the scales than this are sampled, not enumerated: 8!.
  public var enumeratedPermutations = 40320
  public var sampledPermutations = 10_000

  public enum Adjustment: String, Sendable, CaseIterable, BitwiseCopyable {
    case benjaminiHochberg = "bh"
    case benjaminiYekutieli = "by"
  }

  /// Mean bytes of a choice on the ladder in hand: what turns nats into nats per byte.
  public var bytesPerChoice = 1.0

  public init() {}

  /// `delta` in the measure's unit. Near 50 % one nat is a quarter, so 0.2 nats are 5 points of accuracy, and as much of
  /// the Brier score; per byte it is shared among the bytes of a choice.
  public func delta(for measure: Measure) -> Double { delta / unitsPerNat(measure) }

  /// What one nat is in the measure's unit, as for `delta(for:)`.
  public func nat(for measure: Measure) -> Double { 1 / unitsPerNat(measure) }

  private func unitsPerNat(_ measure: Measure) -> Double {
    switch measure {
    case .margin, .nlp, .logp, .coverage: 1
    case .accuracy, .brier: 4
    case .marginPerByte, .logpPerByte: bytesPerChoice
    }
  }

  /// The same thresholds, told how long this ladder's choices are.
  public func fitting(_ ladder: Ladder) -> Rules {
    guard let mean = ladder.lengths?.mean, mean > 0 else { return self }
    var rules = self
    rules.bytesPerChoice = mean
    return rules
  }
}
