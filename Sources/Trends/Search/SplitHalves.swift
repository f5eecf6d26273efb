public import Runs

/// Two disjoint halves of one behaviour's items, judged apart: does each say what the whole says?
/// Both halves share the models' noise, so agreement speaks of the items alone.
public struct SplitHalves: Sendable, Equatable {
  public var whole: Verdict
  public var halves: [Verdict]
  public var slopes: [Double]

  /// nil when the whole has no verdict to reproduce, or fewer than two items.
  public init?(of ladder: Ladder, finding: Finding) {
    switch finding.verdict {
    case .tooFew, .tooNarrow, .degenerate, .unresolved: return nil
    case .rising, .falling, .flat, .turning: break
    }
    let (odd, even) = ladder.halves()
    guard !odd.items.isEmpty, !even.items.isEmpty else { return nil }
    let found = [odd, even].map {
      Finding(of: $0, under: finding.rules, prior: finding.prior, curvePrior: finding.curvePrior)
    }
    whole = finding.verdict
    halves = found.map(\.verdict)
    slopes = found.map { $0.trend?.slope ?? .nan }
  }

  public var agree: Bool { halves.allSatisfy { $0 == whole } }

  /// nil when they agree.
  public var caveat: Caveat? {
    if agree { return nil }
    let words = halves.map(\.bareWord)
    return Caveat(
      name: "not reproducible", mark: "halves",
      sentence: "Not reproducible with so few tests: one half of them says \(words[0]), the other \(words[1]).")
  }
}
