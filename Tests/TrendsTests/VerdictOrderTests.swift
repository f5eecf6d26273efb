import Runs
import Testing

@testable import Trends

/// Which rule decides where several would: `docs/statistics.md` §3, with numbers that can be checked by hand.
@Suite struct VerdictOrderTests {
  private func names(_ finding: Finding) -> [String] { finding.caveats.map(\.name) }

  /// Twelve items on one curve, each from a start of its own: the items do not differ in slope, so that the model means
  /// are all that is judged.
  private func ladder(_ curve: [Double], scales: [Double], families: [String]? = nil) -> Ladder {
    .made((0..<12).map { i in curve.map { $0 + 0.01 * Double(i) } }, scales: scales, families: families)
  }

  /// A line with a wobble that no line fits. Its slope is `slope`, but for what rounding does; Σ r̄² = 4e-6, ν = 2,
  /// S = 5: SE = √(2e-6 / 5) = 0.00063, h(0.05) = 4.303 SE = 0.0027, h(0.10) = 2.920 SE = 0.0018.
  private func line(_ slope: Double) -> Ladder {
    let scales = [8, 9, 10, 11.0]
    return ladder(zip(scales, [0.001, -0.001, -0.001, 0.001]).map { slope * $0 + $1 }, scales: scales)
  }

  /// 0.1 nats per decade are known to 0.003, and matter to nobody who waits for 0.2.
  @Test func whatIsSurelyThereAndTooSmallToMatterIsFlatAndSaidToBeSlight() {
    let up = Finding(of: line(0.1))
    #expect(up.verdict == .flat && up.trend.map { $0.p < 0.001 } == true)
    #expect(names(up).contains("slight rise") && !names(up).contains("slight fall"))
    let down = Finding(of: line(-0.1))
    #expect(down.verdict == .flat && names(down).contains("slight fall") && !names(down).contains("slight rise"))
    // Its p is 0.51.
    let level = Finding(of: line(0.0005))
    #expect(level.verdict == .flat && !names(level).contains("slight rise"))
  }

  /// The interval at 0.10 ends at 0.1018.
  @Test(arguments: [(0.103, Verdict.flat), (0.101, .rising), (0.05, .rising)])
  func flatIsWhatEndsBelowTheSlopeThatMatters(delta: Double, verdict: Verdict) {
    var rules = Rules()
    rules.delta = delta
    let finding = Finding(of: line(0.1), under: rules)
    #expect(finding.verdict == verdict)
    #expect(names(finding).contains("slight rise") == (verdict == .flat))
    let mirrored: Verdict = verdict == .rising ? .falling : verdict
    #expect(Finding(of: line(-0.1), under: rules).verdict == mirrored)
  }

  /// Any slope is within a hundred nats per decade, and a curve that turns is not flat for that.
  @Test func aTurnCountsBeforeFlatness() {
    let scales = [8, 8.6, 9.3, 10, 10.6, 11]
    let means = scales.map { x in 0.02 * (x - 9) - (x - 9.3) * (x - 9.3) }
    let curve = ladder(means, scales: scales)
    var rules = Rules()
    rules.delta = 100
    #expect(Finding(of: curve, under: rules).verdict == .turning)
    // On four scales nothing is called turning, whatever it looks like.
    #expect(Finding(of: curve.keeping(rungs: [0, 2, 4, 5]), under: rules).verdict == .flat)
  }

  /// The fall of 0.9 and the climb of 1.0 are 6.0 and 6.7 times what seeds stray. By the reference their chances are
  /// 0.0100 and 0.0054, and the larger counts. Of three curves two fall nowhere (p = 1), so that its q is 3 p.
  @Test func aTurnHasTheQOfTheTurnsAndNotThatOfItsSlope() throws {
    let scales = [8, 8.6, 9.3, 10, 10.6]
    let curves: [[Double]] = [[0, 0.5, 1, 0.4, 0.1], [0, 1, 2, 3.2, 4], [0, 0.9, 2, 3, 4.1]]
    var ladders = curves.map { ladder($0, scales: scales) }
    for at in ladders.indices { ladders[at].seedSpread = .init(deviation: 0.15, degreesOfFreedom: 8) }
    let findings = Finding.all(of: ladders)
    let turn = try #require(findings[0].turning)
    #expect(findings.map(\.verdict) == [.turning, .rising, .rising])
    #expect(agrees(turn.pFall, 0.010028635676875808, within: 1e-6))
    #expect(agrees(turn.pClimb, 0.0053779324132665575, within: 1e-6))
    #expect(turn.p == turn.pFall && findings[1].turning?.p == 1)
    #expect(agrees(try #require(findings[0].turningQ), 3 * turn.p, within: 1e-12))
    #expect(findings[0].q == findings[0].turningQ && findings[1].turningQ == 1)
    #expect(findings[1].q != findings[1].turningQ, "a rise has the q of the slopes")
    #expect(!names(findings[0]).contains("alone only"), "3 p is below 0.1")
  }

