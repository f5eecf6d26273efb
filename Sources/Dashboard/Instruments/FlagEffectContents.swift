public import Runs
public import Trends

/// What becomes of one behaviour without the items that somebody flagged or marked?
public struct FlagEffectRequest: Hashable, Sendable {
  public enum Why: String, Sendable { case flagged, marked }

  public var key: BehaviourKey
  public var measure: Measure
  /// What is left out, in name order.
  public var items: [ItemName]
  public var why: Why

  public init(key: BehaviourKey, measure: Measure, items: [ItemName], why: Why) {
    self.key = key
    self.measure = measure
    self.items = items
    self.why = why
  }
}

public struct FlagEffectContents: Sendable, Equatable {
  public var request: FlagEffectRequest
  public var effect: Omission

  public init(request: FlagEffectRequest, effect: Omission) {
    self.request = request
    self.effect = effect
  }

  /// A line of the two columns: `slope`, `+0.26`, `+0.10`.
  public struct Line: Sendable, Equatable {
    public var name: String
    public var all: String
    public var without: String
  }
}
