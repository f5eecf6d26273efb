public import Canvas
internal import Runs
internal import Trends

/// Which rows of the room hold what.
struct OverviewLayout {
  let facts: Int
  let details: Int
  let hasRule: Bool
  /// Behaviours that are shown at once.
  let page: Int

  var head: Int { facts }
  var list: Int { facts + 1 }
  var detail: Int { list + page + (hasRule ? 1 : 0) }

  init(_ around: Surroundings) { self.init(rows: around.size.rows) }

  init(rows: Int) {
    hasRule = rows >= 16
    facts = rows >= 16 ? 3 : 2
    details = rows >= 40 ? 5 : rows >= 16 ? 3 : 1
    page = max(0, rows - facts - 1 - (hasRule ? 1 : 0) - details)
  }
}

extension OverviewScreen {
  public func view(_ size: Size, _ around: Surroundings) -> Grid {
    var grid = Grid(size)
    guard around.hasOverview else {
      drawWaiting(&grid, around)
      return grid
    }
    guard !around.overview.rows.isEmpty else {
      drawNothing(&grid, around)
      return grid
    }
    let layout = OverviewLayout(rows: size.rows)
    let width = panes.isEnlarged ? size.columns : Self.listWidth(size)
    let scales = ScaleColumns(of: around.overview.digest.families, limit: max(8, width - 52))
    drawFacts(&grid, layout, around, scales)
    if drawEnlarged(&grid, layout, around) { return grid }
    drawList(&grid, layout, around, scales, width: width)
    if width < size.columns { drawPanes(&grid, layout, around, from: width) }
    drawDetails(&grid, layout, around)
    return grid
  }

  private func drawWaiting(_ grid: inout Grid, _ around: Surroundings) {
    let lines = ["reading …", around.progress?.sentence ?? around.overview.title, "keys work meanwhile; q leaves"]
    for (at, line) in lines.enumerated() {
      let text = Text.truncated(line, to: grid.size.columns - 2)
      grid.write(
        text, row: max(0, grid.size.rows / 2 - 2) + at, column: max(0, (grid.size.columns - Text.width(text)) / 2),
        as: at == 0 ? .title : .dim)
    }
  }

  private func drawNothing(_ grid: inout Grid, _ around: Surroundings) {
    let contents = around.overview
    let why =
      contents.hidden > 0
      ? "All \(contents.hidden) behaviours are hidden by the options that Vane was started with."
      : around.progress != nil
        ? "No behaviour yet; files are being read."
        : "No eval runs with stored items were found in \(contents.title). vane check lists every file and why it was not read."
    for (at, line) in Text.wrapped(why, to: max(1, grid.size.columns - 4)).enumerated() {
      grid.write(line, row: grid.size.rows / 2 - 1 + at, column: 2)
    }
  }

  // MARK: - Facts

  private func drawFacts(_ grid: inout Grid, _ layout: OverviewLayout, _ around: Surroundings, _ scales: ScaleColumns) {
    let contents = around.overview
    drawCounts(&grid, contents, filtered: contents.rows.count - rows(around).count, looked: around.looked.count)
    let row = layout.facts - 1
    if layout.facts > 2 { drawAggregate(&grid, contents, scales) }
    let room = grid.size.columns - 1
    let forms = [CensusForm.words, .signs, .short].lazy.map { self.census(contents, $0) }
    let census = forms.first { $0.width <= room } ?? self.census(contents, .short)
    census.write(in: &grid, row: row, column: 0, to: grid.size.columns)
  }

  private enum CensusForm { case words, signs, short }

  private func census(_ contents: OverviewContents, _ form: CensusForm) -> Words {
    var words = Words()
    words.add(" ")
    for (verdict, count) in zip(Verdict.censusOrder, contents.digest.census) {
      if count == 0, verdict.isRefusal { continue }
      words.add("\(form == .words ? verdict.word : verdict.sign) \(count)", count > 0 ? verdict.role : .dim)
      words.add("  ")
    }
    words.add("● \(contents.digest.standing)/\(contents.digest.claims)", .accent)
    let level = Decimal.p(contents.rules.q)
    switch form {
    case .words: words.add(" hold at false-discovery rate \(level)", .dim)
    case .signs: words.add(" claims hold at q≤\(level)", .dim)
    case .short: words.add(" q≤\(level)", .dim)
    }
    return words
  }

