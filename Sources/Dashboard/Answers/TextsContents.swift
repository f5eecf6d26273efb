public import Runs

/// Which of a behaviour's items hold patterns in their texts, and how long those are.
public struct TextsRequest: Hashable, Sendable {
  public var key: BehaviourKey
  public var measure: Measure
  public var patterns: [Pattern]
  public var wantsLengths: Bool

  public init(key: BehaviourKey, measure: Measure, patterns: [Pattern], wantsLengths: Bool) {
    self.key = key
    self.measure = measure
    self.patterns = patterns
    self.wantsLengths = wantsLengths
  }
}

/// By the items' places in `BehaviourContents.items`.
public struct TextsContents: Sendable {
  public var request: TextsRequest
  /// Which items, in which order: `BehaviourContents.identity` of the same.
  public var identity: UInt64
  public var progress: TextProgress
  /// For each pattern, whether it stands in the item's text.
  public var holds: [[Bool]]
  /// Letters of question and choices; -1 where the text cannot be read. Empty unless wanted.
  public var lengths: [Int32]

  public init(_ request: TextsRequest, identity: UInt64, count: Int) {
    self.request = request
    self.identity = identity
    progress = TextProgress(of: count)
    holds = request.patterns.map { _ in [Bool](repeating: false, count: count) }
    lengths = request.wantsLengths ? [Int32](repeating: -1, count: count) : []
  }
}
