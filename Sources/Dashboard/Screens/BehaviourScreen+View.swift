internal import Canvas
internal import Runs
internal import Trends

/// Which rows of the room hold what, from top to bottom: words, chart, reading line, tabs, list.
struct BehaviourLayout {
  let words: Int
  let chart: Int
  let facts: Int
  /// Lines of the list that are shown at once.
  let page: Int

  var reading: Int { words + chart }
  var tabs: Int { reading + 1 }
  var list: Int { tabs + 2 }

  /// - Parameter isEnlarged: the list has the room of the chart and of the sentence.
  init(_ size: Size, isEnlarged: Bool = false) {
    words = size.rows >= 20 && !isEnlarged ? 4 : size.rows >= 16 && !isEnlarged ? 3 : 1
    facts = size.columns >= 76 && size.rows >= 16 && !isEnlarged ? min(38, size.columns * 2 / 5) : 0
    let rest = size.rows - words - 3
    chart = isEnlarged ? 0 : max(3, rest * 6 / 10)
    page = max(0, rest - chart)
  }
}

extension BehaviourScreen {
  /// The whole screen, its list as wide as the room.
  func drawn(_ size: Size, _ around: Surroundings) -> Grid {
    var grid = Grid(size)
    let layout = BehaviourLayout(size, isEnlarged: isEnlarged)
    drawWords(&grid, layout)
    if layout.chart > 0 { drawChart(&grid, layout, around.looks.glyphs) }
    if layout.facts > 0 { drawFacts(&grid, layout) }
    if layout.chart > 0 || reading != nil { drawReading(&grid, layout) }
    if let text = guardLine(columns: size.columns - 2, around) {
      grid.fill(row: layout.reading, columns: 0..<size.columns, on: .picked)
      grid.write(Text.padded(text, to: size.columns - 2), row: layout.reading, column: 1, as: .warning)
    }
    drawTabs(&grid, layout)
    switch pane {
    case .suites: drawSuites(&grid, layout)
    case .items: drawItems(&grid, layout, around)
    case .notes: drawNotes(&grid, layout)
    }
    return grid
  }

  private func drawWords(_ grid: inout Grid, _ layout: BehaviourLayout) {
    let finding = contents.row.finding
    var words = Words()
    words.add(" \(finding.word)  ", finding.verdict.role)
    if layout.facts == 0 {
      words.add(finding.slopeText)
      if !finding.verdict.isRefusal, let p = finding.trend?.p { words.add("  p \(Decimal.p(p))") }
      words.add(" \(finding.qMark)", .accent)
    }
    words.add("  \(contents.measure.rawValue)", .heading)
    words.add(", \(contents.measure.unit)", .dim)
    words.add("  \(finding.points.count) models  \(Decimal.count(finding.n)) items", .dim)
    if !contents.leftOut.isEmpty { words.add("  \(contents.leftOut.count) left out", .warning) }
    words.write(in: &grid, row: 0, column: 0, to: grid.size.columns)
    guard layout.words > 1 else { return }
    let lines = Paragraph.lines(finding.sentence, columns: grid.size.columns - 2, rows: layout.words - 1)
    for (at, line) in lines.enumerated() { grid.write(line, row: 1 + at, column: 1) }
  }

  private func drawChart(_ grid: inout Grid, _ layout: BehaviourLayout, _ glyphs: GlyphSet) {
    let finding = contents.row.finding
    let width = grid.size.columns - layout.facts - (layout.facts > 0 ? 2 : 1)
    // Axes without a point on them would be invented numbers.
    guard finding.points.contains(where: { !$0.mean.isNaN }) else {
      let why = ["nothing to draw"] + contents.leftOut.map { "\($0.model.name) left out: \($0.why)" }
      for (at, line) in why.prefix(layout.chart).enumerated() {
        grid.write(
          Text.truncated(line, to: width - 1), row: layout.words + at, column: 1, as: at == 0 ? .dim : .warning)
      }
      return
    }
    let chart = finding.chartWithParts()
    let label = reading.flatMap { at in
      chart.labels.firstIndex { abs($0.x - finding.points[at].rung.x) < 1e-4 }
    }
    let drawing = CellChart(chart, glyphs: glyphs, cursor: label)
    grid.paste(drawing.drawn(Size(columns: width, rows: layout.chart)), row: layout.words, column: 0)
  }

