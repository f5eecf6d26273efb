internal import Canvas
internal import Runs
internal import Trends

extension FindingColumn {
  /// Columns whose cells are made of the finding alone.
  static let ofFindings: [FindingColumn] = [
    .n, .dropped, .models, .families, .first, .last, .half, .accuracy, .logp, .coverage, .verdict, .turn, .caveats,
    .slope, .low, .high, .rises, .p, .q, .mds, .df, .tau,
  ]

  /// Of a finding whose row is another's.
  func cell(of finding: Finding, on scales: ScaleColumns) -> (String, Role) {
    cell(of: ListedRow(key: BehaviourKey(""), finding: finding, suites: []), on: scales, in: nil)
  }

  /// - Parameter range: of the sparkline's steps; nil: the row's own.
  func cell(of row: ListedRow, on scales: ScaleColumns, in range: ClosedRange<Double>?) -> (String, Role) {
    let finding = row.finding
    func number(_ text: (Double) -> String, _ role: Role = .text) -> (String, Role) {
      let value = self.number(of: row)
      return (value.isNaN ? "·" : text(value), role)
    }
    switch self {
    case .name, .behaviour, .variant: return (words(of: row), .text)
    case .suites: return ("\(row.suites.count)", .dim)
    case .n, .models: return number { Decimal.count(Int($0)) }
    case .dropped, .families: return number({ Decimal.count(Int($0)) }, .dim)
    case .spark:
      let spots = scales.cells(of: finding)
      return (Spark.text(spots, in: range ?? Spark.range(of: spots) ?? 0...1), finding.verdict.role)
    case .first, .last: return number { Decimal.signed($0, places: finding.measure.readPlaces) }
    case .slope: return (finding.slopeFigure, .text)
    case .logp, .coverage: return number({ Decimal.signed($0) }, .dim)
    case .low, .high:
      let ends = finding.slope == nil ? nil : finding.trend?.interval.ends(by: finding.measure)
      return ((self == .low ? ends?.low : ends?.high) ?? "·", .dim)
    case .half:
      let half = self.number(of: row)
      let places = half < 0.995 ? finding.measure.readPlaces : 1
      return (half.isNaN ? "·" : Decimal.fixed(half, places: places, tight: true), .dim)
    case .accuracy: return number { Decimal.fixed($0, places: 2) }
    case .mds: return number { $0.detectable }
    case .tau: return number({ Decimal.fixed($0, places: finding.measure.readPlaces) }, .dim)
    case .df: return number({ Decimal.fixed($0, places: 0) }, .dim)
    case .verdict: return (finding.word, finding.verdict.role)
    case .turn: return (words(of: row), finding.verdict.role)
    case .caveats: return (finding.caveats.map(\.mark).joined(separator: " "), .dim)
    case .stands: return (finding.qMark, .accent)
    case .rises, .p, .q: return number { Decimal.p($0) }
    case .held:
      let isClear = row.held?.trend.map { !$0.interval.contains(0) } ?? false
      return (row.held.map(OverviewMarks.text) ?? "", isClear ? .text : .dim)
    case .depends: return (row.dependence?.mark ?? "", .warning)
    case .flagged: return (row.flagged == 0 ? "" : Self.flags(row.flagged), .flag)
    }
  }

  private static func flags(_ count: Int) -> String { "\(count)!" }

  /// What a list of findings shows, and how wide that is over all of its rows.
  struct Shown {
    /// Of the first column: `SUITE`.
    var title = FindingColumn.name.title
    var widths: FindingWidths
    var scales: ScaleColumns
    /// As somebody chose them; nil for the usual ones.
    var chosen: [FindingColumn]?
    /// What the usual columns leave out for there is nothing in it.
    var hasFlags = true
    /// Flagged items of the row that has most of them.
    var mostFlagged = 0
    var marks: OverviewMarks?
    var hasManyPlaces = false
    var sorting = Sorting<FindingColumn>()
    /// Cells that some names have what their rows are measured by in, where there is room.
    var besides = 0

    var columns: [FindingColumn] {
      if let chosen { return chosen }
      return FindingColumn.usual.filter { column in
        switch column {
        case .suites: hasManyPlaces
        case .held: (marks?.heldWidth ?? 0) > 0
        case .depends: marks?.hasDependent == true
        case .flagged, .stands: hasFlags
        case .name, .behaviour, .variant, .n, .dropped, .models, .families, .spark, .first, .last, .half, .accuracy,
          .logp, .coverage, .verdict, .turn, .caveats, .slope, .low, .high, .rises, .p, .q, .mds, .df, .tau:
          true
        }
      }
    }
  }

  /// Names that begin alike and differ at the end are still told apart.
  private static let shortestName = 10

  /// The columns of a list of findings, each as wide as what it holds, with the order in which they give way.
  static func plan(_ shown: Shown, in width: Int) -> ColumnPlan<Self> {
    let longest = max(Text.width(shown.title), shown.widths.name)
    var columns = shown.columns.map { column -> ColumnPlan<Self>.Column in
      var title = column == .name ? shown.title : column.title
      var least = 0
      var alignment = Alignment.right
      var gap = 1
      switch column {
      case .name: (least, alignment, gap) = (min(longest, width >= 95 ? 26 : width >= 76 ? 20 : 14), .left, 2)
      case .spark:
        least = max(8, shown.scales.width)
        (title, alignment, gap) = (shown.scales.title(columns: least), .left, 2)
      case .verdict: (least, alignment, gap) = (8, .left, 2)
      case .behaviour, .variant, .turn, .caveats: (alignment, gap) = (.left, 2)
      case .n: gap = 2
      case .first, .last, .slope: least = 5
      case .rises: least = 4
      case .held: least = max(5, shown.marks?.heldWidth ?? 0)
      case .flagged: least = Text.width(flags(shown.mostFlagged))
      case .suites, .dropped, .models, .families, .half, .accuracy, .logp, .coverage, .low, .high, .stands, .p, .q,
        .mds,
        .df, .tau, .depends:
        break
      }
      // A name is cut before the others give way; a sparkline never is.
      let held = column == .name || column == .spark ? 0 : shown.widths[column]
      let cells = max(
        least, min(held, 24), column == .name ? 0 : Text.width(title), shown.sorting.mark(on: column).count)
      return .init(
        id: column, title: shown.sorting.marked(title, on: column, columns: cells), width: cells, alignment: alignment,
        goes: giveWay.firstIndex(of: column), gap: gap, holdsNames: column == .name || column == .behaviour)
    }
    // A verdict without its slope says less than a name that is cut shorter.
    let last = columns.filter { $0.goes == nil || $0.id == .slope }
    let over = last.reduce(0) { $0 + $1.gap + $1.width } - width
    if over > 0, let name = columns.firstIndex(where: { $0.id == .name }) {
      columns[name].width -= min(over, max(0, columns[name].width - shortestName))
    }
    return ColumnPlan(columns, in: width, growing: .name, limit: longest + shown.besides)
  }
}
