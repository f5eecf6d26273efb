import Canvas
import Dashboard

/// What is said of a board, after what was said before.
struct PlainVoice {
  private var path: [String] = []
  private var selected: Int?
  /// The row that `more` begins with.
  private var next = 0
  private var texts: [String] = []

  /// Lines beside the row that an announcement has at most; `read` has all.
  private static let most = 6

  /// Where one is, what was told or is asked, the selected row, and what else is new on the screen.
  ///
  /// - Parameter whole: as if nothing had been said before.
  mutating func announcement(of board: Board, whole: Bool = false) -> [String] {
    let isNew = whole || board.path != path
    path = board.path
    var lines = isNew ? [path.joined(separator: " > ")] : []
    board.told.map { lines.append($0) }
    if let asked = board.asked { return lines + [asked] }
    let row = board.selectedRow()
    if isNew, !whole { next = 0 } else if let place = row?.row.place, place != selected { next = place + 1 }
    selected = row?.row.place
    if let row { lines.append("row \(row.row.place + 1) of \(row.count): \(row.row.text)") }
    let before = isNew ? [] : Set(texts)
    texts = board.texts()
    let fresh = texts.filter { !before.contains($0) && !lines.contains($0) }
    lines += fresh.prefix(Self.most)
    if fresh.count > Self.most { lines.append("and \(fresh.count - Self.most) lines; read reads all") }
    if isNew, let hidden = board.hidden { lines.append(hidden) }
    return lines.isEmpty ? ["nothing has changed"] : lines
  }

  /// The rows behind those that were read last.
  mutating func more(of board: Board, rows count: Int) -> [String] {
    let rows = board.rows(next..<next + count)
    guard let last = rows.last else {
      return [board.selectedRow() == nil ? "no list here; read reads the screen" : "no more rows"]
    }
    next = last.place + 1
    return rows.map(Self.line)
  }

  /// The whole screen; what is left of a very long list is offered.
  mutating func all(of board: Board) -> [String] {
    let (lines, rest) = board.read()
    let said = lines.map { line in
      switch line {
      case .text(let text): text
      case .row(let row): Self.line(row)
      }
    }
    if !rest.isEmpty { next = rest.lowerBound }
    let offer = rest.isEmpty ? [] : ["and \(Decimal.count(rest.count)) rows; more reads on"]
    return [board.path.joined(separator: " > ")] + said + offer
  }

  private static func line(_ row: Spoken.Row) -> String {
    "row \(row.place + 1)\(row.isSelected ? ", selected" : ""): \(row.text)"
  }
}
