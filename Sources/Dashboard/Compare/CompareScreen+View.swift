public import Canvas
internal import Runs
internal import Trends

extension CompareScreen {
  static func role(_ row: Int) -> Role { Role.lines[row % Role.lines.count] }

  public func view(_ size: Size, _ around: Surroundings) -> Grid {
    var grid = Grid(size)
    guard !contents.rows.isEmpty else {
      grid.write("none of these behaviours is in the runs any more", row: 0, column: 1, as: .warning)
      return grid
    }
    let layout = CompareLayout(size, count: contents.rows.count)
    switch shape {
    case .panels: drawPanels(&grid, layout, around.looks.glyphs)
    case .overlay: drawOverlay(&grid, layout, around.looks.glyphs)
    case .difference: drawDifference(&grid, card: layout.card, around.looks.glyphs)
    }
    if shape != .difference {
      drawFigures(&grid, from: size.rows - layout.card - layout.lines - 1, lines: layout.lines)
    }
    let card = contents.card(around).lines(columns: size.columns - 2, rows: layout.card)
    for (at, line) in card.enumerated() {
      grid.write(line, row: size.rows - card.count + at, column: 1, as: .dim)
    }
    return grid
  }

  /// The measure, what the y axis is, and what else there is room for; `right` always.
  func drawHead(_ grid: inout Grid, _ measure: Measure, y: String, band: String? = nil, right: String = "") {
    let room = grid.size.columns - 1 - (right.isEmpty ? 0 : Text.width(right) + 2)
    let bands = Set(contents.rows.map(\.finding.bandLegend))
    let band = band ?? (bands.count == 1 ? bands.first ?? "" : "░ 95 %, models too on a trend")
    let axis = contents.rows.first?.finding.axis ?? .parameters
    let head = " \(measure.rawValue), \(measure.unit)   \(y)"
    let forms = [
      "\(head)   x \(axis.title)   \(band)", "\(head)   \(band)", "\(head)   x \(axis.title)", head,
      " \(measure.rawValue)  \(y)",
    ]
    grid.write(Text.truncated(Text.first(of: forms, in: room), to: room), row: 0, as: .dim)
    grid.write(" " + measure.rawValue, row: 0, as: .heading)
    grid.write(right, row: 0, column: grid.size.columns - Text.width(right) - 1, as: .key)
  }

  /// Holds every mean and interval of the sides that are measured alike: two measures share no axis.
  private func y(of measure: Measure) -> ClosedRange<Double>? {
    hull(contents.rows.lazy.map(\.finding).filter { $0.measure == measure }.compactMap(\.span))
  }

  /// Every scale of all sides, so that equal scales stand at equal places.
  var labels: [Chart.Label] { FigureWords.labels(contents.rows.map(\.finding)) }

  /// The scale that is read out.
  var readColumn: ScaleColumns.Column? {
    reading.flatMap { scales.columns.indices.contains($0) ? scales.columns[$0] : nil }
  }

  /// Where the cursor stands among `labels`.
  var cursor: Int? { readColumn.flatMap { column in labels.firstIndex { $0.x.isOneScale(with: column.x) } } }

  // MARK: - Charts

  private func drawPanels(_ grid: inout Grid, _ layout: CompareLayout, _ glyphs: GlyphSet) {
    let order = ordered
    let at = order.firstIndex { $0 == selectedRow } ?? 0
    let down = (order.count + layout.across - 1) / layout.across
    let first = max(0, min(at / layout.across - layout.fitting + 1, down - layout.fitting)) * layout.across
    let shown = first..<min(order.count, first + layout.fitting * layout.across)
    drawHead(
      &grid, contents.shownMeasure,
      y: !sharesScale ? "y each its own" : contents.hasOneMeasure ? "y shared" : "y by measure",
      right: shown.count < order.count ? "charts \(first + 1)-\(shown.upperBound) of \(order.count), j k" : "")
    let labels = labels
    for (place, number) in shown.enumerated() {
      let (row, column) = (
        1 + place / layout.across * layout.panel.rows, place % layout.across * layout.panel.columns
      )
      let finding = contents.rows[order[number]].finding
      let columns = column..<column + layout.panel.columns - 1
      drawTitle(&grid, order[number], row: row, columns: columns)
      grid.list(number, row: row, columns: columns, isSelected: order[number] == selectedRow)
      guard finding.canBeDrawn else {
        grid.write("nothing to draw", row: row + 1, column: column + 1, as: .dim)
        continue
      }
      var chart = finding.chart(y: sharesScale ? y(of: finding.measure) : nil, as: Self.role(order[number]))
      chart = Chart(chart.series, labels: labels, unit: chart.unit, y: chart.y)
      let room = Size(columns: layout.panel.columns - 1, rows: layout.panel.rows - 1)
      grid.paste(CellChart(chart, glyphs: glyphs, cursor: cursor).drawn(room), row: row + 1, column: column)
    }
  }

