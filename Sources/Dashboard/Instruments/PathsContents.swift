public import Runs
public import Trends

/// One behaviour along every path of analysis: the numbers of `vane paths`.
public struct PathsContents: Sendable, Equatable {
  public var key: BehaviourKey
  public var multiverse: Multiverse
  /// What was chosen on the way to each universe, beside the measure.
  public var choices: [Choices]
  public var halves: SplitHalves?

  public struct Choices: Sendable, Equatable {
    public var variant: String?
    /// Sorted; all that the universe's models belong to.
    public var families: [String]
    public var axis: ScaleAxis

    public init(variant: String?, families: [String], axis: ScaleAxis) {
      self.variant = variant
      self.families = families
      self.axis = axis
    }
  }

  public init(key: BehaviourKey, multiverse: Multiverse, choices: [Choices], halves: SplitHalves? = nil) {
    self.key = key
    self.multiverse = multiverse
    self.choices = choices
    self.halves = halves
  }
}
