extension ListKind {
  /// The names of all columns that it can show, and of those that it shows unless somebody chooses.
  public var columns: (all: [String], usual: [String]) {
    switch self {
    case .overview, .suites: (FindingColumn.allCases.map(\.rawValue), FindingColumn.usual.map(\.rawValue))
    case .items: (ItemColumn.allCases.map(\.rawValue), ItemColumn.usual.map(\.rawValue))
    }
  }
}
