internal import Canvas

/// A small menu over a list: by which column it is sorted, or which columns it shows.
struct ListMenu: Sendable, Equatable {
  enum Purpose: Sendable, Equatable {
    case sort
    /// With the names of those that are shown.
    case columns(Set<String>)
  }

  enum Outcome: Equatable {
    case goesOn, closes
    case sorts(by: String)
    /// Columns by name, in their order; nil for the usual ones.
    case shows([String]?)
  }

  struct Line: Sendable, Equatable {
    var name: String
    var title: String
    var meaning: String
    var isFixed = false
    /// How it stands: `▾1`.
    var mark = ""
    /// The letter that chooses it.
    fileprivate(set) var letter: Character?
  }

  private(set) var lines: [Line]
  private(set) var purpose: Purpose
  private var place = ListPlace()
  /// False until something was switched or moved.
  private var hasChanged = false

  /// By which column a list is sorted.
  init(sorting lines: [Line], selected: String?) {
    self.lines = lines
    purpose = .sort
    giveLetters()
    place.selected = lines.firstIndex { $0.name == selected } ?? 0
  }

  /// Which columns a list shows: those first, in their order.
  init(columns lines: [Line], shown: [String], isUsual: Bool) {
    let own = isUsual ? lines : shown.compactMap { name in lines.first { $0.name == name } }
    self.lines = own + lines.filter { line in !own.contains { $0.name == line.name } }
    purpose = .columns(Set(shown))
  }

  /// Each the first letter of its name that no line above it took; a name of one letter is that letter.
  private mutating func giveLetters() {
    var taken: Set<Character> = ["j", "k", "q"]
    let short = lines.indices.filter { lines[$0].name.count == 1 }
    for at in short + lines.indices.filter({ lines[$0].name.count > 1 }) {
      let letters = lines[at].name.filter(\.isLetter)
      lines[at].letter = (letters + letters.uppercased()).first { !taken.contains($0) }
      if let letter = lines[at].letter { taken.insert(letter) }
    }
  }

  var prompt: Prompt {
    switch purpose {
    case .sort:
      Prompt(
        label: "sort by: its letter, or j k Enter; the same again turns it round; Esc", shortLabel: "letter, Enter")
    case .columns:
      Prompt(label: "Space on or off  J K move  = as usual  Enter keeps  Esc leaves", shortLabel: "Space J K = Enter")
    }
  }

  mutating func press(_ key: Key) -> Outcome {
    if key.leavesPrompt || key == .character("q") { return .closes }
    switch key {
    case .character("j"), .down: place.move(.down, count: lines.count, page: 1)
    case .character("k"), .up: place.move(.up, count: lines.count, page: 1)
    case .home: place.move(.first, count: lines.count, page: 1)
    case .end: place.move(.last, count: lines.count, page: 1)
    case .enter: return entered
    case .character(let letter): return press(letter)
    case .control, .escape, .tab, .backTab, .backspace, .delete, .insert, .left, .right, .pageUp, .pageDown, .function,
      .wordLeft, .wordRight:
      break
    }
    return .goesOn
  }

  private var entered: Outcome {
    switch purpose {
    case .sort: .sorts(by: lines[place.selected].name)
    case .columns(let shown): hasChanged ? .shows(lines.map(\.name).filter(shown.contains)) : .closes
    }
  }

  private mutating func press(_ letter: Character) -> Outcome {
    switch purpose {
    case .sort:
      guard let line = lines.first(where: { $0.letter == letter }) else { break }
      return .sorts(by: line.name)
    case .columns(var shown):
      let at = place.selected
      switch letter {
      case " " where !lines[at].isFixed:
        if shown.remove(lines[at].name) == nil { shown.insert(lines[at].name) }
        (purpose, hasChanged) = (.columns(shown), true)
      case "J" where at + 1 < lines.count: swap(at, at + 1)
      case "K" where at > 0: swap(at, at - 1)
      case "=": return .shows(nil)
      case _: break
      }
    }
    return .goesOn
  }

  private mutating func swap(_ from: Int, _ to: Int) {
    lines.swapAt(from, to)
    (place.selected, hasChanged) = (to, true)
  }

  /// Over the lower right of what is drawn already, so that the list's head stays in view.
  ///
  /// - Parameter missing: names of columns that are on and have no room.
  func draw(over grid: inout Grid, missing: Set<String> = []) {
    let names = lines.reduce(0) { max($0, Text.width($1.name)) }
    let titles = lines.reduce(0) { max($0, Text.width($1.title + $1.mark)) }
    let meanings = lines.reduce(0) { max($0, Text.width($1.meaning)) }
    let width = min(grid.size.columns - 2, names + titles + meanings + 10)
    let page = max(1, min(lines.count, grid.size.rows - 4))
    let (top, left) = (grid.size.rows - page - 1, grid.size.columns - width - 1)
    let window = place.window(count: lines.count, page: page)
    let more = window.count < lines.count ? "\(window.lowerBound + 1)-\(window.upperBound) of \(lines.count) " : ""
    let head = (purpose == .sort ? " sort by " : " columns ") + more
    grid.write(Text.padded(head, to: width), row: top, column: left, as: .title, on: .bar)
    for (row, at) in window.enumerated() {
      let line = lines[at]
      let ground: Ground = at == place.selected ? .cursor : .bar
      grid.write(String(repeating: " ", count: width), row: top + 1 + row, column: left, on: ground)
      func write(_ text: String, _ column: Int, _ role: Role) {
        guard column < width else { return }
        grid.write(
          Text.truncated(text, to: width - column), row: top + 1 + row, column: left + column, as: role, on: ground)
      }
      switch purpose {
      case .sort: write(line.letter.map(String.init) ?? " ", 2, .key)
      case .columns(let shown):
        let sign = line.isFixed ? "=" : !shown.contains(line.name) ? " " : missing.contains(line.name) ? "-" : "x"
        write("[\(sign)]", 1, sign == "-" ? .dim : .key)
      }
      write(line.name, 5, .text)
      write(line.title + line.mark, names + 7, .heading)
      let isMissing = purpose != .sort && missing.contains(line.name)
      write(isMissing ? "no room for it here" : line.meaning, names + titles + 9, .dim)
    }
  }
}
