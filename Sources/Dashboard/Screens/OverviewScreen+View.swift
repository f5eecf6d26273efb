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
    drawFacts(&grid, layout, around)
    if !drawEnlarged(&grid, layout, around) {
      drawList(&grid, layout, around, scales, width: width)
      if width < size.columns { drawPanes(&grid, layout, around, from: width) }
      drawDetails(&grid, layout, around)
    }
    if let menu { menu.draw(over: &grid, missing: missing(around, scales, width: width)) }
    return grid
  }

  /// Columns that are chosen and have no room.
  private func missing(_ around: Surroundings, _ scales: ScaleColumns, width: Int) -> Set<String> {
    let shown = shown(around, scales, width: width)
    let placed = FindingColumn.plan(shown, in: width - 1).placed.map(\.column.id)
    // In the usual list it takes a wide screen.
    let all = shown.columns + (shown.chosen == nil ? [.suites] : [])
    return Set(all.filter { !placed.contains($0) }.map(\.rawValue))
  }

  private func shown(_ around: Surroundings, _ scales: ScaleColumns, width: Int) -> FindingColumn.Shown {
    FindingColumn.Shown(
      widths: around.overview.digest.widths, scales: scales, chosen: around.columns.findings(.overview),
      mostFlagged: around.listing.mostFlagged, marks: around.marks, hasManyPlaces: width >= 120,
      sorting: around.listing.sorting,
      besides: around.listing.measures(asked: around.overview.measure).dropFirst()
        .reduce(0) { max($0, $1.rawValue.count + 3) })
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

  private func drawFacts(_ grid: inout Grid, _ layout: OverviewLayout, _ around: Surroundings) {
    let contents = around.overview
    drawCounts(&grid, around)
    let row = layout.facts - 1
    if layout.facts > 2 { drawAggregate(&grid, contents) }
    let room = grid.size.columns - 1
    let forms = [CensusForm.words, .signs, .short].lazy.map { form in
      self.census(contents, form, around.looks.glyphs, isFiltered: around.listing.filter != nil)
    }
    let census =
      forms.first { $0.width <= room } ?? self.census(contents, .short, around.looks.glyphs, isFiltered: false)
    census.write(in: &grid, row: row, column: 0, to: grid.size.columns)
  }

  private enum CensusForm { case words, signs, short }

  private func census(
    _ contents: OverviewContents, _ form: CensusForm, _ glyphs: GlyphSet, isFiltered: Bool
  ) -> Words {
    var words = Words()
    // The count is always of all of them, so that nobody takes what a filter leaves for the whole.
    words.add(isFiltered ? " of all: " : " ", .dim)
    for (verdict, count) in zip(Verdict.censusOrder, contents.digest.census) {
      if count == 0, verdict.isRefusal { continue }
      words.add("\(form == .words ? verdict.word : verdict.sign) \(count)", count > 0 ? verdict.role : .dim)
      words.add("  ")
    }
    words.add("● \(contents.digest.standing)/\(contents.digest.claims)", .accent)
    let level = Decimal.p(contents.rules.q)
    // One sign of ASCII would leave out half of what it says.
    let atMost = glyphs == .ascii ? "<=" : "≤"
    switch form {
    case .words: words.add(" hold at false-discovery rate \(level)", .dim)
    case .signs: words.add(" claims hold at q\(atMost)\(level)", .dim)
    case .short: words.add(" q\(atMost)\(level)", .dim)
    }
    return words
  }

  private func drawCounts(_ grid: inout Grid, _ around: Surroundings) {
    let (contents, looked) = (around.overview, around.looked.count)
    var rest = ""
    if contents.problems > 0 { rest += "  \(Decimal.count(contents.problems)) problems" }
    if looked > 0 {
      rest +=
        grid.size.columns < 100 ? "  looked at \(looked)" : "  you looked at \(counted(looked, "subset"))"
    }
    let picked = around.picks.isEmpty ? "" : "\(around.picks.count) picked"
    let isFiltered = around.listing.filter != nil
    let items = Decimal.count(contents.items)
    let measures = around.listing.measures(asked: contents.measure)
    let usual = measures.first ?? contents.measure
    let parts = [
      "\(usual.rawValue), \(usual.unit)\(contents.axisNote)",
      (isFiltered ? "\(around.listing.count) of " : "") + "\(contents.rows.count)"
        + (isFiltered && grid.size.columns < 100 ? "" : " behaviours"),
      "\(contents.models) models", (isFiltered ? "\(Decimal.count(around.listing.items)) of " : "") + "\(items) items",
    ]
    // The number hidden and what hides it are always there; the others give way from the end.
    var kept = parts
    // Else the others' numbers would be taken for numbers of the first.
    let others = measures.dropFirst().map(\.rawValue).joined(separator: ", ")
    if !others.isEmpty { kept.insert("some by \(others)", at: 1) }
    let room = grid.size.columns - 2 - (picked.isEmpty ? 0 : Text.width(picked) + 2)
    func before() -> String { kept.map { $0 + "  " }.joined() }
    func spare() -> Int { room - Text.width(before() + rest) }
    while kept.count > 1, Text.width(around.hidden(columns: .max)) > spare() { kept.removeLast() }
    let hidden = around.hidden(columns: spare()) + rest
    grid.write(Text.truncated(before() + hidden, to: room), row: 0, column: 1)
    if contents.hidden + around.filtered + looked > 0 || isFiltered {
      let left = 1 + Text.width(before())
      grid.write(Text.truncated(hidden, to: room + 1 - left), row: 0, column: left, as: .warning)
    }
    grid.write(picked, row: 0, column: grid.size.columns - 1 - Text.width(picked), as: .accent)
  }

  private func drawAggregate(_ grid: inout Grid, _ contents: OverviewContents) {
    let points = contents.perplexity
    guard let ends = points.ends, let texts = contents.aggregate?.texts.map(\.suite) else {
      grid.write("no aggregate perplexity in these runs", row: 1, column: 1, as: .dim)
      return
    }
    let spots = points.spots
    var words = Words()
    words.add(" perplexity ")
    words.add("nats/byte  ", .dim)
    if spots.count <= grid.size.columns - 40, let range = Spark.range(of: spots) {
      words.add(Spark.text(spots, in: range), .accent)
    }
    words.add("  \(ends)")
    words.add("  lower is better", .dim)
    if grid.size.columns >= 100 { words.add("; on \(texts.joined(separator: ", "))", .dim) }
    words.write(in: &grid, row: 1, column: 0, to: grid.size.columns)
  }

  // MARK: - List

  private func drawList(
    _ grid: inout Grid, _ layout: OverviewLayout, _ around: Surroundings, _ scales: ScaleColumns, width: Int
  ) {
    let plan = FindingColumn.plan(shown(around, scales, width: width), in: width - 1)
    for placed in plan.placed { grid.write(placed.column.title, placed, row: layout.head, as: .heading) }
    let ranges = Dictionary(
      uniqueKeysWithValues: around.listing.spans.keys.map { ($0, around.listing.range(of: $0, on: scales) ?? 0...1) })
    let count = around.listing.count
    if count == 0 {
      grid.write(
        Text.truncated("nothing is so: \(around.listing.filter?.text ?? ""); & shows others", to: width - 2),
        row: layout.list, column: 1, as: .dim)
    }
    let window = place.window(count: count, page: layout.page)
    let usual = around.usualMeasure
    for (line, at) in window.enumerated() {
      guard let listed = around.listedRow(at) else { continue }
      let row = layout.list + line
      let pick = around.picks.firstIndex(of: listed.key)
      grid.list(at, row: row, columns: 0..<width, isSelected: at == place.selected, isPicked: pick != nil)
      // The sign of a flag and the name stand close behind: two digits would lose one, or run into the name.
      if let pick { grid.write(pick < 9 ? "\(pick + 1)" : "+", row: row, as: .accent) }
      if listed.flagged > 0 { grid.write("!", row: row, column: 1, as: .flag) }
      let range: ClosedRange<Double>? = sharesScale ? ranges[listed.finding.measure] ?? 0...1 : nil
      for placed in plan.placed {
        let (text, role) = placed.column.id.cell(of: listed, on: scales, in: range)
        let (isName, cells) = (placed.column.holdsNames, placed.column.width)
        let shown = isName ? listed.finding.measure.name(text, beside: usual, columns: cells) : text
        grid.write(shown, placed, row: row, as: role)
      }
    }
    let unseen = around.listing.sorting.levels.map(\.column).filter { !plan.contains($0) }
    let order = unseen.map { "\(around.listing.sorting.mark(on: $0)) \($0.rawValue)" }
    let room = grid.size.columns - (window.count < count ? 20 : 2)
    let legend = legend(scales, around, behind: order, columns: room)
    drawMore(&grid, layout, window, count, order + legend, to: room)
  }

  /// The line below the list: what its pictures mean, and whether it goes on above or below.
  ///
  /// - Parameters:
  ///   - pieces: columns that it is sorted by and that are not in view, and the legend.
  ///   - room: cells for them.
  private func drawMore(
    _ grid: inout Grid, _ layout: OverviewLayout, _ window: Range<Int>, _ count: Int, _ pieces: [String],
    to room: Int
  ) {
    guard layout.hasRule else { return }
    let row = layout.detail - 1
    grid.write(String(repeating: "─", count: grid.size.columns), row: row, as: .dim)
    if !pieces.isEmpty {
      grid.write(Text.truncated(Self.line(pieces), to: room), row: row, column: 1, as: .dim)
    }
    guard window.count < count else { return }
    let text = " \(window.lowerBound + 1)-\(window.upperBound) of \(count) "
    grid.write(text, row: row, column: max(0, grid.size.columns - Text.width(text) - 2), as: .dim)
  }

  // MARK: - The selected row

  private func drawDetails(_ grid: inout Grid, _ layout: OverviewLayout, _ around: Surroundings) {
    let width = grid.size.columns
    guard let row = row(around) else { return }
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
