public import Canvas
internal import Runs
internal import Trends

extension MatrixScreen {
  /// Which of the matrix is drawn where.
  private struct Cells {
    let matrix: PromptMatrix
    let shown: [Int]
    let left: Int
    /// Columns of one value with its shade.
    let width: Int
    let shade: Shade

    func column(_ place: Int) -> Int { left + width * place }
  }

  public func view(_ size: Size, _ around: Surroundings) -> Grid {
    var grid = Grid(size)
    let rows = rows(around)
    if showsMissing {
      page(ofMissing: rows, columns: size.columns - 2).draw(in: &grid, rows: 0..<size.rows, from: scroll.top)
      return grid
    }
    let tail = size.columns >= 60 ? 19 : 3
    let cells = cells(rows, size, around, tail: tail)
    let end = cells.column(cells.shown.count) + 2
    drawHead(&grid, cells)
    if tail > 3 { grid.write("VERDICT         P↗", row: 2, column: end, as: .heading) }
    let page = Self.page(size)
    var window = ListPlace()
    window.selected = rows.firstIndex { $0.key.variant == selected } ?? 0
    for (line, at) in window.window(count: rows.count, page: page).enumerated() {
      draw(at, cells, &grid, row: 3 + line, isSelected: at == window.selected, tail: tail, end: end)
    }
    let isShort = size.rows < 16
    if !isShort { drawSums(&grid, from: 3 + min(rows.count, page), cells) }
    drawVerdict(&grid, cells.matrix, most: isShort ? 2 : 5)
    return grid
  }

  private func cells(_ rows: [BehaviourRow], _ size: Size, _ around: Surroundings, tail: Int) -> Cells {
    let matrix = PromptMatrix(behaviour, rows: rows, measure: around.overview.measure, claims: claims)
    let longest = rows.reduce(11) { max($0, Text.width($1.key.variant ?? "no name")) }
    let marks = rows.map { Text.width(Self.mark(of: $0, in: matrix, size)) }.max() ?? 0
    let name = min(marks > 0 ? 16 : 18, longest) + marks
    let count = matrix.columns.count
    let room = size.columns - name - 4 - tail
    let width = count * 7 <= room ? 7 : 6
    let fitting = max(1, room / width)
    let selected = scale(among: matrix.columns) ?? count - 1
    let first = max(0, min(count - fitting, selected - fitting / 2))
    return Cells(
      matrix: matrix, shown: Array(first..<min(count, first + fitting)), left: name + 3, width: width,
      shade: Shade(
        of: matrix.compared.flatMap { matrix.values[$0] }.compactMap { $0 }, hasZero: matrix.measure.hasNeutralZero))
  }

  /// Behind the name of a prompt that does not compare: what it is measured by.
  private static func mark(of row: BehaviourRow, in matrix: PromptMatrix, _ size: Size) -> String {
    let measure = row.finding.measure
    if measure == matrix.measure { return "" }
    return size.columns < 100 && measure == .accuracy ? " acc" : " (\(measure.rawValue))"
  }

  private func drawHead(_ grid: inout Grid, _ cells: Cells) {
    let count = cells.matrix.columns.count
    let title =
      cells.shown.count < count
      ? "\(behaviour)  \(cells.matrix.rows.count) prompts, \(cells.shown.count) of \(count) scales\(grid.size.columns >= 60 ? " (h l)" : "")"
      : "\(behaviour)  \(cells.matrix.rows.count) prompts x \(count) scales"
    let room = grid.size.columns - 2
    grid.write(Text.truncated(title, to: room), row: 0, column: 1, as: .heading)
    let measure = "mean \(cells.matrix.measure.rawValue), \(cells.matrix.measure.unit)"
    let shades = cells.shade.legend
    let forms = [
      "\(measure)   \(shades)   bold: highest at that scale   · no run   * base", "\(measure)   \(shades)   · no run",
      "\(measure)   · no run", measure,
    ]
    grid.write(Text.first(of: forms, in: room), row: 1, column: 1, as: .dim)
    grid.write("PROMPT", row: 2, column: 1, as: .heading)
    let read = scale(among: cells.matrix.columns) ?? count - 1
    for (place, at) in cells.shown.enumerated() {
      let label = ScaleColumns.label(cells.matrix.columns[at].x, on: cells.matrix.axis)
      let ground: Ground = at == read ? .cursor : .plain
      grid.write(
        Text.padded(label, to: cells.width, .right), row: 2, column: cells.column(place), as: .heading, on: ground)
    }
  }

