import Runs
import Testing

@testable import Trends

/// The quick way to count rising items against the slopes themselves.
@Suite struct PermutedSignsTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var families: [String]
    var items: Int
    var sampled = 40_320
    var testDescription: String { "\(families.joined()) × \(items)" }
  }

  @Test(arguments: [
    Case(families: ["a", "a", "a", "a"], items: 60), Case(families: ["a", "a", "a", "a", "a", "a"], items: 33),
    Case(families: ["a", "b", "a", "b", "a", "b", "a", "b"], items: 31),
    Case(families: ["a", "a", "a", "a", "b", "b"], items: 1), Case(families: ["a", "a"], items: 100),
    Case(families: ["a", "a", "a", "a", "a", "a", "a"], items: 100, sampled: 100),
    Case(families: [String](repeating: "a", count: 30), items: 20),
  ])
  func everyOrderCountsAsItsSlopesSay(_ test: Case) throws {
    var dice = Dice(seed: 7)
    let scales = test.families.indices.map { 6 + 0.4 * Double($0) + Double.random(in: 0...0.2, using: &dice) }
    let values = (0..<test.items).flatMap { item in
      scales.map { 40 * Double(item % 3) + $0 * 0.2 + Double.random(in: -2...2, using: &dice) }
    }
    var rules = Rules()
    rules.enumeratedPermutations = test.sampled
    rules.sampledPermutations = 300
    let slopes = try #require(
      PermutedSlopes(
        Matrix(rows: test.items, columns: scales.count, values: values),
        design: Design(scales: scales, families: test.families), rules: rules))
    let signs = try #require(PermutedSigns(slopes, seed: 3, isCancelled: { false }))
    var visit = 0
    let never = { false }
    _ = slopes.forEach(seed: 3, isCancelled: never) { each, mean in
      #expect(Int(signs.rising[visit]) == each.count { $0 > 1e-12 }, "order \(visit)")
      #expect(Int(signs.falling[visit]) == each.count { $0 < -1e-12 }, "order \(visit)")
      #expect(abs(signs.means[visit] - mean) < 1e-12)
      visit += 1
    }
    #expect(visit == signs.means.count)
  }

  @Test func valuesOfTwoKindsAreLeftToTheSlopes() throws {
    var dice = Dice(seed: 5)
    let values = (0..<1200).map { _ in Double(Int.random(in: 0...1, using: &dice)) }
    let slopes = try #require(
      PermutedSlopes(
        Matrix(rows: 200, columns: 6, values: values),
        design: Design(scales: [1, 2, 3, 4, 5, 6], families: [String](repeating: "a", count: 6)), rules: Rules()))
    let isLeft = PermutedSigns(slopes, seed: 1, isCancelled: { false }) == nil
    #expect(isLeft)
    let ladder = Ladder(
      rungs: (1...6).map { Ladder.Rung(models: [], family: "a", x: Double($0)) },
      items: (0..<200).map { ItemName(suite: "s", item: "\($0)") },
      values: Matrix(rows: 200, columns: 6, values: values))
    #expect(PermutationTest(of: ladder)?.permutations == 720)
  }
}
