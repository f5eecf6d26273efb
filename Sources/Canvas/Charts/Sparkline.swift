/// A row of glyphs, one for each scale in the order of the models: heights in eighths of `range`, and two signs that
/// are no heights, for scales without a run and for values that are too uncertain.
///
///     ▃░░▄░▄▅··▅
public struct Sparkline: Equatable, Sendable {
  public let characters: [Character]
  private let kinds: [Kind]

  private enum Kind { case value, uncertain, missing }

  /// - Parameters:
  ///   - values: nil, or not finite: no run.
  ///   - uncertain: true where the interval is too wide to draw a height, see `isTooWide`; may be shorter.
  ///   - range: what the lowest and the highest step stand for; the same for all rows that are compared. Values
  ///     outside are drawn at the end they are past.
  public init(values: [Double?], uncertain: [Bool] = [], range: ClosedRange<Double>, glyphs: GlyphSet = .block) {
    kinds = values.enumerated().map { place, value in
      guard let value, value.isFinite else { return .missing }
      return uncertain.indices.contains(place) && uncertain[place] ? .uncertain : .value
    }
    let steps = glyphs.steps
    characters = zip(values, kinds).map { value, kind in
      switch kind {
      case .missing: glyphs.missing
      case .uncertain: glyphs.uncertain
      case .value: steps[Self.step(of: value ?? 0, in: range, of: steps.count)]
      }
    }
  }

  public var text: String { String(characters) }

  /// True for an interval (from end to end) wider than two of the eight steps.
  public static func isTooWide(_ interval: Double, in range: ClosedRange<Double>) -> Bool {
    interval > 2 * (range.upperBound / 8 - range.lowerBound / 8)
  }

  /// The range that holds all values of all rows; 0…1 if there are none.
  public static func range(of rows: some Sequence<[Double?]>) -> ClosedRange<Double> {
    var range: ClosedRange<Double>?
    for row in rows {
      for case let value? in row where value.isFinite {
        range = range.map { min($0.lowerBound, value)...max($0.upperBound, value) } ?? value...value
      }
    }
    return range ?? 0...1
  }

  /// One glyph and role for each scale.
  public func cells(as role: Role, on ground: Ground = .plain) -> [Cell] {
    zip(characters, kinds).map { character, kind in
      switch kind {
      case .value: Cell(character, as: role, on: ground)
      case .uncertain: Cell(character, as: .unresolved, on: ground)
      case .missing: Cell(character, as: .dim, on: ground)
      }
    }
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

extension Grid {
  /// Draws a sparkline; what falls outside the grid is dropped.
  ///
  /// - Returns: the columns used.
  @discardableResult
  public mutating func write(
    _ sparkline: Sparkline, row: Int, column: Int, as role: Role = .text, on ground: Ground? = nil
  ) -> Int {
    for (offset, cell) in sparkline.cells(as: role).enumerated() where column < size.columns - offset {
      write(String(cell.glyph), row: row, column: column + offset, as: cell.role, on: ground)
    }
    return sparkline.characters.count
  }
}
