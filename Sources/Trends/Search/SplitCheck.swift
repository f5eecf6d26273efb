public import Runs

/// A rule (keyword, category, length) chosen on one half of the items and verified on the other, over many ways of
/// halving. Splitting items does not remove model noise, which both halves share. Source: `docs/statistics.md` §6.3.
public struct SplitCheck: Sendable, Equatable {
  /// Median over the halvings of the chosen rule's slope on the half it was not chosen on.
  public var verifiedSlope: Double
  /// Median of its slope on the half that it was chosen on.
  public var chosenSlope: Double
  /// One for each halving in which some rule had items in both halves.
  public var verified: [Double]
  /// How often each rule was chosen.
  public var chosen: [Int]

  /// How many hashes of the items' names.
  private static let halvings: UInt64 = 20

  /// - Parameters:
  ///   - filters: for each rule the rows that it keeps.
  ///   - isCancelled: asked before each halving.
  /// - Returns: nil when there is no slope, no rule has items in both halves, or when cancelled.
  public init?(_ filters: [[Int]], of ladder: Ladder, isCancelled: () -> Bool = { false }) {
    guard let slopes = LineFits(ladder.values, design: Design(of: ladder))?.slopes else { return nil }
    verified = []
    chosen = [Int](repeating: 0, count: filters.count)
    var found: [Double] = []
    for halving in 0..<Self.halvings {
      if isCancelled() { return nil }
      let isOdd = ladder.items.map { $0.half(by: halving) }
      var best: (rule: Int, slope: Double, check: Double)?
      for (rule, rows) in filters.enumerated() {
        let rows = rows.filter(slopes.indices.contains)
        let (odd, even) = (rows.filter { isOdd[$0] }, rows.filter { !isOdd[$0] })
        guard !odd.isEmpty, !even.isEmpty else { continue }
        let slope = odd.map { slopes[$0] }.mean
        if slope > best?.slope ?? -.infinity { best = (rule, slope, even.map { slopes[$0] }.mean) }
      }
      guard let best else { continue }
      chosen[best.rule] += 1
      found.append(best.slope)
      verified.append(best.check)
    }
    guard !verified.isEmpty else { return nil }
    verifiedSlope = verified.median
    chosenSlope = found.median
  }
}

extension ItemName {
  /// One of two halves, by a hash of the name and not by its place, so that it is the same in every ladder.
  ///
  /// - Source: FNV-1a, finished by SplitMix64's mixing.
  func half(by halving: UInt64) -> Bool {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in suite.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    hash = (hash ^ 0xFF) &* 0x100_0000_01B3
    for byte in item.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    var dice = Dice(seed: hash &+ halving &* 0x9E37_79B9_7F4A_7C15)
    return dice.next() & 1 == 1
  }
}

extension Ladder {
  /// Two disjoint halves of the items. Both share the models' noise, so they agree more easily than two studies would.
  func halves(by halving: UInt64 = 0) -> (Ladder, Ladder) {
    let odd = items.indices.filter { items[$0].half(by: halving) }
    let even = items.indices.filter { !items[$0].half(by: halving) }
    return (keeping(items: odd), keeping(items: even))
  }
}
