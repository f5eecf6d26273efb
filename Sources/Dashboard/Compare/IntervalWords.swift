internal import Canvas
internal import Runs
public import Trends

// How a value and its 95 % interval are written, on every screen.

extension ClosedRange<Double> {
  /// `-0.04 to +0.41`; `-0.005 to +0.023`
  public var words: String {
    let (low, high) = ends
    return "\(low) to \(high)"
  }

  /// `[-0.04, +0.41]`
  var bracketed: String {
    let (low, high) = ends
    return "[\(low), \(high)]"
  }

  /// `-0.04`, `+0.41`
  var ends: (low: String, high: String) { (end(lowerBound), end(upperBound)) }

  /// Two, fewer for large numbers, and three where an end that is not 0 would read as 0: on which side of 0 it is decides
  /// what the interval says. Of the value that the interval is of too, which else would lie beside it.
  public var places: Int {
    let (low, high) = (abs(lowerBound), abs(upperBound))
    // Two ends of so many digits would not fit.
    let largest = [low, high].filter(\.isFinite).max() ?? 0
    if largest >= 99.995 { return largest < 999.95 ? 1 : 0 }
    let hidesAnEnd = (low > 0 && low < 0.005) || (high > 0 && high < 0.005)
    // Columns have room for 16 cells.
    return hidesAnEnd && low < 9.9995 && high < 9.9995 ? 3 : 2
  }

  /// An end keeps its side also where these places are not enough.
  private func end(_ value: Double) -> String {
    let text = Decimal.signed(value, places: places)
    return value < 0 && text.hasPrefix("+") ? "-\(text.dropFirst())" : text
  }
}

extension Trend {
  /// With the digits of its interval.
  public var slopeWords: String { Decimal.signed(slope, places: interval.places) }
}

extension UnpairedComparison.Slope {
  /// With the digits of its interval.
  var valueWords: String { Decimal.signed(value, places: interval.places) }
}

extension ModelComparison {
  /// With the digits of its interval.
  var differenceWords: String { Decimal.signed(difference, places: interval.places) }
}

extension Double {
  /// The smallest slope that would have been seen. Never `0.00`: any slope is beyond that. Two digits where it is
  /// small: it is an error that was multiplied, and known no better.
  var detectable: String { self < 0.00995 ? Decimal.short(self, digits: 2) : Decimal.fixed(self, places: 2) }
}

extension PairedComparison.Point {
  /// Half of the 95 % interval; not finite for one item, nor where all items differ alike, which is no certainty either.
  var half: Double {
    let half = (interval.upperBound - interval.lowerBound) / 2
    return half > 0 ? half : .nan
  }

  /// `+0.42 ±0.11`
  var words: String { "\(Decimal.signed(difference)) ±\(half.isFinite ? Decimal.fixed(half, places: 2) : "·")" }
}

extension Finding.Point {
  /// Half of the 95 % interval, where the items tell of one. Where all are alike, as at an accuracy of 1, sd / √n is 0, and
  /// that is no certainty: NaN.
  var toldHalf: Double { half > 0 ? half : .nan }

  /// `+0.42 ±0.11`; `+1.00 ±·`; per byte `+0.012 ±0.004`
  func words(by measure: Measure) -> String {
    let places = measure.readPlaces
    return "\(Decimal.signed(mean, places: places)) ±\(Decimal.fixed(toldHalf, places: places))"
  }
}
