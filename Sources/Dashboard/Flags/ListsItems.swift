internal import Canvas
internal import Runs

/// A screen with a list of items, some of which can be taken together as a range.
protocol ListsItems: Screen {
  var flagger: Flagger { get set }
  /// The line where a range was begun; gone when the list is made anew, for its lines are others then.
  var anchor: Int? { get set }
  /// Lines of the list in view; 0 where they are no items.
  var itemLines: Int { get }
  var itemLine: Int { get }

  func item(at line: Int) -> FlagSubject?
  mutating func go(to line: Int, _ around: Surroundings)
}

extension ListsItems {
  /// The lines that f, F and i act on.
  var range: ClosedRange<Int>? { anchor.map { min($0, itemLine)...max($0, itemLine) } }

  func isInRange(_ line: Int) -> Bool { range?.contains(line) ?? false }

  mutating func flag(_ deed: FlagDeed, times: Int?, _ around: inout Surroundings) -> [Effect] {
    guard itemLines > 0 else {
      around.message = "no item is selected here; Tab goes to the items"
      return []
    }
    switch deed {
    case .flag:
      let request = flagger.toggle(takeSubjects(), around)
      return request.words.isEmpty ? [] : [.flag(request)]
    case .reason: flagger.askReason(of: takeSubjects())
    case .note: flagger.askNote(on: takeSubjects(), around)
    case .range:
      if !dropRange(&around) {
        anchor = itemLine
        tellRange(&around)
      }
    case .nextFlagged: goToFlagged(by: 1, times: times ?? 1, &around)
    case .previousFlagged: goToFlagged(by: -1, times: times ?? 1, &around)
    }
    return []
  }

  /// What is acted on is no range any more.
  private mutating func takeSubjects() -> [FlagSubject] {
    let lines = range ?? itemLine...itemLine
    anchor = nil
    return lines.clamped(to: 0...max(0, itemLines - 1)).compactMap(item)
  }

  /// How many it is, after each move.
  func tellRange(_ around: inout Surroundings) {
    guard let range else { return }
    around.message = "\(Decimal.count(range.count)) item\(range.count == 1 ? "" : "s") in the range: f F i; v ends it"
  }

  mutating func dropRange(_ around: inout Surroundings) -> Bool {
    guard anchor != nil else { return false }
    anchor = nil
    around.message = "the range is ended"
    return true
  }

  /// Round the end.
  private mutating func goToFlagged(by step: Int, times: Int, _ around: inout Surroundings) {
    var (line, found, left) = (itemLine, nil as Int?, max(1, times))
    for _ in 0..<itemLines where left > 0 {
      line = (line + step + itemLines) % itemLines
      guard let name = item(at: line)?.name, around.flags[name]?.isFlagged == true else { continue }
      (found, left) = (line, left - 1)
    }
    guard let found else {
      around.message = "no item of this list is flagged"
      return
    }
    go(to: found, around)
    tellRange(&around)
  }
}

extension Grid {
  /// The sign of a line that is in the range.
  mutating func markRange(row: Int) { write("│", row: row, column: 0, as: .accent) }

  /// The first column of lists that keep it free.
  mutating func mark(isInRange: Bool, isFlagged: Bool?, row: Int) {
    if isInRange { markRange(row: row) } else if isFlagged == true { write("!", row: row, column: 0, as: .flag) }
  }
}
