/// Numbers at which an axis is labelled: multiples of 1, 2 or 5 times a power of ten.
struct Axis: Equatable, Sendable {
  struct Tick: Equatable, Sendable {
    var value: Double
    var text: String
  }

  let ticks: [Tick]

  /// - Parameter count: about how many labels; at least two where the range has an extent.
  init(_ range: ClosedRange<Double>, count: Int) {
    let span = range.upperBound - range.lowerBound
    guard span > 0, span.isFinite else {
      ticks = [Tick(value: range.lowerBound, text: Decimal.short(range.lowerBound))]
      return
    }
    let step = Step.nice(atLeast: span / Double(min(max(count, 2), 50)), from: [1, 2, 5])
    // A hair of tolerance: 0.3 is a hair below three times 0.1.
    let first = (range.lowerBound / step.value - 1e-9).rounded(.up)
    let last = (range.upperBound / step.value + 1e-9).rounded(.down)
    ticks = stride(from: first, through: last, by: 1).map { multiple in
      let value = multiple * step.value
      return Tick(value: value, text: step.label(value, signed: range.lowerBound < 0))
    }
  }
}

/// The distance between two labels, with the places that tell them apart.
struct Step: Equatable, Sendable {
  let value: Double
  let places: Int

  /// The smallest of `digits` times a power of ten that is not below `least`. Digits are below 10 and have one place
  /// at most; `least` is above 0.
  static func nice(atLeast least: Double, from digits: [Double]) -> Step {
    var exponent = Decimal.exponent(of: least)
    while true {
      for digit in digits where digit * Decimal.power(exponent) >= least * (1 - 1e-9) {
        let extra = digit == digit.rounded() ? 0 : 1
        return Step(value: digit * Decimal.power(exponent), places: max(0, extra - exponent))
      }
      exponent += 1
    }
  }

  func label(_ value: Double, signed: Bool) -> String {
    signed ? Decimal.signed(value, places: places) : Decimal.fixed(value, places: places)
  }
}
