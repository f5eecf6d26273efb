import Runs
import Testing

@testable import Trends

/// What must hold for any ladder, tried on many made ones.
@Suite struct LawsTests {
  /// The exact law of 101 values, by another program: 0.204463. Of a thousand it would take hours.
  @Test func theOrderOfManyMeansIsJudgedByTheNormalLaw() throws {
    let some = try #require(MannKendall((0..<101).map { Double($0 * 37 % 101) + 0.1 * Double($0) }))
    #expect(some.s == 434 && abs(some.p - 0.204463) < 0.001)
    let many = try #require(MannKendall((0..<1000).map(Double.init)))
    #expect(many.tau == 1 && many.p < 1e-12)
  }

  private func trend(_ ladder: Ladder) throws -> Trend { try #require(Trend(of: ladder)) }

  private func expectSame(_ a: Trend, _ b: Trend, seed: Int) {
    #expect(abs(a.slope - b.slope) < 1e-9, "seed \(seed)")
    #expect(abs(a.standardError - b.standardError) < 1e-9, "seed \(seed)")
    #expect(abs(a.p - b.p) < 1e-8, "seed \(seed)")
    #expect(abs(a.tau - b.tau) < 1e-7, "seed \(seed)")
    #expect(a.shareRising == b.shareRising, "seed \(seed)")
  }

  @Test(arguments: 1...60)
  func itDoesNotMatterWhereAnItemStarts(seed: Int) throws {
    let ladder = Ladder.made(seed: UInt64(seed))
    var shifted = ladder
    for i in 0..<ladder.values.rows {
      for k in 0..<ladder.values.columns { shifted.values[i, k] += Double(i) - 7 }
    }
    expectSame(try trend(ladder), try trend(shifted), seed: seed)
  }

  @Test(arguments: 1...60)
  func mirroredScalesGiveTheOppositeSlopeAndTheSameDoubt(seed: Int) throws {
    let ladder = Ladder.made(seed: UInt64(seed))
    var mirrored = ladder
    for k in mirrored.rungs.indices { mirrored.rungs[k].x = 20 - ladder.rungs[k].x }
    let (a, b) = (try trend(ladder), try trend(mirrored))
    #expect(abs(a.slope + b.slope) < 1e-9 && abs(a.p - b.p) < 1e-8 && abs(a.pRise + b.pRise - 1) < 1e-8)
  }

  /// What rises with the scale falls with its mirror image; what is flat or open stays so, and so does every p.
  @Test(arguments: 1...60)
  func mirroredScalesSwapRisingAndFalling(seed: Int) throws {
    let ladder = Ladder.made(
      seed: UInt64(seed), n: 40, slope: [0.8, -0.8, 0][seed % 3], tau: 0.1, modelNoise: [0.02, 0.1, 0.4][seed / 3 % 3])
    var mirrored = ladder
    for k in mirrored.rungs.indices { mirrored.rungs[k].x = 20 - ladder.rungs[k].x }
    let (a, b) = (Finding(of: ladder), Finding(of: mirrored))
    let expected: Verdict =
      switch a.verdict {
      case .rising: .falling
      case .falling: .rising
      case .flat, .turning, .unresolved, .tooFew, .tooNarrow, .degenerate: a.verdict
      }
    #expect(b.verdict == expected, "seed \(seed)")
    let (turn, mirror) = (try #require(a.turning), try #require(b.turning))
    #expect(abs(turn.pFall - mirror.pClimb) < 1e-9 && abs(turn.pClimb - mirror.pFall) < 1e-9, "seed \(seed)")
    #expect(turn.shape == mirror.shape, "seed \(seed)")
    let (one, other) = (try #require(PermutationTest(of: ladder)), try #require(PermutationTest(of: mirrored)))
    #expect(one.pSlope == other.pSlope && one.pShare == other.pShare && one.effectiveItems == other.effectiveItems)
  }

  /// The verdicts that the law above is about do occur among its ladders.
  @Test func theMirroredLaddersRiseFallAndStayOpen() {
    let verdicts = (1...60).map { seed in
      Finding(
        of: .made(
          seed: UInt64(seed), n: 40, slope: [0.8, -0.8, 0][seed % 3], tau: 0.1,
          modelNoise: [0.02, 0.1, 0.4][seed / 3 % 3])
      ).verdict
    }
    #expect(Set(verdicts).isSuperset(of: [.rising, .falling, .flat, .unresolved]))
  }

  @Test(arguments: 1...30)
  func whereAnItemStartsMattersToNoSlopeAndNoP(seed: Int) throws {
    let ladder = Ladder.made(seed: UInt64(seed), slope: 0.2)
    var shifted = ladder
    for i in 0..<ladder.values.rows {
      // By a power of two, so that no digit is lost.
      for k in 0..<ladder.values.columns { shifted.values[i, k] += Double(1 << (i % 4)) }
    }
    let (a, b) = (Finding(of: ladder), Finding(of: shifted))
    let pairs = zip(ladder.itemSlopes, shifted.itemSlopes)
    #expect(pairs.allSatisfy { abs($0 - $1) < 1e-12 }, "seed \(seed)")
    #expect(a.verdict == b.verdict && a.mannKendall?.p == b.mannKendall?.p, "seed \(seed)")
    #expect(abs(try #require(a.turning).p - #require(b.turning).p) < 1e-9, "seed \(seed)")
    let (one, other) = (try #require(PermutationTest(of: ladder)), try #require(PermutationTest(of: shifted)))
    #expect(one.pSlope == other.pSlope && one.pShare == other.pShare, "seed \(seed)")
  }

  @Test(arguments: 1...60)
  func orderOfItemsAndOfModelsDoesNotMatter(seed: Int) throws {
    var dice = Dice(seed: UInt64(seed) + 500)
    let ladder = Ladder.made(
      seed: UInt64(seed), scales: [8, 8.6, 9.3, 10, 8.1, 9.2, 10.4], families: ["a", "a", "a", "a", "b", "b", "b"])
    let rows = Array(0..<ladder.values.rows).shuffled(using: &dice)
    let columns = Array(0..<ladder.values.columns).shuffled(using: &dice)
    let other = ladder.keeping(items: rows).keeping(rungs: columns)
    expectSame(try trend(ladder), try trend(other), seed: seed)
    #expect(Finding(of: ladder).verdict == Finding(of: other).verdict)
  }

  @Test(arguments: 1...40)
  func aFamilyTwiceGivesTheSameSlope(seed: Int) throws {
    let ladder = Ladder.made(seed: UInt64(seed))
    let columns = Array(0..<ladder.values.columns)
    var doubled = ladder.keeping(rungs: columns + columns)
    for k in columns.indices { doubled.rungs[columns.count + k].family = "twin" }
    let (one, two) = (try trend(ladder), try trend(doubled))
    #expect(abs(one.slope - two.slope) < 1e-9 && one.shareRising == two.shareRising)
    #expect(zip(ladder.itemSlopes, doubled.itemSlopes).allSatisfy { abs($0 - $1) < 1e-9 }, "seed \(seed)")
    // No new noise either: twice the residuals on twice the spread, over the degrees that a second intercept leaves.
    let ratio = one.degreesOfFreedom / two.degreesOfFreedom
    #expect(agreesRelatively(two.modelVariance, one.modelVariance * ratio, within: 1e-9), "seed \(seed)")
    #expect(agreesRelatively(two.itemVariance, one.itemVariance, within: 1e-9), "seed \(seed)")
    // The name alone does nothing.
    var renamed = ladder
    for k in renamed.rungs.indices { renamed.rungs[k].family = "twin" }
    expectSame(one, try trend(renamed), seed: seed)
  }

  /// Seeds of a scale are one scale: their mean, whatever their number.
  @Test(arguments: 1...20)
  func mergingSeedsIsAveragingThem(seed: Int) throws {
    var dice = Dice(seed: UInt64(seed))
    let (n, seeds) = (12, [1, 3, 2, 1, 4])
    var (apart, averaged): ([Asked], [Asked]) = ([], [])
    for (scale, count) in seeds.enumerated() {
      let answers = (0..<count).map { _ in (0..<n).map { 0.1 * Double(scale * $0) + dice.normal() } }
      let megas = 1 << (2 * scale)
      for (number, margins) in answers.enumerated() {
        apart.append(asked("m-\(megas)m\(number > 0 ? "-seed\(number)" : "")", 1e6 * Double(megas), margins))
      }
      let means = (0..<n).map { item in answers.reduce(0) { $0 + $1[item] } / Double(count) }
      averaged.append(asked("m-\(megas)m", 1e6 * Double(megas), means))
    }
    let (merged, plain) = (Ladder(of: apart), Ladder(of: averaged))
    #expect(merged.rungs.map(\.seeds) == seeds && plain.rungs.count == seeds.count)
    #expect(zip(merged.values.values, plain.values.values).allSatisfy { abs($0 - $1) < 1e-12 }, "seed \(seed)")
    expectSame(try trend(merged), try trend(plain), seed: seed)
    #expect(merged.seedSpread?.degreesOfFreedom == 6 && plain.seedSpread == nil)
  }

  private func asked(_ name: String, _ parameters: Double, _ margins: [Double]) -> Asked {
    let model = Model(raw: name, parameters: parameters)
    var columns = Columns(task: "s", kind: .choices)
    for (item, margin) in margins.enumerated() {
      columns.append(
        item: "item\(item)", at: Address(offset: 0, length: 0, line: 1), values: [margin, 0], watched: 1)
    }
    let run = Run(
      model: model, key: BehaviourKey("b"), suite: "s", kind: .choices, count: columns.count, path: model.name,
      format: "test")
    return Asked(run: run, columns: columns)
  }

  @Test(arguments: 1...60)
  func probabilitiesAreProbabilitiesAndIntervalsHoldTheSlope(seed: Int) throws {
    var dice = Dice(seed: UInt64(seed))
    let n = [1, 2, 3, 50][seed % 4]
    let ladder = Ladder.made(
      seed: UInt64(seed), n: n, slope: dice.normal(), modelNoise: seed % 3 == 0 ? 0 : 0.2,
      itemNoise: seed % 5 == 0 ? 0 : 0.5)
    let trend = try trend(ladder)
    #expect((0...1).contains(trend.p) && (0...1).contains(trend.pRise) && (0...1).contains(trend.shareRising))
    #expect(trend.interval.contains(trend.slope) && trend.interval.contains(trend.interval90.lowerBound))
    #expect((trend.p < 0.05) == !trend.interval.contains(0))
    #expect(trend.minimalDetectableSlope >= trend.halfWidth(at: 0.05))
  }

  /// Interval and p are two views of one function: the interval at level p ends at 0.
  @Test(arguments: 1...40)
  func theIntervalAtLevelPEndsAtZero(seed: Int) throws {
    let trend = try trend(Ladder.made(seed: UInt64(seed), slope: 0.3))
    #expect(agreesRelatively(trend.halfWidth(at: trend.p), abs(trend.slope), within: 1e-10))
  }

  @Test(arguments: 1...40)
  func adjustedPIsNeverBelowRawP(seed: Int) {
    var dice = Dice(seed: UInt64(seed))
    let p = (0..<dice.next(upperBound: UInt(40))).map { _ in dice.uniform() * dice.uniform() }
    let (bh, by, holm) = (Multiplicity.q(p), Multiplicity.q(p, by: .benjaminiYekutieli), Multiplicity.holm(p))
    for at in p.indices {
      #expect(bh[at] >= p[at] && by[at] >= bh[at] && holm[at] >= bh[at] - 1e-15 && holm[at] <= 1 && by[at] <= 1)
      for other in p.indices where p[other] < p[at] { #expect(bh[other] <= bh[at] && holm[other] <= holm[at]) }
    }
  }

  /// Under every order of the scales in turn, the permutation p is uniform on its steps.
  @Test func permutationPIsUniformUnderPermutation() throws {
    let ladder = Ladder.made(seed: 3, n: 4, scales: [8, 8.7, 9.5, 11])
    var values: [Double] = []
    for order in permutations(of: [0, 1, 2, 3]) {
      var other = ladder
      for k in order.indices { other.rungs[k].x = ladder.rungs[order[k]].x }
      values.append(try #require(PermutationTest(of: other)).pSlope)
    }
    let sorted = values.sorted()
    for (rank, p) in sorted.enumerated() { #expect(p >= Double(rank + 1) / 24 - 1e-12) }
    #expect(sorted.first == 1.0 / 24)
  }

  @Test func aCancelledPermutationTestGivesNothing() {
    let ladder = Ladder.made(seed: 1, scales: [8, 8.5, 9, 9.5, 10, 10.5, 11])
    var asked = 0
    let test = PermutationTest(of: ladder) {
      asked += 1
      return asked > 3
    }
    #expect(test == nil && asked <= 5)
  }

  @Test func tooManyOrdersAreSampledWithTheSeedAndSaySo() throws {
    let ladder = Ladder.made(seed: 5, n: 6, scales: (0..<9).map { 8 + 0.4 * Double($0) }, slope: 0.5)
    let (one, same) = (
      try #require(PermutationTest(of: ladder, seed: 7)), try #require(PermutationTest(of: ladder, seed: 7))
    )
    #expect(one.isSampled && one.permutations == 10_001 && one == same)
    #expect(one.pSlope >= 1.0 / 10_001)
    let other = try #require(PermutationTest(of: ladder, seed: 8))
    #expect(abs(other.pSlope - one.pSlope) < 0.02)
  }

  private func permutations(of list: [Int]) -> [[Int]] {
    list.isEmpty ? [[]] : list.flatMap { first in permutations(of: list.filter { $0 != first }).map { [first] + $0 } }
  }
}
