public import Canvas
internal import Runs

extension Board {
  /// Exactly `size` cells. The size is remembered: Ctrl-D depends on it.
  public mutating func view(_ size: Size) -> Grid {
    let grid = draw(size)
    shown = grid
    return grid.drawn(with: around.looks.glyphs)
  }

  private mutating func draw(_ size: Size) -> Grid {
    around.size = Size(columns: size.columns, rows: max(0, size.rows - 2))
    var grid = Grid(size)
    guard size.columns >= Self.smallest.columns, size.rows >= Self.smallest.rows else {
      drawTooSmall(&grid)
      return grid
    }
    let panel = top.screen.panel(in: around.size)
    if panel.columns < around.size.columns, frames.count > 1 {
      grid.paste(frames[frames.count - 2].screen.view(around.size, around), row: 1, column: 0)
      grid.withdrawOffers()
    }
    grid.paste(top.screen.view(panel, around), row: 1, column: around.size.columns - panel.columns)
    drawHead(&grid)
    drawFoot(&grid)
    return grid
  }

  private func drawTooSmall(_ grid: inout Grid) {
    let lines = [
      "too small: \(grid.size.columns)x\(grid.size.rows)", "needs \(Self.smallest.columns)x\(Self.smallest.rows)",
      isTyping ? "Esc ends typing" : "q closes",
    ]
    let first = max(0, (grid.size.rows - lines.count) / 2)
    for (at, line) in lines.enumerated() {
      grid.write(
        line, row: first + at, column: max(0, (grid.size.columns - Text.width(line)) / 2),
        as: at == 0 ? .warning : .text)
    }
  }

  private func drawHead(_ grid: inout Grid) {
    let width = grid.size.columns
    grid.fill(row: 0, columns: 0..<width, on: .bar)
    let right = status(width: width)
    let used = Text.width(right)
    if used > 0 { grid.write(right, row: 0, column: width - used - 1, as: .accent, on: .bar) }
    let room = width - used - (used > 0 ? 3 : 1) - 6
    grid.write(" vane", row: 0, as: .title, on: .bar)
    grid.write(Crumbs.fit(frames.map(\.screen.crumb), to: room), row: 0, column: 7, as: .text, on: .bar)
  }

  /// What is going on, at the right end of the first line.
  private func status(width: Int) -> String {
    if case .instrument? = waiting?.question { return width >= 60 ? "computing …  Ctrl-C stops" : "computing …" }
    if waiting != nil { return "asking …" }
    if let finding = around.finding { return finding.short + (width >= 60 ? "  Ctrl-C stops" : "") }
    guard let progress = around.progress else { return around.hasOverview ? "" : "reading …" }
    return width >= 70 ? progress.sentence : progress.short
  }

  private func drawFoot(_ grid: inout Grid) {
    let (row, width) = (grid.size.rows - 1, grid.size.columns)
    if let prompt {
      let wanted = Text.width(prompt.label) + 2 <= width ? prompt.label : prompt.shortLabel
      let label = grid.write(" \(wanted) ", row: row, as: .key)
      let shown = prompt.window(columns: max(1, width - label - 1))
      let text = Array(prompt.text)
      let line = String(text[shown.characters])
      grid.write(line, row: row, column: label)
      let under = shown.characters.contains(prompt.cursor) ? String(text[prompt.cursor]) : " "
      grid.write(under, row: row, column: label + shown.cursor, on: .cursor)
      if let mistake = prompt.mistake {
        let before = text[
          shown.characters.lowerBound..<max(shown.characters.lowerBound, min(mistake.place, text.count))]
        draw(mistake, at: label + Text.width(String(before)), &grid, row: row - 1)
      }
      if commanding != nil { completion?.draw(in: &grid, row: row - 1) }
      return
    }
    if isTakingAway {
      grid.write(
        Text.truncated(" " + TakeAway.offer(offers.map(\.what), columns: width), to: width), row: row, as: .key)
      return
    }
    if let message = around.message {
      grid.write(Text.truncated(" \(message)", to: width), row: row, as: .warning)
      return
    }
    if let naming {
      let known = views.letters.isEmpty ? "" : "  marked: " + views.letters.map(String.init).joined(separator: " ")
      let text = naming == .mark ? "mark this place: a letter" : "go to a marked place: its letter"
      grid.write(Text.truncated(" \(text)\(known)", to: width), row: row, as: .key)
      return
    }
    let count = digits.isEmpty ? "" : "  \(digits) "
    grid.write(count, row: row, column: width - count.count, as: .key)
    // The count, the way back and the help are always told; the others as far as there is room.
    let everywhere = around.keys.everywhere.hints.filter { $0.key != "Esc" || frames.count > 1 }
    let always = everywhere.filter { $0.key == "Esc" || $0.key == "?" }
    let own =
      top.screen.hints(around)
      + (frames.count == 1 && !around.overview.rows.isEmpty
        ? everywhere.filter { $0.key != "Esc" && $0.key != "?" } : [])
    let end = always.reduce(count.count) { $0 + Text.width($1.key) + Text.width($1.text) + 3 }
    var column = 1
    for hint in own where column + Text.width(hint.key) + Text.width(hint.text) + 1 <= width - end {
      column += draw(hint, &grid, row: row, column: column)
    }
    for hint in always { column += draw(hint, &grid, row: row, column: column) }
  }

  /// A caret above the place in the prompt's line, and beside it what is wrong there.
  private func draw(_ mistake: LineMistake, at place: Int, _ grid: inout Grid, row: Int) {
    let width = grid.size.columns
    let caret = min(place, width - 2)
    let what = Text.truncated(mistake.what, to: width - 4)
    // Left of the caret where there is more room.
    let isLeft = caret + 3 + Text.width(what) > width && caret > width / 2
    grid.fill(row: row, columns: 0..<width, on: .bar)
    grid.write(String(repeating: " ", count: width), row: row)
    grid.write("▼", row: row, column: caret, as: .warning)
    let room = isLeft ? caret - 2 : width - caret - 3
    let text = Text.truncated(what, to: room)
    grid.write(text, row: row, column: isLeft ? caret - 1 - Text.width(text) : caret + 2, as: .warning)
  }

  private func draw(_ hint: (key: String, text: String), _ grid: inout Grid, row: Int, column: Int) -> Int {
    let key = grid.write(hint.key, row: row, column: column, as: .key)
    let text = grid.write(hint.text, row: row, column: column + key + 1, as: .dim)
    if let meant = Key(hint.key) { grid.offer(.key(meant), row: row, columns: column..<column + key + text + 1) }
    return key + text + 3
  }
}
