public import Runs
public import Trends

/// What turns, and the items of one behaviour that deserve a look: the ranks of `vane suspects`.
public struct SuspicionsContents: Sendable, Equatable {
  public var key: BehaviourKey
  public var measure: Measure
  /// Items of the behaviour.
  public var n: Int
  /// Worst first.
  public var suspects: [Suspect]
  /// Spearman's, of the mean margin with the key's length less the others'; nil if unknown.
  public var lengthCorrelation: Double?
  /// Behaviours that turn, and those whose largest model alone breaks the trend.
  public var turns: [BehaviourRow]

  public init(
    key: BehaviourKey, measure: Measure, n: Int, suspects: [Suspect], lengthCorrelation: Double? = nil,
    turns: [BehaviourRow]
  ) {
    self.key = key
    self.measure = measure
    self.n = n
    self.suspects = suspects
    self.lengthCorrelation = lengthCorrelation
    self.turns = turns
  }

  /// Does the row belong among the turns?
  public static func turns(_ finding: Finding) -> Bool {
    finding.verdict == .turning || finding.caveats.contains(where: \.isOfLastPoint)
  }
}

/// The ranked items of one behaviour, for the way from one to the next.
public struct Suspected: Sendable, Equatable {
  public var key: BehaviourKey
  public var items: [Suspect]

  public init(key: BehaviourKey, items: [Suspect]) {
    self.key = key
    self.items = items
  }
}
