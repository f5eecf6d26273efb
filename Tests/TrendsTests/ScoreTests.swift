import Runs
import Testing

@testable import Trends

@Suite struct ScoreTests {
  @Test(arguments: try Table("ranks").rows)
  func rankStatisticsAgreeWithTheTable(row: Table.Row) throws {
    let list = { (column: String) in row.text(column).split(separator: " ").compactMap { Double($0) } }
    let (a, b, marked) = (list("a"), list("b"), list("marked").map { $0 == 1 })
    #expect(agrees(try #require(Ranks.spearman(a, b)), row["spearman"], within: 1e-10))
    #expect(agrees(try #require(Ranks.correlation(a, b)), row["pearson"], within: 1e-10))
    #expect(agrees(Ranks.areaUnderCurve(a, marked: marked), row["area"], within: 1e-12))
  }

  @Test func aConstantCorrelatesWithNothing() {
    #expect(Ranks.spearman([1, 1, 1], [1, 2, 3]) == nil)
    #expect(Ranks.areaUnderCurve([1, 2], marked: [true, true]).isNaN)
  }

  // MARK: backtest

  private func backtest(_ count: Int, slope: Double, hide: Int = 1) -> Backtest {
    Backtest(
      of: (1...count).map {
        .init(
          name: "b\($0)", task: "t\($0 / 2)",
          ladder: .made(seed: UInt64($0), scales: [8, 8.6, 9.3, 10, 11], slope: slope, modelNoise: 0.1))
      }, hide: hide)
  }

  @Test func steepLaddersAreCalledRightAndBeatTheCoin() throws {
    let test = backtest(40, slope: 0.6)
    #expect(test.rows.count == 40 && test.hide == 1)
    let (ours, coin) = (try #require(test.score(of: .vane)), try #require(test.score(of: .coin)))
    let hit = try #require(ours.hit)
    #expect(ours.brier < coin.brier && hit > 0.8 && coin.hit == nil)
    let skill = try #require(test.skill(against: [.coin]).first)
    #expect(abs(skill.difference - (coin.brier - ours.brier)) < 1e-12)
    #expect(skill.interval.contains(skill.difference) && skill.interval.lowerBound > 0)
    #expect(test.skill(against: [.coin]) == test.skill(against: [.coin]))
  }

  @Test func nothingIsCalledFromTooFewVisibleScales() {
    let ladder = Ladder.made(seed: 1, scales: [8, 9, 10])
    #expect(Backtest(of: [.init(name: "a", task: "a", ladder: ladder)]).rows.isEmpty)
    let four = Ladder.made(seed: 1, scales: [8, 9, 10, 11])
    #expect(Backtest(of: [.init(name: "a", task: "a", ladder: four)]).rows.count == 1)
    for hide in [2, Int.max] {
      #expect(Backtest(of: [.init(name: "a", task: "a", ladder: four)], hide: hide).rows.isEmpty)
    }
    let none = Backtest(of: [])
    #expect(none.scores.isEmpty && none.skill().isEmpty && none.missedJumps.isEmpty && none.noSkill == nil)
  }

  /// Two models of the largest scale are one scale: seeing one would give the other away.
  @Test func modelsOfOneScaleAreHiddenTogether() throws {
    let rows = (0..<20).map { i in [0, 1.02, 1.97, 3.01, 4, 6].map { $0 + 0.01 * Double(i % 3) } }
    let ladder = Ladder.made(rows, scales: [8, 9, 10, 11, 12, 12])
    let row = try #require(Backtest(of: [.init(name: "a", task: "a", ladder: ladder)]).rows.first)
    #expect(row.largestVisible == 11 && row.degreesOfFreedom == 2)
    #expect(abs(row.change - 1.99) < 1e-9)
    let alone = try #require(
      Backtest(of: [.init(name: "a", task: "a", ladder: ladder.keeping(rungs: [0, 1, 2, 3, 4]))]).rows.first)
    #expect(row.pRise == alone.pRise)
  }

