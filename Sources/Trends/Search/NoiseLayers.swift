public import Runs

/// Where the doubt about one point of the curve comes from: how much it would move with other items, another prompt,
/// another seed, a neighbouring checkpoint, another model of its size. Each layer's variance, and its share of them all.
///
/// Moments, not a fitted model: with 4 to 12 models a likelihood would only look more exact.
public struct NoiseLayers: Sendable, Equatable {
  public enum Kind: String, Sendable, CaseIterable {
    /// Sampling of the items: mean over scales of sd²/n.
    case items
    /// Mean over scales of the variance between prompts on the same items, at least two prompts.
    case prompts
    /// Variance between seeds of one scale.
    case seeds
    /// Mean over models of the variance between a model's last checkpoints, at least two.
    case checkpoints
    /// Scatter about the line beyond what the seeds explain: residual sd² − seed variance / seeds.
    case models
  }

  public struct Layer: Sendable, Equatable {
    public var kind: Kind
    /// Squared units of the measure.
    public var variance: Double
    /// Of the sum of the layers that were measured, 0…1; nil where that is beyond all numbers.
    public var share: Double?
    public var degreesOfFreedom: Double
  }

  /// In the order of `Kind`; a layer that was not measured is missing, which is not the same as small.
  public var layers: [Layer]

  /// How far the prompts of one behaviour lie apart: the same for each of its ladders.
  public struct Prompts: Sendable {
    fileprivate let variance: Double
    fileprivate let degreesOfFreedom: Double
  }

  /// - Parameters:
  ///   - prompts: nil where the runs cannot tell.
  ///   - checkpoints: for each model the means of its last checkpoints, in the measure's unit.
  public init(of ladder: Ladder, between prompts: Prompts? = nil, checkpoints: [[Double]] = []) {
    let ladder = ladder.finite
    var found: [(Kind, Double, Double)] = []
    let n = ladder.values.rows
    if n > 1, ladder.values.columns > 0 {
      let squares = ladder.values.columnSquares(about: ladder.values.columnMeans)
      found.append((.items, squares.mean / Double(n - 1) / Double(n), Double(n - 1)))
    }
    if let prompts { found.append((.prompts, prompts.variance, prompts.degreesOfFreedom)) }
    if let seeds = ladder.seedSpread, !seeds.deviation.isNaN {
      found.append((.seeds, seeds.deviation * seeds.deviation, Double(seeds.degreesOfFreedom)))
    }
    let stepped = checkpoints.filter { $0.count > 1 }
    if !stepped.isEmpty {
      let degrees = stepped.reduce(0) { $0 + Double($1.count - 1) }
      found.append((.checkpoints, stepped.reduce(0) { $0 + $1.squaresAboutMean } / degrees, degrees))
    }
    if let trend = Trend(of: ladder), trend.degreesOfFreedom >= 1 {
      let seeds = ladder.rungs.map { 1 / Double(max(1, $0.seeds)) }.mean
      let known = ladder.seedSpread.map { $0.deviation * $0.deviation * seeds } ?? 0
      let own = trend.residualDeviation * trend.residualDeviation
      // What is left beside an unknown part is unknown, and not 0.
      if known.isFinite { found.append((.models, max(0, own - known), trend.degreesOfFreedom)) }
    }
    let sum = found.reduce(0) { $0 + $1.1 }
    layers = found.map { kind, variance, degrees in
      let share = sum.isFinite ? (sum > 0 ? variance / sum : 0) : nil
      return Layer(kind: kind, variance: variance, share: share, degreesOfFreedom: degrees)
    }
  }
}

extension NoiseLayers.Prompts {
  /// On the models that all prompts have, and the items that each has: prompts may name their items differently. nil
  /// where there is no second prompt, or no model that all have.
  ///
  /// - Parameter prompts: the same behaviour under each prompt variant.
  public init?(_ prompts: [Ladder]) {
    let curves = prompts.map(\.finite).filter { $0.values.rows > 0 }.map { ladder in
      Dictionary(ladder.rungs.indices.map { (ladder.rungs[$0].seedless, ladder.values.column($0).mean) }) { first, _ in
        first
      }
    }
    guard curves.count > 1, let first = curves.first else { return nil }
    let shared = first.keys.filter { name in curves.allSatisfy { $0[name] != nil } }.sorted()
    guard !shared.isEmpty else { return nil }
    degreesOfFreedom = Double(curves.count - 1) * Double(shared.count)
    let squares = shared.reduce(0.0) { sum, name in sum + curves.compactMap { $0[name] }.squaresAboutMean }
    variance = squares / degreesOfFreedom
  }
}
