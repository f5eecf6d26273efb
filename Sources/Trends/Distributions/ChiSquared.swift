internal import RealModule

/// χ² with ν degrees of freedom, ν > 0, whole or not.
struct ChiSquared {
  let degreesOfFreedom: Double
  private let logGamma: Double

  init(_ degreesOfFreedom: Double) {
    self.degreesOfFreedom = degreesOfFreedom
    logGamma = Gamma.log(degreesOfFreedom / 2)
  }

  /// P(X > x). Relative error below 1e-12 for ν ≤ 1e4.
  func above(_ x: Double) -> Double { both(x).above }

  /// - Source: series DLMF 8.11.4 below the mean, continued fraction DLMF 8.9.2 above it.
  private func both(_ x: Double) -> (below: Double, above: Double) {
    guard x > 0 else { return x.isNaN ? (.nan, .nan) : (0, 1) }
    guard x.isFinite else { return (1, 0) }
    let (a, z) = (degreesOfFreedom / 2, x / 2)
    let front = Double.exp(a * Double.log(z) - z - logGamma)
    if z < a + 1 {
      var (term, sum, n) = (1 / a, 1 / a, a)
      repeat {
        n += 1
        term *= z / n
        sum += term
      } while term > sum * 1e-17
      return (front * sum, 1 - front * sum)
    }
    let tiny = 1e-300
    var b = z + 1 - a
    var (c, d) = (1 / tiny, 1 / b)
    var value = d
    for step in 1...100_000 {
      let an = -Double(step) * (Double(step) - a)
      b += 2
      d = an * d + b
      d = 1 / (abs(d) < tiny ? tiny : d)
      c = b + an / c
      c = abs(c) < tiny ? tiny : c
      value *= d * c
      if abs(d * c - 1) < 3e-16 { break }
    }
    return (1 - front * value, front * value)
  }

  /// x with P(X ≤ x) = p: Newton on log x within a bracket. Relative error below 1e-11.
  func quantile(_ p: Double) -> Double {
    guard p > 0, p < 1 else { return p == 0 ? 0 : p == 1 ? .infinity : .nan }
    let a = degreesOfFreedom / 2
    var (low, high) = (-1400.0, 1400.0)
    var at = Double.log(start(p))
    if !(at > low && at < high) { at = Double.log(degreesOfFreedom) }
    for _ in 0..<200 {
      let x = Double.exp(at)
      let rest = p - both(x).below
      if rest > 0 { low = at } else { high = at }
      let slope = Double.exp(a * Double.log(x / 2) - x / 2 - logGamma)
      let next = at + rest / slope
      let moved = next.isFinite && next > low && next < high ? next : (low + high) / 2
      if abs(moved - at) < 1e-15 * max(1, abs(at)) { break }
      at = moved
    }
    return Double.exp(at)
  }

  /// Wilson & Hilferty (1931); where that fails, the leading term of the series.
  private func start(_ p: Double) -> Double {
    let k = 2 / (9 * degreesOfFreedom)
    let cube = 1 - k + Normal.quantile(min(max(p, 1e-300), 1 - 1e-16)) * k.squareRoot()
    let guess = degreesOfFreedom * cube * cube * cube
    if guess > 0.01 * degreesOfFreedom { return guess }
    let a = degreesOfFreedom / 2
    return 2 * Double.exp((Double.log(p) + Gamma.log(a + 1)) / a)
  }
}
