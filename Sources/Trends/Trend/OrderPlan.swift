import Synchronization

/// Every order of the scales as a few ready parts: columns two by two, and which way of weighing each pair an order takes.
///
/// There are few ways for a pair and many orders, so the sums of a pair are made once and an order costs one addition
/// for each.
struct OrderPlan: Sendable {
  /// The place whose weight a column gets.
  struct Step: Sendable {
    var column: Int
    var place: Int
  }

  let visits: Int
  /// How many ways make up an order.
  let parts: Int
  private(set) var ways: [[Step]] = []
  /// Order by order, `parts` indices into `ways`; the true order is the first.
  private(set) var picks: [UInt16] = []

  /// What a plan depends on: behaviours on the same models share it.
  private struct Key: Hashable {
    let members: [[Int]]
    let visits: Int
    let seed: UInt64?
  }

  private static let known = Mutex<[Key: OrderPlan]>([:])

  /// More columns would have more ways than are worth making beforehand.
  private static let columns = 64

  /// The plan for these models, made once: a thousand behaviours on one ladder would each spend longer on it than on
  /// their items. nil when there are too many columns.
  static func plan(for slopes: PermutedSlopes, seed: UInt64) -> OrderPlan? {
    guard slopes.weights.count <= columns else { return nil }
    let key = Key(members: slopes.members, visits: slopes.visits, seed: slopes.isSampled ? seed : nil)
    if let plan = known.withLock({ $0[key] }) { return plan }
    let plan = OrderPlan(slopes, seed: seed)
    known.withLock { plans in
      if plans.count >= 8 { plans.removeAll() }
      plans[key] = plan
    }
    return plan
  }

  /// The steps of one order.
  func steps(of visit: Int) -> [Step] {
    picks[visit * parts..<(visit + 1) * parts].flatMap { ways[Int($0)] }
  }

  private init(_ slopes: PermutedSlopes, seed: UInt64) {
    let columns = slopes.weights.count
    let together = columns <= 24 ? 2 : 1
    visits = slopes.visits
    parts = (columns + together - 1) / together
    picks.reserveCapacity(visits * parts)
    var known = [UInt16?](repeating: nil, count: parts * columns * columns)
    func take(_ order: [Int]) {
      for part in 0..<parts {
        let (first, last) = (part * together, min(columns, (part + 1) * together) - 1)
        let at = (part * columns + order[first]) * columns + order[last]
        if known[at] == nil {
          known[at] = UInt16(ways.count)
          ways.append((first...last).map { Step(column: $0, place: order[$0]) })
        }
        picks.append(known[at] ?? 0)
      }
    }
    var order = Array(0..<columns)
    guard !slopes.isSampled else {
      var dice = Dice(seed: seed)
      for visit in 0..<visits { take(visit == 0 ? order : slopes.shuffledPlaces(&dice)) }
      return
    }
    let descent = slopes.members.flatMap { group in group.map { (column: $0, group: group) } }
    var used = [Bool](repeating: false, count: columns)
    func descend(_ level: Int) {
      guard level < descent.count else { return take(order) }
      let (column, group) = descent[level]
      for place in group where !used[place] {
        used[place] = true
        order[column] = place
        descend(level + 1)
        used[place] = false
      }
    }
    descend(0)
  }
}
