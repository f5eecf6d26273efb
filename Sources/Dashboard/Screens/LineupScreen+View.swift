public import Canvas
internal import Runs
internal import Trends

extension LineupScreen {
  public func view(_ size: Size, _ around: Surroundings) -> Grid {
    var grid = Grid(size)
    if let current {
      drawHead(&grid, current)
      drawPanels(&grid, current)
    } else {
      drawText(&grid, around)
    }
    return grid
  }

  private func drawHead(_ grid: inout Grid, _ lineup: Lineup) {
    let width = grid.size.columns
    let place = " line-up \(picks.count + 1) of \(contents.round.lineups.count)"
    let right = "seed \(contents.round.seed) "
    let seen = contents.isSeen(lineup) ? [", seen in the round before", ", seen before"] : []
    let left = seen.map { place + $0 }.first { Text.width($0) + Text.width(right) + 2 <= width } ?? place
    grid.write(left, row: 0, as: .title)
    let blind = "blind: no names, no units, no scores"
    if Text.width(left) + Text.width(right) + Text.width(blind) + 6 <= width {
      grid.write(blind, row: 0, column: Text.width(left) + 3, as: .dim)
    }
    grid.write(right, row: 0, column: max(Text.width(left) + 2, width - Text.width(right)), as: .dim)
    for (at, line) in Paragraph.lines(lineup.question.sentence, columns: width - 2, rows: 2).enumerated() {
      grid.write(line, row: 1 + at, column: 1, as: .text)
    }
  }

  private func drawPanels(_ grid: inout Grid, _ lineup: Lineup) {
    guard let panels = LineupPanels(lineup, in: grid.size) else {
      let text = "\(lineup.panels.count) panels do not fit here: make the window larger. Nothing is counted meanwhile."
      for (at, line) in Paragraph.lines(text, columns: grid.size.columns - 2, rows: 3).enumerated() {
        grid.write(line, row: 4 + at, column: 1, as: .warning)
      }
      return
    }
    if panels.lineRows > 0 {
      let columns = min(grid.size.columns - 4, max(lineup.line.count * LineupPanels.widest, panels.curveColumns))
      grid.write(
        curve: lineup.line, row: LineupPanels.head, column: 3, Size(columns: columns, rows: panels.lineRows),
        as: .line1)
    }
    for (at, curve) in lineup.panels.enumerated() {
      let (row, column) = panels.place(of: at)
      if at == cursor {
        for line in row..<row + panels.curveRows { grid.fill(row: line, columns: column..<column + 2, on: .cursor) }
      }
      grid.offer(.line(at), rows: row..<row + panels.curveRows, columns: column..<column + panels.width)
      grid.write(String(Self.letters[at]), row: row, column: column, as: at == cursor ? .title : .key)
      grid.write(
        curve: curve, row: row, column: column + 2, Size(columns: panels.curveColumns, rows: panels.curveRows),
        as: lineup.question == .whichAccuracy ? .line2 : .line1)
    }
  }

  // MARK: - Before and after

  /// From here on the machine stands beside the person.
  private static let wide = 130

  private func drawText(_ grid: inout Grid, _ around: Surroundings) {
    let (own, machine) = texts(grid.size, around)
    let first = min(top, lastTop(grid.size, around))
    let isWide = grid.size.columns >= Self.wide
    let rest = own.count - first - grid.size.rows
    let more = isWide || rest <= 0 ? "" : " j: \(rest) more lines "
    let end = grid.size.columns - Text.width(more)
    for (row, line) in own.dropFirst(first).prefix(grid.size.rows).enumerated() {
      line.write(in: &grid, row: row, column: 1, to: row == grid.size.rows - 1 ? end : grid.size.columns)
    }
    guard isWide else {
      grid.write(more, row: grid.size.rows - 1, column: end, as: .dim, on: .bar)
      return
    }
    for (row, line) in machine.dropFirst(first).prefix(grid.size.rows).enumerated() {
      line.write(in: &grid, row: row, column: grid.size.columns / 2 + 2, to: grid.size.columns)
    }
  }

  func lastTop(_ size: Size, _ around: Surroundings) -> Int {
    let (own, machine) = texts(size, around)
    return max(0, max(own.count, machine.count) - size.rows)
  }

  /// In one column the machine's part follows the person's.
  private func texts(_ size: Size, _ around: Surroundings) -> (own: [Words], machine: [Words]) {
    let isWide = size.columns >= Self.wide
    let columns = (isWide ? size.columns / 2 : size.columns) - 2
    var page = Page(columns: columns)
    if phase == .over { page.addRound(contents, picks) } else { page.addRules(contents, around) }
    if phase == .before { page.addSeen(contents) }
    page.addRecord(around.lineups, isRoundOver: phase == .over)
    let own = page.lines
    page = Page(columns: columns)
    page.addMachine(contents)
    return isWide ? (own, page.lines) : (own + [Words()] + page.lines, [])
  }
}
