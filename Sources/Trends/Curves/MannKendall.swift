/// Mann–Kendall's test of a monotone trend in the K means: a second opinion, never the verdict.
public struct MannKendall: Sendable, Equatable, BitwiseCopyable {
  /// Pairs that rise minus pairs that fall.
  public var s: Int
  public var tau: Double
  /// Exact, two-sided, for values without ties. K = 4 cannot go below 0.083.
  public var p: Double

  /// nil for fewer than two values.
  ///
  /// - Source: Kendall (1938); the null distribution by the recursion over inversion counts.
  public init?(_ values: [Double]) {
    let count = values.count
    guard count > 1 else { return nil }
    var sum = 0
    for i in 0..<count {
      for j in i + 1..<count { sum += values[j] > values[i] ? 1 : values[j] < values[i] ? -1 : 0 }
    }
    // As shares, not counts: K! outgrows every integer.
    var shares = [1.0]
    for i in 2...count {
      var next = [Double](repeating: 0, count: shares.count + i - 1)
      for (inversions, share) in shares.enumerated() {
        for more in 0..<i { next[inversions + more] += share / Double(i) }
      }
      shares = next
    }
    let pairs = count * (count - 1) / 2
    let tail = shares.enumerated().reduce(0) { abs(pairs - 2 * $1.offset) >= abs(sum) ? $0 + $1.element : $0 }
    s = sum
    tau = Double(sum) / Double(pairs)
    p = min(1, tail)
  }
}
