import Runs
import Testing

@testable import Trends

@Suite struct SearchTests {
  // MARK: subsets

  /// With no real differences between items, the steepest tenth of most ladders is nothing special.
  @Test func searchingNoiseFindsNothing() throws {
    let ps = try (1...60).map { seed in
      let ladder = Ladder.made(seed: UInt64(seed), n: 20, scales: [8, 8.7, 9.5, 10.2, 11], tau: 0, modelNoise: 0)
      return try #require(SubsetTest(.steepest(2), of: ladder)).p
    }
    #expect(ps.count { $0 <= 0.05 } <= 8 && abs(ps.mean - 0.5) < 0.12)
  }

  @Test func aRealSubGroupIsFoundAndKeepsItsSlopeAfterShrinking() throws {
    var ladder = Ladder.made(seed: 4, n: 40, tau: 0, modelNoise: 0.02, itemNoise: 0.2)
    for i in 0..<4 { for k in ladder.rungs.indices { ladder.values[i, k] += 1.5 * (ladder.rungs[k].x - 9) } }
    let test = try #require(SubsetTest(.steepest(4), of: ladder))
    #expect(test.rows == [0, 1, 2, 3] || Set(test.rows) == [0, 1, 2, 3])
    #expect(test.p <= 1.0 / 60 && test.shrunk > 1 && test.shrunk < test.raw)
    let chosen = try #require(SubsetTest(.chosen([3, 2, 1, 0]), of: ladder))
    #expect(chosen.p == test.p && chosen.raw == test.raw)
    #expect(test.caveat.mark == "sel" && test.caveat.sentence.contains("You chose this subset after seeing the lines"))
  }

  @Test func whatFallsMostAndWhatRisesMostMirrorEachOther() throws {
    let ladder = Ladder.made(seed: 5, n: 25)
    var mirrored = ladder
    for i in mirrored.values.values.indices { mirrored.values.values[i] *= -1 }
    let b = try #require(SubsetTest(.steepest(3), of: mirrored))
    let a = try #require(SubsetTest(.chosen(b.rows), of: ladder))
    #expect(abs(a.raw + b.raw) < 1e-12 && a.p == b.p)
  }

  @Test func theBestOfManyFiltersPaysForHavingBeenChosen() throws {
    let ladder = Ladder.made(seed: 6, n: 40, tau: 0, modelNoise: 0)
    let filters = (0..<10).map { f in (0..<40).filter { $0 % 10 == f } }
    let best = try #require(SubsetTest(.bestFilter(filters), of: ladder))
    let alone = try #require(SubsetTest(.bestFilter([best.rows]), of: ladder))
    #expect(filters.contains(best.rows) && best.p > alone.p)
  }

  @Test func subsetsThatAreNoneGiveNothing() {
    let ladder = Ladder.made(seed: 1)
    #expect(SubsetTest(.chosen([]), of: ladder) == nil && SubsetTest(.chosen([99]), of: ladder) == nil)
    #expect(SubsetTest(.steepest(0), of: ladder) == nil && SubsetTest(.bestFilter([]), of: ladder) == nil)
    #expect(SubsetTest(.steepest(3), of: ladder, isCancelled: { true }) == nil)
  }

  @Test(arguments: 1...40)
  func meanOfTheLargestAgreesWithSorting(seed: Int) {
    var dice = Dice(seed: UInt64(seed))
    let values = (0..<(seed + 1)).map { _ in (dice.normal() * 3).rounded() / 2 }
    for k in 1...values.count {
      var scratch = values
      #expect(abs(scratch.meanOfLargest(k) - values.sorted(by: >).prefix(k).reduce(0, +) / Double(k)) < 1e-12)
    }
  }

  // MARK: split check and multiverse

  @Test func aRuleThatOnlyFitsNoiseDoesNotVerify() throws {
    let ladder = Ladder.made(seed: 8, n: 200, tau: 0.4, modelNoise: 0)
    let filters = (0..<20).map { f in (0..<200).filter { $0 % 20 == f } }
    let check = try #require(SplitCheck(filters, of: ladder))
    #expect(check.chosenSlope > check.verifiedSlope && check.verified.count == 20 && check.chosen.reduce(0, +) == 20)
    #expect(SplitCheck([], of: ladder) == nil)
    var shuffled = ladder
    shuffled = shuffled.keeping(items: Array((0..<200).reversed()))
    let same = try #require(SplitCheck(filters.map { $0.map { 199 - $0 } }, of: shuffled))
    #expect(abs(same.verifiedSlope - check.verifiedSlope) < 1e-12)
  }

