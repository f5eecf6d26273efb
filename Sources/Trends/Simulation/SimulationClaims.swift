/// The tables as `docs/statistics.md` states them: the claims that the simulation is held against, to two digits.
enum SimulationClaims {
  /// Behaviours behind a number of §2: 1500–1800 in general, 900 for the power of tests that are not valid, 150 for the
  /// bootstrap. Where it is a range the least is taken, which makes the claim no more exact than it is. §3 does not say;
  /// it is taken to be as many.
  static let behaviours = 1500
  static let behavioursOfInvalidPower = 900
  static let behavioursOfBootstrap = 150

  struct Trends {
    var models: Int
    var method: TrendSimulation.Method
    /// In the order of `TrendSimulation.noises`.
    var falsePositives: [Double]
    var coverage: Double?
    var power: Double?
  }

  static let trends: [Trends] = [
    row(4, .pooledLeastSquares, [0.02, 0.05, 0.30, 0.57, 0.33], 0.67, 0.97),
    row(4, .itemFixedEffects, [0.15, 0.23, 0.52, 0.72, 0.52], 0.48, 0.98),
    row(4, .itemSlopes, [0.06, 0.11, 0.41, 0.65, 0.40], 0.60, 0.98),
    row(4, .signs, [0.05, 0.07, 0.28, 0.56, 0.32], nil, 0.97),
    row(4, .bootstrap, [0.10, 0.09, 0.41, 0.61, 0.45], 0.55, nil),
    row(4, .means, [0.12, 0.08, 0.06, 0.06, 0.06], 0.94, 0.60),
    row(4, .satterthwaite, [0.03, 0.05, 0.08, 0.08, 0.07], 0.93, 0.65),
    row(4, .mannKendall, [0, 0, 0, 0, 0], nil, 0),
    row(4, .twoWay, [0.02, 0.03, 0.04, 0.05, 0.04], 0.96, 0.58),
    row(4, .pooled, [0.05, 0.06, 0.04, 0.05, 0.05], 0.95, 0.81),
    row(6, .itemSlopes, [0.05, 0.10, 0.30, 0.60, 0.33], 0.67, 0.99),
    row(6, .means, [0.24, 0.16, 0.05, 0.05, 0.08], 0.92, 0.81),
    row(6, .mannKendall, [0.11, 0.06, 0.02, 0.02, 0.03], nil, 0.63),
    row(6, .twoWay, [0.04, 0.04, 0.03, 0.04, 0.03], 0.97, 0.80),
    row(6, .pooled, [0.05, 0.05, 0.05, 0.05, 0.05], 0.95, 0.86),
    row(8, .itemSlopes, [0.06, 0.07, 0.31, 0.56, 0.28], 0.72, 0.99),
    row(8, .means, [0.33, 0.20, 0.06, 0.06, 0.10], 0.90, 0.88),
    row(8, .twoWay, [0.04, 0.03, 0.04, 0.05, 0.05], 0.95, 0.88),
    row(8, .pooled, [0.05, 0.04, 0.04, 0.04, 0.06], 0.94, 0.91),
  ]

  private static func row(
    _ models: Int, _ method: TrendSimulation.Method, _ falsePositives: [Double], _ coverage: Double?, _ power: Double?
  ) -> Trends {
    Trends(models: models, method: method, falsePositives: falsePositives, coverage: coverage, power: power)
  }

  static func behaviours(of method: TrendSimulation.Method, isPower: Bool) -> Int {
    switch method {
    case .bootstrap: behavioursOfBootstrap
    case .pooledLeastSquares, .itemFixedEffects, .itemSlopes, .signs:
      isPower ? behavioursOfInvalidPower : behaviours
    case .means, .satterthwaite, .mannKendall, .twoWay, .pooled: behaviours
    }
  }

  /// Each at 6 and 8 scales.
  static let turning: [TurningSimulation.Truth: [TurningSimulation.Method: (six: Double, eight: Double)]] = [
    .flat: row((0, 0), (0.01, 0.02), (0.06, 0.06), (0.94, 0.97)),
    .linear: row((0, 0), (0, 0), (0, 0), (0.34, 0.50)),
    .saturating: row((0, 0), (0.01, 0.01), (0.16, 0.21), (0.60, 0.71)),
    .lastJump: row((0, 0), (0.04, 0.05), (0.12, 0.16), (0.80, 0.87)),
    .smallInverseU: row((0.29, 0.39), (0.73, 0.73), (0.95, 0.99), (1, 1)),
    .inverseU: row((0.86, 0.97), (1, 1), (1, 1), (1, 1)),
    .lastBack: row((0, 0), (0.95, 0.94), (0.20, 0.22), (1, 1)),
  ]

  private typealias Pair = (six: Double, eight: Double)

  private static func row(
    _ own: Pair, _ pooled: Pair, _ quadratic: Pair, _ eye: Pair
  ) -> [TurningSimulation.Method: (six: Double, eight: Double)] {
    [.own: own, .pooled: pooled, .quadraticEnds: quadratic, .eye: eye]
  }
}
