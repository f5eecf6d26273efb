import Runs
import Testing

@testable import Trends

@Suite struct RowGroupsTests {
  private func groups(_ values: Matrix) -> [[Int]] {
    var groups = RowGroups(count: values.rows)
    groups.joinCopies(in: values, rows: Array(0..<values.rows))
    return Dictionary(grouping: 0..<values.rows, by: { groups.first(of: $0) }).values.sorted { $0[0] < $1[0] }
  }

  /// Pair by pair, this would be two hundred million comparisons.
  @Test func itemsWithOneValueForAllAreOneGroup() {
    let n = 20_000
    #expect(groups(Matrix(rows: n, columns: 2, filledWith: -1.5)) == [Array(0..<n)])
    let apart = groups(Matrix((0..<n).map { [-1.5, Double($0 / 2)] }))
    #expect(apart.count == n / 2 && apart[7] == [14, 15])
  }

  /// Chains too: the ends of one may be further apart than copies are.
  @Test(arguments: 1...60)
  func theGroupsAreThoseOfAllPairs(seed: Int) {
    var dice = Dice(seed: UInt64(seed))
    let n = 24
    let values = Matrix((0..<n).map { _ in (0..<3).map { _ in 0.7e-6 * Double(Int(4 * dice.uniform())) } })
    var labels = Array(0..<n)
    for a in 0..<n {
      for b in 0..<n where (0..<3).allSatisfy({ abs(values[a, $0] - values[b, $0]) < 1e-6 }) {
        let (low, high) = (min(labels[a], labels[b]), max(labels[a], labels[b]))
        labels = labels.map { $0 == high ? low : $0 }
      }
    }
    let expected = Dictionary(grouping: 0..<n, by: { labels[$0] }).values.sorted { $0[0] < $1[0] }
    #expect(groups(values) == expected, "seed \(seed)")
  }
}
