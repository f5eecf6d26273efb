import Runs
import Testing

@testable import Trends

/// Whatever stands in a log, nothing crashes, and what is said stays a probability, a share, a verdict.
@Suite struct HostileTests {
  private func ladder(_ seed: UInt64) -> Ladder {
    var dice = Dice(seed: seed)
    let worst: [Double] = [.leastNonzeroMagnitude, 0, -0.0, 1e300, -1e300, .infinity, -.infinity, 30, -30, 1]
    let models = Int(dice.next(upperBound: UInt(9)))
    let n = Int(dice.next(upperBound: UInt(12)))
    let evil = dice.uniform() * 0.2
    let scales = (0..<models).map { k -> Double in
      dice.uniform() < 0.1 ? [8, .infinity, .nan, -400, 8][Int(dice.next(upperBound: UInt(5)))] : 8 + 0.5 * Double(k)
    }
    let matrix = {
      Matrix(
        rows: n, columns: models,
        values: (0..<n * models).map { _ in
          dice.uniform() < evil ? worst.randomElement(using: &dice) ?? 0 : dice.normal()
        })
    }
    let families = (0..<models).map { _ in dice.uniform() < 0.2 ? "b" : "a" }
    let rows = matrix()
    var made = Ladder.made((0..<n).map { Array(rows.row($0)) }, scales: scales, families: families)
    if n == 0 { made.values = Matrix(rows: 0, columns: models) }
    for measure in Measure.allCases where measure != .margin && dice.uniform() < 0.7 { made.others[measure] = matrix() }
    if dice.uniform() < 0.3 { made.seedSpread = .init(deviation: abs(dice.normal()), degreesOfFreedom: 2) }
    return made
  }

  @Test(arguments: 1...300)
  func anyLadderGetsAVerdictAndASentence(seed: Int) {
    let ladder = ladder(UInt64(seed))
    var finding = Finding(of: ladder)
    if let test = PermutationTest(of: ladder, rules: quick) {
      #expect((0...1).contains(test.pSlope) && (0...1).contains(test.pShare))
      finding.include(test)
    }
    if let trend = finding.trend, !trend.p.isNaN {
      #expect((0...1).contains(trend.p) && (0...1).contains(trend.pRise) && (0...1).contains(trend.shareRising))
    }
    for text in [finding.sentence, finding.word] + finding.caveats.map(\.sentence) {
      #expect(!text.isEmpty && !text.contains("nan"))
    }
  }

  @Test(arguments: 1...100)
  func noSearchOrScoreCrashes(seed: Int) {
    let (a, b) = (ladder(UInt64(seed)), ladder(UInt64(seed) + 1000))
    let suspects = Suspects(of: a)
    #expect(suspects.ranked.allSatisfy { a.items.indices.contains($0.row ?? 0) && $0.strength > 0 })
    let test = SubsetTest(.bestFilter([[0, 99], [], [-1], [1, 2]]), of: a, rules: quick)
    #expect(test.map { (0...1).contains($0.p) } ?? true)
    #expect(SplitCheck([[0, 5, 99], []], of: a)?.verified.isEmpty != true)
    let elicitation = Elicitation(of: [("a", a), ("b", b)])
    #expect(elicitation.tried == 2 && elicitation.prompts.allSatisfy { (0...1).contains($0.p) })
    let layers = NoiseLayers(of: a, between: NoiseLayers.Prompts([a, b]), checkpoints: [[], [1]])
    #expect(layers.layers.allSatisfy { $0.share.map((0...1).contains) ?? true })
    let held = HeldConstant(a.rungs.map { _ in 0.5 }, of: a)
    #expect(held.trend == nil && !held.sentence.isEmpty)
    let backtest = Backtest(of: [.init(name: "a", task: "t", ladder: a), .init(name: "b", task: "t", ladder: b)])
    #expect(backtest.rows.allSatisfy { (0...1).contains($0.pRise) })
    let multiverse = Multiverse(of: [.init(ladder: a)])
    #expect(multiverse.paths.allSatisfy { $0.slope.isFinite })
    do throws(PairedComparison.Refusal) {
      #expect(try PairedComparison(a, b).n > 0)
    } catch {
      #expect(!error.sentence.isEmpty)
    }
    let findings = Finding.all(of: (1...30).map { ladder(UInt64(seed * 31 + $0)) })
    #expect(
      findings.count == 30
        && findings.allSatisfy { ($0.q == nil) == ($0.verdict.isRefusal || $0.trend?.p.isNaN == true) })
  }

  private var quick: Rules {
    var rules = Rules()
    rules.enumeratedPermutations = 120
    rules.sampledPermutations = 50
    return rules
  }

  /// At a level that is none, everything is possible.
  @Test func absurdRulesWidenTheIntervalAndDoNotCrash() throws {
    let levels: [(alpha: Double, isAbsurd: Bool)] = [
      (-1, true), (0, true), (0.5, false), (1, false), (2, true), (.nan, true),
    ]
    for (alpha, isAbsurd) in levels {
      var rules = Rules()
      rules.alpha = alpha
      let trend = try #require(Finding(of: .made(seed: 1), under: rules).trend)
      #expect((trend.interval == -Double.infinity...Double.infinity) == isAbsurd, "\(alpha)")
      #expect(trend.interval.contains(trend.slope), "\(alpha)")
    }
  }
}
