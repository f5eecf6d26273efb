internal import Canvas
internal import Runs
internal import Trends

/// What a table can say about one ladder in a few cells.
enum FindingColumn: Hashable {
  case name, suites, n, spark, first, last, half, verdict, slope, q, p, held, depends, flags

  /// - Parameter range: of the sparkline's steps; nil: the row's own.
  func text(of finding: Finding, on scales: ScaleColumns, in range: ClosedRange<Double>?) -> (String, Role) {
    switch self {
    case .name, .suites, .held, .depends, .flags: return ("", .text)
    case .n: return (Decimal.count(finding.n), .text)
    case .spark:
      let spots = scales.cells(of: finding)
      return (Spark.text(spots, in: range ?? Spark.range(of: spots) ?? 0...1), finding.verdict.role)
    case .first: return (finding.mainFamily.first.map { Decimal.signed($0.mean) } ?? "·", .text)
    case .last: return (finding.mainFamily.last.map { Decimal.signed($0.mean) } ?? "·", .text)
    case .half:
      return (
        finding.mainFamily.last.map { Decimal.fixed($0.half, places: $0.half < 0.995 ? 2 : 1, tight: true) } ?? "·",
        .dim
      )
    case .verdict: return (finding.word, finding.verdict.role)
    case .slope: return (finding.slope.map { Decimal.signed($0) } ?? "·", .text)
    case .q: return (finding.qMark, .accent)
    case .p: return (finding.verdict.isRefusal ? "·" : finding.trend.map { Decimal.p($0.pRise) } ?? "·", .text)
    }
  }

  /// The columns of a list of findings, each as wide as what it holds, with the order in which they give way.
  ///
  /// - Parameters:
  ///   - widths: of what the rows hold.
  ///   - flags: flagged items of each row; nil leaves the column out, and `Q` with it.
  ///   - marks: of the rows; nil leaves their columns out.
  ///   - suites: how many each row has; nil leaves the column out.
  static func plan(
    title: String, widths: FindingWidths, scales: ScaleColumns, flags: [Int]? = nil, suites: [Int]? = nil,
    marks: OverviewMarks? = nil, order: RowOrder = .name, width: Int
  ) -> ColumnPlan<Self> {
    let longest = max(Text.width(title), widths.name)
    func wide(_ column: Self, atLeast least: Int) -> Int { max(least, widths[column]) }
    let spark = max(8, scales.width)
    var columns: [ColumnPlan<Self>.Column] = [
      .init(
        id: .name, title: title, width: min(longest, width >= 95 ? 26 : width >= 76 ? 20 : 14), alignment: .left, gap: 2
      )
    ]
    if let suites {
      columns.append(.init(id: .suites, title: "SUITES", width: max(6, "\(suites.max() ?? 0)".count), goes: 0))
    }
    columns += [
      .init(id: .n, title: "N", width: wide(.n, atLeast: 1), goes: 5, gap: 2),
      .init(id: .spark, title: scales.title(columns: spark), width: spark, alignment: .left, goes: 7, gap: 2),
      .init(id: .first, title: "FIRST", width: wide(.first, atLeast: 5), goes: 1),
      .init(id: .last, title: "LAST", width: wide(.last, atLeast: 5), goes: 6),
      .init(id: .half, title: "±95", width: wide(.half, atLeast: 3), goes: 4),
      .init(id: .verdict, title: "VERDICT", width: wide(.verdict, atLeast: 8), alignment: .left, gap: 2),
      .init(id: .slope, title: "SLOPE", width: wide(.slope, atLeast: 5), goes: 8),
    ]
    if flags != nil { columns.append(.init(id: .q, title: "Q", width: 1)) }
    columns.append(.init(id: .p, title: "P↗", width: wide(.p, atLeast: 4)))
    if let marks, marks.heldWidth > 0 {
      columns.append(.init(id: .held, title: "vsPPL", width: max(5, marks.heldWidth), goes: 3))
    }
    if marks?.hasDependent == true { columns.append(.init(id: .depends, title: "≠", width: 1)) }
    if let flags {
      columns.append(.init(id: .flags, title: "!", width: max(2, "\(flags.max() ?? 0)!".count), goes: 2))
    }
    if order != .name {
      for at in columns.indices where columns[at].id == order.column {
        columns[at].title += "▾"
        columns[at].width = max(columns[at].width, Text.width(columns[at].title))
      }
    }
    return ColumnPlan(columns, in: width, growing: .name, limit: longest)
  }
}

extension Grid {
  mutating func write<ID>(_ text: String, _ placed: ColumnPlan<ID>.Placed, row: Int, as role: Role = .text) {
    write(Text.padded(text, to: placed.column.width, placed.column.alignment), row: row, column: placed.at, as: role)
  }
}
