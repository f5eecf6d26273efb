public import Runs

/// What can be said of each single item: its slope drawn towards the behaviour's by its reliability.
///
/// Selection cannot fool a shrunk slope if the normal model holds. Source: `docs/statistics.md` §2, "one item alone".
public struct ItemPosteriors: Sendable, Equatable {
  /// b_i as measured.
  public var slopes: [Double]
  /// b̃_i = β̂ + I² (b_i − β̂).
  public var shrunk: [Double]
  /// Posterior sd, the same for all items: item noise and the common slope's own error.
  public var deviation: Double
  /// P(item's true slope > 0).
  public var pRise: [Double]

  /// - Parameter prior: model noise that the behaviour's row borrows, so that no item is surer than its behaviour.
  /// - Returns: nil when the ladder has no slope.
  public init?(of ladder: Ladder, rules: Rules = Rules(), prior: NoisePrior? = nil) {
    guard let fits = LineFits(ladder.values, design: Design(of: ladder)) else { return nil }
    self.init(fits.slopes, of: Trend(fits, rules: rules, prior: prior))
  }

  init(_ slopes: [Double], of trend: Trend) {
    let reliability = trend.iSquared
    self.slopes = slopes
    shrunk = slopes.map { trend.slope + reliability * ($0 - trend.slope) }
    let variance =
      reliability * trend.itemNoise * trend.itemNoise / trend.spread + trend.standardError * trend.standardError
    let deviation = variance.squareRoot()
    self.deviation = deviation
    pRise = shrunk.map { deviation > 0 ? Normal.below($0 / deviation) : $0 > 0 ? 1 : $0 < 0 ? 0 : 0.5 }
  }
}
