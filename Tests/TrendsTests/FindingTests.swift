import Runs
import Testing

@testable import Trends

@Suite struct FindingTests {
  private func names(_ finding: Finding) -> [String] { finding.caveats.map(\.name) }

  @Test func threeScalesAreTooFewWhateverTheLineLooksLike() {
    let finding = Finding(of: .made(seed: 1, scales: [8, 9, 10], slope: 3, modelNoise: 0.01))
    #expect(finding.verdict == .tooFew && finding.word == "– 3 scales")
    #expect(finding.sentence == "At least 4 scales are needed for a verdict.")
  }

  @Test func fourModelsOfTwoScalesAreTwoScales() {
    let finding = Finding(of: .made(seed: 1, scales: [8, 8.0000001, 10, 10.0000001]))
    #expect(finding.verdict == .tooFew && finding.word == "– 2 scales")
  }

  @Test func lessThanADecadeIsTooNarrow() {
    #expect(Finding(of: .made(seed: 1, scales: [8, 8.3, 8.6, 8.99])).verdict == .tooNarrow)
    #expect(!Finding(of: .made(seed: 1, scales: [8, 8.3, 8.6, 9])).verdict.isRefusal)
  }

  /// Slopes are within families, so one far model of another family widens nothing and adds no scale.
  @Test func aFamilyOfOneMakesNothingWideAndNoScalesMany() {
    let family = ["a", "a", "a", "a", "b"]
    let near = Finding(of: .made(seed: 1, scales: [8, 8.2, 8.4, 8.6, 11], families: family))
    #expect(near.verdict == .tooNarrow)
    let three = Finding(
      of: .made(seed: 1, scales: [8, 9, 10, 8, 9, 10, 11], families: ["a", "a", "a", "b", "b", "b", "c"]))
    #expect(three.verdict == .tooFew && three.word == "– 3 scales")
    // Two families side by side are as wide as the wider of them.
    let side = [8, 8.2, 8.4, 8.6, 9, 9.2, 9.4, 9.6]
    let two = Finding(of: .made(seed: 1, scales: side, families: ["a", "a", "a", "a", "b", "b", "b", "b"]))
    #expect(two.verdict == .tooNarrow)
  }

