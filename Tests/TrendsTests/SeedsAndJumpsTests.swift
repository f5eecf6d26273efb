import Runs
import Testing

@testable import Trends

/// Seeds that disagree, rises that nothing announced, and what would settle an open trend.
@Suite struct SeedsAndJumpsTests {
  /// One item whose values are the curve, with a little scatter so that a line has an error.
  private func curve(_ values: [Double], scales: [Double]? = nil) -> Ladder {
    let rows = (0..<12).map { i in values.map { $0 + 0.01 * Double(i) } }
    return .made(rows, scales: scales ?? values.indices.map { 8 + 0.5 * Double($0) })
  }

  // MARK: seeds

  private func seeded(_ means: [Double], at rung: Int, on curve: [Double]) -> Ladder {
    var ladder = self.curve(curve)
    let centre = means.reduce(0, +) / Double(means.count)
    let squares = means.reduce(0) { $0 + ($1 - centre) * ($1 - centre) }
    ladder.seedSpread = .init(
      deviation: (squares / Double(means.count - 1)).squareRoot(), degreesOfFreedom: means.count - 1,
      scales: [.init(name: ladder.rungs[rung].name, means: means)])
    return ladder
  }

  private let scattered = [0.1, -0.1, 0.15, -0.05, 0.1, -0.1]

  @Test func seedsBeyondTheTrendsNoiseAreNamedWithTheirScale() throws {
    let ladder = seeded([-1.5, 0.2, 0.3], at: 3, on: scattered)
    let split = try #require(SeedSplit.all(in: ladder, trend: Trend(of: ladder)).first)
    #expect(split.model == "made-3" && split.p < 0.05 && split.deviation > split.allowed)
    #expect(split.sentence.hasPrefix("The 3 seeds of made-3 lie between -1.50 and +0.30"))
    #expect(Finding(of: ladder).caveats.contains { $0.name == "seeds disagree" })
  }

  /// The allowed sd is the one at which the test is at its level.
  @Test func theAllowedDeviationIsWhereTheTestTurns() throws {
    let wide = seeded([-1.5, 0.2, 0.3], at: 3, on: scattered)
    let allowed = try #require(SeedSplit.all(in: wide, trend: Trend(of: wide)).first).allowed
    for (factor, found) in [(1.01, 1), (0.99, 0)] {
      // Three seeds at −d, 0 and d have the sd d.
      let at = allowed * factor
      let ladder = seeded([-at, 0, at], at: 3, on: scattered)
      #expect(SeedSplit.all(in: ladder, trend: Trend(of: ladder)).count == found, "\(factor)")
    }
  }

  @Test func seedsThatAgreeOrDifferByNothingThatMattersAreNotNamed() {
    let agree = seeded([0.05, 0.1, 0.15], at: 3, on: scattered)
    #expect(SeedSplit.all(in: agree, trend: Trend(of: agree)).isEmpty)
    let tiny = seeded([-0.05, 0, 0.05], at: 3, on: scattered.map { $0 / 1000 })
    #expect(SeedSplit.all(in: tiny, trend: Trend(of: tiny)).isEmpty)
  }

  @Test func aHiddenScaleTakesItsSeedsWithIt() {
    let ladder = seeded([-1.5, 0.2, 0.3], at: 5, on: scattered)
    #expect(ladder.keeping(rungs: [0, 1, 2, 3, 4]).seedSpread == nil)
    #expect(ladder.keeping(rungs: [1, 3, 5]).seedSpread?.scales == ladder.seedSpread?.scales)
    #expect(ladder.only(row: 0).seedSpread == nil)
  }

  /// Per byte what matters is smaller by the bytes of a choice, in a backtest as in a verdict.
  @Test func seedsPerByteAreJudgedByWhatMattersPerByte() throws {
    var ladder = seeded([-0.015, 0.002, 0.003], at: 3, on: scattered.map { $0 / 100 } + [0])
    ladder.measure = .marginPerByte
    ladder.lengths = .init(mean: 50, uneven: 0, unknown: 0)
    #expect(Finding(of: ladder).caveats.contains { $0.name == "seeds disagree" })
    let row = try #require(Backtest(of: [.init(name: "b", task: "b", ladder: ladder)]).rows.first)
    #expect(row.seedSplits.map(\.model) == ["made-3"])
  }