  /// Letter, name, and the verdict or what is read.
  private func drawTitle(_ grid: inout Grid, _ at: Int, row: Int, columns: Range<Int>) {
    let (side, finding) = (contents.rows[at].side, contents.rows[at].finding)
    let isSelected = side == selected
    let right: (text: String, role: Role) =
      readColumn.map { column in
        finding.point(at: column).map { ($0.words(by: finding.measure), .text) } ?? ("· no run", .dim)
      } ?? (columns.count < 36 ? finding.verdict.sign : finding.word, finding.verdict.role)
    let letter = ItemScreen.letter(at) + (side == base ? "*" : "")
    let room = columns.count - Text.width(letter) - Text.width(right.text) - 4
    var title = Words()
    title.add(letter + " ", .key)
    title.add(Text.truncated(contents.name(of: contents.rows[at]), to: room), isSelected ? .title : .text)
    title.add("  " + right.text, right.role)
    title.write(in: &grid, row: row, column: columns.lowerBound + 1, to: columns.upperBound)
  }

  /// Lines that are told apart by their marks: A, the selected one, and those that come after it.
  private static let lines = 4

  var overlaidSides: [CompareSide] { overlaid.map { contents.rows[$0].side } }

  private var overlaid: [Int] {
    let order = ordered.filter { contents.rows[$0].finding.measure == contents.baseMeasure }
    guard order.count > Self.lines else { return order }
    let at = order.firstIndex { $0 == selectedRow } ?? 0
    var chosen: [Int] = contents.rows.firstIndex { $0.side == base }.map { [$0] } ?? []
    for step in 0..<order.count where chosen.count < Self.lines {
      let next = order[(at + step) % order.count]
      if !chosen.contains(next) { chosen.append(next) }
    }
    return chosen.sorted()
  }

  private func drawOverlay(_ grid: inout Grid, _ layout: CompareLayout, _ glyphs: GlyphSet) {
    let shown = overlaid
    let left = shown.count < contents.rows.count
    // Where many bands would cover one another, only those of A and of the selected line are drawn.
    let banded = shown.count > 2 ? shown.filter { [base, selected].contains(contents.rows[$0].side) } : shown
    drawHead(
      &grid, contents.baseMeasure, y: "one y axis",
      band: shown.count > 2 ? "░ 95 % of \(banded.map(ItemScreen.letter).joined(separator: " and "))" : nil,
      right: left ? "\(shown.count) of \(contents.rows.count) lines, j k" : "")
    // A line for each side and family; a family is told apart by its place on the axis.
    let series = shown.map { at in
      let finding = contents.rows[at].finding
      return Chart.Series(
        ItemScreen.letter(at) + " " + contents.rows[at].side.description, as: Self.role(at),
        points: finding.drawn(finding.points).sorted { $0.x < $1.x }.map { point in
          banded.contains(at) ? point : Chart.Point(x: point.x, mean: point.mean)
        })
    }
    let isOneFamily = Set(shown.flatMap { contents.rows[$0].finding.families }).count < 2
    let chart = CellChart(
      Chart(
        series, labels: labels, unit: contents.baseMeasure.unit,
        y: hull(shown.compactMap { contents.rows[$0].finding.span })),
      glyphs: glyphs, joined: isOneFamily, cursor: cursor)
    // Each name has its share, so that none pushes another out.
    let share = max(4, grid.size.columns / max(1, shown.count) - 5)
    var legend = Words()
    for entry in chart.legend { legend.add(" \(entry.mark) \(Text.truncated(entry.name, to: share)) ", entry.role) }
    legend.write(in: &grid, row: 1, column: 0, to: grid.size.columns)
    grid.paste(chart.drawn(Size(columns: grid.size.columns - 1, rows: layout.charts - 1)), row: 2, column: 0)
  }
}
