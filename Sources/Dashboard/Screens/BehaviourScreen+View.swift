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
    case .suites: drawSuites(&grid, layout, around)
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
    // Where the log does not hold what was asked for, the curve is of another measure.
    words.add("  \(finding.measure.rawValue)", .heading)
    words.add(", \(finding.measure.unit)", .dim)
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
    guard finding.canBeDrawn else {
      let why = ["nothing to draw"] + contents.leftOut.map { "\($0.model.name) left out: \($0.why)" }
      for (at, line) in why.prefix(layout.chart).enumerated() {
        grid.write(
          Text.truncated(line, to: width - 1), row: layout.words + at, column: 1, as: at == 0 ? .dim : .warning)
      }
      return
    }
    let chart = finding.chartWithParts()
    let label = reading.flatMap { at in
      chart.labels.firstIndex { $0.x.isOneScale(with: finding.points[at].rung.x) }
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
      guard contents.row.finding.canBeDrawn else { return }
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
    contents.row.finding.words(on: points[reading], columns: grid.size.columns)
      .write(in: &grid, row: layout.reading, column: 0, to: grid.size.columns)
  }

  private func drawTabs(_ grid: inout Grid, _ layout: BehaviourLayout) {
    grid.fill(row: layout.tabs, columns: 0..<grid.size.columns, on: .bar)
    let finding = contents.row.finding
    let items =
      Decimal.count(list.count) + (list.count < list.inSuite ? " of \(Decimal.count(list.inSuite))" : "")
    var names = Pane.allCases.map { one -> (Pane, String) in
      switch one {
      case .suites: return (one, "suites \(contents.suites.count)")
      case .items: return (one, list.suite.map { "items of \($0) \(items)" } ?? "items \(items)")
      case .notes: return (one, "notes \(finding.caveats.count)")
      }
    }
    // Of the suite: the filter has nothing to do with items of others.
    let hidden = list.filter.map { ("\(Decimal.count(list.inSuite - list.count)) hidden", " (& \($0.text))") }
    // What a filter hides is always told; the lists that are not in view give way.
    let all = names.reduce(0) { $0 + Text.width($1.1) + 3 } + (hidden.map { Text.width($0.0) + 12 } ?? 0)
    names.removeAll { hidden != nil && $0.0 != pane && all + 5 > grid.size.columns }
    if let suite = list.suite, let at = names.firstIndex(where: { $0.0 == .items }) {
      // A long name of a suite would push out how many items it has and what stands behind them.
      names[at].1 = "items \(items)"
      let rest = names.reduce(5) { $0 + Text.width($1.1) + 3 } + (hidden.map { Text.width($0.0) + 2 } ?? 0)
      let room = grid.size.columns - rest - Text.width("of  ")
      if room >= 8 || room >= Text.width(suite) { names[at].1 = "items of \(Text.clipped(suite, to: room)) \(items)" }
    }
    var column = 1
    for (one, name) in names {
      let text = one == pane ? "[\(name)]" : " \(name) "
      column += grid.write(text, row: layout.tabs, column: column, as: one == pane ? .title : .dim, on: .bar) + 1
    }
    if let hidden {
      let text = Text.truncated(hidden.0 + hidden.1, to: max(0, grid.size.columns - column - 5))
      column += grid.write(text, row: layout.tabs, column: column, as: .warning, on: .bar)
    }
    if isPart { return }
    grid.write("Tab", row: layout.tabs, column: max(column, grid.size.columns - 4), as: .dim, on: .bar)
  }

  private func shownSuites(columns: Int, _ around: Surroundings) -> FindingColumn.Shown {
    let rows = contents.suites.map { listed($0, around.flags) }
    return FindingColumn.Shown(
      title: "SUITE", widths: FindingWidths(of: rows),
      scales: ScaleColumns(of: [contents.row.finding], limit: max(8, columns - 52)),
      chosen: around.columns.findings(.suites), hasFlags: false, mostFlagged: rows.map(\.flagged).max() ?? 0,
      sorting: suiteSorting)
  }

  private func drawSuites(_ grid: inout Grid, _ layout: BehaviourLayout, _ around: Surroundings) {
    let shown = shownSuites(columns: grid.size.columns, around)
    let plan = FindingColumn.plan(shown, in: grid.size.columns - 1)
    for placed in plan.placed { grid.write(placed.column.title, placed, row: layout.list - 1, as: .heading) }
    let range = Spark.range(of: contents.suites.lazy.flatMap { shown.scales.cells(of: $0.finding) })
    for (line, at) in suitePlace.window(count: suites.count, page: layout.page).enumerated() {
      let (row, suite) = (layout.list + line, listed(contents.suites[Int(suites[at])], around.flags))
      grid.list(at, row: row, isSelected: at == suitePlace.selected)
      for placed in plan.placed {
        let (text, role) = placed.column.id.cell(of: suite, on: shown.scales, in: range)
        grid.write(text, placed, row: row, as: role)
      }
    }
  }

  /// Columns of the list in view that are chosen and have no room.
  func missing(columns: Int, _ around: Surroundings) -> Set<String> {
    if pane == .items { return missingItems(columns: columns, around) }
    let shown = shownSuites(columns: columns, around)
    let placed = FindingColumn.plan(shown, in: columns - 1).placed.map(\.column.id)
    return Set(shown.columns.filter { !placed.contains($0) }.map(\.rawValue))
  }

  private func drawNotes(_ grid: inout Grid, _ layout: BehaviourLayout) {
    let lines = notes(columns: grid.size.columns - 2)
    let room = layout.page + 1
    let first = min(noteTop, max(0, lines.count - 1))
    let last = layout.list - 2 + room
    let told = grid.tell(first..<min(lines.count, first + room), of: lines.count, row: last)
    for (line, text) in lines[first...].prefix(room).enumerated() {
      let row = layout.list - 1 + line
      let shown = row == last && told > 0 ? Text.truncated(text.0, to: grid.size.columns - 1 - told) : text.0
      grid.write(shown, row: row, column: 1, as: text.1)
    }
  }
}
