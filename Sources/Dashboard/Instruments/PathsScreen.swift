public import Canvas
public import Runs
internal import Trends

/// The specification curve: all paths of analysis side by side from falling to rising, with what each one chose.
public struct PathsScreen: Screen {
  public enum Action: Sendable {
    case right, left, first, last, usual, copy
    case scroll(Move)
  }

  public static let title = "Paths of analysis"
  public static let keymap = Keymap<Action>([
    .init("l", .right, does: .right, as: "right", "next path", hint: "next"),
    .init("h", .left, does: .left, as: "left", "path before"),
    .init("g", .home, does: .first, as: "first", "the path that speaks most for falling"),
    .init("G", .end, does: .last, as: "last", "the path that speaks most for rising"),
    .init("j", .down, does: .scroll(.down), as: "down", "down, where choices and notes go on below"),
    .init("k", .up, does: .scroll(.up), as: "up", "up"),
    .init(.control("d"), does: .scroll(.halfDown), as: "half-down", "half a page down"),
    .init(.control("u"), does: .scroll(.halfUp), as: "half-up", "half a page up"),
    .init(.control("f"), .pageDown, does: .scroll(.pageDown), as: "page-down", "a page down"),
    .init(.control("b"), .pageUp, does: .scroll(.pageUp), as: "page-up", "a page up"),
    .init("d", does: .usual, as: "default-path", "the default path", hint: "default"),
    .init("y", does: .copy, as: "copy", "copy the counts"),
  ])

  private var contents: PathsContents
  private let instrument: Instrument
  /// Paths from the strongest fall to the strongest rise.
  private(set) var order: [Int] = []
  private(set) var place = 0
  private var scroll = Scroll()

  init(_ contents: PathsContents, _ instrument: Instrument) {
    self.contents = contents
    self.instrument = instrument
    sort()
    place = usual ?? 0
  }

  public var crumb: String { "\(contents.key) > paths" }
  public var question: Question? { .instrument(instrument) }
  public func subject(_ around: Surroundings) -> BehaviourKey? { contents.key }

  private var paths: [Multiverse.Path] { contents.multiverse.paths }
  /// What makes a path the same one after its slope has changed.
  private func choice(_ at: Int) -> Choice {
    let path = paths[at]
    return Choice(choices: contents.choices[path.universe], measure: path.measure, aggregation: path.aggregation)
  }

  private struct Choice: Equatable {
    let choices: PathsContents.Choices
    let measure: Measure
    let aggregation: Multiverse.Aggregation
  }

  /// Place of the default path in the order.
  private var usual: Int? { order.firstIndex { paths[$0].isDefault } }

  private mutating func sort() {
    let all = paths
    order = all.indices.sorted { (Self.evidence(all[$0]), $0) < (Self.evidence(all[$1]), $1) }
  }

  /// −1 certain fall … +1 certain rise. Slopes of different measures have no common unit; how sure each is has.
  private static func evidence(_ path: Multiverse.Path) -> Double {
    let sure = path.p.isNaN ? 0 : 1 - path.p
    return path.slope < 0 ? -sure : path.slope > 0 ? sure : 0
  }

  /// Row of the strip, of 3 or more. The outermost are called sure: a path whose interval holds 0 never stands there, however
  /// few rows there are to round to.
  static func row(of evidence: Double, isSure: Bool, in rows: Int) -> Int {
    let row = Int(((1 - evidence) * Double(rows - 1) / 2).rounded())
    return isSure ? row : max(1, min(rows - 2, row))
  }

  public mutating func update(_ action: Action, times: Int?, _ around: inout Surroundings) -> [Effect] {
    switch action {
    case .right: place += times ?? 1
    case .left: place -= times ?? 1
    case .first: place = 0
    case .last: place = order.count - 1
    case .usual:
      guard let usual else {
        around.message = "the default path has no slope"
        break
      }
      place = usual
    case .copy: return [.copy("\(contents.key): \(counts). \(agreement)")]
    case .scroll(let move):
      guard !paths.isEmpty else { break }
      let (choices, columns) = (choiceLines, around.size.columns)
      let lines = below(choices, bins(columns), columns: columns).lines.count
      scroll.move(move, lines: lines, page: PathsLayout(choices: choices.count, around.size).below.count, times: times)
    }
    place = max(0, min(place, order.count - 1))
    return []
  }

