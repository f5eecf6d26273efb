/// Mann–Kendall's test of a monotone trend in the K means: a second opinion, never the verdict.
public struct MannKendall: Sendable, Equatable, BitwiseCopyable {
  /// Pairs that rise minus pairs that fall.
  public var s: Int
  public var tau: Double
  /// Two-sided, for values without ties; exact up to a hundred of them. K = 4 cannot go below 0.083.
  public var p: Double

  /// The exact law costs O(K⁴). Beyond so many values the normal one differs from it by about 0.001 at most.
  private static let many = 100

  /// nil for fewer than two values.
  ///
  /// - Source: Kendall (1938); the null distribution by the recursion over inversion counts, beyond `many` values the
  ///   normal law with its variance K(K − 1)(2K + 5)/18, corrected for continuity.
  public init?(_ values: [Double]) {
    let count = values.count
    guard count > 1 else { return nil }
    var sum = 0
    for i in 0..<count {
      for j in i + 1..<count { sum += values[j] > values[i] ? 1 : values[j] < values[i] ? -1 : 0 }
    }
    let pairs = count * (count - 1) / 2
    s = sum
    tau = Double(sum) / Double(pairs)
    p = count > Self.many ? Self.normalP(sum, of: count) : Self.exactP(sum, of: count, pairs: pairs)
  }

  private static func normalP(_ sum: Int, of count: Int) -> Double {
    let k = Double(count)
    let deviation = (k * (k - 1) * (2 * k + 5) / 18).squareRoot()
    return min(1, 2 * Normal.above(max(0, Double(abs(sum)) - 1) / deviation))
  }

  private static func exactP(_ sum: Int, of count: Int, pairs: Int) -> Double {
    // As shares, not counts: K! outgrows every integer.
    var shares = [1.0]
    for i in 2...count {
      var next = [Double](repeating: 0, count: shares.count + i - 1)
      for (inversions, share) in shares.enumerated() {
        for more in 0..<i { next[inversions + more] += share / Double(i) }
      }
      shares = next
    }
    let tail = shares.enumerated().reduce(0) { abs(pairs - 2 * $1.offset) >= abs(sum) ? $0 + $1.element : $0 }
    return min(1, tail)
  }
}
