public import Trends

/// One behaviour's layers of noise: the numbers of `vane noise`.
public struct NoiseContents: Sendable, Equatable {
  public var row: BehaviourRow
  public var layers: NoiseLayers
  /// Only where the verdict is open.
  public var remedy: Remedy?
  /// Seeds at the scale that has the most.
  public var seeds: Int

  public init(row: BehaviourRow, layers: NoiseLayers, remedy: Remedy? = nil, seeds: Int = 1) {
    self.row = row
    self.layers = layers
    self.remedy = remedy
    self.seeds = seeds
  }
}
