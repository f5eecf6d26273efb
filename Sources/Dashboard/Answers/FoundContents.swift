public import Runs

/// Items whose text, or identity, holds something: of all behaviours, or of one.
public struct FindRequest: Hashable, Sendable {
  public var needle: Needle
  public var behaviour: BehaviourKey?

  public init(_ needle: Needle, in behaviour: BehaviourKey? = nil) {
    self.needle = needle
    self.behaviour = behaviour
  }
}

/// What a `FindRequest` has found so far.
public struct FoundContents: Equatable, Sendable {
  public var request: FindRequest
  public var progress: TextProgress
  /// All that were found; `lines` holds the first of them.
  public var count = 0
  public var lines: [FoundLine] = []
  /// More than anybody reads, and few enough to be kept.
  public static let most = 10_000

  public init(_ request: FindRequest, progress: TextProgress = TextProgress()) {
    self.request = request
    self.progress = progress
  }
}

/// An item that was found, with the line of its text around the match.
public struct FoundLine: Equatable, Sendable {
  public var key: BehaviourKey
  public var name: ItemName
  public var before: String
  /// Empty where the item's identity alone holds it.
  public var match: String
  public var after: String

  public init(key: BehaviourKey, name: ItemName, before: String = "", match: String = "", after: String) {
    self.key = key
    self.name = name
    self.before = before
    self.match = match
    self.after = after
  }
}
