internal import Canvas
internal import Runs
internal import Trends

/// A − B: by scale with its interval, its slope, what was paired with what, and how much the resemblance of the two means.
extension CompareScreen {
  /// Rows that the chart of a difference keeps.
  private static let leastChart = 3

  func drawDifference(_ grid: inout Grid, card: Int, _ glyphs: GlyphSet) {
    guard let pair = other else { return }
    let size = grid.size
    let title = "\(letter(of: base)) − \(letter(of: pair.other))"
    drawHead(&grid, contents.baseMeasure, y: "y of \(title)", band: "░ 95 % over items")
    let sentences = sentences(of: pair)
    var names = Words()
    names.add(" \(title)  ", .key)
    let room = (size.columns - Text.width(title) - 9) / 2
    names.add(Text.truncated(base.description, to: room), Self.role(contents.rows.firstIndex { $0.side == base } ?? 0))
    names.add(" − ", .dim)
    names.add(
      Text.truncated(pair.other.description, to: room),
      Self.role(contents.rows.firstIndex { $0.side == pair.other } ?? 1))
    names.write(in: &grid, row: 1, column: 0, to: size.columns)
    let isShort = size.rows < 16
    let reason = Paragraph.lines(
      sentences.pairing(columns: size.columns - 2), columns: size.columns - 2, rows: isShort ? 1 : 2)
    for (line, text) in reason.enumerated() {
      grid.write(text, row: 2 + line, column: 1, as: sentences.isPaired ? .dim : .warning)
    }
    let tail = sentences.tail(columns: size.columns - 2, rows: isShort ? 1 : 2)
    let table = isShort ? 1 : 3
    let top = 2 + reason.count
    let wanted = contents.pairs.count > 1 && !isShort ? min(contents.pairs.count, max(2, size.rows / 4)) : 0
    // The other pairs, and the heading above them, give way before the chart does.
    let free = size.rows - card - tail.count - table - top
    let others = max(0, min(wanted, free - Self.leastChart - 1))
    let bottom = size.rows - card - (others > 0 ? others + 1 : 0) - tail.count
    let chart = Size(columns: size.columns - 1, rows: bottom - table - top)
    if pair.difference.points.isEmpty {
      grid.write("nothing to draw", row: top, column: 1, as: .dim)
    } else {
      grid.paste(drawing(of: pair.difference, glyphs).drawn(chart), row: top, column: 0)
      drawScales(&grid, pair.difference, from: bottom - table, title: title)
    }
    for (line, text) in tail.enumerated() { grid.write(text.0, row: bottom + line, column: 1, as: text.1) }
    if others > 0 { drawOthers(&grid, from: bottom + tail.count, lines: others) }
  }

  /// Zero is always in view: whether the interval holds it is what is asked.
  private func drawing(of difference: Difference, _ glyphs: GlyphSet) -> CellChart {
    let families = difference.points.map(\.rung.family).reduce(into: [String]()) {
      if !$0.contains($1) { $0.append($1) }
    }
    let series = families.enumerated().map { at, family in
      Chart.Series(
        family, as: Self.role(at),
        points: difference.points.filter { $0.rung.family == family }.map { point in
          Chart.Point(
            x: point.rung.x, mean: point.difference, interval: point.half.isFinite ? point.interval : nil)
        })
    }
    let y = hull([Chart.range(of: series.flatMap(\.points)), 0...0].compactMap { $0 })
    return CellChart(
      Chart(series, labels: labels, unit: contents.baseMeasure.unit, y: y), glyphs: glyphs, cursor: cursor)
  }

  /// The numbers under the chart, as many scales as fit around the one that is read; in a short terminal that one alone.
  private func drawScales(_ grid: inout Grid, _ difference: Difference, from row: Int, title: String) {
    let count = scales.columns.count
    let read = reading ?? count - 1
    guard row + 2 < grid.size.rows, grid.size.rows >= 16 else {
      drawReading(&grid, difference, at: read, row: row)
      return
    }
    let (left, width) = (12, 8)
    let fitting = max(1, min(count, (grid.size.columns - left - 1) / width))
    let first = max(0, min(count - fitting, read - fitting / 2))
    for (line, name) in [title, "difference", "±95"].enumerated() {
      grid.write(name, row: row + line, column: 1, as: line == 0 ? .heading : .dim)
    }
    let places = contents.baseMeasure.readPlaces
    for place in 0..<fitting {
      let column = scales.columns[first + place]
      let point = difference.points.first { column.holds($0.rung) }
      let texts = [
        ScaleColumns.label(column.x, on: scales.axis),
        point.map { Decimal.signed($0.difference, places: places) } ?? "·",
        point.map { $0.half.isFinite ? Decimal.fixed($0.half, places: places) : "·" } ?? "no run",
      ]
      for (line, text) in texts.enumerated() {
        grid.write(
          Text.padded(text, to: width, .right), row: row + line, column: left + place * width,
          as: line == 0 ? .heading : line == 1 ? .text : .dim, on: first + place == reading ? .cursor : nil)
      }
    }
    guard fitting < count else { return }
    let start = 1 + Text.width(title) + 1
    // A blank stays before the first scale.
    let label = Text.width(ScaleColumns.label(scales.columns[first].x, on: scales.axis))
    let range = " \(first + 1)-\(first + fitting)"
    let text = Text.first(of: ["\(range)/\(count)", range], in: left + width - label - 1 - start)
    grid.write(text, row: row, column: start, as: .dim)
  }

