public import Runs

/// One ladder less another, A − B: item by item where the items are the same, else mean by mean, and why.
public struct Difference: Sendable, Equatable {
  public enum Pairing: Sendable, Equatable {
    /// Item by item, on so many shared items.
    case paired(Int, by: ItemPairing.Basis)
    /// Mean by mean, over so many items of A and of B.
    case unpaired(Int, Int, because: PairedComparison.Refusal)
    /// There is nothing to subtract.
    case refused(PairedComparison.Refusal)
  }

  public var pairing: Pairing
  /// At the models that both have, in A's order; empty where nothing was subtracted.
  public var points: [PairedComparison.Point]
  /// nil where no family has two distinct scales in common.
  public var slope: UnpairedComparison.Slope?
  /// Of a paired difference.
  public var verdict: Verdict?

  /// - Parameter pairing: which rows of the two are one item.
  public init(_ a: Ladder, _ b: Ladder, pairing: ItemPairing, rules: Rules = Rules()) {
    do throws(PairedComparison.Refusal) {
      self.init(try PairedComparison(a, b, pairing: pairing, rules: rules), by: pairing.basis)
    } catch {
      self.init(unpaired: a, b, because: error, rules: rules)
    }
  }

  private init(_ paired: PairedComparison, by basis: ItemPairing.Basis) {
    pairing = .paired(paired.n, by: basis)
    points = paired.points
    slope = paired.trend.map { .init(value: $0.slope, interval: $0.interval, p: $0.p) }
    verdict = paired.verdict
  }

  private init(unpaired a: Ladder, _ b: Ladder, because why: PairedComparison.Refusal, rules: Rules) {
    do throws(PairedComparison.Refusal) {
      let means = try UnpairedComparison(a, b, rules: rules)
      pairing = .unpaired(means.nA, means.nB, because: why)
      (points, slope, verdict) = (means.points, means.slope, nil)
    } catch {
      pairing = .refused(error)
      (points, slope, verdict) = ([], nil, nil)
    }
  }

  /// Of the scale of a family; nil where one of the two has no run.
  public func point(of rung: Ladder.Rung) -> PairedComparison.Point? { points.first { $0.rung.isSame(as: rung) } }
}
