public import Runs

/// Several prompts tried on one behaviour: what is shown after allowing for the number tried.
/// Never "absent": only shown, or not shown in these prompts. Source: `docs/statistics.md` §7.
public struct Elicitation: Sendable, Equatable {
  public struct Prompt: Sendable, Equatable {
    public var name: String
    public var finding: Finding
    /// One-sided lower bound of the slope, simultaneous over all prompts; −∞ where there is no verdict.
    public var lowerBound: Double
    /// One-sided, Holm over all prompts.
    public var p: Double
    /// The slope drawn towards the others', since the largest of several is too large.
    public var shrunkSlope: Double
    /// Simultaneous lower bound of the mean at the largest scale that any prompt has, −∞ where this one was not run there;
    /// only for a measure with a zero that means something. Of several models of that scale the least, so that it holds
    /// for all.
    public var lowerLevel: Double

    public var isShown: Bool { lowerBound > 0 }
    public var isShownAtLargest: Bool { lowerLevel > 0 }
  }

  public var prompts: [Prompt]
  /// P: all prompts tried, those that failed or were abandoned among them.
  public var tried: Int
  /// The prompt whose lower bound is largest; nil where no prompt has a verdict.
  public var best: Int?
  /// The claim of the envelope: the largest lower bound, not the largest slope.
  public var lowerBound: Double
  /// The raw maximum, shown dim beside its shrunk value.
  public var rawMaximum: Double

  public var isShown: Bool { lowerBound > 0 }

  /// The prompt of the raw maximum, not always the one whose lower bound is largest; nil where none has a verdict.
  public var steepest: Int? {
    prompts.firstIndex { !$0.finding.verdict.isRefusal && $0.finding.trend?.slope == rawMaximum }
  }

  /// - Parameters:
  ///   - abandoned: prompts tried of which no ladder remains; they stay in the count.
  ///   - rows: for each ladder the finding that is shown of it, or empty: noise is borrowed as there.
  public init(
    of ladders: [(name: String, ladder: Ladder)], abandoned: Int = 0, rules: Rules = Rules(), rows: [Finding?] = []
  ) {
    let findings = ladders.indices.map { at in
      let row = rows.indices.contains(at) ? rows[at] : nil
      return Finding(of: ladders[at].ladder, under: rules, prior: row?.prior, curvePrior: row?.curvePrior)
    }
    let tried = ladders.count + max(0, abandoned)
    let trends = findings.map { $0.verdict.isRefusal ? nil : $0.trend }
    let bounds = trends.map { $0.map { $0.slope - $0.halfWidth(at: 2 * rules.alpha / Double(tried)) } ?? -.infinity }
    // Prompts without a verdict and abandoned ones count as p = 1.
    let raw = trends.map { $0.map { 1 - $0.pRise } ?? 1 } + [Double](repeating: 1, count: max(0, abandoned))
    let adjusted = Multiplicity.holm(raw)
    let shrunk = Self.shrink(trends)
    let largest = findings.filter { $0.n > 0 }.flatMap(\.points).map(\.rung.x).max()
    self.tried = tried
    prompts = findings.indices.map { at in
      Prompt(
        name: ladders[at].name, finding: findings[at], lowerBound: bounds[at], p: adjusted[at], shrunkSlope: shrunk[at],
        lowerLevel: Self.lowerLevel(of: findings[at], atLargest: largest, alpha: rules.alpha / Double(tried)))
    }
    lowerBound = bounds.max() ?? -.infinity
    best = lowerBound > -.infinity ? bounds.firstMaximum : nil
    rawMaximum = trends.compactMap { $0?.slope }.max() ?? .nan
  }

  /// β̃_p = β̄ + T²/(T² + SE_p²)·(β̂_p − β̄), T² = max(0, var β̂_p − mean SE_p²).
  private static func shrink(_ trends: [Trend?]) -> [Double] {
    shrunk(trends.map { $0?.slope ?? .nan }, errors: trends.map { $0?.standardError ?? .nan })
  }

  /// What was measured under several prompts, each drawn towards their mean by what its error leaves of it: the largest
  /// of several noisy numbers is too large. NaN stays NaN and is not among the several.
  ///
  /// - Parameter errors: the standard error of each.
  public static func shrunk(_ values: [Double], errors: [Double]) -> [Double] {
    let known = values.indices.filter { values[$0].isFinite && errors[$0].isFinite }
    let centre = known.map { values[$0] }.mean
    let squares = known.map { errors[$0] * errors[$0] }
    let spread = known.count > 1 ? known.map { values[$0] }.squaresAboutMean / Double(known.count - 1) : 0
    let genuine = max(0, spread - squares.mean)
    return values.indices.map { at in
      guard values[at].isFinite, errors[at].isFinite else { return .nan }
      if known.count == 1 { return values[at] }
      let total = genuine + errors[at] * errors[at]
      return centre + (total > 0 ? genuine / total : 0) * (values[at] - centre)
    }
  }

  private static func lowerLevel(of finding: Finding, atLargest x: Double?, alpha: Double) -> Double {
    guard finding.measure.hasNeutralZero, finding.n > 1 else { return -.infinity }
    let t = StudentT(Double(finding.n - 1)).upper(alpha)
    return finding.points.filter { $0.rung.x.roundedScale == x?.roundedScale }.map { $0.mean - t * $0.standardError }
      .min() ?? -.infinity
  }

  /// `shown:{p}` or `¬shown {P}`, with its sentence: every prompt that may be claimed, each with its own bound.
  public var caveat: Caveat {
    if isShown, let best {
      let list = prompts.filter(\.isShown).sorted { $0.lowerBound > $1.lowerBound }
        .map { "\($0.name) (lower bound \($0.lowerBound.signedFigure))" }.joined(separator: ", ")
      return Caveat(
        name: "shown", mark: "shown:\(prompts[best].name)",
        sentence: "Shown under \(list), after allowing for \(counted(tried, "prompt")) tried.")
    }
    guard !prompts.isEmpty else {
      return Caveat(
        name: "not shown", mark: "¬shown \(tried)",
        sentence:
          "No claim: of the \(counted(tried, "prompt")) tried none has the measure that was asked for.")
    }
    let names = prompts.map(\.name).joined(separator: ", ")
    return Caveat(
      name: "not shown", mark: "¬shown \(tried)",
      sentence:
        "Not shown in the \(counted(tried, "prompt")) tried (\(names)). That is not evidence of absence.")
  }

  /// What the caveat says, then the largest raw slope with what is left of it and the bound of that same prompt, which
  /// need not be one that is shown.
  public var sentence: String {
    guard let steepest = self.steepest.map({ prompts[$0] }) else { return caveat.sentence }
    return "\(caveat.sentence) Steepest: \(steepest.name) \(rawMaximum.signedFigure), after allowing "
      + "\(steepest.shrunkSlope.signedFigure), lower bound \(steepest.lowerBound.signedFigure)."
  }
}
