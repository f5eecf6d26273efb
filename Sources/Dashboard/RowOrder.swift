internal import Canvas
internal import Runs
internal import Trends

/// In which order a list of behaviours stands. Rows without the number come last; ties go by name.
enum RowOrder: CaseIterable, Sendable {
  case name, verdict, slope, p, last, n

  var column: FindingColumn {
    switch self {
    case .name: .name
    case .verdict: .verdict
    case .slope: .slope
    case .p: .p
    case .last: .last
    case .n: .n
    }
  }

  var next: RowOrder {
    let all = Self.allCases
    return all[((all.firstIndex(of: self) ?? 0) + 1) % all.count]
  }

  /// - Parameter rows: in name order.
  func sorted(_ rows: [BehaviourRow], reversed: Bool) -> [BehaviourRow] {
    if self == .name { return reversed ? rows.reversed() : rows }
    // Places are put in order, not rows: a row is a large value.
    let keys = rows.map { key(of: $0.finding) }
    let known = keys.indices.filter { !keys[$0].isNaN }.sorted { a, b in
      keys[a] == keys[b] ? a < b : reversed ? keys[a] < keys[b] : keys[a] > keys[b]
    }
    return (known + keys.indices.filter { keys[$0].isNaN }).map { rows[$0] }
  }

  /// The larger, the further up.
  private func key(of finding: Finding) -> Double {
    switch self {
    case .name: .nan
    case .verdict: -Double(Verdict.censusOrder.firstIndex(of: finding.verdict) ?? 0)
    case .slope: finding.slope ?? .nan
    case .p: finding.verdict.isRefusal ? .nan : finding.trend?.pRise ?? .nan
    case .last: finding.mainFamily.last?.mean ?? .nan
    case .n: Double(finding.n)
    }
  }
}