  private func drawReading(_ grid: inout Grid, _ difference: Difference, at read: Int, row: Int) {
    guard scales.columns.indices.contains(read) else { return }
    let column = scales.columns[read]
    var words = Words()
    words.add(" \(ScaleColumns.label(column.x, on: scales.axis)) ", .key)
    words.add(column.name, .heading)
    let point = difference.points.first { column.holds($0.rung) }
    words.add("  " + (point?.words(by: contents.baseMeasure) ?? "· no run"), point == nil ? .dim : .text)
    words.write(in: &grid, row: row, column: 0, to: grid.size.columns)
  }

  private enum Column: Hashable { case letter, name, verdict, slope, interval, p, last, items }

  /// Every difference from A, so that the next pair is one key away. Items give way first, then p, the last difference and
  /// the interval.
  private func drawOthers(_ grid: inout Grid, from top: Int, lines: Int) {
    let longest = contents.rows.reduce(9) { max($0, Text.width($1.side.description)) }
    let plan = ColumnPlan<Column>(
      [
        .init(id: .letter, title: "", width: 5, alignment: .left),
        .init(id: .name, title: isOrdered ? "BY SLOPE" : "LESS", width: 11, alignment: .left),
        .init(id: .slope, title: "SLOPE", width: 6),
        .init(id: .interval, title: "95 % CI", width: 16, goes: 3, gap: 2),
        .init(id: .p, title: "P", width: 5, goes: 1),
        .init(id: .last, title: "AT LARGEST", width: 14, goes: 2, gap: 2),
        .init(id: .verdict, title: "DIFFERENCE", width: 10, alignment: .left, gap: 2),
        .init(id: .items, title: "ITEMS", width: 9, goes: 0),
      ], in: grid.size.columns - 1, growing: .name, limit: longest)
    for placed in plan.placed { grid.write(placed.column.title, placed, row: top, as: .heading) }
    let order = ordered.filter { contents.rows[$0].side != base }
    var place = ListPlace()
    place.selected = order.firstIndex { contents.rows[$0].side == other?.other } ?? 0
    for (line, number) in place.window(count: order.count, page: lines).enumerated() {
      guard let pair = contents.pair(with: contents.rows[order[number]].side) else { continue }
      let row = top + 1 + line
      grid.list(number, row: row, isSelected: number == place.selected)
      for placed in plan.placed {
        let (text, role) = cell(placed.column.id, pair, at: order[number])
        grid.write(text, placed, row: row, as: role)
      }
    }
  }

  private func cell(_ column: Column, _ pair: CompareContents.Pair, at row: Int) -> (String, Role) {
    let difference = pair.difference
    switch column {
    case .letter: return ("\(letter(of: base)) − \(ItemScreen.letter(row))", Self.role(row))
    case .name: return (pair.other.description, .text)
    case .slope: return (pair.testedSlope?.valueWords(by: contents.baseMeasure) ?? "·", .text)
    case .interval: return (pair.testedSlope.map { $0.interval.words(by: contents.baseMeasure) } ?? "·", .text)
    case .p: return (pair.testedSlope.map { Decimal.p($0.p) } ?? "·", .text)
    case .last:
      let ends = ScaleEnds(of: difference.points.map(\.rung))
      return (ends.map { difference.points[$0.largest].words(by: contents.baseMeasure) } ?? "·", .text)
    case .verdict:
      switch difference.pairing {
      case .paired: return (difference.verdict.map(\.difference) ?? "·", difference.verdict?.role ?? .dim)
      case .unpaired: return ("unpaired", .warning)
      case .refused: return ("none", .warning)
      }
    case .items:
      switch difference.pairing {
      case .paired(let n, _): return (Decimal.count(n), .dim)
      case .unpaired(let n, let m, _): return ("\(Decimal.count(n)), \(Decimal.count(m))", .dim)
      case .refused: return ("", .dim)
      }
    }
  }
}