  /// The same turn among twelve curves: 12 p = 0.12.
  @Test func aTurnThatStandsAloneIsCountedAmongTheCurves() throws {
    let scales = [8, 8.6, 9.3, 10, 10.6]
    var ladders = [ladder([0, 0.5, 1, 0.4, 0.1], scales: scales)]
    for at in 0..<11 { ladders.append(ladder([0, 1, 2, 3.2, 4 + 0.01 * Double(at)], scales: scales)) }
    for at in ladders.indices { ladders[at].seedSpread = .init(deviation: 0.15, degreesOfFreedom: 8) }
    // No curve of its own, so no test for a turn.
    ladders.append(line(1))
    let findings = Finding.all(of: ladders)
    #expect(agrees(try #require(findings[0].q), 12 * 0.010028635676875808, within: 2e-5))
    let alone = try #require(findings[0].caveats.first { $0.name == "alone only" })
    #expect(alone.sentence.contains("among 12 behaviours tested"))
    #expect(findings.dropFirst().allSatisfy { $0.verdict == .rising && !names($0).contains("alone only") })
  }

  /// A family of three scales shows its slope, and is no reason to give no verdict; nor is one that may stand still.
  @Test func onlyFamiliesOfFourScalesThatSurelyMoveCanDisagree() {
    func wobbling(_ slope: Double, _ scales: [Double]) -> [Double] {
      zip(scales, [0.001, -0.001, -0.001, 0.001]).map { slope * $0 + $1 }
    }
    func found(_ other: Double, scales: [Double]) -> Finding {
      let own = [8, 9, 10, 11.0]
      return Finding(
        of: ladder(
          wobbling(1, own) + wobbling(other, scales), scales: own + scales,
          families: own.map { _ in "a" } + scales.map { _ in "b" }))
    }
    let four = found(-1, scales: [8, 9, 10, 11])
    #expect(four.familiesDisagree && four.verdict == .unresolved && names(four).contains("families disagree"))
    let three = found(-1, scales: [8, 9, 10])
    #expect(three.familySlopes.map(\.scales) == [4, 3] && three.familySlopes.map { $0.slope < 0 } == [false, true])
    #expect(three.familySlopes[1].interval.upperBound < 0, "it surely falls, as far as three models can tell")
    #expect(!three.familiesDisagree && !names(three).contains("families disagree"))
    // h(0.05) is 0.0027, as above.
    #expect(!found(-0.002, scales: [8, 9, 10, 11]).familiesDisagree)
    #expect(found(-0.004, scales: [8, 9, 10, 11]).familiesDisagree)
  }

  /// The first three means lie 1/30, 2/30 and 1/30 off their line, so that s = √(6/900) on one degree of freedom. A
  /// last step of d against them has t = d / (√2 s) = d / 0.1155, and t₀.₀₂₅ on one degree is 12.706: d = 1.467.
  @Test(arguments: [(1.46, false), (1.48, true)])
  func theLastModelBreaksATrendFromTwelveTimesItsNoiseOn(step: Double, isMarked: Bool) {
    let scales = [8, 9, 10, 11.0]
    let down = Finding(of: ladder([0, 1.1, 2, 2 - step], scales: scales))
    #expect(names(down).contains("last down") == isMarked && !names(down).contains("last up"))
    let up = Finding(of: ladder([0, -1.1, -2, step - 2], scales: scales))
    #expect(names(up).contains("last up") == isMarked && !names(up).contains("last down"))
    // The same way as before is no break, however far.
    #expect(!names(Finding(of: ladder([0, 1.1, 2, 9], scales: scales))).contains("last up"))
  }

  private func filled(_ columns: [Double]) -> Matrix { Matrix((0..<12).map { _ in columns }) }

  /// logp = nlp + coverage; said where at least half of a rise that matters is the format's.
  @Test(arguments: [(0.4, 0.6, true), (0.6, 0.4, false), (0.05, 0.1, false), (0.5, -0.2, false)])
  func theFormatIsNamedWhereItMakesHalfOfTheRise(preference: Double, coverage: Double, isNamed: Bool) throws {
    let scales = [8, 9, 10, 11.0]
    var made = line(1)
    made.others = [
      .nlp: filled(scales.map { preference * ($0 - 12) }), .coverage: filled(scales.map { coverage * ($0 - 12) }),
      .logp: filled(scales.map { (preference + coverage) * ($0 - 12) }),
    ]
    let finding = Finding(of: made)
    #expect(agrees(try #require(finding.parts).logp, preference + coverage, within: 1e-9))
    #expect(names(finding).contains("coverage drives logp") == isNamed)
  }

  /// log 0.01 = −4.605.
  @Test func choicesThatHoldLessThanAHundredthAreNamedWithTheModel() {
    var made = line(1)
    made.others = [.coverage: filled([-0.1, -4.61, -4.7, -0.1])]
    #expect(
      Finding(of: made).caveats.first { $0.name == "low coverage" }?.sentence
        == "The choices hold less than 1 % of the probability at made-1: the margin is about the tail.")
    made.others = [.coverage: filled([-0.1, -4.6, -4.6, -0.1])]
    #expect(!names(Finding(of: made)).contains("low coverage"))
  }
}
