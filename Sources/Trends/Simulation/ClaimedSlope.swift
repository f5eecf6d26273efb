internal import Runs

/// A slope with the error that one of the rejected methods gives it: for the simulation alone.
///
/// All take one family. Checked against `Tests/TrendsTests/Tables/rivals.csv`.
struct ClaimedSlope: Equatable {
  var slope: Double
  var error: Double
  var degreesOfFreedom: Double

  /// Of the two-sided interval at level α.
  func half(_ alpha: Double) -> Double { StudentT(degreesOfFreedom).upper(alpha / 2) * error }

  /// Ordinary least squares of all n·K cells with one intercept, as though they were independent: nK − 2 degrees.
  static func pooledLeastSquares(_ values: Matrix, _ fits: LineFits) -> ClaimedSlope {
    let centre = values.values.mean
    return leastSquares(values, fits, intercepts: 1) { _ in centre }
  }

  /// Least squares with an intercept for each item: n(K − 1) − 1 degrees.
  static func itemFixedEffects(_ values: Matrix, _ fits: LineFits) -> ClaimedSlope {
    leastSquares(values, fits, intercepts: values.rows) { values.row($0).mean }
  }

  private static func leastSquares(
    _ values: Matrix, _ fits: LineFits, intercepts: Int, start: (Int) -> Double
  ) -> ClaimedSlope {
    let (x, spread) = (fits.design.centred, fits.design.spread)
    var squares = CompensatedSum()
    for i in 0..<values.rows {
      let level = start(i)
      for (k, y) in values.row(i).enumerated() {
        let residual = y - level - fits.slope * x[k]
        squares.add(residual * residual)
      }
    }
    let degrees = Double(values.values.count - intercepts - 1)
    let variance = squares.value / degrees / (Double(values.rows) * spread)
    return ClaimedSlope(slope: fits.slope, error: variance.squareRoot(), degreesOfFreedom: degrees)
  }

  /// Student's t over the items' slopes, which takes the models for granted: n − 1 degrees.
  static func itemSlopes(_ trend: Trend) -> ClaimedSlope {
    ClaimedSlope(slope: trend.slope, error: trend.itemsOnlyError, degreesOfFreedom: Double(trend.n - 1))
  }

  /// Least squares on the K means, which takes the items for granted: K − 2 degrees.
  static func means(_ trend: Trend) -> ClaimedSlope {
    ClaimedSlope(
      slope: trend.slope, error: trend.modelVariance.squareRoot(), degreesOfFreedom: trend.degreesOfFreedom)
  }

  /// The two-way variance with one t on Satterthwaite's (1946) degrees, (V_A + V_B′)² / (V_A²/ν_A + V_B′²/(n − 1)).
  static func satterthwaite(_ trend: Trend) -> ClaimedSlope {
    let (models, items) = (trend.modelVariance, trend.extraItemVariance)
    let sum = models + items
    let degrees = sum * sum / (models * models / trend.degreesOfFreedom + items * items / Double(max(1, trend.n - 1)))
    return ClaimedSlope(slope: trend.slope, error: sum.squareRoot(), degreesOfFreedom: degrees)
  }
}

/// The items' slopes as a sample of their own.
enum SlopeSample {
  /// Exact two-sided sign test of a median of 0; slopes of exactly 0 are left out.
  static func signTest(_ slopes: [Double]) -> Double {
    Proportion.signTest(slopes.count { $0 > 0 }, slopes.count { $0 < 0 })
  }

  /// Percentile interval of the mean slope under drawing the items anew (Efron 1979).
  ///
  /// - Parameter draws: 399, so that the 10th and the 390th in order bound 95 %.
  static func bootstrap(
    _ slopes: [Double], alpha: Double, draws: Int = 399, dice: inout Dice
  ) -> ClosedRange<Double> {
    let count = UInt64(slopes.count)
    let means = (0..<draws).map { _ in
      var sum = 0.0
      for _ in slopes.indices { sum += slopes[Int(dice.next().multipliedFullWidth(by: count).high)] }
      return sum / Double(count)
    }.sorted()
    let rank = max(1, Int((alpha / 2 * Double(draws + 1)).rounded(.down)))
    return means[rank - 1]...means[draws - rank]
  }
}
