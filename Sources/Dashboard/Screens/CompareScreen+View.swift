public import Canvas
internal import Runs
internal import Trends

extension CompareScreen {
  private static let roles: [Role] = [.line1, .line2, .line3, .line4, .line5, .line6, .line7, .line8]

  public func view(_ size: Size, _ around: Surroundings) -> Grid {
    var grid = Grid(size)
    let rows = contents.rows
    guard !rows.isEmpty else {
      grid.write("none of these behaviours is in the runs any more", row: 0, column: 1, as: .warning)
      return grid
    }
    // A line of figures for each as far as there is room, the head of the figures and the card.
    let lines = min(rows.count, max(2, size.rows - 8))
    let card = card(around).lines(columns: size.columns - 2, rows: size.rows >= 18 ? 2 : 1)
    let figures = lines + 1 + card.count
    let room = Size(columns: size.columns, rows: max(3, size.rows - figures - 1))
    var words = Words()
    words.add(" \(contents.measure.rawValue)", .heading)
    let bands = Set(rows.map(\.finding.bandLegend))
    let band = bands.count == 1 ? bands.first ?? "" : "░ 95 %, models too on a trend"
    let axis = contents.rows.first?.finding.axis ?? .parameters
    let axes = size.columns >= 70 ? "   x \(axis.title)  \(band)" : ""
    words.add(", \(contents.measure.unit)\(axes)", .dim)
    words.write(in: &grid, row: 0, column: 0, to: size.columns)
    if isOverlay { drawOverlay(&grid, room) } else { drawPanels(&grid, room) }
    drawFigures(&grid, from: size.rows - figures, lines: lines)
    for (at, line) in card.enumerated() {
      grid.write(line, row: size.rows - card.count + at, column: 1, as: .dim)
    }
    return grid
  }

  /// Holds every mean and interval of all of them.
  private var y: ClosedRange<Double>? { hull(contents.rows.compactMap(\.finding.span)) }

  /// Every scale of all of them, so that equal scales stand at equal places.
  private var labels: [Chart.Label] {
    let all = contents.rows.flatMap(\.finding.scaleLabels).sorted { $0.x < $1.x }
    return all.indices.filter { $0 == 0 || all[$0].x - all[$0 - 1].x > 1e-4 }.map { all[$0] }
  }

  private func drawPanels(_ grid: inout Grid, _ room: Size) {
    let count = contents.rows.count
    let across = max(
      1, min(count, room.columns / 38, count == 4 ? 2 : room.columns >= 150 ? 4 : room.columns >= 114 ? 3 : 2))
    let down = (count + across - 1) / across
    // What does not fit below 5 rows a panel is reached by moving on.
    let fitting = max(1, min(down, room.rows / 5))
    let height = room.rows / fitting
    let width = room.columns / across
    let first = max(0, min(selected / across - fitting + 1, down - fitting)) * across
    for (place, at) in (first..<min(count, first + fitting * across)).enumerated() {
      let (row, column) = (1 + place / across * height, place % across * width)
      let finding = contents.rows[at].finding
      var title = Words()
      title.add(ItemScreen.letter(at) + " ", .key)
      title.add(Text.truncated(contents.rows[at].key.description, to: width - 18), at == selected ? .title : .text)
      title.add("  " + finding.word, finding.verdict.role)
      title.write(in: &grid, row: row, column: column + 1, to: column + width - 1)
      if at == selected { grid.fill(row: row, columns: column..<column + width - 1, on: .cursor) }
      var chart = finding.chart(y: y, as: Self.roles[at])
      chart = Chart(chart.series, labels: labels, unit: chart.unit, y: y)
      grid.paste(CellChart(chart).drawn(Size(columns: width - 1, rows: height - 1)), row: row + 1, column: column)
    }
    if fitting < down {
      let end = min(count, first + fitting * across)
      let text = "  charts \(first + 1)-\(end) of \(count), j "
      grid.write(text, row: 0, column: max(0, grid.size.columns - Text.width(text)), as: .key)
    }
  }

