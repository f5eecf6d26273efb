internal import Runs

/// How alike two mean curves run, and how many of the other rows run as much like the first: most curves over scale
/// either rise or fall, so a high correlation alone says little. Source: `docs/statistics.md` §6, Differences.
public struct Resemblance: Sendable, Equatable {
  /// Spearman's, of the means over the scales that both have, each less its family's mean.
  public var correlation: Double
  /// Scales that both have.
  public var scales: Int
  /// Other rows with enough scales in common with A, and those of them whose correlation with A is as far from 0.
  public var others: Int
  public var matching: Int
  /// As many match A by chance as the level of a test allows, or more: (matching + 1) / (others + 1) above α.
  public var isCommon: Bool

  /// - Parameter others: the points of all rows but A and B.
  /// - Returns: nil where the two have too few scales in common, or one of them does not vary.
  public init?(_ a: [Finding.Point], _ b: [Finding.Point], among others: [[Finding.Point]], rules: Rules = Rules()) {
    guard let own = Self.correlation(a, b, rules: rules) else { return nil }
    let known = others.compactMap { Self.correlation(a, $0, rules: rules)?.value }
    correlation = own.value
    scales = own.scales
    self.others = known.count
    // A hair of tolerance: the same ranks in another order of sums.
    matching = known.count { abs($0) >= abs(own.value) - 1e-9 }
    isCommon = Double(matching + 1) > rules.alpha * Double(known.count + 1)
  }

  private static func correlation(
    _ a: [Finding.Point], _ b: [Finding.Point], rules: Rules
  ) -> (value: Double, scales: Int)? {
    let shared = a.compactMap { point -> (Finding.Point, Double)? in
      guard point.mean.isFinite, let other = b.first(where: { $0.rung.isSame(as: point.rung) }), other.mean.isFinite
      else { return nil }
      return (point, other.mean)
    }
    guard shared.map(\.0.rung.x).distinctScales >= rules.minimumScales else { return nil }
    let families = shared.map(\.0.rung.family)
    let value = Ranks.spearman(
      centred(shared.map(\.0.mean), within: families), centred(shared.map(\.1), within: families))
    return value.map { ($0, shared.count) }
  }

  private static func centred(_ values: [Double], within families: [String]) -> [Double] {
    guard Set(families).count > 1 else { return values }
    let groups = Dictionary(grouping: values.indices, by: { families[$0] }).mapValues { $0.map { values[$0] }.mean }
    return values.indices.map { values[$0] - (groups[families[$0]] ?? 0) }
  }
}
