internal import Canvas

/// Sparklines of the screens: a value at each scale, with a blank between families.
enum Spark {
  /// - Parameter range: what the eight steps share; the same for rows that are compared.
  static func text(_ spots: [ScaleColumns.Spot], in range: ClosedRange<Double>) -> String {
    let line = Sparkline(
      values: spots.map { spot in if case .value(let value, _) = spot { value } else { nil } },
      uncertain: spots.map { spot in
        if case .value(_, let half) = spot { Sparkline.isTooWide(2 * half, in: range) } else { false }
      }, range: range)
    return String(zip(spots, line.characters).map { spot, character in spot == .blank ? " " : character })
  }

  /// The range of the values; nil without any.
  static func range(of spots: some Sequence<ScaleColumns.Spot>) -> ClosedRange<Double>? {
    var (low, high) = (Double.infinity, -Double.infinity)
    for case .value(let value, _) in spots where value.isFinite {
      low = min(low, value)
      high = max(high, value)
    }
    return low <= high ? low...high : nil
  }
}
