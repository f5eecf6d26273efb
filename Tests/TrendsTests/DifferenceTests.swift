import Runs
import Testing

@testable import Trends

/// One ladder less another, two models item by item, and how much a resemblance means.
@Suite struct DifferenceTests {
  private func list(_ row: Table.Row, _ column: String) -> [Double] {
    row.text(column).split(separator: " ").map {
      $0 == "inf" ? .infinity : $0 == "-inf" ? -.infinity : Double($0) ?? .nan
    }
  }

  /// The two sides of a row, under names of their own unless they are paired.
  private func sides(_ row: Table.Row) -> (Ladder, Ladder) {
    let (x, families) = (list(row, "x"), row.text("family").map { String($0) })
    let rows = { (column: String) -> [[Double]] in
      let all = list(row, column)
      return stride(from: 0, to: all.count, by: x.count).map { Array(all[$0..<$0 + x.count]) }
    }
    let a = Ladder.made(rows("a"), scales: x, families: families)
    var b = Ladder.made(rows("b"), scales: x, families: families)
    if row.text("kind") == "unpaired" { for at in b.items.indices { b.items[at].suite = "other" } }
    return (a, b)
  }

  private func difference(_ a: Ladder, _ b: Ladder) -> Difference {
    Difference(a, b, pairing: ItemPairing(a.items, b.items))
  }

  @Test(arguments: try Table("differences").rows)
  func theDifferenceAgreesWithTheReference(row: Table.Row) throws {
    let (a, b) = sides(row)
    let found = difference(a, b)
    switch found.pairing {
    case .paired(let n, let basis): #expect(row.text("kind") == "paired" && n == a.items.count && basis == .name)
    case .unpaired(let n, let m, let why):
      #expect(row.text("kind") == "unpaired" && n == a.items.count && m == b.items.count && why == .differentItems)
    case .refused(let why): Issue.record("\(why)")
    }
    let (means, low, high) = (list(row, "difference"), list(row, "low"), list(row, "high"))
    #expect(found.points.count == means.count)
    for (at, point) in found.points.enumerated() {
      #expect(agrees(point.difference, means[at], within: 1e-9))
      #expect(agrees(point.interval.lowerBound, low[at], within: 1e-9), "\(row)")
      #expect(agrees(point.interval.upperBound, high[at], within: 1e-9), "\(row)")
    }
    let slope = try #require(found.slope)
    #expect(agrees(slope.value, row["slope"], within: 1e-9))
    #expect(agrees(slope.interval.lowerBound, row["slope_low"], within: 1e-8), "\(row)")
    #expect(agrees(slope.interval.upperBound, row["slope_high"], within: 1e-8), "\(row)")
    #expect(agrees(slope.p, row["p"], within: 1e-8), "\(row)")
  }

  @Test(arguments: try Table("differences").rows)
  func theRankCorrelationOfTheCurvesAgreesWithTheReference(row: Table.Row) throws {
    let (a, b) = sides(row)
    let found = try #require(Resemblance(Finding(of: a).points, Finding(of: b).points, among: []))
    #expect(agrees(found.correlation, row["spearman"], within: 1e-12))
    #expect(found.scales == list(row, "x").count && found.others == 0 && found.isCommon)
  }

  @Test(arguments: try Table("discordance").rows)
  func rightAndWrongOfTwoModelsAgreeWithTheReference(row: Table.Row) {
    let outcomes = Discordance.Outcome.allCases.flatMap { outcome in
      [Discordance.Outcome](repeating: outcome, count: Int(row[outcome.rawValue.replacing("-", with: "_")]))
    }
    let found = Discordance(outcomes)
    #expect(found.n == outcomes.count && found.bothMissed == Int(row["both_missed"]))
    #expect(agreesRelatively(found.p, row["p"], within: 1e-10), "\(found.p)")
    #expect(agrees(found.difference, row["difference"], within: 1e-14))
    #expect(agrees(found.interval.lowerBound, row["low"], within: 1e-12))
    #expect(agrees(found.interval.upperBound, row["high"], within: 1e-12))
  }

