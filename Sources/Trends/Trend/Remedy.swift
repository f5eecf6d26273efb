/// What would help to settle an open trend: more models, more seeds or more items like these. A plan and no promise.
///
/// Source: the half-width of `docs/statistics.md` §2.6 with each part of the variance as it would then be.
public struct Remedy: Sendable, Equatable {
  public enum Kind: String, Sendable, CaseIterable {
    /// Further models spread over the same range of scale.
    case models
    /// Further seeds at every scale.
    case seeds
    case items
  }

  /// The slope to be seen with 80 % power.
  public var target: Double
  /// How many in all (models), at each scale (seeds), in all (items); nil: no number of them would do, or unknown.
  public var needed: [Kind: Int]
  /// Minimal detectable slope with twice as many of one kind; missing where it cannot be told.
  public var doubled: [Kind: Double]
  /// Of which twice as many would help most.
  public var best: Kind? {
    Kind.allCases.filter { doubled[$0] != nil }.min {
      doubled[$0, default: .infinity] < doubled[$1, default: .infinity]
    }
  }

  /// - Parameters:
  ///   - target: the slope that shall be seen, in the trend's unit.
  ///   - seedDeviation: sd of one seed's mean about its scale's, nil where no scale has two seeds: the seeds' part of the
  ///     noise is then unknown, not 0.
  ///   - seeds: at each scale.
  /// - Returns: nil where the trend has no error of its own to plan with.
  public init?(_ trend: Trend, target: Double, seedDeviation: Double? = nil, seeds: [Int] = [], rules: Rules = Rules())
  {
    guard trend.modelVariance.isFinite, trend.degreesOfFreedomUsed > 0, target > 0, trend.n > 0 else { return nil }
    let plan = Plan(trend: trend, seedDeviation: seedDeviation, seeds: seeds, alpha: rules.alpha)
    self.target = target
    needed = [:]
    doubled = [:]
    doubled[.models] = plan.detectable(models: 2 * trend.models)
    doubled[.items] = plan.detectable(items: 2 * trend.n)
    needed[.models] = Self.least(from: trend.models, to: 1000) { plan.detectable(models: $0) <= target }
    needed[.items] = Self.least(from: trend.n, to: 10_000_000) { plan.detectable(items: $0) <= target }
    guard seedDeviation != nil else { return }
    let most = max(1, seeds.max() ?? 1)
    doubled[.seeds] = plan.detectable(seeds: 2 * most)
    needed[.seeds] = Self.least(from: most, to: 1000) { plan.detectable(seeds: $0) <= target }
  }

  /// Of which of the two, models or items, twice as many would help more.
  static func better(for trend: Trend, rules: Rules) -> Kind {
    let plan = Plan(trend: trend, seedDeviation: nil, seeds: [], alpha: rules.alpha)
    return plan.detectable(items: 2 * trend.n) < plan.detectable(models: 2 * trend.models) ? .items : .models
  }

  /// The least number for which `does` holds, once it holds for good; nil when not even the most would do.
  private static func least(from start: Int, to most: Int, where does: (Int) -> Bool) -> Int? {
    if does(start) { return start }
    guard start < most, does(most) else { return nil }
    var (low, high) = (start, most)
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if does(middle) { high = middle } else { low = middle }
    }
    return high
  }

  private struct Plan {
    let trend: Trend
    let seedDeviation: Double?
    let seeds: [Int]
    let alpha: Double

    /// The models' part falls with their spread, and the t quantile with their number; what items differ stays.
    func detectable(models: Int) -> Double {
      let factor = Double(models) / Double(trend.models)
      return detectable(
        trend.modelVariance / factor, trend.degreesOfFreedomUsed + Double(models - trend.models),
        trend.extraItemVariance, trend.n)
    }

    func detectable(items: Int) -> Double {
      detectable(
        trend.modelVariance, trend.degreesOfFreedomUsed,
        // A single item has no spread of its own to go by, so at least two.
        trend.extraItemVariance * Double(trend.n) / Double(items), max(2, items))
    }

    /// What seeds explain of the scatter falls with their number; a scale's own departure from the line stays.
    func detectable(seeds each: Int) -> Double {
      guard let seedDeviation else { return .infinity }
      let variance = seedDeviation * seedDeviation
      let noise = trend.modelVariance * trend.spread
      let now = variance * (seeds.isEmpty ? 1 : seeds.map { 1 / Double(max(1, $0)) }.mean)
      let then = variance * (seeds.isEmpty ? [1] : seeds).map { 1 / Double(max(each, $0)) }.mean
      return detectable(
        (max(0, noise - now) + min(noise, then)) / trend.spread, trend.degreesOfFreedomUsed, trend.extraItemVariance,
        trend.n)
    }

    private func detectable(_ models: Double, _ degrees: Double, _ items: Double, _ n: Int) -> Double {
      let half = HalfWidth(modelVariance: models, degreesOfFreedom: degrees, itemVariance: items, n: n)
      return half(alpha) + half(0.4)
    }
  }
}