  // MARK: rises that nothing announced

  private func rises(_ values: [Double]) -> [UnforeseenRise] {
    UnforeseenRise.all(of: [.init(name: "b", task: "b", ladder: curve(values))])
  }

  @Test func aJumpOutOfALevelLineIsUnforeseen() throws {
    let rise = try #require(rises([0.01, -0.01, 0.02, 0, -0.01, 0.01, 4]).first)
    #expect(rise.hide == 1 && rise.verdict == .flat && abs(rise.change - 3.99) < 1e-9)
    #expect(rise.sentence.hasPrefix("b (made): with 1 hidden the trend was flat"))
  }

  /// The number of hidden scales is chosen so that the jump is hidden too.
  @Test func aJumpTwoScalesBeforeTheEndIsFoundByHidingTwo() throws {
    let rise = try #require(rises([0.01, -0.01, 0.02, 0, -0.01, 3, 3.2]).first)
    #expect(rise.hide == 2)
  }

  @Test func aLineThatRoseAllAlongIsForeseen() {
    #expect(rises([0, 0.9, 2.1, 2.9, 4.1, 5, 6.1]).isEmpty)
    #expect(rises([6, 5, 4.1, 3, 2.1, 1, 0]).isEmpty)
  }

  @Test func manyTimesATinyNoiseIsNoRiseThatMatters() {
    #expect(rises([0.001, -0.001, 0.002, 0, -0.001, 0.001, 0.05]).isEmpty)
    #expect(!rises([0.001, -0.001, 0.002, 0, -0.001, 0.001, 0.4]).isEmpty)
  }

  // MARK: what would settle it

  @Test func thePlanForAsManyAsThereAreIsTheTrendsOwn() throws {
    let trend = try #require(Trend(of: .made(seed: 3, n: 40, modelNoise: 0.3)))
    let remedy = try #require(Remedy(trend, target: trend.minimalDetectableSlope * 1.0001))
    #expect(remedy.needed == [.models: trend.models, .items: trend.n])
  }

  @Test func whatIsNeededIsTheLeastThatDoes() throws {
    let trend = try #require(Trend(of: .made(seed: 3, n: 40, tau: 0.1, modelNoise: 0.3)))
    let target = trend.minimalDetectableSlope / 2
    let models = try #require(Remedy(trend, target: target)?.needed[.models])
    #expect(models > trend.models)
    // Twice the models give the slope that twice the models can see, and no fewer do.
    let doubled = try #require(Remedy(trend, target: target)?.doubled[.models])
    #expect(doubled < trend.minimalDetectableSlope)
    #expect(Remedy(trend, target: doubled * 1.0001)?.needed[.models] == 2 * trend.models)
  }

  /// The models' noise stays however many items there are; the items' differences however many models.
  @Test func noNumberOfOneKindCuresTheOthersNoise() throws {
    let models = try #require(Trend(of: .made(seed: 5, n: 200, tau: 0, modelNoise: 1, itemNoise: 0.01)))
    let remedy = try #require(Remedy(models, target: 0.05))
    #expect(remedy.needed[.items] == nil && remedy.best == .models)
    #expect(remedy.needed[.seeds] == nil && remedy.doubled[.seeds] == nil, "no seeds, so nothing is known of them")
    let items = try #require(Trend(of: .made(seed: 5, n: 8, tau: 2, modelNoise: 0.001, itemNoise: 0.001)))
    let other = try #require(Remedy(items, target: 0.3))
    #expect(other.needed[.models] == nil && other.best == .items)
  }

  @Test func seedsHelpAsFarAsTheyExplainTheScatter() throws {
    let trend = try #require(Trend(of: .made(seed: 7, n: 60, tau: 0.05, modelNoise: 0.5)))
    let now = trend.minimalDetectableSlope
    let all = try #require(Remedy(trend, target: 0.1, seedDeviation: 5, seeds: [1, 1, 1, 1, 1])?.doubled[.seeds])
    let none = try #require(Remedy(trend, target: 0.1, seedDeviation: 1e-6, seeds: [1, 1, 1, 1, 1])?.doubled[.seeds])
    #expect(abs(none - now) < 1e-6 && all <= now)
  }
}
