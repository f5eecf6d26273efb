public import Runs

/// Hides the largest scales of each ladder, calls the direction from the rest, and scores the call against what was
/// hidden. Source: `docs/statistics.md` §9.
public struct Backtest: Sendable, Equatable {
  /// One ladder to be called. Ladders of one task share texts, so the bootstrap draws tasks.
  public struct Case: Sendable, Equatable {
    public var name: String
    public var task: String
    public var ladder: Ladder

    public init(name: String, task: String, ladder: Ladder) {
      self.name = name
      self.task = task
      self.ladder = ladder
    }
  }

  /// One family of one ladder.
  public struct Row: Sendable, Equatable {
    public var name: String
    public var task: String
    public var family: String
    public var degreesOfFreedom: Int
    /// P(hidden mean > mean at the largest visible scale), with the ladder's own noise, with pooled noise, and as an
    /// items-only calculation would have it.
    public var pRise: Double
    public var pRisePooled: Double
    public var pItemsOnly: Double
    /// On the axis; what lies beyond it in the family was hidden.
    public var largestVisible: Double
    /// Of the visible ladder.
    public var slope: Double
    public var noise: Double
    /// Hidden mean − mean at the largest visible scale, in the measure's unit.
    public var change: Double
    public var rose: Bool { change > 0 }
    /// One nat, or what stands for it in the measure's unit: a change above it is a jump.
    public var jump: Double
    /// Below this P(rise) it was called unlikely.
    public var unlikelyRise: Double
    /// Called unlikely, and yet such a change: what a threshold would look like.
    public var isMissedJump: Bool { pRise < unlikelyRise && change > jump }
    /// Did the last visible step rise; is the last visible mean above the first?
    public var lastUp: Bool
    public var firstLastUp: Bool
    /// Seeds that disagreed in the visible part, beyond the noise about its trend.
    public var seedSplits: [SeedSplit]
  }

  public var rows: [Row]
  public var hide: Int

  public var rose: Int { rows.count { $0.rose } }
  public var tasks: Int { Set(rows.map(\.task)).count }
  /// Counted even when there is none.
  public var missedJumps: [Row] { rows.filter(\.isMissedJump) }

  /// - Parameter hide: h ≥ 1 largest scales of each family.
  public init(of cases: [Case], hide: Int = 1, rules: Rules = Rules()) {
    self.hide = max(1, hide)
    let calls = cases.flatMap { one in Call.all(of: one, hide: max(1, hide), rules: rules) }
    // As many as the pooled verdicts ask for would leave small folders unpooled; eight give a usable prior.
    let priors = Dictionary(grouping: calls, by: { $0.trend.degreesOfFreedom }).compactMapValues { group in
      group.count >= 8
        ? NoisePrior(
          fitting: group.map { $0.trend.residualDeviation * $0.trend.residualDeviation },
          on: group[0].trend.degreesOfFreedom) : nil
    }
    rows = calls.map { call in
      let pooled = priors[call.trend.degreesOfFreedom].map { call.trend.pooled(with: $0, rules: rules) } ?? call.trend
      let trend = call.trend
      let own = rules.fitting(call.visible)
      return Row(
        name: call.name, task: call.task, family: call.family, degreesOfFreedom: Int(trend.degreesOfFreedom),
        pRise: trend.pRise(over: call.step), pRisePooled: pooled.pRise(over: call.step),
        pItemsOnly: Normal.below(trend.slope / max(trend.itemsOnlyError, 1e-12)),
        largestVisible: call.largestVisible, slope: trend.slope,
        noise: trend.residualDeviation, change: call.change,
        jump: own.nat(for: call.visible.measure), unlikelyRise: own.unlikelyRise, lastUp: call.lastUp,
        firstLastUp: call.firstLastUp,
        seedSplits: SeedSplit.all(in: call.visible, trend: trend, rules: own))
    }
  }
}

extension Backtest {
  /// The visible part of a ladder for one family, fitted.
  struct Call {
    let name: String
    let task: String
    let family: String
    let trend: Trend
    let visible: Ladder
    let largestVisible: Double
    /// Hidden scale − largest visible scale, decades.
    let step: Double
    let change: Double
    let lastUp: Bool
    let firstLastUp: Bool

    static func all(of one: Backtest.Case, hide: Int, rules: Rules) -> [Call] {
      let ladder = one.ladder.finite
      let (scales, families) = (ladder.scales, ladder.families)
      let means = ladder.values.columnMeans
      return Design(of: ladder).families.compactMap { family in
        let own = scales.indices.filter { families[$0] == family }
        // Models of one scale are hidden together: one of them would give the others away.
        let curve = Curve(means: own.map { means[$0] }, scales: own.map { scales[$0] })
        // Not `hide + 2`: any number can be asked for.
        guard curve.scales.count - 2 >= hide else { return nil }
        let top = curve.scales.count - 1 - hide
        let seen = Set(curve.rungs[...top].joined().map { own[$0] })
        let largest = curve.rungs[top].map { scales[own[$0]] }.max() ?? curve.scales[top]
        // Other families count as far as they were as large as the largest visible model.
        let visible = scales.indices.filter {
          seen.contains($0) || (families[$0] != family && scales[$0] <= largest + 1e-9)
        }
        let carrying = visible.map { ladder.rungs[$0] }.carryingScales
        let used = visible.filter { carrying[families[$0]] != nil }
        let part = ladder.keeping(rungs: used)
        guard let trend = Trend(of: part, rules: rules), trend.degreesOfFreedom >= 1 else { return nil }
        return Call(
          name: one.name, task: one.task, family: family, trend: trend, visible: part, largestVisible: largest,
          step: Array(curve.scales.suffix(hide)).mean - curve.scales[top],
          change: Array(curve.means.suffix(hide)).mean - curve.means[top],
          lastUp: curve.means[top] > curve.means[top - 1], firstLastUp: curve.means[top] > curve.means[0])
      }
    }
  }
}

extension Trend {
  /// P(the mean `step` decades above the largest scale is higher than there) = T_ν(β̂·dx / √(dx²·SE² + 2 s²)).
  ///
  /// The 2 s² keeps it honest: the last visible point is itself noisy, and so will the next be.
  public func pRise(over step: Double) -> Double {
    let noise = modelVariance * spread
    let deviation = (step * step * standardError * standardError + 2 * noise).squareRoot()
    guard deviation > 0 else { return slope * step > 0 ? 1 : slope * step < 0 ? 0 : 0.5 }
    return deviation.isFinite ? StudentT(degreesOfFreedomUsed).below(slope * step / deviation) : 0.5
  }
}
