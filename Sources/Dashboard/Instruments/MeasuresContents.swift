public import Runs
public import Trends

/// One behaviour by every measure, as `vane trends --measure` has each.
public struct MeasuresContents: Sendable, Equatable {
  public var key: BehaviourKey
  /// The measure that the overview stands on.
  public var usual: Measure
  public var lines: [Line]
  /// Behaviours in view, and those whose direction hangs on the measure.
  public var behaviours: Int
  public var dependent: Int

  public struct Line: Sendable, Equatable {
    public var measure: Measure
    /// nil where the runs do not have this measure.
    public var finding: Finding?

    public init(measure: Measure, finding: Finding?) {
      self.measure = measure
      self.finding = finding
    }
  }

  public init(key: BehaviourKey, usual: Measure, lines: [Line], behaviours: Int, dependent: Int) {
    self.key = key
    self.usual = usual
    self.lines = lines
    self.behaviours = behaviours
    self.dependent = dependent
  }
}

/// Whether a verdict hangs on how the same items are measured.
public enum MeasureDependence: Sendable, Equatable, BitwiseCopyable {
  /// All measures say the same, or nothing.
  case none
  /// Some settle it, others leave it open.
  case open
  /// Two of them settle it otherwise.
  case contradicted

  /// - Parameter verdicts: of the measures of the behaviour itself; coverage is none of them.
  public init(_ verdicts: some Sequence<Verdict>) {
    let all = verdicts.filter { !$0.isRefusal }
    let settled = Set(all.filter { $0 != .unresolved })
    self = settled.count > 1 ? .contradicted : settled.count == 1 && all.contains(.unresolved) ? .open : .none
  }

  /// For a column.
  public var mark: String {
    switch self {
    case .none: ""
    case .open: "~"
    case .contradicted: "≠"
    }
  }
}

extension MeasureDependence: Packable {
  public static var blank: MeasureDependence { .none }
  public mutating func pack(by packing: inout some Packing) throws { try packing.bits(&self) }
}
