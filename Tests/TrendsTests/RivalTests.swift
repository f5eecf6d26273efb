import Runs
import Testing

@testable import Trends

/// The methods that Vane rejects, for the simulation to be fair to them: `Tables/rivals.py` computes them another way.
@Suite struct RivalTests {
  private static let claims: [String: @Sendable (Matrix, LineFits, Trend) -> ClaimedSlope] = [
    "pooled": { values, fits, _ in .pooledLeastSquares(values, fits) },
    "fixed": { values, fits, _ in .itemFixedEffects(values, fits) },
    "slopes": { _, _, trend in .itemSlopes(trend) },
    "means": { _, _, trend in .means(trend) },
    "satterthwaite": { _, _, trend in .satterthwaite(trend) },
  ]

  private static func rows(_ method: String) throws -> [Table.Row] {
    try Table("rivals").rows.filter { $0.text("method") == method }
  }

  private static func numbers(_ text: String) -> [Double] { text.split(separator: " ").compactMap { Double($0) } }

  private static func fits(_ row: Table.Row) throws -> (Matrix, LineFits, Trend) {
    let (x, y) = (numbers(row.text("x")), numbers(row.text("y")))
    let values = Matrix(rows: y.count / x.count, columns: x.count, values: y)
    let fits = try #require(LineFits(values, design: Design(scales: x, families: x.map { _ in "a" })))
    return (values, fits, Trend(fits, rules: Rules(), prior: nil))
  }

  @Test(arguments: claims.keys.sorted())
  func slopesAndTheirErrorsAgreeWithTheTable(method: String) throws {
    let rows = try Self.rows(method)
    #expect(rows.count == 5)
    let compute = try #require(Self.claims[method])
    for row in rows {
      let (values, fits, trend) = try Self.fits(row)
      let claim = compute(values, fits, trend)
      #expect(agreesRelatively(claim.slope, row["slope"], within: 1e-9), "\(row)")
      #expect(agreesRelatively(claim.error, row["error"], within: 1e-9), "\(row)")
      #expect(agreesRelatively(claim.degreesOfFreedom, row["df"], within: 1e-9), "\(row)")
      // The interval at level p ends at 0.
      #expect(agreesRelatively(claim.half(row["p"]), abs(row["slope"]), within: 1e-7), "\(row)")
    }
  }

  @Test func theSignTestIsTheExactBinomialTest() throws {
    let rows = try Self.rows("signs")
    #expect(rows.count == 5)
    for row in rows {
      let slopes = try Self.fits(row).1.slopes
      #expect(agreesRelatively(SlopeSample.signTest(slopes), row["p"], within: 1e-12), "\(row)")
    }
    #expect(SlopeSample.signTest([0, 0]) == 1)
    #expect(agreesRelatively(SlopeSample.signTest([1, 2, 3, 4, 5, 0]), 2.0 / 32, within: 1e-12))
  }

  @Test func theQuadraticsEndsAgreeWithTheTable() throws {
    for (name, isFirst) in [("first-end", true), ("last-end", false)] {
      let rows = try Self.rows(name)
      #expect(rows.count == 15)
      for row in rows {
        let (x, y) = (Self.numbers(row.text("x")), Self.numbers(row.text("y")))
        let ends = try #require(QuadraticEnds(Curve(means: y, scales: x)))
        #expect(agrees(isFirst ? ends.slopes.first : ends.slopes.last, row["slope"], within: 1e-8), "\(row)")
        #expect(agreesRelatively(isFirst ? ends.errors.first : ends.errors.last, row["error"], within: 1e-8), "\(row)")
        #expect(agreesRelatively(ends.p, row["p"], within: 1e-7), "\(row)")
      }
    }
    #expect(QuadraticEnds(Curve(means: [1, 2, 1], scales: [1, 2, 3])) == nil)
  }

  /// For many items it tends to the normal interval of the mean.
  @Test func theBootstrapIsTheNormalIntervalOfManyItems() {
    var dice = Dice(seed: 11)
    let slopes = (0..<2000).map { _ in 0.3 + dice.normal() }
    let interval = SlopeSample.bootstrap(slopes, alpha: 0.05, draws: 3999, dice: &dice)
    let error = (slopes.squaresAboutMean / Double(slopes.count - 1) / Double(slopes.count)).squareRoot()
    #expect(abs(interval.lowerBound - (slopes.mean - 1.96 * error)) < 0.12 * error)
    #expect(abs(interval.upperBound - (slopes.mean + 1.96 * error)) < 0.12 * error)
    #expect(SlopeSample.bootstrap([2, 2, 2], alpha: 0.05, dice: &dice) == 2...2)
  }
}
