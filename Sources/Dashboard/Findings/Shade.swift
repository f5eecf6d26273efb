internal import Canvas

/// A shade for the eye beside a number for the reader: how far from 0, or how high, in four steps that need no colour.
struct Shade {
  /// The largest distance from 0, or what the values span.
  private let range: ClosedRange<Double>
  private let hasZero: Bool

  /// - Parameters:
  ///   - values: those that share the shades; NaN counts for nothing.
  ///   - hasZero: whether 0 divides them.
  init(of values: some Sequence<Double>, hasZero: Bool) {
    let known = values.filter(\.isFinite)
    self.hasZero = hasZero
    range =
      hasZero
      ? 0...max(known.map(abs).max() ?? 1, 1e-9) : known.isEmpty ? 0...1 : (known.min() ?? 0)...(known.max() ?? 1)
  }

  var legend: String { hasZero ? "░▒▓█ how far from 0" : "░▒▓█ low to high" }

  func glyph(of value: Double) -> String {
    let span = range.upperBound - range.lowerBound
    let size = hasZero ? abs(value) : value - range.lowerBound
    return ["░", "▒", "▓", "█"][max(0, min(3, span > 0 && size.isFinite ? Int(size / span * 4) : 0))]
  }

  /// Above and below 0 in the colours of the directions.
  func role(of value: Double) -> Role { !hasZero ? .accent : value > 0 ? .rising : .falling }

  /// Five columns at most, for the shade stands right before them: from ten thousand on in thousands or millions.
  static func figure(_ value: Double) -> String {
    guard abs(value) < 9999.5 else { return (value > 0 ? "+" : "") + Decimal.magnitude(value) }
    return Decimal.signed(value, places: abs(value) < 9.995 ? 2 : abs(value) < 99.95 ? 1 : 0)
  }
}
