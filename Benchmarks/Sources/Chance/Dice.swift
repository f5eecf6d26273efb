import Glibc

/// The same numbers for the same seed, on every machine (SplitMix64).
public struct Dice {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  /// A stream of its own for one thing, so that more models or behaviours do not change the others.
  public init(seed: UInt64, _ parts: Int...) {
    state = seed
    // Mixed after each part: streams of neighbours must not be one stream, shifted.
    for part in parts { state = Self.mixed((state ^ UInt64(bitPattern: Int64(part))) &+ 0x9E37_79B9_7F4A_7C15) }
  }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mixed(state)
  }

  private static func mixed(_ word: UInt64) -> UInt64 {
    var word = word
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }

  public mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  /// Between 0 and 1, never 0.
  public mutating func unit() -> Double { (Double(next() >> 11) + 0.5) / 9_007_199_254_740_992 }

  /// Standard normal (Box and Muller).
  public mutating func normal() -> Double { (-2 * log(unit())).squareRoot() * cos(2 * .pi * unit()) }

  public mutating func hex(_ count: Int) -> String {
    String((0..<count).map { _ in Array("0123456789abcdef")[below(16)] })
  }
}
