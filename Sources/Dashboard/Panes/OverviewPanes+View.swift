internal import Canvas
internal import Runs
internal import Trends

/// Which rows of the panes' room hold what: the behaviour with its suites, its items, the item.
private struct PanesLayout {
  let behaviour: Int
  let items: Int
  let item: Int

  /// - Parameter hasSuites: false where the behaviour's own list is that of its items.
  init(rows: Int, hasSuites: Bool) {
    // A line with the behaviour's name above, one between the item and what is above it.
    item = max(7, rows * 3 / 10)
    let rest = rows - item - 2
    items = hasSuites ? min(rest - 16, max(4, rest / 4)) : 0
    behaviour = rest - max(0, items)
  }
}

extension OverviewScreen {
  /// Everything right of the list; where a pane is enlarged, all of the room.
  func drawPanes(_ grid: inout Grid, _ layout: OverviewLayout, _ around: Surroundings, from left: Int) {
    let lines = layout.head..<layout.list + layout.page
    let row = row(around)
    guard OverviewPanes.fit(around.size) else { return drawBeside(&grid, layout, around, from: left) }
    guard let behaviour = panes.known(row) else {
      drawBeside(&grid, layout, around, from: left)
      let isMany = row.map { $0.finding.n + $0.finding.dropped > OverviewPanes.mostItems } ?? false
      let words = isMany ? "Enter lists its items" : "reading its items …"
      if row != nil { drawMissing(words, &grid, row: lines.upperBound - 1, column: left + 2, around) }
      return
    }
    if panes.focus != .list { grid.softenCursor(rows: lines, columns: 0..<left) }
    for line in lines { grid.write("│", row: line, column: left, as: .dim) }
    let width = grid.size.columns - left - 1
    let parts = PanesLayout(rows: lines.count, hasSuites: behaviour.hasSuites)
    var at = lines.lowerBound
    title(of: behaviour.key, around).write(in: &grid, row: at, column: left + 2, to: grid.size.columns)
    at += 1
    func paste(_ part: Grid, isFocused: Bool, from first: Int = 0) {
      var part = part
      if !isFocused { part.softenCursor(rows: 0..<part.size.rows, columns: 0..<part.size.columns) }
      grid.paste(part.rows(first..<part.size.rows), row: at, column: left + 1)
      at += part.size.rows - first
    }
    let whole = Size(columns: width, rows: parts.behaviour)
    let main = behaviour.hasSuites ? behaviour.suites : behaviour.items
    paste(
      main.view(whole, around.sized(whole)), isFocused: panes.focus == (behaviour.hasSuites ? .suites : .items))
    if parts.items > 0 {
      // Its list alone: the verdict stands above the suites already.
      let first = behaviour.items.listStart
      let size = Size(columns: width, rows: first + parts.items)
      paste(
        behaviour.items.view(size, around.sized(size)), isFocused: panes.focus == .items, from: first)
    }
    let title = "── item "
    grid.write(
      title + String(repeating: "─", count: max(0, width - Text.width(title))), row: at, column: left + 1, as: .dim)
    at += 1
    let size = Size(columns: width, rows: lines.upperBound - at)
    guard let item = panes.item(of: behaviour) else {
      drawMissing("…", &grid, row: at, column: left + 2, around)
      return
    }
    paste(item.view(size, around.sized(size)), isFocused: panes.focus == .item)
  }

  /// In the place of what is not known: that it is being read, or why it cannot be.
  private func drawMissing(_ words: String, _ grid: inout Grid, row: Int, column: Int, _ around: Surroundings) {
    let why = around.refusal(of: wish(around))
    grid.write(
      Text.truncated(why ?? words, to: grid.size.columns - column - 1), row: row, column: column,
      as: why == nil ? .dim : .warning)
  }

  /// Its name, and how its other prompts stand.
  private func title(of key: BehaviourKey, _ around: Surroundings) -> Words {
    var words = Words()
    words.add(key.description, .title)
    let others = around.overview.rows.filter { $0.key.behaviour == key.behaviour && $0.key != key }
    if !others.isEmpty { words.add("   other prompts", .dim) }
    for row in others {
      words.add("  \(row.key.variant ?? "no name") ")
      words.add(row.finding.word, row.finding.verdict.role)
    }
    return words
  }

  /// The pane in focus in all of the room below the facts; false where that is the list.
  func drawEnlarged(_ grid: inout Grid, _ layout: OverviewLayout, _ around: Surroundings) -> Bool {
    guard OverviewPanes.fit(around.size), panes.isEnlarged, panes.focus != .list,
      let behaviour = panes.known(row(around))
    else { return false }
    let size = Size(columns: grid.size.columns, rows: grid.size.rows - layout.head)
    let inner = around.sized(size)
    let part: Grid? =
      switch panes.focus {
      case .list: nil
      case .suites: behaviour.suites.view(size, inner)
      case .items: behaviour.items.view(size, inner)
      case .item: panes.item(of: behaviour)?.view(size, inner)
      }
    guard let part else { return false }
    grid.paste(part, row: layout.head, column: 0)
    return true
  }
}
