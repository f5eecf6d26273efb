internal import Canvas
public import Runs
public import Trends

/// What stands beside the overview's rows once all measures have been looked at.
public struct OverviewMarks: Sendable, Equatable {
  /// In the order in which they are computed.
  public enum Part: Sendable { case held, all }

  public let measure: Measure
  /// Each slope with aggregate perplexity held constant; empty where the runs have no aggregate.
  public let held: [BehaviourKey: HeldConstant]
  /// Empty until every measure has been computed.
  public let dependence: [BehaviourKey: MeasureDependence]

  /// What their columns take, measured once and not for every frame.
  let heldWidth: Int
  let hasDependent: Bool

  public init(
    measure: Measure, held: [BehaviourKey: HeldConstant] = [:], dependence: [BehaviourKey: MeasureDependence] = [:]
  ) {
    self.measure = measure
    self.held = held
    self.dependence = dependence
    heldWidth = held.values.reduce(0) { max($0, Text.width(Self.text(of: $1))) }
    hasDependent = dependence.values.contains { $0 != .none }
  }

  static func text(of held: HeldConstant) -> String { held.trend?.slopeWords(by: held.measure) ?? "n/a" }

  /// What the marks of a row mean.
  func words(on key: BehaviourKey) -> [String] {
    switch dependence[key] {
    case .contradicted: ["≠  The verdict depends on the measure (#)."]
    case .open: ["~  Some measures settle it, others leave it open (#)."]
    case .some(.none), nil: []
    }
  }
}
