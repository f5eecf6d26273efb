import Foundation
import Testing

@testable import Trends

@Suite struct DistributionsTests {
  static func rows(_ function: String) throws -> [Table.Row] {
    try Table("special").rows.filter { $0.text("function") == function }
  }

  static let functions: [String: @Sendable (Table.Row) -> Double] = [
    "tUpper": { StudentT($0["a"]).upper($0["x"]) },
    "tAbove": { StudentT($0["a"]).above($0["x"]) },
    "normalBelow": { Normal.below($0["x"]) },
    "normalQuantile": { Normal.quantile($0["x"]) },
    "chiAbove": { ChiSquared($0["a"]).above($0["x"]) },
    "chiQuantile": { ChiSquared($0["a"]).quantile($0["x"]) },
    "betaBelow": { IncompleteBeta($0["a"], $0["b"]).below($0["x"]) },
    "digamma": { Gamma.digamma($0["x"]) },
    "trigamma": { Gamma.trigamma($0["x"]) },
    "tetragamma": { Gamma.tetragamma($0["x"]) },
    "trigammaInverse": { Gamma.trigammaInverse($0["x"]) },
    "logBeta": { Gamma.logBeta($0["a"], $0["b"]) },
  ]

  @Test(arguments: functions.keys.sorted())
  func agreesWithTheTableToTenDigits(function: String) throws {
    let rows = try Self.rows(function)
    #expect(rows.count >= 9)
    let compute = try #require(Self.functions[function])
    for row in rows {
      let value = compute(row)
      #expect(agreesRelatively(value, row["value"], within: 1e-10), "\(row): \(value)")
    }
  }

  /// Of two values the fall is a normal difference, also where it is nearly nothing.
  @Test(arguments: [0.001, 0.02, 0.05, 0.07, 0.3, 2])
  func chanceOfAFallOfTwoIsTheNormalLaw(fall: Double) {
    let law = DrawdownLaw(points: 2, degreesOfFreedom: .infinity)
    #expect(abs(law.p(of: fall) - Normal.below(-fall / 2.0.squareRoot())) < 1e-6)
  }

  @Test func everyFunctionInTheTableIsTested() throws {
    #expect(Set(try Table("special").rows.map { $0.text("function") }) == Set(Self.functions.keys))
  }

  @Test func withInfinitelyManyDegreesOfFreedomTIsTheNormalLaw() {
    let t = StudentT(.infinity)
    #expect(agrees(t.upper(0.025), 1.959963984540054, within: 1e-14))
    #expect(t.above(1.3) == Normal.above(1.3))
    #expect(abs(StudentT(1e7).upper(1e-6) - t.upper(1e-6)) < 1e-5)
  }

  @Test func quantilesAtTheEndsAreInfiniteAndOutsideThereIsNone() {
    #expect(Normal.quantile(0) == -.infinity && Normal.quantile(1) == .infinity && Normal.quantile(1.1).isNaN)
    #expect(StudentT(3).upper(0) == .infinity && StudentT(3).upper(1) == -.infinity && StudentT(3).upper(-1).isNaN)
    #expect(ChiSquared(3).quantile(0) == 0 && ChiSquared(3).quantile(1) == .infinity)
    #expect(StudentT(3).above(.infinity) == 0 && StudentT(3).above(-.infinity) == 1)
  }

  /// P(X > x(p)) = p over the whole range that the p-values use, also between the table's rows.
  @Test(arguments: [1, 1.5, 2, 3, 4.29, 7, 31, 999.0])
  func quantileAndTailAreInverse(degreesOfFreedom: Double) {
    let t = StudentT(degreesOfFreedom)
    for power in stride(from: -15.0, through: -0.01, by: 0.37) {
      let tail = 0.5 * pow(10, power)
      #expect(agreesRelatively(t.above(t.upper(tail)), tail, within: 1e-11), "\(tail)")
    }
  }
}
