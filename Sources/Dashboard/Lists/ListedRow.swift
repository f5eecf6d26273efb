public import Runs
public import Trends

/// A row of a list of behaviours or suites, with what else is known of it.
public struct ListedRow: Sendable {
  public var name: String
  public var key: BehaviourKey
  public var finding: Finding
  public var suites: [String]
  /// Flagged items.
  public var flagged: Int
  public var held: HeldConstant?
  public var dependence: MeasureDependence?

  public init(
    name: String? = nil, key: BehaviourKey, finding: Finding, suites: [String], flagged: Int = 0,
    held: HeldConstant? = nil, dependence: MeasureDependence? = nil
  ) {
    self.name = name ?? key.description
    self.key = key
    self.finding = finding
    self.suites = suites
    self.flagged = flagged
    self.held = held
    self.dependence = dependence
  }
}

extension ListedRow {
  init(_ row: BehaviourRow, flagged: Int, _ marks: OverviewMarks?) {
    self.init(
      key: row.key, finding: row.finding, suites: row.suites, flagged: flagged, held: marks?.held[row.key],
      dependence: marks?.dependence[row.key])
  }
}
