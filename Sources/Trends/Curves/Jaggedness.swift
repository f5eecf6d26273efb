public import Runs

/// Is a curve of accuracies flat, smooth, a step or jagged, beyond what sampling of items explains?
///
/// The noise is that of items only, on purpose: "is this wiggle more than sampling", not "more than a quirk of one
/// model". Source: `docs/statistics.md` §4.
public struct Jaggedness: Sendable, Equatable {
  public enum Class: String, Sendable, CaseIterable, BitwiseCopyable {
    case flat, smooth, step, jagged
  }

  public var kind: Class
  /// χ² of the curve against a constant, and its p.
  public var flatChiSquared: Double
  public var pFlat: Double
  /// Each step over its standard error.
  public var stepScores: [Double]
  /// Largest step against the end-to-end direction, in standard errors; 0 if there is none.
  public var reversal: Double
  /// Distance to the best rising and the best falling curve, in χ² units.
  public var distanceToRising: Double
  public var distanceToFalling: Double
  /// |end − start| / Σ|step|; 1 for a monotone or constant curve.
  public var pathRatio: Double
  public var biggestStep: Double
  /// Between this scale and the next.
  public var biggestStepAt: Int
  public var biggestStepShare: Double

  /// - Parameters:
  ///   - accuracy: mean at each scale, 0…1, in the order of scale, at least two.
  ///   - n: items.
  ///   - answers: n × K of 0 and 1 in the same order, when stored: steps are then paired item by item.
  /// - Returns: nil for fewer than two scales or no items.
  public init?(accuracy: [Double], n: Int, answers: Matrix? = nil, alpha: Double = 0.05) {
    let count = accuracy.count
    guard count > 1, n > 0 else { return nil }
    let items = Double(n)
    let variances = accuracy.map { a in
      let p = (a * items + 0.5) / (items + 1)
      return p * (1 - p) / items
    }
    let steps = zip(accuracy, accuracy.dropFirst()).map { $1 - $0 }
    let errors = answers.map(Self.pairedErrors) ?? zip(variances, variances.dropFirst()).map { ($0 + $1).squareRoot() }
    let scores = zip(steps, errors).map { $0 / $1 }
    let weights = variances.map { 1 / $0 }
    let centre = zip(weights, accuracy).reduce(0) { $0 + $1.0 * $1.1 } / weights.reduce(0, +)
    let distance = { (other: [Double]) in
      zip(zip(accuracy, other), variances).reduce(0) { $0 + ($1.0.0 - $1.0.1) * ($1.0.0 - $1.0.1) / $1.1 }
    }
    let equal = [Double](repeating: items, count: count)
    let path = steps.reduce(0) { $0 + abs($1) }
    let biggest = steps.map(abs).firstMaximum ?? 0
    let direction = accuracy[count - 1] >= accuracy[0] ? 1.0 : -1.0

    flatChiSquared = distance([Double](repeating: centre, count: count))
    pFlat = ChiSquared(Double(count - 1)).above(flatChiSquared)
    stepScores = scores
    reversal = scores.reduce(0) { max($0, -direction * $1) }
    distanceToRising = distance(isotonic(accuracy, weights: equal))
    distanceToFalling = distance(isotonic(accuracy, weights: equal, rising: false))
    pathRatio = path > 0 ? abs(accuracy[count - 1] - accuracy[0]) / path : 1
    biggestStep = steps[biggest]
    biggestStepAt = biggest
    biggestStepShare = path > 0 ? abs(steps[biggest]) / path : 0

    let critical = Normal.upper(alpha / Double(count - 1))
    let isStep = count >= 5 && biggestStepShare >= 0.6 && abs(scores[biggest]) > critical
    kind = pFlat >= alpha ? .flat : reversal > critical ? .jagged : isStep ? .step : .smooth
  }

  /// Standard error of each step from the items' own changes, at least half an item.
  private static func pairedErrors(_ answers: Matrix) -> [Double] {
    let n = Double(answers.rows)
    return (0..<answers.columns - 1).map { k in
      var (sum, squares) = (0.0, 0.0)
      answers.values.withUnsafeBufferPointer { values in
        for at in stride(from: k, to: values.count, by: answers.columns) {
          let change = values[at + 1] - values[at]
          sum += change
          squares += change * change
        }
      }
      // One pass is exact enough: changes are whole numbers, or fractions no larger than 1.
      let variance = answers.rows > 1 ? max(0, squares - sum * sum / n) / (n - 1) / n : 0
      return max(variance, 0.25 / (n * n)).squareRoot()
    }
  }
}
