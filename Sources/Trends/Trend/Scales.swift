public import Runs

/// Places on the axis, and when two of them are one scale.
extension Double {
  /// What is equal in this is one scale: six decimals of a decade.
  var roundedScale: Double { (self * 1e6).rounded() }
}

extension Sequence where Element == Double {
  var distinctScales: Int { Set(map(\.roundedScale)).count }
}

extension Ladder {
  /// Places of the rungs in the order of scale, of equal ones in the ladder's order.
  public var rungsByScale: [Int] { rungs.indices.sorted { (rungs[$0].x, $0) < (rungs[$1].x, $1) } }
}
