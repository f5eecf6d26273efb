public import Runs
public import Trends

/// Items of one behaviour that somebody chose after seeing the lines.
public struct SubsetRequest: Hashable, Sendable {
  public var key: BehaviourKey
  public var measure: Measure
  /// In name order.
  public var items: [ItemName]

  public init(key: BehaviourKey, measure: Measure, items: [ItemName]) {
    self.key = key
    self.measure = measure
    self.items = items
  }
}

/// What the choice is worth.
public struct SubsetContents: Sendable, Equatable {
  public var request: SubsetRequest
  /// nil where there is no slope.
  public var test: SubsetTest?

  public init(request: SubsetRequest, test: SubsetTest?) {
    self.request = request
    self.test = test
  }
}