  /// A decade is a factor of ten; text loss has no such bound, and its slopes are per nat of a byte.
  @Test func onTheLossAxisNothingIsTooNarrow() {
    var ladder = Ladder.made(seed: 1, scales: [-1.2, -1.1, -1.0, -0.95, -0.9], slope: 40, modelNoise: 0.01)
    #expect(Finding(of: ladder).verdict == .tooNarrow)
    ladder.axis = .loss
    let finding = Finding(of: ladder)
    #expect(finding.verdict == .rising)
    #expect(
      finding.sentence.contains("grows as text loss falls: ") && finding.sentence.contains(" nats per nat/byte ["))
  }

  @Test func constantValuesAreAnImportMistake() {
    let rows = [[Double]](repeating: [-1, -1, -1, -1], count: 12)
    let finding = Finding(of: .made(rows, scales: [8, 9, 10, 11]))
    #expect(finding.verdict == .degenerate && finding.word == "! check")
  }

  @Test func noItemsOrNoModelsGiveARefusalAndNoCrash() {
    let none = Finding(of: .made([], scales: [8, 9, 10, 11]))
    #expect(none.verdict == .tooFew && none.trend == nil && names(none) == ["no items"])
    #expect(none.word == "– no items" && none.sentence.contains("No item was answered by every model"))
    #expect(Finding(of: .made([], scales: [])).verdict == .tooFew)
    let one = Finding(of: .made([[0.3], [0.1]], scales: [8]))
    #expect(one.verdict == .tooFew && one.trend == nil && one.word == "– 1 scale")
    let two = Finding(of: .made([[0.3, 0.4], [0.1, 0.9]], scales: [8, 9]))
    #expect(two.trend?.p.isNaN == true && two.trend?.interval == -Double.infinity...Double.infinity)
  }

  /// A steep rise in nats that comes from the length of the answers alone.
  @Test func aVerdictThatHangsOnTheLengthOfTheChoicesIsTold() throws {
    var ladder = Ladder.made(seed: 4, slope: 1.5, tau: 0.1, modelNoise: 0.02, itemNoise: 0.1)
    let level = Ladder.made(seed: 5, slope: 0, tau: 0.001, modelNoise: 0.001, itemNoise: 0.01)
    ladder.others = [.marginPerByte: level.values]
    #expect(!names(Finding(of: ladder)).contains("length"), "no lengths are known")
    ladder.lengths = .init(mean: 8, uneven: 0, unknown: 0)
    #expect(!names(Finding(of: ladder)).contains("length"), "the choices are of one length")
    ladder.lengths = .init(mean: 8, uneven: 3, unknown: 0)
    let finding = Finding(of: ladder)
    let caveat = try #require(finding.caveats.first { $0.name == "length" })
    #expect(finding.verdict == .rising && caveat.sentence.hasSuffix("by margin-per-byte alone it is flat."))
  }

  @Test func theSlopeThatMattersPerByteIsSharedAmongTheBytes() {
    var ladder = Ladder.made(seed: 6, tau: 0.001, modelNoise: 0.001, itemNoise: 0.01)
    ladder.measure = .marginPerByte
    ladder.lengths = .init(mean: 10, uneven: 1, unknown: 0)
    #expect(Finding(of: ladder).word == "→ flat ±0.02")
    for at in ladder.values.values.indices { ladder.values.values[at] /= 100 }
    ladder.lengths = .init(mean: 120, uneven: 1, unknown: 0)
    let long = Finding(of: ladder)
    #expect(long.word == "→ flat ±0.0017")
    #expect(long.sentence.hasPrefix("Any change is smaller than 0.0017 nats per byte per ×10"))
  }

  @Test func aLogOfZeroLosesItsItemAndNothingElse() throws {
    var ladder = Ladder.made(seed: 2)
    let before = try #require(Trend(of: ladder.keeping(items: Array(1..<30))))
    ladder.values[0, 2] = -.infinity
    let finding = Finding(of: ladder)
    #expect(finding.n == 29 && finding.dropped == 1)
    #expect(finding.trend == before)
    #expect(Trend(of: ladder) == nil)
  }

  @Test func aSteepLineRisesOrFallsAndSaysSoWithNumbers() {
    let up = Finding(of: .made(seed: 3, slope: 1, tau: 0.1, modelNoise: 0.02))
    #expect(up.verdict == .rising && up.word == "↗ rising")
    #expect(up.sentence.hasPrefix("The preference for this behaviour grows with scale: +"))
    #expect(up.sentence.contains("over 5 models and 30 tests"))
    let down = Finding(of: .made(seed: 3, slope: -1, tau: 0.1, modelNoise: 0.02))
    #expect(down.verdict == .falling && down.word == "↘ falling" && down.sentence.contains("have turned"))
  }

  @Test func whyThereIsNoVerdictIsSaidOfTheseValues() {
    let scales = [8, 9, 10, 11, 12.0]
    let sentence = { (rows: [[Double]]) in Finding(of: .made(rows, scales: scales)).sentence }
    #expect(sentence([[1, 1, 1, 1, 1], [2, 2, 2, 2, 2]]) == "The values do not vary; check the import.")
    let line = "The means lie exactly on a line, as nothing measured does; check the import."
    #expect(sentence([[0, 0.5, 1, 1.5, 2], [1, 1.5, 2, 2.5, 3]]) == line)
    #expect(sentence([[0, 0.5, 1, 1.5, 2], [0, -0.5, -1, -1.5, -2]]) == line)
    let huge = (0..<12).map { i in scales.map { -1e200 * $0 * (1 + 0.1 * Double(i)) } }
    #expect(sentence(huge) == "The values are too large for a line; check the import.")
    let apart = Finding(
      of: .made(seed: 1, scales: [7, 7.3, 7.6, 9, 9.3, 9.6], families: ["a", "a", "a", "b", "b", "b"]))
    #expect(apart.verdict == .tooNarrow && apart.sentence.hasPrefix("No family of these models spans"))
  }

  @Test func flatNeedsTheWholeIntervalInsideDeltaAndPrintsDelta() {
    let finding = Finding(of: .made(seed: 4, n: 200, tau: 0.05, modelNoise: 0.01, itemNoise: 0.2))
    #expect(finding.verdict == .flat && finding.word == "→ flat ±0.2")
    var strict = Rules()
    strict.delta = 0.001
    #expect(
      Finding(of: .made(seed: 4, n: 200, tau: 0.05, modelNoise: 0.01, itemNoise: 0.2), under: strict).verdict != .flat)
  }

  @Test func anOpenVerdictTellsWhatItCouldHaveSeen() throws {
    let finding = Finding(of: .made(seed: 5, scales: [8, 9, 10, 11], slope: 0.1, modelNoise: 0.5))
    #expect(finding.verdict == .unresolved && finding.word == "? open")
    let least = try #require(finding.trend?.minimalDetectableSlope)
    #expect(finding.sentence.contains("Only a slope beyond ±\(least.figure) per ×10 would have been seen"))
  }

  /// Items that go every way leave it open however many models there are, as the layers of noise have it.
  @Test func anOpenVerdictAsksForWhatWouldSettleIt() throws {
    let scales = [8, 8.6, 9.3, 10, 11]
    let rows = (0..<15).map { i in
      zip(scales, [0.01, -0.01, 0.02, -0.02, 0.01]).map { ($0 - 9) * (0.3 * Double(i - 7) + 0.1) + $1 }
    }
    let items = Finding(of: .made(rows, scales: scales))
    #expect(items.verdict == .unresolved && items.sentence.hasPrefix("5 models cannot tell."))
    #expect(items.sentence.hasSuffix("Here more tests would tell sooner than more models."))
    #expect(Remedy(try #require(items.trend), target: 0.2)?.best == .items)
    let models = Finding(of: .made(seed: 5, scales: [8, 9, 10, 11], slope: 0.1, modelNoise: 0.5))
    #expect(models.sentence.hasPrefix("4 models cannot tell.") && models.sentence.hasSuffix("Add models, not tests."))
  }

  @Test func anInverseUTurnsAndNamesTheModelAtTheTop() {
    let scales = [8, 8.6, 9.3, 10, 10.6, 11]
    let rows = (0..<20).map { i -> [Double] in
      let start = 0.01 * Double(i % 3)
      return scales.map { x in start - (x - 9.3) * (x - 9.3) + 0.02 * (x - 9) }
    }
    let ladder = Ladder.made(rows, scales: scales)
    let finding = Finding(of: ladder)
    #expect(finding.verdict == .turning && finding.shape == "inverse-U" && finding.word == "∩ turns")
    #expect(finding.sentence.contains("turning near made-2"))
    let four = Finding(of: ladder.keeping(rungs: [0, 2, 4, 5]))
    #expect(four.verdict != .turning && four.turning == nil)
  }

  /// The ends of a curve are no turns of it, wherever its largest fall and climb begin.
  @Test(
    arguments: [
      ([9, 0, 8, 7, 6, -1], "made-1 and made-2"), ([0, 9, 1, 2, 3, 10], "made-1 and made-2"),
      ([1, 0, 3, 2.5, 2.2, 2.1], "made-1 and made-2"), ([0, 3, 1, -3, -1, 0], "made-1 and made-3"),
    ] as [([Double], String)])
  func aWaveNamesTheModelsWhereItTurns(curve: [Double], turns: String) {
    let rows = (0..<20).map { i in curve.map { $0 + 0.01 * Double(i) } }
    var ladder = Ladder.made(rows, scales: [8, 8.5, 9, 9.5, 10, 10.5])
    ladder.seedSpread = .init(deviation: 0.01, degreesOfFreedom: 8)
    let finding = Finding(of: ladder)
    #expect(finding.verdict == .turning && finding.shape == "wave")
    #expect(finding.sentence.contains("turning near \(turns)."))
  }

  @Test func seedsSetTheNoiseOfATurn() {
    let scales = [8, 8.6, 9.3, 10, 10.6]
    var ladder = Ladder.made((0..<20).map { i in [0, 0.5, 1, 0.4, 0.1].map { $0 + 0.01 * Double(i) } }, scales: scales)
    ladder.seedSpread = .init(deviation: 2, degreesOfFreedom: 8)
    #expect(Finding(of: ladder).turning?.noise == .seeds)
    #expect(Finding(of: ladder).verdict != .turning)
    ladder.seedSpread = .init(deviation: 0.05, degreesOfFreedom: 8)
    #expect(Finding(of: ladder).verdict == .turning)
  }

  /// Two seeds may well have as many items right as each other; that is no knowledge of a noise of 0.
  @Test func seedsThatTieLeaveTheNoiseOfATurnToTheResiduals() {
    let scales = [8, 8.6, 9.3, 10, 10.6]
    let rows = (0..<20).map { i in [0, 0.05, 0.02, 0.07, 0.03].map { $0 + 0.01 * Double(i) } }
    var ladder = Ladder.made(rows, scales: scales)
    let without = Finding(of: ladder)
    for deviation in [0, 1e-16] {
      ladder.seedSpread = .init(deviation: deviation, degreesOfFreedom: 1)
      let finding = Finding(of: ladder)
      #expect(finding.turning == without.turning && finding.turning?.noise == .quadratic)
      #expect(finding.verdict == without.verdict && finding.verdict != .turning)
    }
  }

  /// It has no curve of its own, and the others' is what it was.
  @Test func aModelAloneInItsFamilyHidesNoTurn() {
    let (scales, means) = ([7, 7.5, 8, 8.5, 9, 9.5, 10, 10.5], [0, 0.8, 1.6, 2.4, 2.5, 1.7, 0.8, 0])
    let rows = (0..<20).map { i in means.map { $0 + 0.01 * Double(i) } }
    let alone = Finding(of: .made(rows, scales: scales))
    let beside = Finding(
      of: .made(rows.map { [1] + $0 }, scales: [9] + scales, families: ["b"] + scales.map { _ in "a" }))
    #expect(alone.verdict == .turning && beside.verdict == .turning)
    #expect(beside.turning == alone.turning && beside.mannKendall == alone.mannKendall)
    #expect(alone.turningPlace == "made-4" && beside.turningPlace == "a-5")
  }

  @Test func familiesThatMoveApartGetNoCommonVerdict() {
    let scales = [8, 9, 10, 11.0]
    let wobble = [0, 0.02, 0.01, 0, 0.02, 0.01, 0, 0.02]
    let rows = (0..<20).map { i -> [Double] in
      let (up, down) = (1 + 0.01 * Double(i % 5), -1 + 0.02 * Double(i % 7))
      let lines = scales.map { up * $0 } + scales.map { down * $0 }
      return zip(lines, wobble).map { $0 + $1 }
    }
    let ladder = Ladder.made(rows, scales: scales + scales, families: ["a", "a", "a", "a", "b", "b", "b", "b"])
    let finding = Finding(of: ladder)
    #expect(finding.familiesDisagree && finding.verdict == .unresolved && names(finding).contains("families disagree"))
    #expect(finding.sentence.contains("a +") && finding.sentence.contains("b -"))
    #expect(finding.familySlopes.count == 2 && finding.turning == nil)
  }

  /// An item that no model changes on has a slope of 0, whichever sign rounding leaves.
  @Test func slopesOfRoundingNoiseCountOneHalf() throws {
    #expect(Trend.share(rising: [3e-17, 2e-16]) == 0.5 && Trend.share(rising: [-3e-17, 1]) == 0.75)
    let ladder = Ladder.made([[Double]](repeating: [0.1, 0.1, 0.1, 0.1], count: 40), scales: [8.09, 8.55, 8.89, 9.18])
    #expect(try #require(Trend(of: ladder)).shareRising == 0.5)
  }

  @Test func noiseIsPooledFromTwentyBehavioursOnTheSameModelsOn() throws {
    let ladders = (1...20).map { Ladder.made(seed: UInt64($0), scales: [8, 9, 10, 11]) }
    let pooled = Finding.all(of: ladders)
    #expect(pooled.allSatisfy { $0.trend?.isPooled == true && names($0).contains("pooled") })
    #expect(try #require(pooled[0].trend?.degreesOfFreedomUsed) > 2)
    #expect(Finding.all(of: Array(ladders.dropLast())).allSatisfy { $0.trend?.isPooled == false })
    var apart = ladders
    for k in apart[0].rungs.indices { apart[0].rungs[k].x += 1 }
    #expect(Finding.all(of: apart).allSatisfy { $0.trend?.isPooled == false })
  }

  /// Prompts of one behaviour stray with each other: many of them know no more of model noise than one.
  @Test func promptsOfOneBehaviourAreNoTwentyBehaviours() {
    let ladders = (1...24).map { Ladder.made(seed: UInt64($0), scales: [8, 9, 10, 11]) }
    let one = Finding.all(of: ladders, named: ladders.map { _ in "facts" })
    #expect(one.allSatisfy { $0.trend?.isPooled == false })
    let twenty = Finding.all(of: ladders, named: ladders.indices.map { "b\($0 % 20)" })
    #expect(twenty.allSatisfy { $0.trend?.isPooled == true && $0.prior?.behaviours == 20 })
    let nineteen = Finding.all(of: ladders, named: ladders.indices.map { "b\($0 % 19)" })
    #expect(nineteen.allSatisfy { $0.trend?.isPooled == false })
  }

  /// One number for all items strays less than items do, and says nothing of their noise.
  @Test func anAggregateNeitherLendsNorBorrowsNoise() {
    var ladders = (1...24).map { Ladder.made(seed: UInt64($0), n: 1, scales: [8, 9, 10, 11]) }
    for at in ladders.indices { ladders[at].isAggregate = true }
    let findings = Finding.all(of: ladders)
    #expect(findings.allSatisfy { $0.trend?.isPooled == false })
    #expect(!findings.contains { $0.caveats.contains { $0.name == "few items" } })
  }

  @Test func noSentenceSaysWhatCannotBeKnown() {
    let forbidden = [
      "will emerge", "safe", "no risk", "not capable", "proves", "significant", "no trend", "model wants",
    ]
    for seed in 1...60 {
      let finding = Finding(of: .made(seed: UInt64(seed), n: seed, slope: Double(seed % 5) - 2, modelNoise: 0.2))
      for text in [finding.sentence] + finding.caveats.map(\.sentence) {
        for word in forbidden { #expect(!text.contains(word)) }
        #expect(text.hasSuffix(".") && text.unicodeScalars.allSatisfy { $0.value >= 32 })
      }
    }
  }
}
