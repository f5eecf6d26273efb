public import Runs

/// A slope that was searched for, with the search repeated under every order of the scales: the dependence of the items
/// and the choice are both inside the p. Source: `docs/statistics.md` §6.1 and 6.2.
public struct SubsetTest: Sendable, Equatable {
  /// How the subset came about.
  public enum Search: Sendable, Equatable {
    /// The k items whose mean slope is largest.
    case steepest(Int)
    /// The best of several filters, each a set of rows, by mean slope.
    case bestFilter([[Int]])
    /// Rows that somebody chose after seeing the lines: as good as the steepest so many could be.
    case chosen([Int])
  }

  /// Rows of the subset.
  public var rows: [Int]
  /// Mean slope of the subset as it stands, and after shrinking each item's slope towards the behaviour's.
  public var raw: Double
  public var shrunk: Double
  /// Mean slope of all items.
  public var all: Double
  /// Share of orders whose own search gives as much.
  public var p: Double
  public var permutations: Int
  public var isSampled: Bool

  /// - Returns: nil when there is no slope, the subset is empty, or when cancelled.
  public init?(
    _ search: Search, of ladder: Ladder, rules: Rules = Rules(), seed: UInt64 = 1, isCancelled: () -> Bool = { false }
  ) {
    guard ladder.values.values.allSatisfy(\.isFinite), let fits = LineFits(ladder.values, design: Design(of: ladder)),
      let permuted = PermutedSlopes(ladder.values, design: Design(of: ladder), rules: rules)
    else { return nil }
    let (slopes, trend) = (fits.slopes, Trend(fits, rules: rules, prior: nil))
    let search = search.within(slopes.indices)
    rows = Self.found(by: search, in: slopes)
    guard !rows.isEmpty else { return nil }
    let shrunkSlopes = ItemPosteriors(slopes, of: trend).shrunk
    raw = rows.map { slopes[$0] }.mean
    shrunk = rows.map { shrunkSlopes[$0] }.mean
    all = trend.slope
    isSampled = permuted.isSampled
    var scratch: [Double] = []
    // A chosen subset is held against the steepest k, in the direction in which it was chosen.
    let rising = raw >= all || Self.isFilter(search)
    let observed = rising ? raw : -raw
    var (hits, visits) = (0, 0)
    let chosenCount = rows.count
    let finished = permuted.forEach(seed: seed, isCancelled: isCancelled) { each, _ in
      visits += 1
      let best: Double
      if case .bestFilter(let filters) = search {
        best = filters.lazy.map { rows in rows.reduce(0) { $0 + each[$1] } / Double(rows.count) }.max() ?? 0
      } else {
        scratch.removeAll(keepingCapacity: true)
        scratch.append(contentsOf: each)
        if !rising { for i in scratch.indices { scratch[i] = -scratch[i] } }
        best = scratch.meanOfLargest(chosenCount)
      }
      if best >= observed - 1e-12 { hits += 1 }
    }
    guard finished else { return nil }
    permutations = visits
    p = Double(hits) / Double(visits)
  }

  private static func isFilter(_ search: Search) -> Bool { if case .bestFilter = search { true } else { false } }

  private static func found(by search: Search, in slopes: [Double]) -> [Int] {
    switch search {
    case .steepest(let k): Array(slopes.indices.sorted { (-slopes[$0], $0) < (-slopes[$1], $1) }.prefix(max(0, k)))
    case .chosen(let rows): Array(Set(rows)).sorted()
    case .bestFilter(let filters):
      filters.map { rows in (rows, rows.map { slopes[$0] }.mean) }
        .reduce(nil as ([Int], Double)?) { best, next in best.map { next.1 > $0.1 ? next : $0 } ?? next }?.0 ?? []
    }
  }

  /// Beside the slope of any subset that was chosen after seeing the lines.
  public var caveat: Caveat {
    Caveat(
      name: "subset", mark: "sel",
      sentence:
        "You chose this subset after seeing the lines: slope \(raw.signedFigure), after allowing for the choice "
        + "\(shrunk.signedFigure) (p \(p.probabilityFigure)).")
  }
}

extension SubsetTest.Search {
  /// Without rows that the ladder does not have, and without filters that keep nothing.
  fileprivate func within(_ range: Range<Int>) -> Self {
    switch self {
    case .steepest: self
    case .chosen(let rows): .chosen(rows.filter(range.contains))
    case .bestFilter(let filters): .bestFilter(filters.map { $0.filter(range.contains) }.filter { !$0.isEmpty })
    }
  }
}

extension [Double] {
  /// Mean of the k largest; reorders. Hoare's quickselect with the median of three.
  mutating func meanOfLargest(_ k: Int) -> Double {
    let k = Swift.min(k, count)
    guard k > 0 else { return .nan }
    var (low, high) = (0, count - 1)
    withUnsafeMutableBufferPointer { values in
      while low < high {
        let middle = low + (high - low) / 2
        let pivot = Swift.max(
          Swift.min(values[low], values[middle]), Swift.min(Swift.max(values[low], values[middle]), values[high]))
        var (i, j) = (low, high)
        while i <= j {
          while values[i] > pivot { i += 1 }
          while values[j] < pivot { j -= 1 }
          if i <= j {
            values.swapAt(i, j)
            i += 1
            j -= 1
          }
        }
        if k - 1 <= j { high = j } else if k - 1 >= i { low = i } else { break }
      }
    }
    return self[..<k].reduce(0, +) / Double(k)
  }
}