  private func drawCounts(_ grid: inout Grid, _ contents: OverviewContents, filtered: Int, looked: Int) {
    var hidden = "\(contents.hidden + filtered) hidden" + (filter.map { " (& \($0.text.prefix(12)))" } ?? "")
    if contents.problems > 0 { hidden += "  \(Decimal.count(contents.problems)) problems" }
    if looked > 0 {
      hidden +=
        grid.size.columns < 100 ? "  looked at \(looked)" : "  you looked at \(looked) subset\(looked == 1 ? "" : "s")"
    }
    let picked = picks.isEmpty ? "" : "\(picks.count) picked"
    let parts = [
      "\(contents.measure.rawValue), \(contents.measure.unit)\(contents.axisNote)", "\(contents.rows.count) behaviours",
      "\(contents.models) models", "\(Decimal.count(contents.items)) items",
    ]
    // The number hidden is always there; the others give way from the end.
    var kept = parts
    func line() -> String { (kept + [hidden]).joined(separator: "  ") }
    let room = grid.size.columns - 2 - (picked.isEmpty ? 0 : Text.width(picked) + 2)
    while kept.count > 1, Text.width(line()) > room { kept.removeLast() }
    grid.write(Text.truncated(line(), to: room), row: 0, column: 1)
    if contents.hidden + filtered + looked > 0 {
      grid.write(hidden, row: 0, column: 1 + Text.width(kept.joined(separator: "  ")) + 2, as: .warning)
    }
    grid.write(picked, row: 0, column: grid.size.columns - 1 - Text.width(picked), as: .accent)
  }

  private func drawAggregate(_ grid: inout Grid, _ contents: OverviewContents, _ scales: ScaleColumns) {
    let points = contents.aggregate?.points.filter { !$0.mean.isNaN } ?? []
    guard let first = points.first, let last = points.last, let texts = contents.aggregate?.texts.map(\.suite) else {
      grid.write("no aggregate perplexity in these runs", row: 1, column: 1, as: .dim)
      return
    }
    let spots = points.enumerated().flatMap { at, point -> [ScaleColumns.Spot] in
      let gap = at > 0 && points[at - 1].model.family != point.model.family
      let half = point.standardError.isNaN ? 0 : 1.96 * point.standardError
      return (gap ? [.blank] : []) + [.value(point.mean, half: half)]
    }
    var words = Words()
    words.add(" perplexity ")
    words.add("nats/byte  ", .dim)
    if spots.count <= grid.size.columns - 40, let range = Spark.range(of: spots) {
      words.add(Spark.text(spots, in: range), .accent)
    }
    words.add("  \(Decimal.fixed(first.mean, places: 3)) … \(Decimal.fixed(last.mean, places: 3))")
    words.add("  lower is better", .dim)
    if grid.size.columns >= 100 { words.add("; on \(texts.joined(separator: ", "))", .dim) }
    words.write(in: &grid, row: 1, column: 0, to: grid.size.columns)
  }

  // MARK: - List

