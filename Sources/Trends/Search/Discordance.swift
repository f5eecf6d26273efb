public import Runs

/// Two models by right and wrong, on the items that both answered: what both missed, and what only one did.
/// Source: `docs/statistics.md` §6, Two models.
public struct Discordance: Sendable, Equatable {
  /// What became of one item.
  public enum Outcome: String, Sendable, CaseIterable {
    case bothMissed = "both-missed"
    case onlyAMissed = "only-a-missed"
    case onlyBMissed = "only-b-missed"
    case bothRight = "both-right"

    /// - Parameters: whether A, and whether B, has it right.
    public init(a: Bool, b: Bool) {
      self = a ? (b ? .bothRight : .onlyBMissed) : b ? .onlyAMissed : .bothMissed
    }
  }

  public var bothRight: Int
  public var onlyAMissed: Int
  public var onlyBMissed: Int
  public var bothMissed: Int

  public init(_ outcomes: [Outcome]) {
    bothRight = outcomes.count { $0 == .bothRight }
    onlyAMissed = outcomes.count { $0 == .onlyAMissed }
    onlyBMissed = outcomes.count { $0 == .onlyBMissed }
    bothMissed = outcomes.count { $0 == .bothMissed }
  }

  public subscript(outcome: Outcome) -> Int {
    switch outcome {
    case .bothMissed: bothMissed
    case .onlyAMissed: onlyAMissed
    case .onlyBMissed: onlyBMissed
    case .bothRight: bothRight
    }
  }

  public var n: Int { bothRight + onlyAMissed + onlyBMissed + bothMissed }

  /// McNemar's test, exact and two-sided: were either model as likely to be the one that misses. 1 where they never differ.
  ///
  /// - Source: McNemar (1947).
  public var p: Double { Proportion.signTest(onlyAMissed, onlyBMissed) }

  /// Share that A has right less the share that B has right; NaN without items.
  public var difference: Double { Double(onlyBMissed - onlyAMissed) / Double(n) }

  /// 95 %: Wald's with one more of either disagreement, so that few items, or none that differ, do not look certain.
  ///
  /// - Source: Bonett & Price (2012).
  public var interval: ClosedRange<Double> {
    let count = Double(n + 2)
    let (a, b) = (Double(onlyBMissed + 1) / count, Double(onlyAMissed + 1) / count)
    let half = Normal.upper(0.025) * ((a + b - (a - b) * (a - b)) / count).squareRoot()
    return max(-1, a - b - half)...min(1, a - b + half)
  }
}

extension Ladder {
  /// Which model has which item right, and what that was read from: right and wrong as the log has it (above ½ over several
  /// seeds), else the side of the margin. nil where some item has neither.
  public var judged: (by: Measure, right: [[Bool]])? {
    let judges: [(measure: Measure, border: Double)] = [(.accuracy, 0.5), (.margin, 0)]
    for (measure, border) in judges {
      guard let side = measured(by: measure)?.values else { continue }
      return (measure, (0..<side.rows).map { side.row($0).map { $0 > border } })
    }
    return nil
  }
}
