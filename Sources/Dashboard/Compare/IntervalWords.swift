internal import Canvas
internal import Trends

// How a value and its 95 % interval are written, on every screen.

extension ClosedRange<Double> {
  /// `-0.04 to +0.41`
  var words: String { "\(Decimal.signed(lowerBound)) to \(Decimal.signed(upperBound))" }
}

extension PairedComparison.Point {
  /// Half of the 95 % interval; not finite for one item.
  var half: Double { (interval.upperBound - interval.lowerBound) / 2 }

  /// `+0.42 ±0.11`
  var words: String { "\(Decimal.signed(difference)) ±\(half.isFinite ? Decimal.fixed(half, places: 2) : "·")" }
}

extension Finding.Point {
  /// `+0.42 ±0.11`
  var words: String { "\(Decimal.signed(mean)) ±\(Decimal.fixed(half, places: 2))" }
}
