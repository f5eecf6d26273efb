internal import Runs

/// How many items rise and fall under every order of the scales: `PermutedSlopes` without the slopes.
///
/// What is asked of all items together needs signs only. So each slope is made in single precision, sixteen items at a
/// time, and an order that brings one of the sixteen near 0 is counted again in double precision.
struct PermutedSigns {
  /// Items above and below 0 by more than 1e-12, for each order; the true one is the first.
  private(set) var rising: [Int32]
  private(set) var falling: [Int32]
  /// Mean slope under each order.
  let means: [Double]

  /// nil when cancelled, when there are too many models to plan for, or when so many slopes are near 0 (as with values
  /// of few kinds) that nothing would be gained.
  init?(_ slopes: PermutedSlopes, seed: UInt64, isCancelled: () -> Bool) {
    guard let plan = OrderPlan.plan(for: slopes, seed: seed) else { return nil }
    rising = [Int32](repeating: 0, count: plan.visits)
    falling = rising
    let weights = slopes.weights
    let columnMeans = weights.indices.map { slopes.column($0, 0..<slopes.rows).mean }
    let wayMeans = plan.ways.map { $0.reduce(0) { $0 + weights[$1.place] * columnMeans[$1.column] } }
    means = (0..<plan.visits).map { visit in
      plan.picks[visit * plan.parts..<(visit + 1) * plan.parts].reduce(0) { $0 + wayMeans[Int($1)] }
    }
    var block = SignBlock(slopes, plan: plan)
    var counted = 0
    for first in stride(from: 0, to: slopes.rows, by: SignBlock.items) {
      block.load(slopes, from: first)
      let finished = plan.picks.withUnsafeBufferPointer { picks in
        for visit in 0..<plan.visits {
          if visit & 1023 == 0, isCancelled() { return false }
          let own = UnsafeBufferPointer(rebasing: picks[visit * plan.parts..<(visit + 1) * plan.parts])
          let signs = block.signs(own) ?? block.recount(slopes, visit)
          rising[visit] &+= signs.up
          falling[visit] &+= signs.down
        }
        return true
      }
      counted += plan.visits
      if !finished || block.recounts * 8 > counted { return nil }
    }
  }
}