  @Test func everyRowFallsIntoOneBinOfTheCalibration() {
    let test = backtest(40, slope: 0.2)
    let bins = test.calibration()
    #expect(bins.count == 5 && bins.reduce(0) { $0 + $1.n } == 40 && bins.reduce(0) { $0 + $1.rose } == test.rose)
    for bin in bins where bin.n > 0 { #expect(bin.meanP >= bin.low && bin.meanP <= bin.high) }
  }

  /// To draw anew from one task gives that task again.
  @Test func oneTaskShowsNoSkillHoweverManyOfItsLaddersWereCalledRight() throws {
    let ladders = (1...6).map { Ladder.made(seed: $0, slope: 1, tau: 0.1, modelNoise: 0.02) }
    let test = Backtest(of: ladders.map { .init(name: "a", task: "a", ladder: $0) })
    let skill = try #require(test.skill(against: [.coin]).first)
    #expect(skill.difference > 0.2 && skill.interval == -Double.infinity...Double.infinity)
    #expect(backtest(6, slope: 1).skill(against: [.coin]).first?.interval.lowerBound.isFinite == true)
  }

  @Test func aJumpThatWasCalledUnlikelyIsCounted() {
    let rows = (0..<20).map { i in [0, -1.01, -1.98, -3.02, 2].map { $0 + 0.01 * Double(i % 3) } }
    let test = Backtest(of: [.init(name: "jump", task: "jump", ladder: .made(rows, scales: [8, 9, 10, 11, 12]))])
    #expect(test.missedJumps.map(\.name) == ["jump"])
  }

  /// No accuracy rises by 1, which is no reason to count none.
  @Test func aJumpOfAccuracyIsAQuarter() {
    for (top, count) in [(0.95, 1), (0.3, 0)] {
      let rows = (0..<20).map { i in [0.5, 0.4, 0.31, 0.19, 0.1, top].map { $0 + 0.001 * Double(i % 3) } }
      let ladder = Ladder.made(rows, scales: [8, 8.5, 9, 9.5, 10, 10.5], measure: .accuracy)
      #expect(Backtest(of: [.init(name: "jump", task: "jump", ladder: ladder)]).missedJumps.count == count)
    }
  }

  @Test func callsNoBetterThanTheBaseRateAreSaidToBeSo() {
    let test = backtest(60, slope: 0)
    let (ours, base) = (test.score(of: .vane)?.brier ?? 0, test.score(of: .baseRate)?.brier ?? 0)
    #expect((test.noSkill != nil) == (ours >= base))
    #expect(backtest(40, slope: 0.6).score(of: .persistence) != nil)
  }

  // MARK: Wason

  private func cases(_ count: Int, telling: Bool, groups: Int = 1000) -> [WasonTest.Case] {
    var dice = Dice(seed: telling ? 1 : 2)
    return (0..<count).map { at in
      let jumps = at % 2 == 0
      let line = (0..<6).map { k in Double(k) * 0.2 + (telling && jumps ? 1.5 : 0.1) * dice.normal() }
      return WasonTest.Case(
        name: "b\(at)", group: "g\(at % groups)", line: line,
        accuracy: line.map { telling ? $0 + 0.01 * dice.normal() : dice.uniform() },
        kind: jumps ? .jagged : .smooth, slope: dice.normal(), scatter: dice.uniform())
    }
  }

  @Test func aboutTooFewCurvesNothingIsSaid() throws {
    let test = try #require(WasonTest(of: cases(19, telling: true)))
    #expect(test.isRefused && test.features.isEmpty && test.bestP.isNaN)
    #expect(test.sentence == "Too few curves to tell: 10 that jump and 9 smooth ones, 10 of each are needed.")
  }

  @Test func wigglyLinesThatGoWithJumpsAreFound() throws {
    let test = try #require(WasonTest(of: cases(60, telling: true), permutations: 300))
    #expect(test.bestP < 0.02 && test.heldOutArea > 0.75 && test.heldOutP < 0.05)
    let matching = try #require(test.matching)
    #expect(matching.p < 0.02 && matching.first > 0.8 && matching.chanceFirst == 1.0 / 60)
    #expect(test.features.count == 7 && test.features.allSatisfy { (0...1).contains($0.area) && $0.p > 0 && $0.p <= 1 })
  }

  @Test func unrelatedCurvesAreNotToldApart() throws {
    let test = try #require(WasonTest(of: cases(60, telling: false), permutations: 300))
    let matching = try #require(test.matching)
    #expect(test.bestP > 0.05 && test.heldOutP > 0.05 && matching.p > 0.05)
    #expect(WasonTest(of: cases(60, telling: false), permutations: 300) == test)
  }

  @Test func flatCurvesTakeNoPartAndTwoGroupsCannotConvince() throws {
    var flat = cases(60, telling: true)
    for at in flat.indices where at % 3 == 0 { flat[at].kind = .flat }
    let test = try #require(WasonTest(of: flat, permutations: 50))
    #expect(test.jumping + test.smooth == 40)
    // All that jump in one group, all smooth ones in another: there is nothing to exchange.
    let two = cases(40, telling: true, groups: 2)
    #expect(try #require(WasonTest(of: two, permutations: 200)).bestP > 0.3)
  }

  @Test func turnsOfALineCountChangesOfDirection() {
    #expect(WasonTest.Feature.turns(in: [1, 2, 3]) == 0 && WasonTest.Feature.turns(in: [1, 2, 2, 1]) == 1)
    #expect(WasonTest.Feature.turns(in: [1, 2, 1, 2]) == 2 && WasonTest.Feature.turns(in: [1]) == 0)
  }

  @Test func oneHitInTwentyPanelsIsOneInTwenty() {
    #expect(abs(LineupScore.p(hits: 1, panels: [20]) - 0.05) < 1e-15)
    #expect(LineupScore.p(hits: 0, panels: []) == 1 && LineupScore.p(hits: 1, panels: []) == 0)
    #expect(abs(LineupScore.chance(panels: [20, 5]) - 0.25) < 1e-15)
  }
}
