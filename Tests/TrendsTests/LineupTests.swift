import Runs
import Testing

@testable import Trends

@Suite struct LineupTests {
  private func cases(_ count: Int, end: (Int) -> Double = { _ in 0.5 }) -> [WasonTest.Case] {
    (0..<count).map { at -> WasonTest.Case in
      let line = (0..<5).map { k -> Double in Double((k * 7 + at * 3) % 11) + 0.1 * Double(at) }
      let accuracy = (0..<5).map { k -> Double in k == 4 ? end(at) : Double((k + at) % 5) / 5 }
      return WasonTest.Case(
        name: "b\(at)", group: "g\(at)", line: line, accuracy: accuracy, kind: at % 2 == 0 ? .jagged : .smooth,
        slope: 0, scatter: 1)
    }
  }

  @Test(arguments: Lineup.Question.allCases, 1...20)
  func theTruePanelIsAmongThemAndTheSeedDecidesWhere(question: Lineup.Question, seed: Int) throws {
    let pool = cases(30)
    let play = try #require(Lineup(question, of: pool, seed: UInt64(seed)))
    #expect(play == Lineup(question, of: pool.reversed(), seed: UInt64(seed)))
    #expect(play.panels.count == question.panels && play.names.count == question.panels)
    let own = try #require(pool.first { $0.name == play.names[play.truth] })
    switch question {
    case .whichAccuracy:
      #expect(play.line == own.line && play.panels[play.truth] == own.accuracy && Set(play.names).count == 8)
    case .whichJumps: #expect(own.kind == .jagged && play.panels[play.truth] == own.line)
    case .whichIsReal:
      #expect(play.panels[play.truth] == own.line && Set(play.panels).count == 20)
      #expect(play.panels.allSatisfy { $0.sorted() == own.line.sorted() })
    }
  }

  @Test func theTruePanelStandsAnywhere() {
    let places = Set((1...60).compactMap { Lineup(.whichAccuracy, of: cases(30), seed: $0)?.truth })
    #expect(places == Set(0..<8))
  }

  @Test func decoysEndNearTheTrueAccuracyWhereThereAreEnough() throws {
    let half = cases(40) { $0 < 20 ? 0.2 : 0.9 }
    for seed in 1...10 as ClosedRange<UInt64> {
      let play = try #require(Lineup(.whichAccuracy, of: half, seed: seed))
      #expect(play.isMatched && Set(play.panels.map { $0[4] }).count == 1)
    }
    let few = cases(10) { Double($0) / 4 }
    #expect(try !#require(Lineup(.whichAccuracy, of: few, seed: 1)).isMatched)
  }

  @Test func aBehaviourSeenByNameIsNotTheTrueOne() throws {
    let pool = cases(12)
    let seen = Set(pool.map(\.name).dropLast())
    let play = try #require(Lineup(.whichAccuracy, of: pool, notAbout: seen, seed: 5))
    #expect(play.names[play.truth] == "b11")
  }

  @Test func tooFewCurvesMakeNoLineup() {
    #expect(Lineup(.whichAccuracy, of: cases(7), seed: 1) == nil)
    #expect(Lineup(.whichJumps, of: cases(1), seed: 1) == nil)
    #expect(Lineup(.whichIsReal, of: [], seed: 1) == nil)
    var short = cases(3)
    for at in short.indices { short[at].line = [1, 2, 3] }
    #expect(Lineup(.whichIsReal, of: short, seed: 1) == nil)
  }

  @Test func ofSeveralAnswersToOneLineupTheFirstCounts() {
    let play = { (name: String, hit: Bool) in LineupScore.Play(lineup: name, panels: 20, isHit: hit) }
    let summary = LineupScore.summary(of: [play("a", true), play("a", true), play("b", false), play("b", true)])
    #expect(summary.hits == 1 && summary.plays == 2 && abs(summary.chance - 0.1) < 1e-12)
    #expect(abs(summary.p - (1 - 0.95 * 0.95)) < 1e-12)
  }

  @Test func theLogScoreIsPreferenceAndSpreadExactly() throws {
    let margins = Ladder.made(seed: 20, itemNoise: 2)
    var ladder = margins
    ladder.others[.nlp] = Matrix(
      rows: 30, columns: 5, values: margins.values.values.map { Measured(logLikelihoods: [$0, 0], watched: 1).nlp })
    let parts = try #require(PreferenceSpread(of: ladder))
    let scores = try #require(ladder.measured(by: .nlp))
    for k in 0..<5 {
      #expect(parts.spread[k] <= 0 && parts.preference[k] < 0)
      #expect(abs(parts.preference[k] + parts.spread[k] - scores.values.column(k).mean) < 1e-12)
    }
    #expect(PreferenceSpread(of: margins) == nil)
  }
}