  private func drawList(
    _ grid: inout Grid, _ layout: OverviewLayout, _ around: Surroundings, _ scales: ScaleColumns, width: Int
  ) {
    let rows = rows(around)
    let flagged = around.flags.reduce(into: [String: Int]()) {
      if $1.value.isFlagged { $0[$1.key.suite, default: 0] += 1 }
    }
    let flags =
      flagged.isEmpty
      ? [Int](repeating: 0, count: rows.count)
      : rows.map { row in row.suites.reduce(0) { $0 + (flagged[$1] ?? 0) } }
    let plan = FindingColumn.plan(
      title: "BEHAVIOUR", widths: around.overview.digest.widths, scales: scales, flags: flags,
      suites: width >= 120 ? rows.map(\.suites.count) : nil,
      marks: around.marks, order: order, width: width - 1)
    for placed in plan.placed { grid.write(placed.column.title, placed, row: layout.head, as: .heading) }
    let range =
      (filter == nil ? scales.range : Spark.range(of: rows.lazy.flatMap { scales.cells(of: $0.finding) })) ?? 0...1
    if rows.isEmpty {
      grid.write(
        Text.truncated("nothing is so: \(filter?.text ?? ""); & shows others", to: width - 2), row: layout.list,
        column: 1, as: .dim)
    }
    let window = place.window(count: rows.count, page: layout.page)
    for (line, at) in window.enumerated() {
      let row = layout.list + line
      grid.list(
        at, row: row, columns: 0..<width, isSelected: at == place.selected, isPicked: picks.contains(rows[at].key))
      if let pick = picks.firstIndex(of: rows[at].key) { grid.write("\(pick + 1)", row: row, as: .accent) }
      if flags[at] > 0 { grid.write("!", row: row, column: 1, as: .flag) }
      for placed in plan.placed {
        let (text, role) = cell(placed.column.id, rows[at], scales, range, flags: flags[at], around.marks)
        grid.write(text, placed, row: row, as: role)
      }
    }
    drawMore(&grid, layout, window, rows.count, families: scales.families)
  }

  private func cell(
    _ column: FindingColumn, _ row: BehaviourRow, _ scales: ScaleColumns, _ range: ClosedRange<Double>,
    flags: Int, _ marks: OverviewMarks?
  ) -> (String, Role) {
    switch column {
    case .held:
      let isClear = marks?.held[row.key]?.trend.map { !$0.interval.contains(0) } ?? false
      return (marks?.cells(of: row.key).held ?? "", isClear ? .text : .dim)
    case .depends: return (marks?.cells(of: row.key).depends ?? "", .warning)
    case .name: return (row.key.description, .text)
    case .suites: return ("\(row.suites.count)", .dim)
    case .flags: return (flags == 0 ? "" : "\(flags)!", .flag)
    case .n, .spark, .first, .last, .half, .verdict, .slope, .q, .p:
      return column.text(of: row.finding, on: scales, in: sharesScale ? range : nil)
    }
  }

  /// The line below the list: what its pictures mean, and whether it goes on above or below.
  private func drawMore(
    _ grid: inout Grid, _ layout: OverviewLayout, _ window: Range<Int>, _ count: Int, families: [String]
  ) {
    guard layout.hasRule else { return }
    let row = layout.detail - 1
    grid.write(String(repeating: "─", count: grid.size.columns), row: row, as: .dim)
    let names = families.count > 1 ? " in " + families.joined(separator: ", ") : ""
    let legend =
      " x: rank of scale\(names)   y: \(sharesScale ? "one for all rows" : "each row its own")   ░ wide   · no run "
    grid.write(Text.truncated(legend, to: grid.size.columns - 20), row: row, column: 1, as: .dim)
    guard window.count < count else { return }
    let text = " \(window.lowerBound + 1)-\(window.upperBound) of \(count) "
    grid.write(text, row: row, column: max(0, grid.size.columns - Text.width(text) - 2), as: .dim)
  }

  // MARK: - The selected row

  private func drawDetails(_ grid: inout Grid, _ layout: OverviewLayout, _ around: Surroundings) {
    let width = grid.size.columns
    let rows = rows(around)
    guard rows.indices.contains(place.selected) else { return }
    let row = rows[place.selected]
    var lines = Text.wrapped(row.finding.sentence, to: width - 2).map { ($0, Role.text) }
    for text in around.marks?.words(on: row.key) ?? [] {
      lines += Text.wrapped(text, to: width - 2).map { ($0, Role.warning) }
    }
    for caveat in row.finding.caveats {
      lines += Text.wrapped("\(caveat.mark)  \(caveat.sentence)", to: width - 2).map { ($0, Role.dim) }
    }
    if let held = around.marks?.held[row.key] {
      lines += Text.wrapped("vsPPL  \(held.sentence)", to: width - 2).map { ($0, Role.dim) }
    }
    for (at, line) in lines.prefix(layout.details).enumerated() {
      let isCut = at == layout.details - 1 && lines.count > layout.details
      let text = isCut ? Text.truncated(line.0 + " " + lines[at + 1].0, to: width - 2) : line.0
      grid.write(text, row: layout.detail + at, column: 1, as: line.1)
    }
  }
}