  @Test func halvesAreDisjointAndTogetherWhole() {
    let ladder = Ladder.made(seed: 9, n: 100)
    let (a, b) = ladder.halves(by: 3)
    #expect(a.items.count + b.items.count == 100 && Set(a.items).isDisjoint(with: b.items))
    #expect(a.items.count > 30 && b.items.count > 30)
    #expect(ladder.halves(by: 4).0.items != a.items)
  }

  @Test func halvesThatSayAnotherThingAreNotReproducible() throws {
    let steep = Ladder.made(seed: 21, n: 100, slope: 1.5, tau: 0.1, modelNoise: 0.02)
    let agreeing = try #require(SplitHalves(of: steep, finding: Finding(of: steep)))
    #expect(agreeing.agree && agreeing.caveat == nil && agreeing.slopes.allSatisfy { $0 > 1 })
    let open = Ladder.made(seed: 22, scales: [8, 9, 10, 11], modelNoise: 0.6)
    #expect(SplitHalves(of: open, finding: Finding(of: open)) == nil)
    let weak = (1...200).lazy.map { Ladder.made(seed: UInt64($0), n: 12, slope: 0.3, tau: 0.6, modelNoise: 0.02) }
    let apart = weak.compactMap { SplitHalves(of: $0, finding: Finding(of: $0)) }.first { !$0.agree }
    #expect(
      try #require(apart?.caveat).sentence.hasPrefix("Not reproducible with so few tests: one half of them says "))
  }

  @Test func theMultiverseCountsItsPathsAndMarksTheDefault() {
    let up = Ladder.made(seed: 10, slope: 1.5, tau: 0.1, modelNoise: 0.02)
    let down = Ladder.made(seed: 11, slope: -1.5, tau: 0.1, modelNoise: 0.02)
    let multiverse = Multiverse(of: [
      .init(ladder: up, isDefault: true), .init(ladder: down), .init(ladder: .made([], scales: [8, 9, 10, 11])),
    ])
    #expect(multiverse.paths.count == 6 && multiverse.paths.count { $0.isDefault } == 1)
    #expect(multiverse.rising == 3 && multiverse.falling == 3 && multiverse.others == 0)
    #expect(multiverse.up == 3 && multiverse.down == 3)
  }

  // MARK: prompts

  @Test func onePromptOfManyMustBeSteeperToCountAsShown() {
    let weak = Ladder.made(seed: 12, slope: 0.45, tau: 0.1, modelNoise: 0.12)
    let alone = Elicitation(of: [("plain", weak)])
    let crowd = Elicitation(of: [("plain", weak)], abandoned: 30)
    #expect(alone.isShown && !crowd.isShown && crowd.tried == 31)
    #expect(crowd.lowerBound < alone.lowerBound && crowd.prompts[0].p > alone.prompts[0].p)
    #expect(alone.caveat.mark == "shown:plain" && crowd.caveat.name == "not shown")
    #expect(alone.prompts[0].shrunkSlope == alone.rawMaximum)
  }

  @Test func theLargestOfManySlopesIsDrawnBack() throws {
    let prompts = (1...8).map { (name: "p\($0)", ladder: Ladder.made(seed: UInt64($0), slope: 0.2)) }
    let elicitation = Elicitation(of: prompts)
    let best = try #require(elicitation.prompts.max { ($0.finding.trend?.slope ?? 0) < ($1.finding.trend?.slope ?? 0) })
    #expect(best.shrunkSlope < elicitation.rawMaximum)
  }

