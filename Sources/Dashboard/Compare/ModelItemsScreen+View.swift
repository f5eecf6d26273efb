public import Canvas
internal import Runs
internal import Trends

extension ModelItemsScreen {
  public func view(_ size: Size, _ around: Surroundings) -> Grid {
    var grid = Grid(size)
    guard !contents.rows.isEmpty else {
      grid.write("no items are stored of it", row: 0, column: 1, as: .warning)
      return grid
    }
    drawHead(&grid)
    drawTabs(&grid, row: 2)
    drawItems(&grid, from: 3, around)
    drawFoot(&grid, around)
    return grid
  }

  private func drawHead(_ grid: inout Grid) {
    let room = grid.size.columns - 2
    guard let difference = contents.difference else {
      grid.write(Text.truncated(ModelPair.wanted(after: first), to: room), row: 0, column: 1, as: .accent)
      grid.write(
        Text.truncated("\(contents.measure.rawValue), \(contents.measure.unit)   x missed   · no run", to: room),
        row: 1,
        column: 1, as: .dim)
      return
    }
    let (a, b) = (difference.pair.a, difference.pair.b)
    let names = "A \(a), B \(b): "
    let hasNames = Text.width(names) * 2 < grid.size.columns
    let line = (hasNames ? names : "") + difference.difference(columns: room - (hasNames ? Text.width(names) : 0))
    grid.write(
      Text.truncated(line, to: room), row: 0, column: 1, as: difference.comparison == nil ? .warning : .heading)
    grid.write(Text.truncated(difference.shares(columns: room), to: room), row: 1, column: 1)
  }

  private func drawTabs(_ grid: inout Grid, row: Int) {
    grid.fill(row: row, columns: 0..<grid.size.columns, on: .bar)
    let counts = contents.difference?.discordance
    let all: [Discordance.Outcome?] = [nil] + (counts == nil ? [] : Discordance.Outcome.allCases.map(Optional.some))
    let isWide = grid.size.columns >= 76
    var column = 1
    for one in all {
      let name: String =
        one.map { outcome in
          "\(isWide ? outcome.words : outcome.shortWords) \(Decimal.count(counts?[outcome] ?? 0))"
        } ?? "all \(Decimal.count(contents.rows.count))"
      let text = one == outcome ? "[\(name)]" : isWide ? " \(name) " : name
      column += grid.write(text, row: row, column: column, as: one == outcome ? .title : .dim, on: .bar) + 1
    }
    if column <= grid.size.columns - 4 {
      grid.write("Tab", row: row, column: grid.size.columns - 4, as: .dim, on: .bar)
    }
  }

  private func drawItems(_ grid: inout Grid, from top: Int, _ around: Surroundings) {
    let size = grid.size
    let longest = listed.prefix(2000).reduce(4) { max($0, Text.width(contents.rows[$1].name.item)) }
    let name = min(longest, size.columns >= 100 ? 24 : size.columns >= 76 ? 16 : 11)
    let pinned = [contents.pair?.a, contents.pair?.b].compactMap { name in
      contents.models.firstIndex { $0.name == name }
    }
    let hasText = listed.prefix(50).contains { !contents.rows[$0].text.isEmpty }
    // The questions are worth more than a fifth model.
    let textRoom =
      hasText && size.columns >= 76 ? max(size.columns / 4, min(size.columns / 2, size.columns - name - 38)) : 0
    let layout = ModelColumns(
      Array(contents.models.indices), pinned: pinned, read: read, from: name + 1,
      columns: size.columns - name - 2 - textRoom)
    grid.write(Text.padded("ITEM", to: name), row: top, column: 1, as: .heading)
    for placed in layout.placed {
      let model = contents.models[placed.model]
      let pick = model.name == contents.pair?.a || model.name == first ? 0 : model.name == contents.pair?.b ? 1 : nil
      let title = ModelColumns.title(ScaleColumns.label(model.x, on: contents.axis), pick: pick)
      grid.write(
        Text.padded(title, to: ModelColumns.width - 1, .right), row: top, column: placed.at, as: .heading,
        on: placed.model == read ? .cursor : .plain)
    }
    if textRoom > 0 { grid.write("TEXT", row: top, column: layout.end + 2, as: .heading) }
    let shade = Shade(
      of: listed.prefix(2000).lazy.flatMap { contents.rows[$0].values }, hasZero: contents.measure.hasNeutralZero)
    for (line, number) in place.window(count: listed.count, page: Self.page(size)).enumerated() {
      let (row, item) = (top + 1 + line, contents.rows[listed[number]])
      let isSelected = number == place.selected
      grid.list(number, row: row, isSelected: isSelected, isPicked: isInRange(number))
      grid.mark(isInRange: isInRange(number), isFlagged: around.flags[item.name]?.isFlagged, row: row)
      grid.write(Text.clipped(item.name.item, to: name), row: row, column: 1)
      for placed in layout.placed {
        grid.write(
          item.values[placed.model], shade: shade, isRight: item.right[placed.model], row: row, column: placed.at,
          on: isSelected ? nil : pinned.contains(placed.model) ? .picked : nil)
      }
      if textRoom > 0 {
        let room = size.columns - layout.end - 3
        grid.write(
          Text.truncated(item.text.isEmpty ? item.name.suite : item.text, to: room), row: row, column: layout.end + 2,
          as: .dim)
      }
    }
    if listed.isEmpty { grid.write("no item is so", row: top + 1, column: 1, as: .dim) }
  }

  /// The cell that is read, and how the models were chosen.
  private func drawFoot(_ grid: inout Grid, _ around: Surroundings) {
    let (size, room) = (grid.size, grid.size.columns - 2)
    if size.rows >= 16, let row, contents.models.indices.contains(read) {
      let model = contents.models[read]
      var words = Words()
      words.add(" \(model.name)", .heading)
      let value = row.values[read]
      words.add("  \(value.isNaN ? "· no run" : Decimal.signed(value, places: 3))")
      row.right[read].map { words.add($0 ? "  right" : "  missed", $0 ? .dim : .falling) }
      if model.seeds > 1 { words.add("  mean of \(model.seeds) seeds", .dim) }
      words.add("  \(row.name.suite)", .dim)
      words.write(in: &grid, row: size.rows - 2, column: 0, to: size.columns)
    }
    grid.write(card(around).line(columns: room), row: size.rows - 1, column: 1, as: .dim)
  }

  private func card(_ around: Surroundings) -> ModelsCard {
    ModelsCard(models: contents.pair == nil ? 0 : 2, of: contents.models.count, behaviours: contents.seen, around)
  }

  /// The counts, the items listed and the card.
  func words(_ around: Surroundings) -> String {
    guard let difference = contents.difference else {
      return row.map { row in
        let cells = zip(contents.models, row.values).map {
          "\($0.name) \($1.isNaN ? "no run" : Decimal.signed($1, places: 3))"
        }
        return "\(contents.key) \(row.name.suite) \(row.name.item), \(contents.measure.rawValue): "
          + cells.joined(separator: ", ")
      } ?? ""
    }
    let head = [
      "\(contents.key): A \(difference.pair.a), B \(difference.pair.b)", difference.difference(), difference.counts,
      difference.shares(),
    ]
    let items = outcome.map { outcome in
      [
        "\(outcome.words): "
          + listed.map { "\(contents.rows[$0].name.suite) \(contents.rows[$0].name.item)" }.joined(separator: ", ")
      ]
    }
    return (head + (items ?? []) + [card(around).line()]).filter { !$0.isEmpty }.joined(separator: "\n")
  }
}