  // MARK: laws

  /// Two behaviours on the same models, with items in common or without.
  private func made(_ seed: Int) -> (Ladder, Ladder) {
    let a = Ladder.made(seed: UInt64(seed), n: 20, slope: 0.3)
    var b = Ladder.made(seed: UInt64(seed) + 1000, n: seed % 2 == 0 ? 20 : 33)
    if seed % 2 == 1 { for at in b.items.indices { b.items[at].suite = "other" } }
    return (a, b)
  }

  private func expectSame(_ a: Difference, _ b: Difference, times sign: Double = 1, plus shift: Double = 0, seed: Int) {
    #expect(a.points.count == b.points.count && !a.points.isEmpty)
    for (one, other) in zip(a.points, b.points) {
      #expect(abs(sign * one.difference + shift - other.difference) < 1e-9, "seed \(seed)")
      #expect(agrees(one.standardError, other.standardError, within: 1e-9), "seed \(seed)")
      let ends = [one.interval.lowerBound, one.interval.upperBound].map { sign * $0 + shift }.sorted()
      #expect(abs(ends[0] - other.interval.lowerBound) < 1e-9 && abs(ends[1] - other.interval.upperBound) < 1e-9)
    }
    guard let one = a.slope, let other = b.slope else { return #expect(a.slope == b.slope) }
    #expect(abs(sign * one.value - other.value) < 1e-9 && abs(one.p - other.p) < 1e-8, "seed \(seed)")
    let ends = [one.interval.lowerBound, one.interval.upperBound].map { sign * $0 }.sorted()
    #expect(abs(ends[0] - other.interval.lowerBound) < 1e-8 && abs(ends[1] - other.interval.upperBound) < 1e-8)
  }

  @Test(arguments: 1...20) func theOtherWayRoundIsTheOppositeDifference(seed: Int) {
    let (a, b) = made(seed)
    let (one, other) = (difference(a, b), difference(b, a))
    expectSame(one, other, times: -1, seed: seed)
    let turned: [Verdict: Verdict] = [.rising: .falling, .falling: .rising]
    #expect(other.verdict == one.verdict.map { turned[$0] ?? $0 })
  }

  /// Not every behaviour is put to every seed: the scale is the same one.
  @Test func aScaleOfWhichOtherSeedsWereRunIsTheSameScale() throws {
    let (a, whole) = made(2)
    var b = whole
    for k in b.rungs.indices {
      b.rungs[k].models = [1, 2].map {
        var seed = a.rungs[k].models[0]
        (seed.name, seed.seed) = ("\(seed.name)-seed\($0)", $0)
        return seed
      }
    }
    expectSame(difference(a, whole), difference(a, b), seed: 2)
    let alike = try #require(Resemblance(Finding(of: a).points, Finding(of: b).points, among: []))
    #expect(alike.scales == a.rungs.count)
    let prompts = [[a, b], [a, whole]].map { NoiseLayers.Prompts($0) }
    #expect(NoiseLayers(of: a, between: prompts[0]) == NoiseLayers(of: a, between: prompts[1]))
  }

  @Test(arguments: 1...20) func whatBothHaveMoreOfChangesNothing(seed: Int) {
    var (a, b) = made(seed)
    let before = difference(a, b)
    for at in a.values.values.indices { a.values.values[at] += 5 }
    for at in b.values.values.indices { b.values.values[at] += 5 }
    expectSame(before, difference(a, b), seed: seed)
  }

  @Test(arguments: 1...20) func whatAHasMoreOfMovesTheDifferenceByIt(seed: Int) {
    let (a, b) = made(seed)
    var more = a
    for at in more.values.values.indices { more.values.values[at] += 5 }
    expectSame(difference(a, b), difference(more, b), plus: 5, seed: seed)
  }

  @Test(arguments: 1...20) func theOrderOfTheItemsDoesNotMatter(seed: Int) {
    let (a, b) = made(seed)
    var dice = Dice(seed: UInt64(seed))
    let shuffled = (
      a.keeping(items: (0..<a.items.count).shuffled(using: &dice)),
      b.keeping(items: (0..<b.items.count).shuffled(using: &dice))
    )
    expectSame(difference(a, b), difference(shuffled.0, shuffled.1), seed: seed)
  }

  /// Pairing takes out what both sides share of an item; where they share nothing it costs next to nothing.
  @Test func pairsAreNarrowerWhereItemsMoveTogether() throws {
    let a = Ladder.made(seed: 3, n: 40)
    var b = a
    var dice = Dice(seed: 4)
    for at in b.values.values.indices { b.values.values[at] += 0.1 * dice.normal() }
    let paired = difference(a, b)
    for at in b.items.indices { b.items[at].suite = "other" }
    let unpaired = difference(a, b)
    for (one, other) in zip(paired.points, unpaired.points) {
      #expect(abs(one.difference - other.difference) < 1e-12 && one.standardError * 3 < other.standardError)
    }
  }

  @Test(arguments: 1...10) func twoModelsTheOtherWayRoundSwapWhatOnlyOneMissed(seed: Int) {
    var dice = Dice(seed: UInt64(seed))
    let sides = (0..<50).map { _ in (dice.uniform() < 0.7, dice.uniform() < 0.4) }
    let one = Discordance(sides.map { .init(a: $0.0, b: $0.1) })
    let other = Discordance(sides.shuffled(using: &dice).map { .init(a: $0.1, b: $0.0) })
    #expect(one.bothRight == other.bothRight && one.onlyAMissed == other.onlyBMissed)
    #expect(one.p == other.p && one.difference == -other.difference)
    #expect(abs(one.interval.lowerBound + other.interval.upperBound) < 1e-12)
    #expect(one.interval.contains(one.difference) && (0...1).contains(one.p))
  }

  // MARK: what is paired

  private func side(_ items: [(String, String)], _ contents: [UInt64], behaviour: String = "b") -> ItemPairing.Side {
    .init(behaviour: behaviour, items: items.map { ItemName(suite: $0.0, item: $0.1) }, contents: contents)
  }

  @Test func itemsArePairedByNameThenByQuestionThenByTheirOwnNames() {
    let a = side([("s", "x"), ("s", "y")], [1, 2])
    let named = ItemPairing(a, side([("s", "y"), ("s", "z")], [9, 9]))
    #expect(named.basis == .name && named.pairs == [.init(a: 1, b: 0)])
    let asked = ItemPairing(a, side([("t", "q"), ("t", "r")], [2, 7]))
    #expect(asked.basis == .question && asked.pairs == [.init(a: 1, b: 0)])
    let own = ItemPairing(a, side([("t", "y"), ("t", "0")], [0, 0]))
    #expect(own.basis == .identity && own.pairs == [.init(a: 1, b: 0)])
    #expect(ItemPairing(a, side([("t", "y")], [0], behaviour: "other")).pairs.isEmpty)
    // A bare position, an unknown question and what stands twice say nothing.
    let bare = side([("s", "0"), ("s", "1")], [0, 0])
    #expect(ItemPairing(bare, side([("t", "0"), ("t", "1")], [0, 0])).pairs.isEmpty)
    #expect(ItemPairing(a, side([("t", "q"), ("t", "r")], [2, 2])).pairs.isEmpty)
  }

  @Test func whereNothingCanBeSubtractedThereIsAReasonAndNoNumber() {
    let a = Ladder.made(seed: 5)
    var b = a
    b.measure = .nlp
    let refused = difference(a, b)
    #expect(refused.pairing == .refused(.differentMeasures(.margin, .nlp)))
    #expect(refused.points.isEmpty && refused.slope == nil && refused.verdict == nil)
    var strangers = a
    for k in strangers.rungs.indices { strangers.rungs[k].models[0].name = "other-\(k)" }
    #expect(difference(a, strangers).pairing == .refused(.differentModels))
  }

  /// One item of a side has no scatter: nothing is known over items, and the interval says so.
  @Test func oneItemOfASideLeavesAllOpen() throws {
    let a = Ladder.made(seed: 6, n: 1)
    var b = Ladder.made(seed: 7)
    for at in b.items.indices { b.items[at].suite = "other" }
    let found = difference(a, b)
    #expect(found.points.allSatisfy { $0.interval == -.infinity...(.infinity) && $0.standardError.isNaN })
    #expect(try #require(found.slope).interval.lowerBound.isFinite)
  }

  // MARK: resemblance

  private func curve(_ means: [Double], families: [String]? = nil) -> [Finding.Point] {
    Finding(of: .made([means], scales: means.indices.map { 8 + Double($0) / 2 }, families: families)).points
  }

  /// Most curves over scale rise: then a perfect correlation is nothing that sets a pair apart.
  @Test func aResemblanceThatManyShareIsCommon() throws {
    let (a, b) = (curve([1, 2, 3, 4, 5]), curve([2, 3, 5, 7, 9]))
    let others = (0..<30).map { curve($0 % 3 == 0 ? [3, 1, 4, 2, 5] : [0, 1, 2, 3, Double($0)]) }
    let found = try #require(Resemblance(a, b, among: others))
    #expect(abs(found.correlation - 1) < 1e-12 && found.others == 30 && found.isCommon)
    #expect(found.matching == (0..<30).count { $0 % 3 != 0 && $0 > 3 })
    let rare = try #require(Resemblance(a, b, among: (0..<30).map { _ in curve([3, 1, 4, 2, 5]) }))
    #expect(rare.matching == 0 && !rare.isCommon)
  }

  /// Falling where A rises is as much of a match.
  @Test func aMirrorImageMatchesAsWell() throws {
    let (a, b) = (curve([1, 2, 3, 4]), curve([4, 3, 2, 1]))
    let found = try #require(Resemblance(a, b, among: [curve([1, 2, 3, 4]), curve([1, 3, 2, 4])]))
    #expect(abs(found.correlation + 1) < 1e-12 && found.matching == 1 && found.others == 2)
    let turned = try #require(Resemblance(b, a, among: []))
    #expect(turned.correlation == found.correlation)
  }

  @Test func tooFewScalesOrNoVariationIsNoResemblance() {
    #expect(Resemblance(curve([1, 2, 3]), curve([1, 2, 3]), among: []) == nil)
    #expect(Resemblance(curve([1, 1, 1, 1]), curve([1, 2, 3, 4]), among: []) == nil)
  }

  /// A family that lies higher as a whole is no resemblance.
  @Test func aFamilysLevelIsTakenOut() throws {
    let families = ["f", "f", "g", "g", "g"]
    let (a, b) = (curve([0, 1, 10, 11, 12], families: families), curve([9, 8, 22, 21, 20], families: families))
    #expect(try #require(Resemblance(a, b, among: [])).correlation < -0.9)
  }

  // MARK: right and wrong

  @Test func rightAndWrongIsTheLogsOwnElseTheSideOfTheMargin() throws {
    let margins = [[1.0, -1], [1, 1], [-1, 2], [-1, -2]]
    var ladder = Ladder.made(margins, scales: [8, 9])
    let byMargin = try #require(ladder.judged)
    #expect(byMargin.by == .margin)
    #expect(
      byMargin.right.map { Discordance.Outcome(a: $0[0], b: $0[1]) }
        == [.onlyBMissed, .bothRight, .onlyAMissed, .bothMissed])
    ladder.others[.accuracy] = Matrix([[1.0, 1], [0.5, 1], [0, 0.75], [0, 0.25]])
    let stored = try #require(ladder.judged)
    #expect(stored.by == .accuracy && stored.right == [[true, true], [false, true], [false, true], [false, false]])
    ladder.measure = .logp
    ladder.others = [:]
    #expect(ladder.judged == nil)
  }
}
