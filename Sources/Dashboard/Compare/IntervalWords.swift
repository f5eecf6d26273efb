internal import Canvas
public import Runs
public import Trends

// How a value and its 95 % interval are written, on every screen.

extension ClosedRange<Double> {
  /// `-0.04 to +0.41`; `-0.005 to +0.023`
  public func words(by measure: Measure) -> String {
    let (low, high) = ends(by: measure)
    return "\(low) to \(high)"
  }

  /// `[-0.04, +0.41]`
  func bracketed(by measure: Measure) -> String {
    let (low, high) = ends(by: measure)
    return "[\(low), \(high)]"
  }

  /// `-0.04`, `+0.41`
  func ends(by measure: Measure) -> (low: String, high: String) {
    let places = places(of: measure)
    return (Decimal.sided(lowerBound, places: places), Decimal.sided(upperBound, places: places))
  }
}

extension Trend {
  /// With the digits of its interval.
  public func slopeWords(by measure: Measure) -> String {
    Decimal.sided(slope, places: interval.places(of: measure))
  }
}

extension UnpairedComparison.Slope {
  /// With the digits of its interval.
  func valueWords(by measure: Measure) -> String { Decimal.sided(value, places: interval.places(of: measure)) }
}

extension ModelComparison {
  /// With the digits of its interval.
  func differenceWords(by measure: Measure) -> String {
    Decimal.sided(difference, places: interval.places(of: measure))
  }
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

  /// `+0.42 ±0.11`; per byte `+0.012 ±0.004`
  func words(by measure: Measure) -> String {
    let places = measure.readPlaces
    return "\(Decimal.signed(difference, places: places)) ±\(half.isFinite ? Decimal.fixed(half, places: places) : "·")"
  }
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
