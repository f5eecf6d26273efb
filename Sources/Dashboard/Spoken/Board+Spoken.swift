public import Canvas

/// A board for whoever does not see it: where she is, what is selected, and every screen as linear text.
extension Board {
  /// As wide as a screen gets without anything beside it, so that no column gives way before it must.
  private static let spokenColumns = 119
  /// Rows of a list that are looked at in one go.
  private static let spokenRows = 60
  /// The same where there is a chart above it.
  private static let highRows = 200
  /// Rows that are read in one go beyond one high view.
  private static let mostRead = 1000

  /// What the last line would tell.
  public var told: String? { prompt?.mistake.map { "\($0.what), at character \($0.place + 1)" } ?? around.message }

  /// What is being asked, and what was typed so far; nil while nothing is typed.
  public var asked: String? { prompt.map { $0.text.isEmpty ? $0.label : "\($0.label) \($0.text)" } }

  /// How many behaviours are hidden and by what; nil for none.
  public var hidden: String? { overview.hidden + around.filtered > 0 ? around.hidden(columns: .max) : nil }

  private var overview: OverviewContents { around.overview }

  /// The selected row, and of how many; nil on a screen without a list.
  public func selectedRow() -> (row: Spoken.Row, count: Int)? {
    var board = self
    guard let row = board.spoken(rows: Self.spokenRows).selected else { return nil }
    return (row, max(row.place + 1, board.count()))
  }

  /// Some rows of the list, read and not selected; fewer at its end, none on a screen without one.
  public func rows(_ range: Range<Int>) -> [Spoken.Row] {
    var board = self
    var found: [Int: Spoken.Row] = [:]
    let selected = board.spoken(rows: Self.spokenRows).selected?.place
    // Up from the end, as far as each view reaches: where there is little room it holds fewer rows than are wanted.
    var place = range.upperBound - 1
    while place >= range.lowerBound {
      board.go(to: place)
      let rows = board.spoken(rows: Self.highRows).rows.filter { range.contains($0.place) }
      for var row in rows {
        row.isSelected = row.place == selected
        found[row.place] = row
      }
      place = min(place, rows.first?.place ?? range.lowerBound) - 1
    }
    return range.compactMap { found[$0] }
  }

  /// What stands on the screen beside the rows of its list.
  public func texts() -> [String] {
    var board = self
    return board.spoken(rows: Self.spokenRows).lines.compactMap { line in
      if case .text(let text) = line { text } else { nil }
    }
  }

  /// The whole screen. Each few rows beyond one high view of it cost views of their own, so that a very long list is
  /// not read to its end.
  ///
  /// - Returns: `rest`: the rows of the list that come then; empty where it has been read to its end.
  public func read() -> (lines: [Spoken.Line], rest: Range<Int>) {
    var board = self
    let count = board.count()
    // Higher than any text, and than most lists.
    let lines = spoken(of: self, rows: 1000)
    guard let last = lines.lastIndex(where: { if case .row = $0 { true } else { false } }),
      case .row(let row) = lines[last], row.place + 1 < count
    else { return (lines, count..<count) }
    var more: [Spoken.Line] = []
    var next = row.place + 1
    let stop = min(count, next + Self.mostRead)
    while next < stop {
      let found = rows(next..<min(stop, next + Self.spokenRows / 2))
      guard let end = found.last?.place, end >= next else {
        next = count
        break
      }
      more += found.map(Spoken.Line.row)
      next = end + 1
    }
    return (Array(lines[...last]) + more + lines[(last + 1)...], next..<count)
  }

  private func spoken(of board: Board, rows: Int) -> [Spoken.Line] {
    var board = board
    return board.spoken(rows: rows).lines
  }

  private mutating func spoken(rows: Int) -> Spoken {
    // In ASCII a sign of a picture could not be told from a letter.
    around.looks.glyphs = .block
    return Spoken(view(Size(columns: Self.spokenColumns, rows: rows)), within: 1..<rows - 1)
  }

  /// Rows of the list on screen.
  private mutating func count() -> Int {
    go(to: 999_999_999)
    return (spoken(rows: Self.spokenRows).selected?.place ?? -1) + 1
  }

  /// Effects are none of the reader's: nothing is asked for.
  private mutating func go(to place: Int) {
    _ = frames[frames.count - 1].screen.act("last", times: place + 1, &around)
  }
}
