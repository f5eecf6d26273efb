public import Runs

/// What the orders of the scales say: exact p-values that keep the items' dependence, and how many items the n moving
/// together count as. Source: `docs/statistics.md` §3 (h).
public struct PermutationTest: Sendable, Equatable, BitwiseCopyable {
  /// Orders looked at, the true one among them.
  public var permutations: Int
  /// True when there are too many orders to enumerate and a seeded sample stands for them.
  public var isSampled: Bool
  /// Share of orders with as steep a mean slope, and with as lopsided a share of rising items; two-sided.
  public var pSlope: Double
  public var pShare: Double
  /// The smallest p that so few models can give: 1 / orders.
  public var floor: Double
  /// n_eff = ¼ / mean (share − ½)², within 1…n.
  public var effectiveItems: Double

  /// - Parameter isCancelled: asked every few orders.
  /// - Returns: nil when there is no item or no slope, or when cancelled.
  /// - Cost: one pass over n items for each of at most 40,320 orders.
  public init?(
    of ladder: Ladder, rules: Rules = Rules(), seed: UInt64 = 1, isCancelled: () -> Bool = { false }
  ) {
    let ladder = ladder.finite
    guard let slopes = PermutedSlopes(ladder.values, design: Design(of: ladder), rules: rules) else { return nil }
    let n = Double(slopes.rows)
    var truth: (slope: Double, lean: Double)?
    var (steep, lopsided, visits, squares) = (0, 0, 0, CompensatedSum())
    func count(_ up: Int, _ down: Int, _ mean: Double) {
      // Slopes within 1e-12 of 0 count one half.
      let (slope, lean) = (abs(mean), abs(Double(up - down) / (2 * n)))
      let seen = truth ?? (slope, lean)
      truth = seen
      visits += 1
      squares.add(lean * lean)
      if slope >= seen.slope - 1e-12 { steep += 1 }
      if lean >= seen.lean - 1e-12 { lopsided += 1 }
    }
    if let signs = PermutedSigns(slopes, seed: seed, isCancelled: isCancelled) {
      for visit in signs.means.indices {
        count(Int(signs.rising[visit]), Int(signs.falling[visit]), signs.means[visit])
      }
    } else {
      let finished = slopes.forEach(seed: seed, isCancelled: isCancelled) { each, mean in
        // Sign bits instead of comparisons: signs under a random order are random, and mispredicted branches were half
        // of the time.
        var (up, down): (UInt64, UInt64) = (0, 0)
        for slope in each {
          up &+= (1e-12 - slope).bitPattern &>> 63
          down &+= (slope + 1e-12).bitPattern &>> 63
        }
        count(Int(up), Int(down), mean)
      }
      guard finished else { return nil }
    }
    permutations = visits
    isSampled = slopes.isSampled
    pSlope = Double(steep) / Double(visits)
    pShare = Double(lopsided) / Double(visits)
    floor = 1 / slopes.orders
    let variance = squares.value / Double(visits)
    effectiveItems = variance > 0 ? min(n, max(1, 0.25 / variance)) : n
  }
}
