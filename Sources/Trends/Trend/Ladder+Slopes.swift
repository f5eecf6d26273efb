public import Runs

extension Ladder {
  /// Slope of each item, in the ladder's order and the measure's unit per decade; NaN where the item has a value that is
  /// not finite, and for all where no family has two distinct scales. Source: `docs/statistics.md` §2.
  public var itemSlopes: [Double] {
    let design = Design(of: self)
    guard design.hasSlope else { return [Double](repeating: .nan, count: values.rows) }
    var centred = [Double](repeating: 0, count: values.columns)
    return (0..<values.rows).map { i in
      guard values.row(i).allSatisfy(\.isFinite) else { return .nan }
      design.centre(values.row(i), into: &centred)
      return zip(centred, design.centred).reduce(0) { $0 + $1.0 * $1.1 } / design.spread
    }
  }
}
