internal import RealModule

/// Inference about a share.
public enum Proportion {
  /// Wilson's interval for k of n at 95 %; 0…1 for n = 0.
  ///
  /// - Source: Wilson (1927).
  public static func interval(_ k: Int, of n: Int) -> ClosedRange<Double> {
    guard n > 0 else { return 0...1 }
    let (count, p, z) = (Double(n), Double(k) / Double(n), 1.959963984540054)
    let scale = 1 + z * z / count
    let centre = (p + z * z / (2 * count)) / scale
    let half = z * (p * (1 - p) / count + z * z / (4 * count * count)).squareRoot() / scale
    return max(0, centre - half)...min(1, centre + half)
  }

  /// Two-sided p of the exact binomial test: the chance of k of n, and of every count that is no likelier, when each is a
  /// hit with probability `share`. 1 for n = 0.
  ///
  /// - Source: Clopper & Pearson (1934) for the law; both sides by the rule of the least likely counts, as R's `binom.test`
  ///   and scipy's `binomtest` have it. O(n).
  public static func exactP(_ k: Int, of n: Int, against share: Double) -> Double {
    guard n > 0, (0...n).contains(k), !share.isNaN else { return 1 }
    if share <= 0 { return k == 0 ? 1 : 0 }
    if share >= 1 { return k == n ? 1 : 0 }
    func logChance(_ i: Int) -> Double {
      let (a, b) = (Double(i), Double(n - i))
      // log of n over i is −log (n + 1) − log B(i + 1, n − i + 1).
      return a * Double.log(share) + b * Double.log(onePlus: -share) - Double.log(Double(n + 1))
        - Gamma.logBeta(a + 1, b + 1)
    }
    // As much as rounding may part two equal chances.
    let bound = logChance(k) + 1e-7
    var sum = CompensatedSum()
    for i in 0...n {
      let chance = logChance(i)
      if chance <= bound { sum.add(Double.exp(chance)) }
    }
    return min(1, sum.value)
  }

  /// Two-sided p of the exact sign test: were either of two outcomes as likely as the other. 1 where neither occurred.
  ///
  /// - Source: twice the binomial tail, which is I_½(m, n − m + 1) for m or more of n, DLMF 8.17.5. O(√n), as
  ///   `exactP(_:of:against:)` is not.
  static func signTest(_ one: Int, _ other: Int) -> Double {
    let (fewer, more) = (min(one, other), max(one, other))
    guard fewer < more else { return 1 }
    return min(1, 2 * IncompleteBeta(Double(more), Double(fewer + 1)).below(0.5))
  }
}
