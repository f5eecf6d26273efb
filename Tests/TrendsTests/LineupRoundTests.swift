import Testing

@testable import Trends

@Suite struct LineupRoundTests {
  private func cases(_ count: Int, from first: Int = 0, points: Int = 5) -> [WasonTest.Case] {
    (first..<first + count).map { at -> WasonTest.Case in
      let line = (0..<points).map { k -> Double in Double((k * 7 + at * 3) % 11) + 0.37 * Double(at) * Double(k + 1) }
      let accuracy = (0..<points).map { k -> Double in k == points - 1 ? 0.5 : Double((k + at) % 5) / 5 }
      return WasonTest.Case(
        name: "b\(at)", group: "g\(at)", line: line, accuracy: accuracy, kind: at % 2 == 0 ? .jagged : .smooth,
        slope: 0, scatter: 1)
    }
  }

  @Test(arguments: 1...20) func aRoundIsDrawnBySeedAndAsksInTurn(seed: UInt64) {
    let round = LineupRound(of: [cases(30)], seed: seed)
    #expect(round == LineupRound(of: [cases(30).reversed()], seed: seed))
    #expect(round.lineups.count == 10 && round.refusals.isEmpty)
    #expect(round.lineups.prefix(3).map(\.question) == [.whichAccuracy, .whichJumps, .whichIsReal])
  }

  @Test(arguments: 1...20) func noLineupGivesAwayAnother(seed: UInt64) {
    let revealed = LineupRound(of: [cases(30)], seed: seed).lineups.flatMap(\.revealed)
    // The decoy of "which jumps" may come twice: nothing is asked about it.
    let truths = LineupRound(of: [cases(30)], seed: seed).lineups.map { $0.names[$0.truth] }
    #expect(Set(truths).count == truths.count && Set(revealed).isSuperset(of: truths))
  }

  @Test(arguments: 1...20) func panelsComeFromOneGroup(seed: UInt64) {
    let groups = [cases(12), cases(12, from: 20)]
    let lineups = LineupRound(of: groups, seed: seed).lineups
    #expect(!lineups.isEmpty)
    for lineup in lineups {
      #expect(groups.contains { group in Set(lineup.names).isSubset(of: group.map(\.name)) })
    }
  }

  @Test func theSameLineUnderAnotherNameIsNotAskedAboutAgain() {
    var twins = cases(12)
    for at in 0..<6 {
      twins.append(twins[at])
      twins[twins.count - 1].name = "twin of \(at)"
    }
    for seed in 1...20 as ClosedRange<UInt64> {
      let truths = LineupRound(of: [twins], questions: [.whichIsReal], seed: seed).lineups.map { $0.panels[$0.truth] }
      #expect(truths.count > 1 && Set(truths).count == truths.count)
    }
  }

  @Test func fewerAccuraciesAreFewerPanelsAndTooFewARefusal() {
    #expect(LineupRound(of: [cases(5)], questions: [.whichAccuracy], seed: 1).lineups.first?.panels.count == 5)
    let none = LineupRound(of: [cases(3)], questions: [.whichAccuracy], seed: 1)
    #expect(none.lineups.isEmpty && none.refusals[.whichAccuracy]?.hasPrefix("too few curves") == true)
    let short = LineupRound(of: [cases(9, points: 3)], questions: [.whichIsReal], seed: 1)
    #expect(short.refusals[.whichIsReal]?.hasPrefix("too few scales") == true)
  }

  @Test func whatWasSeenIsNotAskedAboutAndIsSaidToBeTheReason() {
    let all = Set(cases(9).map(\.name))
    let round = LineupRound(of: [cases(9)], notAbout: all, seed: 1)
    #expect(round.lineups.isEmpty && round.refusals.values.allSatisfy { $0.contains("opened by name") })
    let rest = LineupRound(of: [cases(9)], notAbout: all.subtracting(["b4"]), seed: 1)
    #expect(rest.lineups.allSatisfy { $0.names[$0.truth] == "b4" } && rest.lineups.count == 1)
  }

  @Test func panelsInAnotherPlaceAreAnotherLineup() throws {
    let one = try #require(Lineup(.whichIsReal, of: cases(9), seed: 3))
    var other = one
    other.seed = 9
    #expect(one.fingerprint == other.fingerprint && one.fingerprint.count == 16)
    other.panels.swapAt(0, 1)
    #expect(one.fingerprint != other.fingerprint)
  }
}
