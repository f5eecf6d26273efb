public import Runs

// With how many digits a value is read out, the same in sentences, lists and tables.

extension Measure {
  /// Decimal places of a value that is read out: log-odds per byte are small.
  public var readPlaces: Int { isPerByte ? 3 : 2 }
}

extension ClosedRange<Double> {
  /// Decimal places of a 95 % interval's ends, and of the value that it is of, which else would lie beside it.
  ///
  /// The measure's, fewer for large numbers, and three where both ends would read the same, or where an end that is not 0
  /// would read as 0: on which side of 0 it is decides what the interval says.
  public func places(of measure: Measure) -> Int {
    let (low, high) = (abs(lowerBound), abs(upperBound))
    // Without ends the value stands as any other does.
    guard let largest = [low, high].filter(\.isFinite).max() else { return measure.readPlaces }
    // Two ends of so many digits would not fit.
    if largest >= 99.995 { return largest < 999.95 ? 1 : 0 }
    // Columns have room for 16 cells.
    guard low < 9.9995, high < 9.9995 else { return 2 }
    let hidesAnEnd = (low > 0 && low < 0.005) || (high > 0 && high < 0.005)
    let areAlike = (100 * lowerBound).rounded() == (100 * upperBound).rounded()
    return hidesAnEnd || areAlike && lowerBound < upperBound ? 3 : measure.readPlaces
  }

  /// The same in a sentence, which has room where a column has none: two digits of a value that these places would make
  /// nothing of, down to a millionth, below which it is rounding's.
  func places(of measure: Measure, around value: Double) -> Int {
    let isHidden = (1e-6..<0.0005).contains(value.magnitude)
    return isHidden ? value.placesOfTwoDigits : places(of: measure)
  }

  /// `[-0.04, +0.41]`, with so many places.
  func bracketed(_ places: Int) -> String { "[\(lowerBound.signed(places)), \(upperBound.signed(places))]" }
}
