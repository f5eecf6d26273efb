internal import Canvas
internal import Runs
internal import Trends

/// The lines below the charts: the verdicts, or what every side is at the scale that is read.
extension CompareScreen {
  private enum Column: Hashable {
    case letter, name, verdict, slope, interval, p, q, n, caveats
    case value, half, model, less, accuracy
  }

  func drawFigures(_ grid: inout Grid, from top: Int, lines: Int) {
    let longest = contents.rows.reduce(9) { max($0, Text.width(contents.name(of: $1))) }
    let plan = ColumnPlan<Column>(
      readColumn.map { readingColumns(at: $0) } ?? verdictColumns, in: grid.size.columns - 1, growing: .name,
      limit: longest)
    for placed in plan.placed { grid.write(placed.column.title, placed, row: top, as: .heading) }
    let order = ordered
    var place = ListPlace()
    place.selected = order.firstIndex { $0 == selectedRow } ?? 0
    for (line, number) in place.window(count: order.count, page: lines).enumerated() {
      let (row, at) = (top + 1 + line, order[number])
      grid.list(number, row: row, isSelected: at == selectedRow)
      for placed in plan.placed {
        let (text, role) = cell(placed.column.id, at)
        grid.write(text, placed, row: row, as: role)
      }
    }
  }

  /// What gives way in a narrow terminal, in this order: notes, N, q, the interval.
  private var verdictColumns: [ColumnPlan<Column>.Column] {
    [
      .init(id: .letter, title: "", width: 2, alignment: .left),
      .init(id: .name, title: "BEHAVIOUR", width: 11, alignment: .left),
      .init(id: .verdict, title: "VERDICT", width: 12, alignment: .left, gap: 2),
      .init(id: .slope, title: "SLOPE", width: 6),
      .init(id: .interval, title: "95 % CI", width: 16, goes: 3, gap: 2),
      .init(id: .p, title: "P", width: 5),
      .init(id: .q, title: "Q", width: 7, goes: 2),
      .init(id: .n, title: "N", width: 6, goes: 1),
      .init(id: .caveats, title: "NOTES", width: 12, alignment: .left, goes: 0, gap: 2),
    ]
  }

  /// The value, its interval and the model stay; accuracy, N and the difference give way in this order.
  private func readingColumns(at column: ScaleColumns.Column) -> [ColumnPlan<Column>.Column] {
    let scale = ScaleColumns.label(column.x, on: scales.axis)
    let longest = contents.rows.reduce(5) { widest, row in
      max(widest, row.finding.point(at: column).map { Text.width($0.rung.name) } ?? 0)
    }
    let title = contents.hasOneMeasure ? contents.shownMeasure.rawValue.uppercased() : "MEAN"
    let longestValue = contents.rows.reduce(6) { widest, row in
      max(widest, row.finding.point(at: column).map { Text.width(Self.value($0, row.finding.measure)) } ?? 0)
    }
    return [
      .init(id: .letter, title: "", width: 2, alignment: .left),
      .init(id: .name, title: "AT \(scale)", width: 11, alignment: .left),
      .init(id: .value, title: title, width: max(longestValue, title.count)),
      .init(id: .half, title: "±95", width: 5),
      .init(id: .model, title: "MODEL", width: min(16, longest), alignment: .left, gap: 2),
      .init(id: .less, title: "\(letter(of: base)) − IT", width: 14, goes: 2, gap: 2),
      .init(id: .n, title: "N", width: 6, goes: 1),
      .init(id: .accuracy, title: "ACC", width: 4, goes: 0),
    ]
  }

  private func cell(_ column: Column, _ at: Int) -> (String, Role) {
    let row = contents.rows[at]
    switch column {
    case .letter: return (ItemScreen.letter(at) + (row.side == base ? "*" : ""), Self.role(at))
    case .name: return (contents.name(of: row), .text)
    case .verdict, .slope, .interval, .p, .q, .caveats: return Self.verdictCell(column, row.finding)
    case .value, .half, .model, .less, .accuracy, .n:
      guard let scale = readColumn else { return (Decimal.count(row.finding.n), .text) }
      guard let point = row.finding.point(at: scale) else {
        return column == .model ? ("no run", .dim) : column == .value ? ("·", .dim) : ("", .dim)
      }
      return readingCell(column, point, row.finding.measure, of: row.side)
    }
  }

  private static func verdictCell(_ column: Column, _ finding: Finding) -> (String, Role) {
    let trend = finding.verdict.isRefusal ? nil : finding.trend
    switch column {
    case .verdict: return (finding.word, finding.verdict.role)
    case .slope: return (finding.slopeFigure, .text)
    case .interval: return (trend.map { $0.interval.words(by: finding.measure) } ?? "·", .text)
    case .p: return (trend.map { Decimal.p($0.p) } ?? "·", .text)
    case .q: return (finding.q.map { "\(Decimal.p($0)) \(finding.qMark)" } ?? "·", .text)
    case .caveats: return (finding.caveats.map(\.mark).joined(separator: " "), .dim)
    case .letter, .name, .n, .value, .half, .model, .less, .accuracy: return ("", .text)
    }
  }

  private static func value(_ point: Finding.Point, _ measure: Measure) -> String {
    Decimal.signed(point.mean, places: measure.readPlaces)
  }

  private func readingCell(
    _ column: Column, _ point: Finding.Point, _ measure: Measure, of side: CompareSide
  ) -> (String, Role) {
    switch column {
    case .value: return (Self.value(point, measure), .text)
    case .half: return (Decimal.fixed(point.toldHalf, places: measure.readPlaces), .dim)
    case .model: return (point.rung.name, .text)
    case .n: return (Decimal.count(point.n), .dim)
    case .accuracy: return (point.accuracy.isNaN ? "·" : Decimal.fixed(point.accuracy, places: 2, tight: true), .dim)
    case .less:
      if side == base { return ("", .dim) }
      let difference = contents.pair(with: side)?.difference.point(of: point.rung)
      return (difference.map { $0.words(by: measure) } ?? "·", .text)
    case .letter, .name, .verdict, .slope, .interval, .p, .q, .caveats: return ("", .text)
    }
  }
}
