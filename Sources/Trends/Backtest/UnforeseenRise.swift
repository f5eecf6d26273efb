internal import Runs

/// A ladder that rose where its visible part announced no rise: what an emergent behaviour would look like.
///
/// Wider than the missed jumps, which must have been called unlikely: here it is enough that nothing was said. The
/// largest scales are hidden one, two, … at a time, as long as enough remain for a verdict (one in any case), and the
/// largest such rise of each ladder is kept. Source: `docs/statistics.md` §9.
public struct UnforeseenRise: Sendable, Equatable {
  public var name: String
  public var family: String
  /// Scales hidden.
  public var hide: Int
  /// What was said of the visible part.
  public var pRise: Double
  public var verdict: Verdict
  public var slope: Double
  /// Sd of a model's mean about the visible line.
  public var noise: Double
  /// Hidden mean − mean at the largest visible scale, in the measure's unit.
  public var change: Double

  /// One nat: the odds nearly treble.
  static let jump = 1.0
  static let noiseMultiple = 3.0

  /// Largest rise first.
  public static func all(of cases: [Backtest.Case], rules: Rules = Rules()) -> [UnforeseenRise] {
    cases.flatMap { one -> [UnforeseenRise] in
      let scales = one.ladder.rungs.carryingScales.values.map(\.distinctScales).max() ?? 0
      let found = (1...max(1, scales - rules.minimumScales)).flatMap { hide in
        Backtest.Call.all(of: one, hide: hide, rules: rules).compactMap { Self($0, hide: hide, rules: rules) }
      }
      return Dictionary(grouping: found, by: \.family).values.compactMap { same in
        same.min { ($1.change, $0.hide) < ($0.change, $1.hide) }
      }
    }.sorted { ($1.change, $0.name, $0.family) < ($0.change, $1.name, $1.family) }
  }

  private init?(_ call: Backtest.Call, hide: Int, rules: Rules) {
    let rules = rules.fitting(call.visible)
    let measure = call.visible.measure
    let noise = call.trend.residualDeviation
    let isNats = measure.unit == Measure.margin.unit
    // Many times a small noise may still be nothing: it must also be a slope that matters.
    let stands = call.change > Self.noiseMultiple * noise && call.change > rules.delta(for: measure) * call.step
    guard (isNats && call.change > Self.jump) || stands else { return nil }
    var bare = call.visible
    bare.others = [:]
    verdict = Finding(of: bare, under: rules).verdict
    pRise = call.trend.pRise(over: call.step)
    let wasSilent: Bool =
      switch verdict {
      case .flat, .unresolved, .falling, .degenerate: true
      case .rising, .turning, .tooFew, .tooNarrow: false
      }
    guard wasSilent || pRise < 0.5 else { return nil }
    (name, family, self.hide) = (call.name, call.family, hide)
    (slope, self.noise, change) = (call.trend.slope, noise, call.change)
  }

  /// What Vane said beforehand, in one line.
  public var sentence: String {
    "\(name) (\(family)): with \(hide) hidden the trend was \(verdict.bareWord), P(rise) \(pRise.probabilityFigure); "
      + "it rose by \(change.figure)"
  }
}
