import Runs
import Testing

@testable import Trends

/// What a reader must know beside the verdict.
@Suite struct CaveatTests {
  private func names(_ finding: Finding) -> [String] { finding.caveats.map(\.name) }

  @Test func caveatsNameWhatTheReaderMustKnow() {
    #expect(names(Finding(of: .made(seed: 6, n: 9))).contains("few items"))
    #expect(!names(Finding(of: .made(seed: 6, n: 10))).contains("few items"))
    let labels = [String](repeating: "Yes", count: 25) + [String](repeating: "No", count: 5)
    let one = Finding(of: .made(seed: 6), keyLabels: labels)
    #expect(one.caveats.first { $0.name == "one label" }?.sentence.contains("\"Yes\"") == true)
    #expect(
      !names(Finding(of: .made(seed: 6), keyLabels: labels.dropLast(6) + labels.suffix(6).map { _ in "No" })).contains(
        "one label"))
    var ladder = Ladder.made(seed: 6)
    for i in 0..<4 { ladder.values[i, 0] = 30 }
    #expect(names(Finding(of: ladder)).contains("clamped"))
    #expect(names(Finding(of: .made(seed: 6, measure: .logp))).contains("no alternatives"))
  }

  @Test func risingCoverageUnderLogpIsPointedOut() {
    let margins = Ladder.made(seed: 7)
    let x = margins.scales
    let flat = Matrix(rows: 30, columns: 5, values: (0..<150).map { -1 - 0.001 * Double($0 % 7) })
    let cover = Matrix(rows: 30, columns: 5, values: (0..<150).map { -12 + x[$0 % 5] })
    let sum = Matrix(rows: 30, columns: 5, values: zip(flat.values, cover.values).map { $0 + $1 })
    var ladder = margins
    ladder.others = [.nlp: flat, .coverage: cover, .logp: sum]
    let finding = Finding(of: ladder)
    #expect(finding.parts.map { abs($0.logp - $0.preference - $0.coverage) < 1e-9 } == true)
    #expect(finding.caveats.first { $0.name == "coverage drives logp" }?.mark == "fmt")
  }

  /// Two models of the largest scale lie apart, and which of them stands last in a list says nothing of a step.
  @Test func ofTwoLargestModelsNoneIsAStepBeyondTheOther() {
    let rows = (0..<30).map { i in [0, 1.02, 2, 2.48, 3, 2.5].map { $0 + 0.01 * Double(i % 4) } }
    let ladder = Ladder.made(rows, scales: [7, 8, 9, 9.48, 10, 10])
    for order in [[0, 1, 2, 3, 4, 5], [0, 1, 2, 3, 5, 4]] {
      #expect(!names(Finding(of: ladder.keeping(rungs: order))).contains("last down"))
    }
    let low = rows.map { Array($0.dropLast()) + [$0[3] - 2] }
    for order in [[0, 1, 2, 3, 4, 5], [0, 1, 2, 3, 5, 4]] {
      let both = Ladder.made(low, scales: [7, 8, 9, 9.48, 10, 10]).keeping(rungs: order)
      let alone = both.keeping(rungs: both.rungs.indices.filter { both.rungs[$0].name != "made-4" })
      #expect(names(Finding(of: alone)).contains("last down"))
      #expect(ItemScores(of: both)?.lastStepSize.allSatisfy { abs($0) > 0.5 } == true)
    }
  }

  @Test func theLargestModelAloneAgainstTheTrendIsMarked() {
    let rows = (0..<30).map { i in [0, 0.98, 2.01, 3.02, 2.0].map { $0 + 0.01 * Double(i % 4) } }
    let ladder = Ladder.made(rows, scales: [8, 9, 10, 11, 12])
    #expect(names(Finding(of: ladder)).contains("last down"))
    let mirrored = Ladder.made(rows.map { $0.map { -$0 } }, scales: [8, 9, 10, 11, 12])
    #expect(names(Finding(of: mirrored)).contains("last up"))
    #expect(!names(Finding(of: ladder.keeping(rungs: [0, 1, 2, 3]))).contains("last down"))
  }

  @Test func accuracyWithinNoiseIsSaidToBeSo() {
    var ladder = Ladder.made(seed: 8, n: 40)
    var dice = Dice(seed: 8)
    ladder.others[.accuracy] = Matrix(rows: 40, columns: 5, values: (0..<200).map { _ in dice.uniform() < 0.4 ? 1 : 0 })
    #expect(
      Finding(of: ladder).accuracyClass == "flat" && names(Finding(of: ladder)).contains("noise-limited accuracy"))
    ladder.others[.accuracy] = Matrix(
      rows: 40, columns: 5, values: (0..<200).map { [0, 38, 2, 39, 40][$0 % 5] > $0 / 5 ? 1 : 0 })
    #expect(Finding(of: ladder).accuracyClass == "jagged" && names(Finding(of: ladder)).contains("jagged accuracy"))
  }

  /// One number for all items is not one item, whose noise would hide any curve.
  @Test func aStoredAggregateIsNotJudgedAsOneItem() {
    var ladder = Ladder.made([[0.1, 0.3, 0.5, 0.72, 0.9]], scales: [8, 8.6, 9.3, 10, 11])
    ladder.measure = .accuracy
    #expect(Finding(of: ladder).accuracyClass == "flat")
    ladder.isAggregate = true
    let finding = Finding(of: ladder)
    #expect(finding.verdict == .rising && finding.accuracyClass == nil && finding.caveats.isEmpty)
  }

  /// Binomial noise of a grade of 1 to 10 would be no number, and a steep curve would pass for a constant.
  @Test func gradesBeyondOneAreNotJudgedAsAccuracies() {
    var ladder = Ladder.made(seed: 8, n: 40)
    ladder.others[.accuracy] = Matrix(rows: 40, columns: 5, values: (0..<200).map { Double(2 * ($0 % 5)) })
    #expect(Finding(of: ladder).accuracyClass == nil && !names(Finding(of: ladder)).contains("noise-limited accuracy"))
  }

  @Test func qCountsTheTestedOnlyAndMarksThoseThatStandAlone() throws {
    var ladders = (1...30).map { Ladder.made(seed: UInt64($0), scales: [8, 9, 10, 11], modelNoise: 0.3) }
    ladders.append(.made(seed: 99, scales: [8, 9, 10]))
    var rules = Rules()
    rules.pooledBehaviours = .max
    let findings = Finding.all(of: ladders, under: rules)
    #expect(findings[30].q == nil)
    let tested = findings.dropLast()
    for finding in tested { #expect(try #require(finding.q) >= (try #require(finding.trend?.p))) }
    for finding in tested where finding.verdict == .rising || finding.verdict == .falling {
      #expect(names(finding).contains("alone only") == (finding.q ?? 0 > rules.q))
    }
    #expect(tested.contains { names($0).contains("alone only") })
    let alone = tested.flatMap(\.caveats).first { $0.name == "alone only" }
    #expect(alone?.sentence.contains("at a false-discovery rate of 0.1 among 30 behaviours tested") == true)
    var again = findings
    Finding.adjust(&again, rules: rules)
    #expect(again == findings)
  }

  @Test func permutationsAddHowManyItemsCountAndWhatAllTogetherMeans() throws {
    let ladder = Ladder.made(seed: 9, slope: 2, tau: 0.1, modelNoise: 0.1, itemNoise: 0.1)
    var finding = Finding(of: ladder)
    #expect(finding.effectiveItems == nil)
    finding.include(try #require(PermutationTest(of: ladder)))
    #expect(try #require(finding.effectiveItems) < 15)
    #expect(names(finding).contains("n_eff") && names(finding).contains("all rise"))
  }

  @Test func allItemsTogetherAreNoEvidenceWhereChanceGivesThemToo() {
    let many = Caveat.oneWay(rising: true, n: 100, models: 7, p: 0.91, alpha: 0.05)
    #expect(many.sentence == "All 100 tests rise. No evidence by itself: with 7 models chance alone gives this 0.91.")
    let few = Caveat.oneWay(rising: false, n: 100, models: 7, p: 0.01, alpha: 0.05)
    #expect(few.sentence.hasPrefix("All 100 tests fall. Somewhat stronger evidence, not conclusive: with 7 models"))
  }

  @Test func modelsThatAreLeftOutAreNamedWithTheReason() throws {
    var ladder = Ladder.made(seed: 6)
    ladder.leftOut = (1...8).map {
      .init(model: Model(name: "m\($0)", family: "m"), why: "lacks 60 of 100 items")
    }
    let caveat = try #require(Finding(of: ladder).caveats.first { $0.name == "left out" })
    #expect(caveat.sentence.hasPrefix("8 models are left out: m1 (lacks 60 of 100 items), m2 ("))
    #expect(caveat.sentence.hasSuffix(" and 2 more."))
  }

  @Test func modelsOfUnknownSizeAreNoGapsInTheItems() {
    var ladder = Ladder.made([], scales: [])
    ladder.leftOut = [.init(model: Model(name: "m", family: "m"), why: "parameters unknown")]
    let finding = Finding(of: ladder)
    #expect(names(finding) == ["no items", "left out"])
    #expect(finding.sentence == "No model's size is known; vane init writes a vane.toml to fill in.")
  }
}

extension Ladder {
  fileprivate static func made(seed: UInt64, measure: Measure) -> Ladder {
    var ladder = made(seed: seed)
    ladder.measure = measure
    return ladder
  }
}