  private func drawOverlay(_ grid: inout Grid, _ room: Size) {
    // A line for each behaviour and family; a family is told apart by its place on the axis.
    let series = contents.rows.enumerated().map { at, row in
      Chart.Series(
        ItemScreen.letter(at) + " " + row.key.description, as: Self.roles[at],
        points: row.finding.drawn(row.finding.points).sorted { $0.x < $1.x })
    }
    let chart = CellChart(
      Chart(series, labels: labels, unit: contents.measure.unit, y: y), joined: contents.isOneFamily)
    var legend = Words()
    for entry in chart.legend { legend.add(" \(entry.mark) \(entry.name) ", entry.role) }
    legend.write(in: &grid, row: 1, column: 0, to: grid.size.columns)
    grid.paste(chart.drawn(Size(columns: room.columns - 1, rows: room.rows - 1)), row: 2, column: 0)
  }

  private enum Column: Hashable { case letter, name, verdict, slope, interval, p, q, n, caveats }

  private func drawFigures(_ grid: inout Grid, from top: Int, lines: Int) {
    let longest = contents.rows.reduce(9) { max($0, Text.width($1.key.description)) }
    let plan = ColumnPlan<Column>(
      [
        .init(id: .letter, title: "", width: 1, alignment: .left),
        .init(id: .name, title: "BEHAVIOUR", width: 12, alignment: .left),
        .init(id: .verdict, title: "VERDICT", width: 12, alignment: .left, gap: 2),
        .init(id: .slope, title: "SLOPE", width: 6),
        .init(id: .interval, title: "95 % CI", width: 16, goes: 3, gap: 2),
        .init(id: .p, title: "P", width: 5),
        .init(id: .q, title: "Q", width: 7, goes: 2),
        .init(id: .n, title: "N", width: 6, goes: 1),
        .init(id: .caveats, title: "NOTES", width: 12, alignment: .left, goes: 0, gap: 2),
      ], in: grid.size.columns - 1, growing: .name, limit: longest)
    for placed in plan.placed { grid.write(placed.column.title, placed, row: top, as: .heading) }
    var place = ListPlace()
    place.selected = selected
    for (line, at) in place.window(count: contents.rows.count, page: lines).enumerated() {
      let row = top + 1 + line
      if at == selected { grid.fill(row: row, columns: 0..<grid.size.columns, on: .cursor) }
      for placed in plan.placed {
        let (text, role) = cell(placed.column.id, at, contents.rows[at])
        grid.write(text, placed, row: row, as: role)
      }
    }
  }

  private func cell(_ column: Column, _ at: Int, _ row: BehaviourRow) -> (String, Role) {
    let finding = row.finding
    let tested = !finding.verdict.isRefusal
    switch column {
    case .letter: return (ItemScreen.letter(at), Self.roles[at])
    case .name: return (row.key.description, .text)
    case .verdict: return (finding.word, finding.verdict.role)
    case .slope: return (finding.slope.map { Decimal.signed($0) } ?? "·", .text)
    case .interval:
      return (
        tested
          ? finding.trend.map {
            "\(Decimal.signed($0.interval.lowerBound)) to \(Decimal.signed($0.interval.upperBound))"
          }
            ?? "·" : "·",
        .text
      )
    case .p: return (tested ? finding.trend.map { Decimal.p($0.p) } ?? "·" : "·", .text)
    case .q: return (finding.q.map { "\(Decimal.p($0)) \(finding.qMark)" } ?? "·", .text)
    case .n: return (Decimal.count(finding.n), .text)
    case .caveats: return (finding.caveats.map(\.mark).joined(separator: " "), .dim)
    }
  }
}

extension CompareContents {
  fileprivate var isOneFamily: Bool { Set(rows.flatMap(\.finding.points).map(\.rung.family)).count < 2 }
}
