internal import Runs

/// Sixteen items in single precision, and what each way of an `OrderPlan` adds to their slopes.
struct SignBlock: ~Copyable {
  static let items = 16
  private static let lanes = 8
  private static let parts = items / lanes
  private typealias Part = SIMD8<Float>

  /// Orders that were counted in double precision.
  private(set) var recounts = 0
  private let plan: OrderPlan
  private let weights: [Double]
  /// By which weights are divided so that none is above 1: signs stay, and single precision suffices for any unit.
  private let heaviest: Double
  /// Way by way, `parts` each.
  private let sums: UnsafeMutablePointer<Part>
  private var first = 0
  private var count = 0
  /// `parts` sums to start from: far from 0 where no item is.
  private let starts: UnsafeMutablePointer<Part>
  /// Bits of the size below which a sum may have either sign.
  private var doubt: UInt32 = 0

  init(_ slopes: PermutedSlopes, plan: OrderPlan) {
    self.plan = plan
    weights = slopes.weights
    heaviest = weights.reduce(0) { max($0, abs($1)) }
    sums = .allocate(capacity: plan.ways.count * Self.parts)
    sums.initialize(repeating: .zero, count: plan.ways.count * Self.parts)
    starts = .allocate(capacity: Self.parts)
    starts.initialize(repeating: .zero, count: Self.parts)
  }

  deinit {
    sums.deallocate()
    starts.deallocate()
  }

  /// Takes the items from `first` on, as many as there are.
  mutating func load(_ slopes: PermutedSlopes, from first: Int) {
    self.first = first
    count = min(Self.items, slopes.rows - first)
    var largest = 0.0
    for k in weights.indices {
      for value in slopes.column(k, first..<first + count) { largest = max(largest, abs(value)) }
    }
    let scale = largest > 0 ? 1 / largest : 0
    for part in 0..<Self.parts {
      let own = min(count, part * Self.lanes)..<min(count, (part + 1) * Self.lanes)
      let columns = weights.indices.map { k in
        var column = Part.zero
        for (at, value) in slopes.column(k, first + own.lowerBound..<first + own.upperBound).enumerated() {
          column[at] = Float(value * scale)
        }
        return column
      }
      for (number, steps) in plan.ways.enumerated() {
        var sum = Part.zero
        for step in steps {
          sum += columns[step.column] * (heaviest > 0 ? Float(weights[step.place] / heaviest) : 0)
        }
        sums[number * Self.parts + part] = sum
      }
      var start = Part.zero
      for at in own.count..<Self.lanes { start[at] = 4 * Float(weights.count) }
      starts[part] = start
    }
    // Each of K products and sums of numbers up to 1 errs by at most K ulp; twice that, and never below the 1e-12 that
    // counts as 0.
    let terms = Double(weights.count)
    let rounding = terms * (terms + 2) * 0x1p-23
    let tie = largest > 0 && heaviest > 0 ? 2e-12 / largest / heaviest : .infinity
    doubt = Float(min(max(rounding, tie), 1e30)).bitPattern
  }

  /// Items whose slope under an order is above and below 0; nil when one of them is too near it to tell.
  @inline(__always)
  func signs(_ picks: UnsafeBufferPointer<UInt16>) -> (up: Int32, down: Int32)? {
    var (one, two) = (starts[0], starts[1])
    for pick in picks {
      let way = sums + Int(pick) &* Self.parts
      one += way[0]
      two += way[1]
    }
    let (a, b) = (unsafeBitCast(one, to: SIMD8<UInt32>.self), unsafeBitCast(two, to: SIMD8<UInt32>.self))
    // Its top bit is set where the size is below the doubt.
    let near = ((a & 0x7FFF_FFFF) &- doubt) | ((b & 0x7FFF_FFFF) &- doubt)
    let four = near.lowHalf | near.highHalf
    let both = four.lowHalf | four.highHalf
    guard (both[0] | both[1]) >> 31 == 0 else { return nil }
    let below = (a &>> 31) &+ (b &>> 31)
    let fours = below.lowHalf &+ below.highHalf
    let twos = fours.lowHalf &+ fours.highHalf
    let down = Int32(truncatingIfNeeded: twos[0] &+ twos[1])
    return (Int32(count) - down, down)
  }

  /// The same in double precision.
  mutating func recount(_ slopes: PermutedSlopes, _ visit: Int) -> (up: Int32, down: Int32) {
    recounts += 1
    var exact = [Double](repeating: 0, count: count)
    for step in plan.steps(of: visit) {
      let weight = weights[step.place]
      for (at, value) in slopes.column(step.column, first..<first + count).enumerated() { exact[at] += weight * value }
    }
    return exact.reduce(into: (0, 0)) { signs, slope in
      if slope > 1e-12 { signs.up += 1 }
      if slope < -1e-12 { signs.down += 1 }
    }
  }
}
