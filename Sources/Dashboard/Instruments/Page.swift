internal import Canvas

/// Lines of words, as many as it takes; the screen shows what fits and scrolls.
struct Page {
  let columns: Int
  private(set) var lines: [Words] = []

  init(columns: Int) { self.columns = columns }

  /// A paragraph, wrapped; nothing makes an empty line.
  mutating func add(_ text: String = "", _ role: Role = .text) {
    for line in text.isEmpty ? [""] : Text.wrapped(text, to: max(1, columns)) {
      var words = Words()
      words.add(line, role)
      lines.append(words)
    }
  }

  mutating func add(_ words: Words) { lines.append(words) }

  /// Draws the lines from `top` on into these rows, and says when there are more.
  func draw(in grid: inout Grid, rows: Range<Int>, from top: Int) {
    let first = min(top, max(0, lines.count - rows.count))
    let isCut = lines.count > rows.count
    let text = isCut ? " \(first + 1)-\(min(lines.count, first + rows.count)) of \(lines.count) " : ""
    let end = max(0, grid.size.columns - Text.width(text))
    for (row, line) in zip(rows, lines.dropFirst(first)) {
      // The last line ends before the count, and says so; covered by it, half a number would pass for a whole one.
      line.write(in: &grid, row: row, column: 1, to: row == rows.last ? end : grid.size.columns)
    }
    if isCut, let last = rows.last { grid.write(text, row: last, column: end, as: .dim) }
  }
}

/// Where a page is scrolled to.
struct Scroll: Equatable, Sendable {
  private(set) var top = 0

  mutating func move(_ move: Move, lines: Int, page: Int, times: Int?) {
    var place = ListPlace()
    // The window may have grown since, and what is in view is what moves.
    place.selected = min(top, max(0, lines - page))
    place.move(move, count: max(1, lines - page + 1), page: page, times: times)
    top = place.selected
  }
}
