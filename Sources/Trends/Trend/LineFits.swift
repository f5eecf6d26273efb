internal import Runs

/// A line through each item with a common design: what the trend, the items' scores and the posteriors share.
struct LineFits {
  let design: Design
  /// b_i.
  let slopes: [Double]
  /// Mean of b_i.
  let slope: Double
  /// r̄_k: residuals of the mean curve.
  let meanResiduals: [Double]
  /// Σ_k r̄_k².
  let modelSquares: Double
  /// Σ_ik (r_ik − r̄_k)².
  let crossSquares: Double
  /// Σ_i (b_i − mean)².
  let slopeSquares: Double

  /// nil when there is no item, no slope, or a value that is not finite. Cost: O(n·K), a fixed number of allocations.
  init?(_ values: Matrix, design: Design) {
    let (n, columns) = (values.rows, values.columns)
    guard n > 0, columns == design.centred.count, design.hasSlope else { return nil }
    let (x, spread) = (design.centred, design.spread)
    var slopes = [Double](repeating: 0, count: n)
    var residuals = [Double](repeating: 0, count: n * columns)
    var centred = [Double](repeating: 0, count: columns)
    var sums = [CompensatedSum](repeating: CompensatedSum(), count: columns)
    for i in 0..<n {
      design.centre(values.row(i), into: &centred)
      var product = 0.0
      for k in 0..<columns { product += centred[k] * x[k] }
      let b = product / spread
      slopes[i] = b
      for k in 0..<columns {
        let r = centred[k] - b * x[k]
        residuals[i * columns + k] = r
        sums[k].add(r)
      }
    }
    let means = sums.map { $0.value / Double(n) }
    var cross = CompensatedSum()
    for i in 0..<n {
      var square = 0.0
      for k in 0..<columns {
        let e = residuals[i * columns + k] - means[k]
        square += e * e
      }
      cross.add(square)
    }
    let (slope, slopeSquares) = (slopes.mean, slopes.squaresAboutMean)
    let modelSquares = means.reduce(0) { $0 + $1 * $1 }
    // A −∞ among the values, or one whose square is too large, has no place on a line.
    guard [slope, slopeSquares, modelSquares, cross.value].allSatisfy(\.isFinite) else { return nil }
    self.design = design
    self.slopes = slopes
    self.slope = slope
    self.slopeSquares = slopeSquares
    self.modelSquares = modelSquares
    meanResiduals = means
    crossSquares = cross.value
  }
}
