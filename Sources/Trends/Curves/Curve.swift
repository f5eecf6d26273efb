internal import Runs

/// The mean curve of one family in the order of scale, models of equal scale averaged. A model that stands alone in
/// its family is on no curve, and hides none.
public struct Curve: Sendable, Equatable {
  /// Distinct scales, rising, equal to six digits counts as one.
  public var scales: [Double]
  /// Mean over the items at each scale.
  public var means: [Double]
  /// The rungs behind each scale, as places in the ladder.
  public var rungs: [[Int]]

  /// nil for several families or none, or when there is no item.
  init?(of ladder: Ladder, means: [Double]) {
    guard ladder.values.rows > 0, means.count == ladder.rungs.count else { return nil }
    self.init(means: means, of: ladder.rungs)
  }

  /// - Parameter all: whose means they are; nil where several families have a curve, or there is none.
  init?(means: [Double], of all: [Ladder.Rung]) {
    guard let own = all.placesOfOnlyCurve else { return nil }
    self.init(means: own.map { means[$0] }, scales: own.map { all[$0].x })
    rungs = rungs.map { $0.map { own[$0] } }
  }

  init(means unordered: [Double], scales given: [Double]) {
    rungs = []
    scales = []
    for k in given.indices.sorted(by: { (given[$0], $0) < (given[$1], $1) }) {
      if let last = scales.last, last.roundedScale == given[k].roundedScale {
        rungs[rungs.count - 1].append(k)
      } else {
        rungs.append([k])
        scales.append(given[k])
      }
    }
    means = rungs.map { group in group.reduce(0) { $0 + unordered[$1] } / Double(group.count) }
  }

  /// Residual variance about a quadratic, on K − 3 degrees of freedom; nil for K < 4.
  var quadraticVariance: Double? {
    let count = scales.count
    guard count > 3, let low = scales.first, let high = scales.last else { return nil }
    let middle = scales.mean
    var rest = means
    // Gram–Schmidt on 1, x, x²; twice, so that the basis stays orthogonal where scales crowd.
    var basis: [[Double]] = []
    for power in 0...2 {
      var column = scales.map { x in (0..<power).reduce(1.0) { product, _ in product * (x - middle) / (high - low) } }
      for _ in 0..<2 { for other in basis { column.removePart(along: other) } }
      let length = column.reduce(0) { $0 + $1 * $1 }.squareRoot()
      basis.append(column.map { $0 / length })
    }
    for _ in 0..<2 { for column in basis { rest.removePart(along: column) } }
    return rest.reduce(0) { $0 + $1 * $1 } / Double(count - 3)
  }
}

extension [Double] {
  /// Takes away the projection on a vector of length 1.
  fileprivate mutating func removePart(along other: [Double]) {
    let product = zip(self, other).reduce(0) { $0 + $1.0 * $1.1 }
    for k in indices { self[k] -= product * other[k] }
  }
}
