public import Runs

/// One behaviour along every reasonable path of analysis: how many rise, fall, or neither.
/// The default path is fixed before looking and marked. Source: `docs/statistics.md` §6.4.
public struct Multiverse: Sendable, Equatable {
  /// How the items of a model become one number.
  public enum Aggregation: String, Sendable, CaseIterable {
    case mean, median
    /// Mean without the highest and the lowest tenth.
    case trimmed
  }

  /// One choice of measure, prompt, families and axis, with the ladder it leads to.
  public struct Universe: Sendable, Equatable {
    public var ladder: Ladder
    public var isDefault: Bool
    /// Noise borrowed for the default path, so that it says what the behaviour's own row says.
    public var prior: NoisePrior?
    public var curvePrior: NoisePrior?

    public init(ladder: Ladder, isDefault: Bool = false, prior: NoisePrior? = nil, curvePrior: NoisePrior? = nil) {
      self.ladder = ladder
      self.isDefault = isDefault
      self.prior = prior
      self.curvePrior = curvePrior
    }
  }

  public struct Path: Sendable, Equatable {
    /// Place of its universe in the list given.
    public var universe: Int
    public var measure: Measure
    public var aggregation: Aggregation
    public var isDefault: Bool
    public var n: Int
    public var models: Int
    public var slope: Double
    public var interval: ClosedRange<Double>
    public var p: Double
    public var isPooled: Bool
    public var verdict: Verdict
  }

  public var paths: [Path]
  /// Universes in which no slope exists: no item has the measure, or the models are of one scale.
  public var withoutSlope: Int

  public var rising: Int { paths.count { $0.verdict == .rising } }
  public var falling: Int { paths.count { $0.verdict == .falling } }
  public var others: Int { paths.count - rising - falling }
  /// Signs of the slopes, whatever the verdict.
  public var up: Int { paths.count { $0.slope > 0 } }
  public var down: Int { paths.count { $0.slope < 0 } }
  /// Share of all paths whose slope has the sign of the default path's; nil where that has none.
  public var agreement: Double? {
    guard let sign = paths.first(where: \.isDefault)?.slope, sign != 0 else { return nil }
    return Double(sign > 0 ? up : down) / Double(paths.count)
  }

  /// Universes without a slope are left out. The mean keeps its two-way interval; a median or trimmed curve has the
  /// models' noise only.
  public init(of universes: [Universe], rules: Rules = Rules()) {
    let found = universes.enumerated().map { at, universe -> [Path] in
      let whole = universe.ladder.finite
      guard whole.values.rows > 0 else { return [] }
      return Aggregation.allCases.compactMap { aggregation in
        // The median of right and wrong is one of the two, and trimming them only stretches the scale.
        if whole.measure == .accuracy, aggregation != .mean { return nil }
        let isDefault = universe.isDefault && aggregation == .mean
        var ladder = aggregation == .mean ? whole : whole.aggregated(by: aggregation)
        // A path is a slope and a verdict; what else is known of the items is not looked at.
        ladder.others = [:]
        let finding = Finding(
          of: ladder, under: rules, prior: isDefault ? universe.prior : nil,
          curvePrior: isDefault ? universe.curvePrior : nil)
        return finding.trend.map {
          Path(
            universe: at, measure: ladder.measure, aggregation: aggregation, isDefault: isDefault,
            n: whole.values.rows, models: whole.rungs.count, slope: $0.slope, interval: $0.interval, p: $0.p,
            isPooled: $0.isPooled, verdict: finding.verdict)
        }
      }
    }
    paths = found.flatMap { $0 }
    withoutSlope = found.count(where: \.isEmpty)
  }
}

extension Ladder {
  /// One row: the items' aggregate at each model.
  fileprivate func aggregated(by aggregation: Multiverse.Aggregation) -> Ladder {
    guard values.rows > 0 else { return self }
    let row = rungs.indices.map { k -> Double in
      let column = values.column(k).sorted()
      switch aggregation {
      case .mean: return column.mean
      case .median: return column.median
      case .trimmed:
        let cut = column.count / 10
        return column[cut..<column.count - cut].mean
      }
    }
    var one = keeping(items: [0])
    one.items = [ItemName(suite: items.first?.suite ?? "", item: aggregation.rawValue)]
    one.values = Matrix([row])
    one.others = [:]
    return one
  }
}
