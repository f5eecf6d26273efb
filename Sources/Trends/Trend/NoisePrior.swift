internal import RealModule

/// What the model noise of many behaviours on one ladder says about the noise of each: moderated t.
///
/// - Source: Smyth (2004), limma's `squeezeVar`; `docs/statistics.md` §2.
public struct NoisePrior: Sendable, Equatable, BitwiseCopyable {
  /// d0, in degrees of freedom; ∞ when the behaviours' variances differ no more than chance.
  public var degreesOfFreedom: Double
  /// s0², squared units of the measure.
  public var variance: Double
  /// How many behaviours it was learnt from, each counted once however many prompts and suites of it there are.
  public var behaviours: Int

  public init(degreesOfFreedom: Double, variance: Double, behaviours: Int = 0) {
    self.degreesOfFreedom = degreesOfFreedom
    self.variance = variance
    self.behaviours = behaviours
  }

  /// Empirical Bayes from the residual variances of the behaviours, each on `own` degrees of freedom.
  ///
  /// nil with fewer than two behaviours, or when most of them have no noise at all.
  public init?(fitting variances: [Double], on own: Double) {
    let middle = variances.median
    guard variances.count > 1, own > 0, middle > 0 else { return nil }
    let offset = Double.log(own / 2) - Gamma.digamma(own / 2)
    let logs = variances.map { Double.log(max($0, 1e-5 * middle)) + offset }
    let excess = logs.squaresAboutMean / Double(logs.count - 1) - Gamma.trigamma(own / 2)
    behaviours = variances.count
    guard excess > 0 else {
      degreesOfFreedom = .infinity
      variance = Double.exp(logs.mean)
      return
    }
    degreesOfFreedom = 2 * Gamma.trigammaInverse(excess)
    variance = Double.exp(logs.mean + Gamma.digamma(degreesOfFreedom / 2) - Double.log(degreesOfFreedom / 2))
  }

  /// A behaviour's own variance drawn towards the others', with the degrees of freedom that it then has.
  func moderate(_ own: Double, on degrees: Double) -> (variance: Double, degreesOfFreedom: Double) {
    if degreesOfFreedom.isInfinite { return (variance, .infinity) }
    let sum = degreesOfFreedom + degrees
    let weighted = degrees > 0 ? degrees * own : 0
    return ((degreesOfFreedom * variance + weighted) / sum, sum)
  }
}