  public mutating func take(_ answer: Answer) -> Bool {
    guard case .instrument(_, .paths(let new)) = answer else { return false }
    let old = order.map(choice)
    var list = ListPlace()
    list.selected = place
    contents = new
    sort()
    list.follow(from: old, to: order.map(choice))
    place = list.selected
    return true
  }

  // MARK: - Words

  private var counts: String {
    let all = contents.multiverse
    return "\(paths.count) paths: \(all.rising) rising, \(all.falling) falling, \(all.others) neither; "
      + "slopes \(all.up) up, \(all.down) down"
  }

  private var agreement: String {
    guard let share = contents.multiverse.agreement else { return "The default path has no direction to agree with." }
    return "\(Decimal.fixed(100 * share, places: 0)) % of them have the default path's direction."
  }

  // MARK: - View

  public func view(_ size: Size, _ around: Surroundings) -> Grid {
    var grid = Grid(size)
    guard !paths.isEmpty else {
      grid.write("no path leads to a slope on these runs", row: 0, column: 1, as: .warning)
      return grid
    }
    var head = Words()
    head.add(counts, .heading)
    head.write(in: &grid, row: 0, column: 1, to: size.columns)
    grid.write(Text.truncated(agreement, to: size.columns - 2), row: 1, column: 1)
    drawReading(&grid, row: 2)
    let (bins, choices) = (self.bins(size.columns), choiceLines)
    let layout = PathsLayout(choices: choices.count, size)
    drawStrip(&grid, bins, left: Self.left(size.columns), from: layout.strip.lowerBound, rows: layout.strip.count)
    drawBelow(&grid, choices, bins, rows: layout.below)
    return grid
  }

  /// Cells of the names, left of the paths.
  private static func left(_ columns: Int) -> Int { min(20, max(8, columns / 4)) }

  private func bins(_ columns: Int) -> PathBins {
    PathBins(count: order.count, columns: max(1, columns - Self.left(columns) - 2))
  }

  private func drawStrip(_ grid: inout Grid, _ bins: PathBins, left: Int, from top: Int, rows: Int) {
    grid.write(Text.padded("surely rising", to: left - 1), row: top, column: 1, as: .rising)
    grid.write(Text.padded("no direction", to: left - 1), row: top + rows / 2, column: 1, as: .dim)
    grid.write(Text.padded("surely falling", to: left - 1), row: top + rows - 1, column: 1, as: .falling)
    for column in 0..<bins.used {
      let here = bins.paths(of: column)
      let at = left + 1 + column * bins.width
      let isRead = here.contains(place)
      let isUsual = usual.map(here.contains) ?? false
      let shown = isRead ? place : isUsual ? usual ?? here.lowerBound : (here.lowerBound + here.upperBound - 1) / 2
      let path = paths[order[shown]]
      let row = top + Self.row(of: Self.evidence(path), isSure: !path.interval.contains(0), in: rows)
      grid.write(String(repeating: "·", count: bins.width), row: top + rows / 2, column: at, as: .dim)
      grid.write(isUsual ? "◆" : "●", row: row, column: at, as: isUsual ? .accent : path.verdict.role)
      if isRead { for line in top..<top + rows { grid.fill(row: line, columns: at..<at + bins.width, on: .cursor) } }
    }
  }

  private struct ChoiceLine {
    var name: String
    /// By path.
    var has: [Bool]
  }

  /// A line for each thing that paths differ in.
  private var choiceLines: [ChoiceLine] {
    let all = paths
    func lines(_ name: (Multiverse.Path) -> String) -> [ChoiceLine] {
      let names = all.map(name)
      var seen: Set<String> = []
      let kinds = names.filter { seen.insert($0).inserted }
      return kinds.count < 2 ? [] : kinds.map { kind in ChoiceLine(name: kind, has: names.map { $0 == kind }) }
    }
    return lines(\.measure.rawValue) + lines(\.aggregation.rawValue)
      + lines { "prompt " + (contents.choices[$0.universe].variant ?? "default") }
      + lines { contents.choices[$0.universe].families.joined(separator: "+") }
      + lines { contents.choices[$0.universe].axis.title }
  }

