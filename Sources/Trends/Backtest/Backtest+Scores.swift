internal import RealModule

extension Backtest {
  /// Who calls the direction: ours, and what it must beat.
  public enum Predictor: String, Sendable, CaseIterable {
    case vane
    case vanePooled = "vane-pooled"
    case itemsOnly = "items-only"
    case coin
    /// The share of the other ladders that rose.
    case baseRate = "base-rate"
    /// "As perplexity": up at 0.75.
    case alwaysUp = "always-up"
    /// The last step goes on, at 0.75.
    case persistence
    /// Sign of last − first, at 0.75.
    case firstLast = "first-last"
  }

  public struct Score: Sendable, Equatable {
    public var predictor: Predictor
    /// Mean squared error, mean −log P of what happened; P clipped to 0.01…0.99.
    public var brier: Double
    public var log: Double
    /// Share called right; nil for the coin, which takes no side.
    public var hit: Double?
  }

  /// Brier score of the baseline minus ours: above 0, ours is better.
  public struct Skill: Sendable, Equatable {
    public var against: Predictor
    public var difference: Double
    /// 90 %, by a seeded bootstrap over tasks; everything for a single task, which tells nothing of another.
    public var interval: ClosedRange<Double>
  }

  public struct Bin: Sendable, Equatable {
    public var low: Double
    public var high: Double
    /// NaN for an empty bin.
    public var meanP: Double
    public var rose: Int
    public var n: Int
  }

  /// P(rise) of each row.
  public func calls(of predictor: Predictor) -> [Double] {
    let count = Double(rows.count)
    let sum = Double(rose)
    return rows.map { row in
      switch predictor {
      case .vane: row.pRise
      case .vanePooled: row.pRisePooled
      case .itemsOnly: row.pItemsOnly
      case .coin: 0.5
      case .baseRate: (sum - (row.rose ? 1 : 0) + 0.5) / count
      case .alwaysUp: 0.75
      case .persistence: row.lastUp ? 0.75 : 0.25
      case .firstLast: row.firstLastUp ? 0.75 : 0.25
      }
    }
  }

  /// nil without rows.
  public func score(of predictor: Predictor) -> Score? {
    guard !rows.isEmpty else { return nil }
    let calls = calls(of: predictor).map(Self.clipped)
    let pairs = zip(calls, rows)
    let hits: Double = pairs.map { ($0 > 0.5) == $1.rose ? 1 : 0 }.mean
    return Score(
      predictor: predictor, brier: squaredErrors(of: predictor).mean,
      log: pairs.map { -Double.log($1.rose ? $0 : 1 - $0) }.mean, hit: predictor == .coin ? nil : hits)
  }

  public var scores: [Score] { Predictor.allCases.compactMap { score(of: $0) } }

  private static func clipped(_ p: Double) -> Double { min(0.99, max(0.01, p)) }

  private func squaredErrors(of predictor: Predictor) -> [Double] {
    zip(calls(of: predictor).map(Self.clipped), rows).map { ($0 - ($1.rose ? 1 : 0)) * ($0 - ($1.rose ? 1 : 0)) }
  }

  /// Skill of `vane` against each other predictor; empty without rows. Tasks are drawn with replacement, so that ladders
  /// of one task stay together.
  public func skill(against others: [Predictor] = [.baseRate, .coin, .itemsOnly, .alwaysUp]) -> [Skill] {
    guard !rows.isEmpty else { return [] }
    let groups = Dictionary(grouping: rows.indices, by: { rows[$0].task }).sorted { $0.key < $1.key }.map(\.value)
    let mine = squaredErrors(of: .vane)
    return others.map { other in
      let gains = zip(squaredErrors(of: other), mine).map { $0 - $1 }
      guard groups.count > 1 else {
        return Skill(against: other, difference: gains.mean, interval: -.infinity...(.infinity))
      }
      let sums = groups.map { group in (gain: group.reduce(0) { $0 + gains[$1] }, count: Double(group.count)) }
      var dice = Dice(seed: 1)
      let means = (0..<2000).map { _ in
        var (gain, count) = (0.0, 0.0)
        for _ in sums.indices {
          let drawn = sums[Int(dice.next(upperBound: UInt64(sums.count)))]
          gain += drawn.gain
          count += drawn.count
        }
        return gain / count
      }.sorted()
      let low = means[Int(0.05 * Double(means.count - 1))]
      let high = means[Int((0.95 * Double(means.count - 1)).rounded(.up))]
      return Skill(against: other, difference: gains.mean, interval: low...high)
    }
  }

  /// Five bins of P(rise): in a calibrated one the share that rose is its mean P.
  public func calibration() -> [Bin] {
    let (calls, bins) = (self.calls(of: .vane), 5)
    return (0..<bins).map { bin in
      let (low, high) = (Double(bin) / Double(bins), Double(bin + 1) / Double(bins))
      let inside = calls.indices.filter { calls[$0] >= low && (calls[$0] < high || bin == bins - 1) }
      return Bin(
        low: low, high: high, meanP: inside.map { calls[$0] }.mean, rose: inside.count { rows[$0].rose },
        n: inside.count)
    }
  }

  /// The caveat for calls that were no better than the base rate on these ladders; nil when they were, or none exist.
  public var noSkill: Caveat? {
    guard let ours = score(of: .vane), let base = score(of: .baseRate), ours.brier >= base.brier else { return nil }
    return Caveat(
      name: "no skill", mark: "skill 0",
      sentence: "On your own past ladders these calls did no better than the base rate "
        + "(\(ours.brier.fixed(3)) vs \(base.brier.fixed(3))).")
  }
}
