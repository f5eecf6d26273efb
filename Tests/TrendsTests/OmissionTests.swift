import Foundation
import Runs
import Testing

@testable import Trends

/// What leaving items out does to a verdict, and whether those left out lean to one side.
@Suite struct OmissionTests {
  /// Five models a third of a decade apart; item i moves by `slopes[i]` per decade.
  private static func ladder(_ slopes: [Double]) -> Ladder {
    let rungs = (0..<5).map { k in
      Ladder.Rung(models: [], family: "f", x: 7 + Double(k) / 3)
    }
    var values: [Double] = []
    for (at, slope) in slopes.enumerated() {
      for k in 0..<5 {
        let noise = Double((at * 7 + k * 3) % 5) * 0.01
        values.append(slope * Double(k) / 3 + noise)
      }
    }
    return Ladder(
      rungs: rungs, items: slopes.indices.map { ItemName(suite: "s", item: "\($0)") },
      values: Matrix(rows: slopes.count, columns: 5, values: values))
  }

  private static func omission(_ slopes: [Double], without rows: Set<Int>) -> Omission {
    let ladder = ladder(slopes)
    return Omission(
      leavingOut: Set(rows.map { ItemName(suite: "s", item: "\($0)") }), of: ladder, finding: Finding(of: ladder))
  }

  @Test func theRestIsJudgedAsIfTheOthersHadNeverBeen() {
    let slopes = (0..<40).map { $0 < 30 ? 1.0 : -0.6 }
    let found = Self.omission(slopes, without: Set(30..<40))
    let rest = Finding(of: Self.ladder(slopes).keeping(items: Array(0..<30)))
    #expect(found.without?.trend?.slope == rest.trend?.slope && found.without?.n == 30)
    #expect(found.without?.verdict == rest.verdict)
    #expect(found.all.n == 40 && found.left.count == 10)
  }

  @Test func flagsThatFallOnWhatHurtsTheTrendLean() throws {
    let slopes = (0..<40).map { $0 < 30 ? 1.0 : -0.6 }
    let lean = try #require(Self.omission(slopes, without: Set(30..<38)).lean)
    #expect(lean == .init(helping: 0, hurting: 8, allHelping: 30, allHurting: 10))
    #expect(lean.share == 0.25 && lean.p < 0.001)
    // Two of eight is what a quarter gives.
    let fair = try #require(Self.omission(slopes, without: [0, 5, 9, 14, 22, 27, 31, 38]).lean)
    #expect(fair.hurting == 2 && fair.helping == 6 && abs(fair.p - 1) < 1e-9)
  }

  @Test func aFallingTrendIsHurtByItemsThatRise() throws {
    let slopes = (0..<20).map { $0 < 15 ? -1.0 : 0.5 }
    let lean = try #require(Self.omission(slopes, without: [0, 16, 17]).lean)
    #expect(lean.hurting == 2 && lean.helping == 1)
  }

  /// The mean of seven times 0.1 is not 0.1 to the last digit, and no item moves by that.
  @Test func anItemThatIsTheSameEverywhereGoesNeitherWay() {
    let sizes = [14_067_712, 70_426_624, 162_322_944, 405_334_016, 1_011_781_632, 1_414_647_808, 2_775_208_960.0]
    let level = [0.1, 0.2, 0.4, 0.8, 0.6, 0.3, 0.7, 0.9]
    let rising: [[Double]] = (0..<14).map { i in
      (0..<7).map { k in
        let wobble = Double((i * 7 + k * 3) % 5)
        return 0.1 * Double(k) + 0.01 * wobble
      }
    }
    let ladder = Ladder.made(
      rising + level.map { [Double](repeating: $0, count: 7) }, scales: sizes.map { log10($0) })
    let found = Omission(
      leavingOut: Set(ladder.items.suffix(level.count)), of: ladder, finding: Finding(of: ladder))
    #expect(found.left.count == level.count && found.lean == nil)
    #expect(found.left.allSatisfy { $0.side(along: 1) == 0 })
    #expect(found.all.trend?.shareRising == 18.0 / 22)
  }

  @Test func withoutAnyItemThereIsNoVerdictAndWithAllOfThemTheSame() {
    let slopes = [Double](repeating: 1, count: 6)
    #expect(Self.omission(slopes, without: Set(0..<6)).without == nil)
    let none = Self.omission(slopes, without: [99])
    #expect(none.without == none.all && none.left.isEmpty && none.lean == nil)
  }

  /// Sums of exact fractions; the second is Mendel's peas, as in the manual of R's binom.test.
  private static let exact: [(Int, Int, Double, Double)] = [
    (9, 10, 0.5, 0.021484375), (682, 925, 0.75, 0.3824915595748517), (0, 5, 1.0 / 3, 0.17695473251028807),
    (7, 7, 0.2, 1.28e-05), (3, 15, 0.1, 0.184061069106391), (20, 60, 0.45, 0.0706967566307708), (5, 10, 0.5, 1),
    (0, 0, 0.3, 1), (0, 4, 0, 1), (1, 4, 0, 0), (4, 4, 1, 1),
  ]

  @Test(arguments: exact)
  func theExactBinomialTestAgreesWithFractions(k: Int, n: Int, share: Double, p: Double) {
    #expect(abs(Proportion.exactP(k, of: n, against: share) - p) < 1e-11 * max(1, p))
  }

  @Test func theExactTestOfManyItemsIsNoLongerThanASum() {
    // By symmetry 1, and just beside it what is left without the middle.
    #expect(abs(Proportion.exactP(50_000, of: 100_000, against: 0.5) - 1) < 1e-9)
    #expect(Proportion.exactP(49_000, of: 100_000, against: 0.5) < 1e-8)
  }
}
