internal import Canvas

/// Words that would go on from what stands before the cursor, one after the other in its place.
struct Completion: Equatable, Sendable {
  struct Word: Hashable, Sendable {
    let text: String
    /// Another word follows as a rule.
    var goesOn = true
    /// As the line of words shows it, where that says less.
    var label: String?

    var shown: String { label ?? text }
  }

  let words: [Word]
  /// nil: what was typed stands there again.
  private(set) var chosen: Int?
  private let line: String
  /// Characters before the word, and behind it.
  private let start: Int
  private let end: Int

  /// - Parameters:
  ///   - start: where in the line the word begins, in characters.
  ///   - words: those that begin so; where none does, those that hold it are offered.
  /// - Returns: nil where nothing would go on from there.
  init?(of line: String, from start: Int, to end: Int, among words: [Word]) {
    let typed = String(line.prefix(end).dropFirst(start))
    var found = words.filter { $0.text.hasPrefix(typed) }
    if found.isEmpty { found = words.filter { $0.text.lowercased().contains(typed.lowercased()) } }
    guard !found.isEmpty else { return nil }
    var seen: Set<String> = []
    self.words = found.filter { seen.insert($0.text).inserted }
    (self.line, self.start, self.end) = (line, start, end)
  }

  /// The next one, or the one before; between the last and the first stands what was typed.
  mutating func turn(by step: Int) {
    let count = words.count + 1
    let at = ((chosen ?? words.count) + step + count) % count
    chosen = at == words.count ? nil : at
  }

  /// The line with the word in it, and where the cursor stands then.
  var outcome: (line: String, cursor: Int) {
    guard let chosen else { return (line, end) }
    let word = words[chosen].text + (words.count == 1 && words[chosen].goesOn && end == line.count ? " " : "")
    return (line.prefix(start) + word + line.dropFirst(end), start + word.count)
  }

  /// The words in one line, the chosen one in sight, and how many there are that it has no room for.
  func draw(in grid: inout Grid, row: Int) {
    let width = grid.size.columns
    grid.write(String(repeating: " ", count: width), row: row, column: 0, on: .bar)
    let window = window(columns: width)
    var column = 1
    if window.lowerBound > 0 {
      column += grid.write("\(window.lowerBound) before ", row: row, column: column, as: .dim, on: .bar) + 1
    }
    for at in window {
      let text = Text.truncated(words[at].shown, to: max(1, width - column - 1))
      let isChosen = at == chosen
      if isChosen { grid.write("[", row: row, column: column - 1, as: .key, on: .cursor) }
      let used = grid.write(
        text, row: row, column: column, as: isChosen ? .title : .text, on: isChosen ? .cursor : .bar)
      if isChosen { grid.write("]", row: row, column: column + used, as: .key, on: .cursor) }
      column += used + 2
    }
    if window.upperBound < words.count {
      grid.write("\(words.count - window.upperBound) more", row: row, column: column, as: .dim, on: .bar)
    }
  }

  /// Page by page, so that the words stand still while one after the other is chosen.
  private func window(columns: Int) -> Range<Int> {
    let widths = words.map { Text.width($0.shown) + 2 }
    var start = 0
    while true {
      // What the counts take.
      let room = columns - (start > 0 ? 22 : 10)
      var (end, used) = (start, 0)
      while end < widths.count, end == start || used + widths[end] <= room {
        (end, used) = (end + 1, used + widths[end])
      }
      if end == widths.count || (chosen ?? 0) < end { return start..<end }
      start = end
    }
  }
}
