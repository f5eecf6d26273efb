internal import RealModule

/// The two-way interval: h(α) = √(t²_{α/2,ν_A} V_A + t²_{α/2,n−1} V_B′).
///
/// Each part of the variance keeps its own t quantile, so the interval is never shorter than the one that the models
/// alone would give. Source: `docs/statistics.md` §2.6.
struct HalfWidth {
  /// A part of the variance, and the law of what is known of it.
  struct Part {
    let variance: Double
    let law: StudentT

    init(_ variance: Double, on degreesOfFreedom: Double) {
      self.variance = variance
      law = StudentT(degreesOfFreedom)
    }

    /// Items of which so many were asked.
    init(_ variance: Double, items n: Int) { self.init(variance, on: Double(max(n - 1, 1))) }
  }

  /// Those above 0, in the order given.
  private let parts: [Part]

  init(_ parts: [Part]) { self.parts = parts.filter { $0.variance > 0 } }

  /// - Parameters:
  ///   - itemVariance: V_B′ = max(V_B − V_C, 0); 0 for one item.
  ///   - n: items.
  init(modelVariance: Double, degreesOfFreedom: Double, itemVariance: Double, n: Int) {
    self.init([Part(modelVariance, on: degreesOfFreedom), Part(itemVariance, items: n)])
  }

  /// Of the two-sided interval at level α.
  func callAsFunction(_ alpha: Double) -> Double { squared(alpha).value.squareRoot() }

  /// h² and its derivative by log α.
  private func squared(_ alpha: Double) -> (value: Double, slope: Double) {
    var (value, slope) = (0.0, 0.0)
    for part in parts {
      let t = part.law.upper(alpha / 2)
      value += t * t * part.variance
      slope -= alpha * t * part.variance / part.law.density(t)
    }
    return (value, slope)
  }

  /// The α at which h(α) = |slope|; at least 1e-15. 1 for a slope of 0, 0 where there is no variance at all.
  ///
  /// Newton on log α inside a shrinking bracket: h falls with α.
  func p(of slope: Double) -> Double {
    let target = abs(slope)
    if target == 0 { return 1 }
    guard let first = parts.first else { return 0 }
    if callAsFunction(1e-15) <= target { return 1e-15 }
    if parts.count == 1 { return 2 * first.law.above(target / first.variance.squareRoot()) }
    var (low, high) = (Double.log(1e-15), 0.0)
    let start = 2 * first.law.above(target / parts.reduce(0) { $0 + $1.variance }.squareRoot())
    var at = max(low, Double.log(start))
    if at >= high { at = low / 2 }
    for _ in 0..<100 {
      let (value, slope) = squared(Double.exp(at))
      if value > target * target { low = at } else { high = at }
      let step = (2 * Double.log(target) - Double.log(value)) * value / slope
      let next = at + step
      let moved = next.isFinite && next > low && next < high ? next : (low + high) / 2
      let change = abs(moved - at)
      at = moved
      if change <= 1e-14 * max(1, abs(at)) { break }
    }
    return Double.exp(at)
  }
}
