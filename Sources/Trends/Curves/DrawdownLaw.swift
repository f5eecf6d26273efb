internal import Synchronization

/// How far K equal means fall by chance: the law of the largest fall among K normal values, σ estimated with ν degrees
/// of freedom.
///
/// - Source: `docs/statistics.md` §3: f₁ = φ; for each further point f ← f·[Φ(m) − Φ(m−d)] + φ(m)·∫f; P = 1 − ∫f, by
///   the trapezoid rule on 1701 points over ±8.5; then the mean over σ̂/σ = √(χ²_ν/ν) at 200 mid-quantiles. Here the
///   first part is tabulated in d once for each K and interpolated (error below 1e-7), since one call needs it 200 times.
struct DrawdownLaw: Sendable {
  /// P(largest fall ≥ d) at d = 0, 0.05, 0.10, …; beyond the end it is 0 to 1e-9. At 0 that of any fall at all.
  private let table: [Double]
  /// σ̂/σ at the mid-quantiles; empty for ν = ∞.
  private let scales: [Double]

  private static let step = 0.01
  private static let points = 1701
  /// Grid steps between two entries of the table.
  private static let stride = 5
  private static let end = 12.0

  /// Memos of pure functions, so that a thousand behaviours on one ladder pay once.
  private static let tables = Mutex<[Int: [Double]]>([:])
  private static let quantiles = Mutex<[Double: [Double]]>([:])

  /// - Parameters:
  ///   - points: K ≥ 2.
  ///   - degreesOfFreedom: ν > 0, whole or not, or ∞.
  init(points: Int, degreesOfFreedom: Double) {
    if let known = Self.tables.withLock({ $0[points] }) {
      table = known
    } else {
      let made = Self.tabulate(points)
      Self.tables.withLock { $0[points] = made }
      table = made
    }
    guard degreesOfFreedom.isFinite else {
      scales = []
      return
    }
    if let known = Self.quantiles.withLock({ $0[degreesOfFreedom] }) {
      scales = known
    } else {
      let law = ChiSquared(degreesOfFreedom)
      let made = (0..<200).map { (law.quantile((Double($0) + 0.5) / 200) / degreesOfFreedom).squareRoot() }
      Self.quantiles.withLock {
        // A pooled ν differs with every selection: a long session should not keep them all.
        if $0.count > 100 { $0 = [:] }
        $0[degreesOfFreedom] = made
      }
      scales = made
    }
  }

  /// P(largest fall ≥ `fall` · σ̂) when nothing moves.
  func p(of fall: Double) -> Double {
    guard fall > 0 else { return 1 }
    if scales.isEmpty { return known(fall) }
    return scales.reduce(0) { $0 + known(fall * $1) } / Double(scales.count)
  }

  /// σ known: cubic interpolation in the table.
  private func known(_ d: Double) -> Double {
    let place = d / (Self.step * Double(Self.stride))
    guard place > 0 else { return 1 }
    let last = table.count - 1
    guard place < Double(last) else { return 0 }
    let at = min(max(Int(place), 1), last - 2)
    let t = place - Double(at)
    let (a, b, c, e) = (table[at - 1], table[at], table[at + 1], table[at + 2])
    let inner = b * (t + 1) * (t - 1) * (t - 2) / 2 - c * (t + 1) * t * (t - 2) / 2
    let outer = e * (t + 1) * t * (t - 1) / 6 - a * t * (t - 1) * (t - 2) / 6
    return min(1, max(0, inner + outer))
  }

  private static func tabulate(_ count: Int) -> [Double] {
    let entries = Int((end / (step * Double(stride))).rounded())
    // Φ reaches `entries · stride` steps below the grid, for Φ(m − d).
    let below = entries * stride
    let grid = (-below..<points).map { -8.5 + step * Double($0) }
    let cumulative = grid.map(Normal.below)
    let density = grid[below...].map(Normal.density)
    var f = density
    return (0...entries).map { entry in
      // K values fall nowhere in one of their K! orders.
      guard entry > 0 else { return 1 - 1 / (1...count).reduce(1.0) { $0 * Double($1) } }
      for m in 0..<points { f[m] = density[m] }
      density.withUnsafeBufferPointer { density in
        cumulative.withUnsafeBufferPointer { cumulative in
          f.withUnsafeMutableBufferPointer { f in
            let shift = below - entry * stride
            for _ in 1..<count {
              var (integral, previous) = (0.0, f[0])
              for m in 0..<points {
                let here = f[m]
                if m > 0 { integral += (here + previous) / 2 * step }
                previous = here
                f[m] = here * (cumulative[below + m] - cumulative[shift + m]) + density[m] * integral
              }
            }
          }
        }
      }
      var total = 0.0
      for m in 1..<points { total += (f[m] + f[m - 1]) / 2 }
      return min(1, max(0, 1 - total * step))
    }
  }
}
