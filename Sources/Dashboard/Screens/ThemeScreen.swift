public import Canvas

/// The themes there are. The one that is selected is what the terminal draws with, here and in what lies beside; only
/// Enter keeps it, and any other way out leaves everything as it was.
public struct ThemeScreen: Screen {
  public enum Action: Sendable {
    case move(Move)
    case keep
  }

  public static let title = "Themes"
  public static let keymap = Keymap<Action>(
    Move.bindings { .move($0) } + [
      .init(.enter, does: .keep, as: "open", "draw with this theme from now on", hint: "keep")
    ])

  private let themes: [Theme]
  private var place = ListPlace()

  /// - Parameter current: is among them, or stands before them.
  init(_ themes: [Theme], current: Theme) {
    self.themes = (themes.contains(current) ? [] : [current]) + themes
    place.selected = self.themes.firstIndex(of: current) ?? 0
  }

  public var crumb: String { "themes" }

  /// What is being looked at.
  var shown: Theme { themes[place.selected] }

  public mutating func update(_ action: Action, times: Int?, _ around: inout Surroundings) -> [Effect] {
    switch action {
    case .move(let move):
      let page = around.size.rows - Self.head
      place.move(move, count: themes.count, page: page, times: times)
      place.settle(count: themes.count, page: page)
    case .keep:
      around.looks.theme = shown
      around.message = "theme \(shown.name); to begin with it: vane --theme \(shown.name), or VANE_THEME"
      return [.back]
    }
    return []
  }

  // MARK: - View

  private static let head = 1
  private static let sampleWidth = 25

  private var nameWidth: Int { min(18, themes.reduce(8) { max($0, Text.width($1.name)) }) }

  /// The names, the sample, and their margins.
  public func panel(in size: Size) -> Size {
    Size(columns: min(size.columns, nameWidth + Self.sampleWidth + 5), rows: size.rows)
  }

  public func view(_ size: Size, _ around: Surroundings) -> Grid {
    var grid = Grid(size)
    grid.fill(row: 0, columns: 0..<size.columns, on: .bar)
    grid.write("themes", row: 0, column: 2, as: .title)
    grid.write("a sample of every role", row: 0, column: nameWidth + 4, as: .dim)
    for row in 0..<size.rows { grid.put(Cell("│", as: .dim, on: row == 0 ? .bar : .plain), row: row, column: 0) }
    for (line, at) in place.window(count: themes.count, page: size.rows - Self.head).enumerated() {
      let row = Self.head + line
      grid.list(at, row: row, columns: 1..<nameWidth + 3, isSelected: at == place.selected)
      grid.write(Text.truncated(themes[at].name, to: nameWidth), row: row, column: 2)
    }
    for (line, words) in Self.sample.enumerated() {
      words.write(in: &grid, row: Self.head + line, column: nameWidth + 4, to: size.columns)
    }
    for (line, ground) in Ground.allCases.enumerated() {
      let row = Self.head + Self.sample.count + line
      grid.fill(row: row, columns: nameWidth + 4..<size.columns, on: ground)
      var words = Words()
      for (text, role) in Self.grounded(ground) { words.add(text, role) }
      words.write(in: &grid, row: row, column: nameWidth + 4, to: size.columns)
    }
    return grid
  }

  /// Every role in words that say what it is for.
  private static let sample: [Words] = {
    let lines: [[(String, Role)]] = [
      [("text ", .text), ("dim ", .dim), ("title ", .title), ("heading", .heading)],
      [("key ", .key), ("accent ", .accent), ("flag ", .flag), ("warning", .warning)],
      [("↗ rising  ", .rising), ("↘ falling", .falling)],
      [("→ flat  ", .flat), ("∩ turning", .turning)],
      [("? open  ", .unresolved), ("– not tested", .refused)],
      zip(GlyphSet.block.marks, lineRoles).map { ("\($0)─ ", $1) },
    ]
    return lines.map { line in
      var words = Words()
      for (text, role) in line { words.add(text, role) }
      return words
    }
  }()

  private static let lineRoles: [Role] = [.line1, .line2, .line3, .line4, .line5, .line6, .line7, .line8]

  private static func grounded(_ ground: Ground) -> [(String, Role)] {
    switch ground {
    case .plain: [("behind all of it", .dim)]
    case .band: [("░░●░░ ", .line1), ("░░○░░ ", .line2), ("interval", .text)]
    case .cursor: [("selected ", .text), ("↗ ", .rising), ("↘ ", .falling), ("dim", .dim)]
    case .picked: [("picked ", .text), ("↗ ", .rising), ("↘ ", .falling), ("dim", .dim)]
    case .bar: [(" vane ", .title), ("path ", .text), ("reading", .accent)]
    }
  }
}
