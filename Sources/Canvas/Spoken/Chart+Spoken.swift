extension Chart {
  /// A line for what is measured, and one for each series: its values by scale, with their intervals.
  ///
  ///     chart: nats by parameters, log scale
  ///     pythia: 14M +0.10, from -0.02 to +0.22; 70M no run
  var spoken: [String] {
    let head = "chart: \(unit)" + (scale.isEmpty ? "" : " by \(scale)")
    return [head] + series.map { series in "\(series.name): " + series.points.map(spoken).joined(separator: "; ") }
  }

  private func spoken(_ point: Point) -> String {
    // A place is known by the label on it; places are logarithms, and a thousandth of one is no other model.
    let label = labels.first { abs($0.x - point.x) < 1e-3 }?.text ?? Decimal.magnitude(Self.power(point.x))
    guard let mean = point.mean, mean.isFinite else { return "\(label) no run" }
    guard let interval = point.interval else { return "\(label) \(Decimal.signed(mean))" }
    let (low, high) = (Decimal.signed(interval.lowerBound), Decimal.signed(interval.upperBound))
    return "\(label) \(Decimal.signed(mean)), from \(low) to \(high)"
  }

  private static func power(_ exponent: Double) -> Double {
    let whole = exponent.rounded(.down)
    guard abs(whole) < 300 else { return exponent }
    // Between two powers of ten a straight line is near enough for a name.
    return Decimal.power(Int(whole)) * (1 + 9 * (exponent - whole))
  }
}