  /// A steep slope that zigzags is bounded lower than a gentle one that does not.
  @Test func theSteepestPromptIsNotAlwaysTheOneThatIsClaimed() throws {
    let sure = Ladder.made(
      seed: 3, scales: [8, 8.5, 9, 9.5, 10, 10.5], slope: 1, tau: 0.05, modelNoise: 0.01, itemNoise: 0.1)
    var rough = sure
    for i in 0..<rough.values.rows {
      for (k, step) in [0.0, 5, -2, 8, 1, 10].enumerated() { rough.values[i, k] += step }
    }
    let elicitation = Elicitation(of: [("sure", sure), ("rough", rough)])
    #expect(elicitation.best == 0 && elicitation.steepest == 1)
    #expect(elicitation.prompts[1].finding.trend?.slope == elicitation.rawMaximum)
    let bounds = elicitation.prompts.map(\.lowerBound.signedFigure)
    #expect(elicitation.prompts[0].isShown && !elicitation.prompts[1].isShown)
    #expect(
      elicitation.caveat.sentence
        == "Shown under sure (lower bound \(bounds[0])), after allowing for 2 prompts tried.")
    #expect(elicitation.sentence.contains("Steepest: rough +") && elicitation.sentence.hasSuffix("bound \(bounds[1])."))
    #expect(Elicitation(of: []).steepest == nil)
  }

  /// What a prompt does at a smaller model is no news of the largest.
  @Test func aPromptThatNeverSawTheLargestModelIsNotShownThere() {
    let scales = [8, 8.6, 9.3, 10, 11]
    let rows = (0..<30).map { i in [3, 3.1, 2.9, 3.05, 3].map { $0 + 0.01 * Double(i) } }
    let whole = Ladder.made(rows, scales: scales)
    let elicitation = Elicitation(of: [("whole", whole), ("part", whole.keeping(rungs: [0, 1, 2, 3]))])
    #expect(elicitation.prompts.map(\.isShownAtLargest) == [true, false])
    #expect(elicitation.prompts[1].lowerLevel == -.infinity)
    #expect(Elicitation(of: [("part", whole.keeping(rungs: [0, 1, 2, 3]))]).prompts[0].isShownAtLargest)
  }

  /// Whichever of two families comes first by name.
  @Test(arguments: [["a", "b"], ["b", "a"]]) func ofTwoLargestModelsBothMustShowIt(names: [String]) {
    let rows = (0..<30).map { i in [0, 1, 2, 3, -5, -4, -3, -2].map { $0 + 0.01 * Double(i) } }
    let scales = [8, 9, 10, 11, 8, 9, 10, 11.0]
    let ladder = Ladder.made(rows, scales: scales, families: scales.indices.map { names[$0 / 4] })
    let order = ladder.rungs.indices.sorted { (ladder.rungs[$0].family, $0) < (ladder.rungs[$1].family, $1) }
    let prompt = Elicitation(of: [("plain", ladder.keeping(rungs: order))]).prompts[0]
    #expect(!prompt.isShownAtLargest && abs(prompt.lowerLevel + 1.88) < 0.02)
  }

  /// The claim names all prompts that may be claimed, each with the bound that is its own.
  @Test func everyPromptThatIsShownIsNamedWithItsOwnBound() {
    func prompt(_ seed: UInt64, _ slope: Double) -> Ladder {
      .made(
        seed: seed, scales: [8, 8.5, 9, 9.5, 10, 10.5], slope: slope, tau: 0.05, modelNoise: 0.01, itemNoise: 0.1)
    }
    let elicitation = Elicitation(of: [("gentle", prompt(3, 1)), ("level", prompt(4, -1)), ("steep", prompt(5, 2))])
    let bounds = elicitation.prompts.map(\.lowerBound.signedFigure)
    let list = "steep (lower bound \(bounds[2])), gentle (lower bound \(bounds[0]))"
    #expect(elicitation.caveat.sentence == "Shown under \(list), after allowing for 3 prompts tried.")
    #expect(elicitation.caveat.mark == "shown:steep")
    #expect(Elicitation(of: []).sentence == Elicitation(of: []).caveat.sentence)
  }

  @Test func promptsWithoutAVerdictStayInTheCountAndAreNeverCalledAbsent() {
    let elicitation = Elicitation(of: [("short", .made(seed: 1, scales: [8, 9])), ("none", .made([], scales: []))])
    #expect(elicitation.tried == 2 && !elicitation.isShown && elicitation.best == nil)
    #expect(elicitation.prompts.allSatisfy { $0.p == 1 && !$0.isShown })
    #expect(
      elicitation.caveat.sentence == "Not shown in the 2 prompts tried (short, none). That is not evidence of absence.")
    #expect(Elicitation(of: []).best == nil)
  }

  /// Nothing was looked for, so nothing was not shown.
  @Test func promptsThatAreAllMeasuredOtherwiseAreNotCalledAbsent() {
    #expect(
      Elicitation(of: [], abandoned: 2).sentence
        == "No claim: of the 2 prompts tried none has the measure that was asked for.")
  }

  // MARK: pairs, layers, held constant

  @Test func aLadderAgainstItselfDiffersByNothing() throws {
    let ladder = Ladder.made(seed: 13)
    let same = try PairedComparison(ladder, ladder)
    #expect(same.n == 30 && same.points.allSatisfy { $0.difference == 0 } && same.verdict == .degenerate)
  }

  @Test func sharedNoiseCancelsInAPairedDifference() throws {
    let a = Ladder.made(seed: 14, modelNoise: 2)
    var b = a
    var dice = Dice(seed: 1)
    for i in b.values.values.indices { b.values.values[i] += 0.3 + 0.05 * dice.normal() }
    let comparison = try PairedComparison(b.keeping(items: (0..<30).shuffled(using: &dice)), a)
    #expect(comparison.points.allSatisfy { $0.interval.contains(0.3) && $0.standardError < 0.03 })
    #expect(try #require(comparison.trend).residualDeviation < 0.1)
  }

  @Test func comparisonsThatCannotBePairedAreRefusedWithAReason() {
    let a = Ladder.made(seed: 15)
    var other = a
    for i in other.items.indices { other.items[i].item = "x\(i)" }
    #expect(throws: PairedComparison.Refusal.differentItems) { try PairedComparison(a, other) }
    #expect(throws: PairedComparison.Refusal.fewSharedItems(10, of: 30)) {
      var few = other
      for i in 0..<10 { few.items[i] = a.items[i] }
      return try PairedComparison(a, few)
    }
    var models = a
    for k in models.rungs.indices { models.rungs[k].models[0].name = "other-\(k)" }
    #expect(throws: PairedComparison.Refusal.differentModels) { try PairedComparison(a, models) }
    var measured = a
    measured.measure = .nlp
    #expect(throws: PairedComparison.Refusal.differentMeasures(.margin, .nlp)) { try PairedComparison(a, measured) }
    let hashes = (1...30).map { UInt64($0) }
    let asked = ItemPairing(
      .init(behaviour: "a", items: a.items, contents: hashes),
      .init(behaviour: "b", items: other.items, contents: hashes))
    #expect(throws: Never.self) { try PairedComparison(a, other, pairing: asked) }
  }

  @Test func layersBeyondAllNumbersHaveNoShare() {
    var ladder = Ladder.made(seed: 16)
    for i in ladder.values.values.indices { ladder.values.values[i] *= 1e200 }
    let layers = NoiseLayers(of: ladder).layers
    #expect(!layers.isEmpty && layers.allSatisfy { $0.share == nil })
  }

  @Test func layersOfNoiseAreSharesAndUnmeasuredOnesAreMissing() throws {
    var ladder = Ladder.made(seed: 16, n: 400, modelNoise: 0.5)
    let bare = NoiseLayers(of: ladder)
    #expect(bare.layers.map(\.kind) == [.items, .models])
    #expect(abs(bare.layers.compactMap(\.share).reduce(0, +) - 1) < 1e-12)
    #expect(try #require(bare.layers.last?.share) > 0.7)
    ladder.seedSpread = .init(deviation: 0.1, degreesOfFreedom: 6)
    var other = ladder
    for i in other.values.values.indices { other.values.values[i] += 2 }
    let full = NoiseLayers(
      of: ladder, between: NoiseLayers.Prompts([ladder, other]), checkpoints: [[0.1, 0.3], [0.5], [1, 1.2, 1.1]])
    #expect(full.layers.map(\.kind) == NoiseLayers.Kind.allCases)
    #expect(try abs(#require(full.layers.first { $0.kind == .prompts }).variance - 2) < 1e-9)
    #expect(try abs(#require(full.layers.first { $0.kind == .checkpoints }).variance - (0.02 + 0.02) / 3) < 1e-12)
    #expect(try abs(#require(full.layers.first { $0.kind == .seeds }).variance - 0.01) < 1e-12)
  }

  /// What seeds explain is then unknown, and so is what they leave to the models: 0 would be a comfortable answer.
  @Test func aSeedVarianceThatIsNoNumberLeavesTheModelsUnknown() {
    var ladder = Ladder.made(seed: 16)
    ladder.seedSpread = .init(deviation: .nan, degreesOfFreedom: 2)
    #expect(NoiseLayers(of: ladder).layers.map(\.kind) == [.items])
  }

  @Test(arguments: try Table("held_constant").rows)
  func slopesWithTheAggregateHeldAgreeWithLeastSquares(row: Table.Row) throws {
    let list = { (column: String) in row.text(column).split(separator: " ").compactMap { Double($0) } }
    let families = row.text("family").map { String($0) }
    let ladder = Ladder.made([list("y")], scales: list("x"), families: families)
    let held = HeldConstant(list("z"), of: ladder)
    let trend = try #require(held.trend)
    #expect(agrees(held.tolerance, row["tolerance"], within: 1e-9))
    #expect(agrees(trend.slope, row["slope"], within: 1e-9) && agrees(trend.standardError, row["error"], within: 1e-9))
    #expect(agrees(trend.p, row["p"], within: 1e-9) && trend.degreesOfFreedom == row["df"])
  }

  @Test func anAggregateThatFollowsTheScaleCannotBeHeld() {
    let ladder = Ladder.made(seed: 17)
    #expect(HeldConstant(ladder.scales.map { 3 - 0.2 * $0 }, of: ladder).refusal == .inseparable)
    #expect(HeldConstant(ladder.scales.map { _ in 1 }, of: ladder).refusal == .noAggregate)
    #expect(HeldConstant([1, .nan, 2, 3, 4], of: ladder).refusal == .noAggregate)
    #expect(HeldConstant([1, 3, 2, 0], of: .made(seed: 1, scales: [8, 9, 10, 11])).refusal == .tooFew)
    #expect(HeldConstant([1], of: .made(seed: 1, scales: [8])).refusal == .tooFew)
  }

  @Test func answersThatAreTheAggregateHaveNoSlopeAtEqualAggregate() {
    let held = HeldConstant(ofAggregate: .made(seed: 17))
    #expect(held.trend == nil && held.refusal == .sameAnswers)
    #expect(held.sentence.contains("measured on these very answers"))
  }

  @Test func aSlopeAtEqualAggregateIsPerStepOfItsAxis() {
    var ladder = Ladder.made(seed: 18)
    let aggregate = ladder.rungs.indices.map { $0 % 3 == 1 ? 1.0 : 2.0 }
    #expect(HeldConstant(aggregate, of: ladder).sentence.contains(" per ×10 ["))
    ladder.axis = .loss
    #expect(HeldConstant(aggregate, of: ladder).sentence.contains(" per nat/byte ["))
  }

  // MARK: two models

  /// d = 1, 2, 3, 4: mean 2.5, sd √(5/3), se √(5/12); t(3) two-sided at 2.5/se is 0.0304.
  @Test func twoModelsDifferByTheMeanOfTheItemsDifferences() throws {
    let ladder = Ladder.made([[0, 1], [1, 3], [2, 5], [3, 7]], scales: [8, 9])
    let comparison = try ModelComparison(ladder, a: 1, b: 0)
    #expect(comparison.n == 4 && comparison.difference == 2.5 && comparison.shareAbove == 1)
    #expect(abs(comparison.standardError - (5.0 / 12).squareRoot()) < 1e-12 && abs(comparison.p - 0.0304665) < 1e-5)
    let turned = try ModelComparison(ladder, a: 0, b: 1)
    #expect(turned.difference == -2.5 && turned.p == comparison.p && turned.shareAbove == 0)
  }

  @Test func twoModelsWithFewSharedItemsAreRefused() {
    var ladder = Ladder.made([[0, 1], [1, 3]], scales: [8, 9])
    ladder.dropped = (0..<3).map { ItemName(suite: "made", item: "lost\($0)") }
    #expect(throws: PairedComparison.Refusal.fewSharedItems(2, of: 5)) { try ModelComparison(ladder, a: 1, b: 0) }
    #expect(throws: PairedComparison.Refusal.differentItems) {
      try ModelComparison(ladder.keeping(items: []), a: 1, b: 0)
    }
  }
}
