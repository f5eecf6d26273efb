public import Runs

/// A ladder under the rules: everything that screens, commands and reports show about it.
public struct Finding: Sendable, Equatable {
  /// One scale's mean over the items.
  public struct Point: Sendable, Equatable {
    public var rung: Ladder.Rung
    /// Mean of the tested measure over the items; NaN if there is none.
    public var mean: Double
    /// Standard error over items only: sd / √n.
    public var standardError: Double
    public var n: Int
    /// Means of the other measures on the same items; NaN where the log lacks them.
    public var accuracy: Double
    public var logp: Double
    public var coverage: Double

    public init(
      rung: Ladder.Rung, mean: Double, standardError: Double, n: Int, accuracy: Double = .nan, logp: Double = .nan,
      coverage: Double = .nan
    ) {
      self.rung = rung
      self.mean = mean
      self.standardError = standardError
      self.n = n
      self.accuracy = accuracy
      self.logp = logp
      self.coverage = coverage
    }
  }

  public var measure: Measure
  /// What the points' x is, and what slopes are per.
  public var axis = ScaleAxis.parameters
  public var points: [Point]
  public var n: Int
  public var dropped: Int
  /// nil when no slope exists (fewer than two scales).
  public var trend: Trend?
  public var verdict: Verdict
  /// `inverse-U`, `U`, `wave` for TURNING.
  public var shape: String?
  public var caveats: [Caveat]
  /// Benjamini–Hochberg over the behaviours in view; set by `Finding.adjust`.
  public var q: Double?
  /// BIG-bench's L and B of the mean curve; nil where several families have one.
  public var linearity: Double?
  public var breakthroughness: Double?
  /// The rules it was made under; their Δ is printed with every FLAT.
  public var rules = Rules()
  /// Largest fall and climb of the mean curve; nil where several families have one, or for fewer than five scales.
  public var turning: Turning?
  /// q of `turning` over the curves in view: a family of tests of its own.
  public var turningQ: Double?
  /// The noise borrowed from other behaviours, to be passed on where the same verdict must come out; nil: own noise.
  public var prior: NoisePrior?
  public var curvePrior: NoisePrior?
  /// Second opinion on the mean curve; nil where several families have one.
  public var mannKendall: MannKendall?
  /// The accuracy curve against item noise; nil without accuracy, for grades beyond 0…1, or where several families have
  /// a curve.
  public var jaggedness: Jaggedness?
  /// `flat`, `step`, `smooth`, `jagged` of the accuracy curve; nil where there is no `jaggedness`.
  public var accuracyClass: String? { jaggedness?.kind.rawValue }
  /// Each family's own slope, where there are several.
  public var familySlopes: [FamilySlope] = []
  /// True when two families' slopes differ in sign and both exclude 0, so that no common verdict is given.
  public var familiesDisagree = false
  /// Spread of the seeds, where some scale has several.
  public var seedSpread: Ladder.SeedSpread?
  /// What the orders of the scales say; set by `include`.
  public var permutations: PermutationTest?
  /// How many items the n moving together count as; nil without `permutations`.
  public var effectiveItems: Double? { permutations?.effectiveItems }
  /// Slope of log-probability = slope of preference + slope of coverage, exactly; nil where the log lacks one.
  public var parts: SlopeParts?

  public init(
    measure: Measure, points: [Point], n: Int, dropped: Int = 0, trend: Trend? = nil, verdict: Verdict,
    shape: String? = nil, caveats: [Caveat] = []
  ) {
    self.measure = measure
    self.points = points
    self.n = n
    self.dropped = dropped
    self.trend = trend
    self.verdict = verdict
    self.shape = shape
    self.caveats = caveats
  }
}

/// One family's own slope, beside the common one.
public struct FamilySlope: Sendable, Equatable {
  public var family: String
  /// Distinct scales.
  public var scales: Int
  public var slope: Double
  public var interval: ClosedRange<Double>

  var excludesZero: Bool { !interval.contains(0) }
}

/// logp = nlp + coverage, item by item, so their slopes add up: `docs/statistics.md` §1. Nats per decade.
public struct SlopeParts: Sendable, Equatable, BitwiseCopyable {
  public var logp: Double
  public var preference: Double
  public var coverage: Double
}

/// What a reader must know beside the verdict: a short mark for the column and a sentence (`docs/statistics.md` §11).
public struct Caveat: Sendable, Hashable {
  /// Stable, for programs: `few items`, `one label`, `pooled`.
  public var name: String
  /// For the column: `1label`, `p`.
  public var mark: String
  public var sentence: String

  public init(name: String, mark: String, sentence: String) {
    self.name = name
    self.mark = mark
    self.sentence = sentence
  }
}
