internal import Canvas
internal import Trends

extension Verdict {
  /// The colour of a verdict. Its word and sign say the same without colour.
  var role: Role {
    switch self {
    case .rising: .rising
    case .falling: .falling
    case .flat: .flat
    case .turning: .turning
    case .unresolved: .unresolved
    case .tooFew, .tooNarrow, .degenerate: .refused
    }
  }

  /// For the census: `↗`.
  var sign: String { String(word.prefix(1)) }

  /// In the order in which a census is read.
  static let censusOrder: [Verdict] = [
    .rising, .falling, .turning, .flat, .unresolved, .tooFew, .tooNarrow, .degenerate,
  ]
}

extension Finding {
  /// `●` stands among all behaviours in view, `○` alone only; a blank where no direction is claimed.
  var qMark: String {
    switch verdict {
    case .rising, .falling, .turning:
      guard let q else { return " " }
      return q <= rules.q ? "●" : "○"
    case .flat, .unresolved, .tooFew, .tooNarrow, .degenerate: return " "
    }
  }

  /// nil where a line could be drawn through anything.
  var slope: Double? { verdict == .tooFew ? nil : trend?.slope }

  /// `+0.26`, with the digits of its interval
  var slopeFigure: String { slope == nil ? "·" : trend?.slopeWords(by: measure) ?? "·" }

  /// `+0.26 [+0.11, +0.41]`
  var slopeText: String {
    guard let trend, slope != nil else { return "no slope" }
    return "\(trend.slopeWords(by: measure)) \(trend.interval.bracketed(by: measure))"
  }
}