  /// The choices, and below them the notes, as far as there is room.
  private func drawBelow(_ grid: inout Grid, _ choices: [ChoiceLine], _ bins: PathBins, rows: Range<Int>) {
    let page = below(choices, bins, columns: grid.size.columns)
    page.draw(in: &grid, rows: rows, from: scroll.top)
    guard let column = (0..<bins.used).first(where: { bins.paths(of: $0).contains(place) }) else { return }
    let at = Self.left(grid.size.columns) + 1 + column * bins.width
    let hidden = max(0, page.lines.count - rows.count)
    let shown = choices.count - min(scroll.top, hidden)
    // Where not all lines are seen the last one ends in which they are.
    for row in rows.prefix(max(0, min(shown, hidden > 0 ? rows.count - 1 : rows.count))) {
      grid.fill(row: row, columns: at..<at + bins.width, on: .cursor)
    }
  }

  /// What the paths chose, a line for each choice, and what is to be known of the path that is read.
  private func below(_ choices: [ChoiceLine], _ bins: PathBins, columns: Int) -> Page {
    var page = Page(columns: columns - 2)
    for choice in choices { page.add(words(on: choice, bins, left: Self.left(columns))) }
    if !choices.isEmpty { page.add() }
    let path = paths[order[place]]
    let choice = contents.choices[path.universe]
    page.add(
      "\(path.measure.rawValue), \(path.aggregation.rawValue), prompt \(choice.variant ?? "default"), "
        + "\(choice.families.joined(separator: "+")), \(choice.axis.title)")
    var notes = "◆ default, fixed before looking. Paths share their data: their number is no number of tests."
    if let halves = contents.halves {
      notes += halves.agree ? " Both halves of the items agree." : " The two halves of the items disagree."
    }
    if contents.multiverse.withoutSlope > 0 { notes += " \(contents.multiverse.withoutSlope) without a slope." }
    page.add(notes, .dim)
    return page
  }

  private func words(on choice: ChoiceLine, _ bins: PathBins, left: Int) -> Words {
    var words = Words()
    words.add(Text.padded(Text.truncated(choice.name, to: left - 1), to: left), .dim)
    for column in 0..<bins.used {
      let here = bins.paths(of: column)
      let count = here.count { choice.has[order[$0]] }
      let glyph: Character = count == 0 ? " " : count == here.count ? "█" : count * 2 >= here.count ? "▓" : "░"
      words.add(String(repeating: glyph, count: bins.width), here.contains(place) ? .accent : .text)
    }
    return words
  }

  private func drawReading(_ grid: inout Grid, row: Int) {
    let path = paths[order[place]]
    var words = Words()
    words.add("\(place + 1)/\(order.count) ", .key)
    if path.isDefault { words.add("default ", .accent) }
    words.add(path.verdict.word, path.verdict.role)
    words.add("  \(Decimal.sided(path.slope, places: path.interval.places(of: path.measure)))")
    words.add(" \(path.interval.bracketed(by: path.measure))")
    words.add("  p \(Decimal.p(path.p))\(path.isPooled ? " pooled" : "")  n \(Decimal.count(path.n))", .dim)
    words.add("  \(path.measure.unit) \(contents.choices[path.universe].axis.per)", .dim)
    words.write(in: &grid, row: row, column: 1, to: grid.size.columns)
  }
}

/// Which rows of the room hold what, below the counts and the path that is read.
private struct PathsLayout {
  let strip: Range<Int>
  /// The choices and the notes.
  let below: Range<Int>

  init(choices: Int, _ size: Size) {
    let head = 3
    // The strip leaves room for the choices and five lines of notes, and is never flatter than three rows.
    let end = head + max(3, min(12, size.rows - head - choices - 5))
    strip = head..<end
    below = end..<max(end, size.rows)
  }
}

/// Which paths stand in which column: one each as long as they fit, else as evenly as can be.
struct PathBins {
  let count: Int
  /// Columns that paths stand in, and cells of each.
  let used: Int
  let width: Int

  init(count: Int, columns: Int) {
    self.count = count
    used = min(count, columns)
    width = max(1, min(4, columns / max(1, count)))
  }

  func paths(of column: Int) -> Range<Int> { column * count / used..<(column + 1) * count / used }
}