  private func drawFacts(_ grid: inout Grid, _ layout: BehaviourLayout) {
    let left = grid.size.columns - layout.facts
    for (at, fact) in contents.row.finding.facts.prefix(layout.chart).enumerated() {
      grid.write(fact.name, row: layout.words + at, column: left, as: .dim)
      grid.write(
        Text.truncated(fact.text, to: layout.facts - 9), row: layout.words + at, column: left + 8,
        as: at == 0 ? .heading : .text)
    }
  }

  private func drawReading(_ grid: inout Grid, _ layout: BehaviourLayout) {
    let points = contents.row.finding.points
    guard let reading, points.indices.contains(reading) else {
      guard points.contains(where: { !$0.mean.isNaN }) else { return }
      var words = Words()
      words.add(" ")
      let legend = CellChart(contents.row.finding.chartWithParts()).legend
      if legend.count > 1 { for entry in legend { words.add("\(entry.mark) \(entry.name)  ", entry.role) } }
      let band = contents.row.finding.bandLegend
      let x = contents.row.finding.axis.legend
      words.add(grid.size.columns >= 70 ? "\(band)  x \(x)" + (isPart ? "" : "  h l read a scale") : band, .dim)
      words.write(in: &grid, row: layout.reading, column: 0, to: grid.size.columns - 1)
      return
    }
    let point = points[reading]
    var words = Words()
    words.add(" \(ScaleColumns.label(point.rung.x, on: contents.row.finding.axis)) ", .key)
    words.add(point.rung.name, .heading)
    if point.rung.seeds > 1 { words.add(" and \(point.rung.seeds - 1) more seeds", .dim) }
    words.add("  \(Decimal.signed(point.mean, places: 3)) ±\(Decimal.fixed(point.half, places: 3))")
    if grid.size.columns >= 70 { words.add(" over items", .dim) }
    words.add("  n \(Decimal.count(point.n))", .dim)
    if !point.accuracy.isNaN, contents.measure != .accuracy {
      words.add("  acc \(Decimal.fixed(point.accuracy, places: 2))", .dim)
    }
    if !point.logp.isNaN, contents.measure != .logp { words.add("  logp \(Decimal.signed(point.logp))", .dim) }
    if !point.coverage.isNaN, contents.measure != .coverage {
      words.add("  coverage \(Decimal.signed(point.coverage))", .dim)
    }
    if grid.size.columns >= 100, let size = point.rung.models.first?.sourced(on: contents.row.finding.axis) {
      words.add("  \(contents.row.finding.axis.noun) from \(size.source.rawValue)", .dim)
    }
    words.write(in: &grid, row: layout.reading, column: 0, to: grid.size.columns)
  }

  private func drawTabs(_ grid: inout Grid, _ layout: BehaviourLayout) {
    grid.fill(row: layout.tabs, columns: 0..<grid.size.columns, on: .bar)
    let finding = contents.row.finding
    var column = 1
    for one in Pane.allCases {
      let name: String
      switch one {
      case .suites: name = "suites \(contents.suites.count)"
      case .items: name = suite.map { "items of \($0) \(items.count)" } ?? "items \(Decimal.count(items.count))"
      case .notes: name = "notes \(finding.caveats.count + contents.leftOut.count + contents.thin.count)"
      }
      let text = one == pane ? "[\(name)]" : " \(name) "
      column += grid.write(text, row: layout.tabs, column: column, as: one == pane ? .title : .dim, on: .bar) + 1
    }
    if isPart { return }
    grid.write("Tab", row: layout.tabs, column: max(column, grid.size.columns - 4), as: .dim, on: .bar)
  }

  private func drawSuites(_ grid: inout Grid, _ layout: BehaviourLayout) {
    let scales = ScaleColumns(of: [contents.row.finding], limit: max(8, grid.size.columns - 52))
    let plan = FindingColumn.plan(
      title: "SUITE",
      widths: FindingWidths(names: contents.suites.map(\.name), findings: contents.suites.map(\.finding)),
      scales: scales, width: grid.size.columns - 1)
    for placed in plan.placed { grid.write(placed.column.title, placed, row: layout.list - 1, as: .heading) }
    let range = Spark.range(of: contents.suites.lazy.flatMap { scales.cells(of: $0.finding) })
    for (line, at) in suitePlace.window(count: contents.suites.count, page: layout.page).enumerated() {
      let (row, suite) = (layout.list + line, contents.suites[at])
      grid.list(at, row: row, isSelected: at == suitePlace.selected)
      for placed in plan.placed {
        let (text, role) =
          placed.column.id == .name
          ? (suite.name, .text) : placed.column.id.text(of: suite.finding, on: scales, in: range)
        grid.write(text, placed, row: row, as: role)
      }
    }
  }

