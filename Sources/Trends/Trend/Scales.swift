public import Runs

/// Places on the axis, and when two of them are one scale.
extension Double {
  /// What is equal in this is one scale: six decimals of a decade.
  var roundedScale: Double { (self * 1e6).rounded() }
}

extension Sequence where Element == Double {
  var distinctScales: Int { Set(map(\.roundedScale)).count }
}

extension Sequence where Element == Ladder.Rung {
  /// By family, places of the rungs of each that has at least two scales: slopes are within families, so a family of one
  /// carries no weight and says nothing about scale.
  var carryingScales: [String: [Double]] {
    Dictionary(grouping: self, by: \.family).mapValues { $0.map(\.x) }.filter { $0.value.distinctScales > 1 }
  }
}

extension [Ladder.Rung] {
  /// Where the rungs of the only family stand, or of the only one that has several scales; nil where there are several.
  var placesOfOnlyCurve: [Int]? {
    if !isEmpty, allSatisfy({ $0.family == self[0].family }) { return [Int](indices) }
    let carrying = carryingScales
    guard carrying.count == 1 else { return nil }
    return indices.filter { carrying[self[$0].family] != nil }
  }
}

extension Ladder {
  /// Places of the rungs in the order of scale, of equal ones in the ladder's order.
  public var rungsByScale: [Int] { rungs.indices.sorted { (rungs[$0].x, $0) < (rungs[$1].x, $1) } }

  /// Of the next smaller scale of its family, of equal ones the last; nil at the smallest. A step leads from one
  /// scale to the next, not from one model of a scale to another.
  func rung(below k: Int) -> Int? {
    rungs.indices.filter { rungs[$0].family == rungs[k].family && rungs[$0].x.roundedScale < rungs[k].x.roundedScale }
      .max { (rungs[$0].x, $0) < (rungs[$1].x, $1) }
  }
}
