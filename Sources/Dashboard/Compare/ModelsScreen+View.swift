public import Canvas
internal import Runs
internal import Trends

extension ModelsScreen {
  /// What stands right of the models once two are picked.
  private enum Tail: CaseIterable {
    case difference, bothMissed, onlyA, onlyB

    var title: String {
      switch self {
      case .difference: "A − B"
      case .bothMissed: "BOTH×"
      case .onlyA: "A ×"
      case .onlyB: "B ×"
      }
    }

    func text(of difference: ModelDifference) -> String {
      switch self {
      case .difference: difference.comparison?.differenceWords(by: difference.measure) ?? "·"
      case .bothMissed: difference.discordance.map { Decimal.count($0.bothMissed) } ?? "·"
      case .onlyA: difference.discordance.map { Decimal.count($0.onlyAMissed) } ?? "·"
      case .onlyB: difference.discordance.map { Decimal.count($0.onlyBMissed) } ?? "·"
      }
    }

    static let width = 7
  }

  public func view(_ size: Size, _ around: Surroundings) -> Grid {
    var grid = Grid(size)
    let rows = rows(around)
    let columns = Self.columns(around.overview)
    guard !rows.isEmpty, !columns.isEmpty else {
      grid.write("no model stands on a ladder", row: 0, column: 1, as: .warning)
      return grid
    }
    let tail = pair != nil && size.columns >= 76 ? Tail.allCases : []
    // Behaviours in another measure say so behind their names, unless all are in one: then the head says it.
    let measures = Set(rows.map(\.finding.measure))
    let usual = measures.count == 1 ? measures.first ?? around.overview.measure : around.overview.measure
    let others = measures.filter { $0 != usual }
    let longest = around.overview.digest.widths.name + (others.map { $0.rawValue.count + 3 }.max() ?? 0)
    let name = min(size.columns >= 100 ? 30 : size.columns >= 76 ? 21 : 13, longest)
    let layout = ModelColumns(
      shown(columns), pinned: picks.prefix(2).compactMap { pick in columns.firstIndex { $0.name == pick } }, read: read,
      from: name + 1, columns: size.columns - name - 2 - tail.count * Tail.width)
    let shades = shades(around.overview.rows)
    let legend = shadeLegend(Set(shades.keys), around.overview.measure)
    let page = page(size, around)
    var place = ListPlace()
    place.selected = rows.firstIndex { $0.key == selected } ?? 0
    let window = place.window(count: rows.count, page: page)
    let seen = window.count < rows.count ? "\(window.lowerBound + 1)-\(window.upperBound) of " : ""
    drawHead(&grid, around, columns, "mean \(usual.rawValue), \(usual.unit)", legend, seen, left: layout.left)
    let heading = Self.headings(size, around) - 1
    if heading > 2 { drawFamilies(&grid, columns, layout, row: 2) }
    drawTitles(&grid, around, columns, layout, row: heading)
    for (at, one) in tail.enumerated() {
      grid.write(
        Text.padded(one.title, to: Tail.width, .right), row: heading, column: layout.end + at * Tail.width, as: .heading
      )
    }
    for (line, at) in window.enumerated() {
      let (row, behaviour) = (heading + 1 + line, rows[at])
      grid.list(at, row: row, isSelected: at == place.selected)
      let words = behaviour.finding.measure.name(behaviour.key.description, beside: usual, columns: name)
      grid.write(words, row: row, column: 1)
      for placed in layout.placed {
        let column = columns[placed.model]
        let isPicked = picks.prefix(2).contains(column.name)
        grid.write(
          behaviour.finding.point(at: column)?.mean,
          shade: shades[behaviour.finding.measure] ?? Shade(of: [], hasZero: false),
          row: row, column: placed.at, on: at == place.selected ? nil : isPicked ? .picked : nil)
      }
      for (number, one) in tail.enumerated() {
        grid.write(
          Text.padded(difference(of: behaviour.key).map(one.text) ?? "…", to: Tail.width, .right), row: row,
          column: layout.end + number * Tail.width, as: number == 0 ? .text : .dim)
      }
    }
    drawFoot(&grid, around, columns, rows: rows, from: heading + 1 + page)
    return grid
  }

  /// Means of different measures do not share a shade.
  private func shades(_ rows: [BehaviourRow]) -> [Measure: Shade] {
    Dictionary(grouping: rows, by: \.finding.measure).reduce(into: [:]) { shades, group in
      shades[group.key] = Shade(
        of: group.value.lazy.flatMap { $0.finding.points.map(\.mean) }, hasZero: group.key.hasNeutralZero)
    }
  }

  /// What a shade says: how far from 0 only where 0 divides the measure.
  private func shadeLegend(_ measures: Set<Measure>, _ asked: Measure) -> String {
    let zeros = Set(measures.map(\.hasNeutralZero))
    if zeros.count < 2 { return Shade(of: [], hasZero: zeros.first ?? asked.hasNeutralZero).legend }
    let names = Measure.allCases.filter { measures.contains($0) && $0.hasNeutralZero }.map(\.rawValue)
    return "░▒▓█ \(names.joined(separator: ", ")): how far from 0; else low to high"
  }

