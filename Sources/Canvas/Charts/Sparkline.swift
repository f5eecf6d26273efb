/// A row of glyphs, one for each scale in the order of the models: heights in eighths of `range`, and two signs that
/// are no heights, for scales without a run and for values that are too uncertain.
///
///     ▃░░▄░▄▅··▅
public struct Sparkline: Equatable, Sendable {
  public let characters: [Character]

  /// - Parameters:
  ///   - values: nil, or not finite: no run.
  ///   - uncertain: true where the interval is too wide to draw a height, see `isTooWide`; may be shorter.
  ///   - range: what the lowest and the highest step stand for; the same for all rows that are compared. Values
  ///     outside are drawn at the end they are past.
  public init(values: [Double?], uncertain: [Bool] = [], range: ClosedRange<Double>) {
    let glyphs = GlyphSet.block
    let steps = glyphs.steps
    characters = values.enumerated().map { place, value -> Character in
      guard let value, value.isFinite else { return glyphs.missing }
      if uncertain.indices.contains(place), uncertain[place] { return glyphs.uncertain }
      return steps[Self.step(of: value, in: range, of: steps.count)]
    }
  }

  /// True for an interval (from end to end) wider than two of the eight steps.
  public static func isTooWide(_ interval: Double, in range: ClosedRange<Double>) -> Bool {
    interval > 2 * (range.upperBound / 8 - range.lowerBound / 8)
  }

  /// A range without extent puts every value in the middle: no step is lower than another.
  private static func step(of value: Double, in range: ClosedRange<Double>, of count: Int) -> Int {
    // Halves, so that the largest numbers do not overflow.
    let span = range.upperBound / 2 - range.lowerBound / 2
    guard span > 0, span.isFinite else { return count / 2 }
    let inside = min(max(value, range.lowerBound), range.upperBound)
    let share = (inside / 2 - range.lowerBound / 2) / span
    return min(count - 1, Int(share * Double(count)))
  }
}