  private func draw(
    _ at: Int, _ cells: Cells, _ grid: inout Grid, row: Int, isSelected: Bool, tail: Int, end: Int
  ) {
    grid.list(at, row: row, isSelected: isSelected)
    let key = cells.matrix.rows[at].key
    if key.variant == base { grid.write("*", row: row, as: .accent) }
    let mark = Self.mark(of: cells.matrix.rows[at], in: cells.matrix, grid.size)
    let name = Text.clipped(key.variant ?? "no name", to: cells.left - 3 - Text.width(mark))
    grid.write(name, row: row, column: 1)
    grid.write(mark, row: row, column: 1 + Text.width(name), as: .dim)
    let isCompared = cells.matrix.compared.contains(at)
    for (place, scale) in cells.shown.enumerated() {
      let (value, column) = (cells.matrix.values[at][scale], cells.column(place))
      guard isCompared else {
        // A fraction has no sign; a log-probability may have more digits than there is room for.
        let isFraction = cells.matrix.rows[at].finding.measure == .accuracy
        let text = value.map { isFraction ? Decimal.fixed($0, places: 2) : Shade.figure($0) } ?? "·"
        grid.write(Text.padded(text, to: cells.width, .right), row: row, column: column, as: .dim)
        continue
      }
      draw(value, best: cells.matrix.best(at: scale), cells, &grid, row: row, column: column)
    }
    let finding = cells.matrix.rows[at].finding
    guard tail > 3 else {
      grid.write(finding.verdict.sign, row: row, column: end, as: finding.verdict.role)
      return
    }
    grid.write(Text.padded(finding.word, to: 12), row: row, column: end, as: finding.verdict.role)
    let p = finding.verdict.isRefusal ? "·" : finding.trend.map { Decimal.p($0.pRise) } ?? "·"
    grid.write(Text.padded(p, to: 5, .right), row: row, column: end + 13)
  }

  /// A shade for the eye and the value for the reader; above and below 0 in the colours of the directions.
  private func draw(_ value: Double?, best: Double?, _ cells: Cells, _ grid: inout Grid, row: Int, column: Int) {
    guard let value else {
      grid.write(Text.padded("·", to: cells.width, .right), row: row, column: column, as: .dim)
      return
    }
    grid.write(
      Text.padded(Shade.figure(value), to: cells.width, .right), row: row, column: column,
      as: value == best ? .title : .text)
    grid.write(
      cells.shade.glyph(of: value), row: row, column: column + cells.width - 6, as: cells.shade.role(of: value))
  }

  private func drawSums(_ grid: inout Grid, from row: Int, _ cells: Cells) {
    let sums = cells.matrix.sums
    for (line, sum) in sums.enumerated() {
      grid.write(Text.truncated(sum.name, to: cells.left - 2), row: row + 1 + line, column: 1, as: .dim)
      for (place, scale) in cells.shown.enumerated() {
        guard sums[0].values[scale] != nil else { continue }
        let text =
          sum.values[scale].map { sum.name == "spread" ? Decimal.fixed($0, places: 2) : Shade.figure($0) } ?? "·"
        grid.write(
          Text.padded(text, to: cells.width, .right), row: row + 1 + line, column: cells.column(place),
          as: line == 1 ? .text : .dim)
      }
    }
  }

  private func drawVerdict(_ grid: inout Grid, _ matrix: PromptMatrix, most: Int) {
    let text = matrix.empty > 0 ? String(matrix.claim.dropLast()) + " (w)." : matrix.claim
    let width = grid.size.columns - 2
    var lines = Paragraph.lines(text, columns: width, rows: max(1, most - 2)).map { ($0, Role.text) }
    lines += Paragraph.lines(matrix.claimed, columns: width, rows: most - lines.count).map { ($0, Role.dim) }
    for (at, line) in lines.enumerated() {
      grid.write(line.0, row: grid.size.rows - lines.count + at, column: 1, as: line.1)
    }
  }

  func page(ofMissing rows: [BehaviourRow], columns: Int) -> Page {
    var page = Page(columns: columns)
    let missing = missing(rows)
    page.add("What to run next: \(behaviour)", .heading)
    guard !missing.isEmpty else {
      page.add("Every prompt was run at every scale.")
      return page
    }
    page.add("Cells without a run, prompts whose verdict is open or refused first:", .dim)
    let axis = scales(rows).axis
    for (row, gaps) in missing {
      var words = Words()
      words.add(Text.padded(row.key.variant ?? "no name", to: 18) + "  ", .title)
      words.add(Text.padded(row.finding.word, to: 13), row.finding.verdict.role)
      page.add(words)
      page.add("    " + gaps.map { "\($0.name) (\(ScaleColumns.label($0.x, on: axis)))" }.joined(separator: ", "))
    }
    if let others = claims?.others, !others.isEmpty {
      page.add("In another measure, counted as tried: \(others.map(\.name).joined(separator: ", "))", .dim)
    }
    page.add("w goes back", .key)
    return page
  }
}