  private enum ItemColumn: Hashable { case flag, suite, name, text, spark, last, slope }

  private func drawItems(_ grid: inout Grid, _ layout: BehaviourLayout, _ around: Surroundings) {
    let points = contents.row.finding.points
    let width = points.count + max(0, Set(points.map(\.rung.family)).count - 1)
    let longest = max(6, contents.itemWidth)
    let longestSuite = contents.suites.reduce(5) { max($0, Text.width($1.name)) }
    let plan = ColumnPlan<ItemColumn>(
      [
        .init(id: .flag, title: "", width: 1, alignment: .left, gap: 0),
        .init(id: .name, title: "ITEM", width: min(longest, hasText ? 10 : 16), alignment: .left, gap: 1),
        .init(
          id: .suite, title: "SUITE", width: min(longestSuite, max(14, grid.size.columns / 4)), alignment: .left,
          goes: suite == nil && contents.suites.count > 1 ? 1 : 0, gap: 2),
        .init(id: .text, title: hasText ? "TEXT" : "", width: hasText ? 12 : 0, alignment: .left, goes: 2, gap: 2),
        .init(id: .spark, title: "SCALES", width: max(6, width), alignment: .left, goes: 3, gap: 2),
        .init(id: .last, title: "LARGEST", width: 7, gap: 2),
        .init(id: .slope, title: "SLOPE", width: 6),
      ].filter { $0.id != .suite || (suite == nil && contents.suites.count > 1) }, in: grid.size.columns - 1,
      growing: hasText ? .text : .name, limit: hasText ? 90 : longest)
    for placed in plan.placed { grid.write(placed.column.title, placed, row: layout.list - 1, as: .heading) }
    for (line, at) in itemPlace.window(count: items.count, page: layout.page).enumerated() {
      let (row, item) = (layout.list + line, items[at])
      grid.list(at, row: row, isSelected: at == itemPlace.selected, isPicked: marked.contains(item.name))
      for placed in plan.placed {
        let (text, role) = cell(placed.column.id, item, around)
        grid.write(text, placed, row: row, as: role)
      }
    }
    if items.isEmpty {
      let why =
        wanted.map { "no item is so: \($0.text); & shows others" } ?? "no item was answered by every model"
      grid.write(Text.truncated(why, to: grid.size.columns - 2), row: layout.list, column: 1, as: .dim)
    }
  }

  private func cell(_ column: ItemColumn, _ item: ItemRow, _ around: Surroundings) -> (String, Role) {
    switch column {
    case .flag:
      if marked.contains(item.name) { return ("+", .accent) }
      return (around.flags[item.name]?.isFlagged == true ? "!" : "", .flag)
    case .suite: return (item.name.suite, .dim)
    case .name: return (item.name.item, .text)
    case .text: return (item.text, .dim)
    case .spark: return (Spark.text(spots(of: item), in: itemRange), .text)
    case .last: return (item.values.last.map { Decimal.signed($0) } ?? "·", .text)
    case .slope: return (Decimal.signed(item.slope), .text)
    }
  }

  private func spots(of item: ItemRow) -> [ScaleColumns.Spot] {
    let families = contents.row.finding.points.map(\.rung.family)
    return item.values.enumerated().flatMap { at, value -> [ScaleColumns.Spot] in
      let gap = at > 0 && families.indices.contains(at) && families[at] != families[at - 1]
      return (gap ? [.blank] : []) + [value.isNaN ? .none : .value(value, half: 0)]
    }
  }

  private func drawNotes(_ grid: inout Grid, _ layout: BehaviourLayout) {
    let lines = notes(columns: grid.size.columns - 2)
    for (line, text) in lines.dropFirst(min(noteTop, max(0, lines.count - 1))).prefix(layout.page + 1).enumerated() {
      grid.write(text.0, row: layout.list - 1 + line, column: 1, as: text.1)
    }
  }
}