  private func drawHead(
    _ grid: inout Grid, _ around: Surroundings, _ columns: [ScaleColumns.Column], _ mean: String, _ shade: String,
    _ seen: String, left: Int
  ) {
    let overview = around.overview
    let room = grid.size.columns - 2
    let scope = left > 0 ? ", \(left) more by h l" : ""
    let (count, models) = ("\(seen)\(overview.rows.count)", "\(columns.count) models\(scope)")
    let head = "\(count) behaviours × \(models)"
    let forms = [
      "\(head)   \(mean)   \(shade)   · no run", "\(head)   \(mean)   \(shade)", "\(head)   \(mean)", head,
      "\(count) × \(models)",
    ]
    grid.write(Text.truncated(Text.first(of: forms, in: room), to: room), row: 0, column: 1, as: .dim)
    var words = Words()
    if let pair {
      words.add(" A ", .key)
      words.add(pair.a, .heading)
      words.add("  B ", .key)
      words.add(pair.b, .heading)
      if picks.count > 2 { words.add("  and \(picks.count - 2) more picked", .dim) }
      words.add(grid.size.columns < 76 ? "" : "   × missed: both, only A, only B", .dim)
    } else {
      words.add(" " + ModelPair.wanted(after: picks.first), .accent)
    }
    words.write(in: &grid, row: 1, column: 0, to: grid.size.columns)
  }

  /// Sizes of two families are told apart by the family's name above them.
  private func drawFamilies(_ grid: inout Grid, _ columns: [ScaleColumns.Column], _ layout: ModelColumns, row: Int) {
    for (place, placed) in layout.placed.enumerated() {
      let family = columns[placed.model].family
      let before = place > 0 ? columns[layout.placed[place - 1].model].family : nil
      guard family != before else { continue }
      let run = layout.placed[place...].prefix { columns[$0.model].family == family }
      let width = (run.last?.at ?? placed.at) + ModelColumns.width - placed.at - 2
      grid.write(Text.truncated(family, to: width), row: row, column: placed.at + 1, as: .dim)
    }
  }

  private func drawTitles(
    _ grid: inout Grid, _ around: Surroundings, _ columns: [ScaleColumns.Column], _ layout: ModelColumns, row: Int
  ) {
    grid.write(isOrdered && pair != nil ? "BY A − B" : "BEHAVIOUR", row: row, column: 1, as: .heading)
    for placed in layout.placed {
      let column = columns[placed.model]
      let title = ModelColumns.title(Self.label(column, around.overview), pick: picks.firstIndex(of: column.name))
      grid.write(
        Text.padded(title, to: ModelColumns.width - 1, .right), row: row, column: placed.at, as: .heading,
        on: placed.model == read ? .cursor : .plain)
    }
  }

  /// The cell that is read, what A and B made of the behaviour, and how they were chosen.
  private func drawFoot(
    _ grid: inout Grid, _ around: Surroundings, _ columns: [ScaleColumns.Column], rows: [BehaviourRow], from row: Int
  ) {
    let room = grid.size.columns - 2
    let isShort = grid.size.rows < 16
    if let behaviour = rows.first(where: { $0.key == selected }), columns.indices.contains(read) {
      let lines = difference(of: behaviour.key).map { $0.lines(columns: room, rows: isShort ? 1 : 2) } ?? []
      // In a short terminal one of the two has to do, and a cell can be read above.
      let first = isShort && !lines.isEmpty ? row : row + 1
      for (at, line) in lines.enumerated() where first + at < grid.size.rows - 1 {
        grid.write(line, row: first + at, column: 1, as: at == 0 ? .text : .accent)
      }
      var words = Words()
      words.add(" \(columns[read].name)", .heading)
      words.add("  \(Text.truncated(behaviour.key.description, to: max(12, room / 3)))  ", .dim)
      if let point = behaviour.finding.point(at: columns[read]) {
        words.add(point.words(by: behaviour.finding.measure))
        words.add("  \(behaviour.finding.measure.rawValue)  n \(Decimal.count(point.n))", .dim)
        if !point.accuracy.isNaN { words.add("  acc \(Decimal.fixed(point.accuracy, places: 2))", .dim) }
        if point.rung.seeds > 1 { words.add("  \(point.rung.seeds) seeds", .dim) }
      } else {
        words.add("· no run", .dim)
      }
      if first > row { words.write(in: &grid, row: row, column: 0, to: grid.size.columns) }
    }
    let card = ModelsCard(models: picks.count, of: columns.count, behaviours: around.overview.rows.count, around)
    grid.write(card.line(columns: room), row: grid.size.rows - 1, column: 1, as: .dim)
  }
}
