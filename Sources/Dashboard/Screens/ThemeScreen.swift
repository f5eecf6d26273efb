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
      around.message = "theme \(shown.name); --theme or VANE_THEME begins with it"
      return [.back]
    }
    return []
  }

  // MARK: - View

  private static let head = 1
  private static let sampleWidth = 25

  private func nameWidth(_ columns: Int) -> Int {
    min(themes.reduce(8) { max($0, Text.width($1.name)) }, 18, max(8, columns - Self.sampleWidth - 5))
  }

  /// The names, the sample, and their margins.
  public func panel(in size: Size) -> Size {
    Size(columns: min(size.columns, nameWidth(size.columns) + Self.sampleWidth + 5), rows: size.rows)
  }

  public func view(_ size: Size, _ around: Surroundings) -> Grid {
    var grid = Grid(size)
    let names = nameWidth(size.columns)
    grid.fill(row: 0, columns: 0..<size.columns, on: .bar)
    grid.write("themes", row: 0, column: 2, as: .title)
    let window = place.window(count: themes.count, page: size.rows - Self.head)
    let room = size.columns - names - 4 - grid.tell(window, of: themes.count, row: 0)
    grid.write(Text.truncated("a sample of every role", to: room), row: 0, column: names + 4, as: .dim)
    for row in 0..<size.rows { grid.put(Cell("│", as: .dim, on: row == 0 ? .bar : .plain), row: row, column: 0) }
    for (line, at) in window.enumerated() {
      let row = Self.head + line
      grid.list(at, row: row, columns: 1..<names + 3, isSelected: at == place.selected)
      grid.write(Text.truncated(themes[at].name, to: names), row: row, column: 2)
    }
    for (line, words) in Self.sample.enumerated() {
      words.write(in: &grid, row: Self.head + line, column: names + 4, to: size.columns)
    }
    for (line, (ground, words)) in Self.grounded.enumerated() {
      let row = Self.head + Self.sample.count + line
      grid.fill(row: row, columns: names + 4..<size.columns, on: ground)
      words.write(in: &grid, row: row, column: names + 4, to: size.columns)
    }
    return grid
  }

  /// Every role in words that say what it is for.
  private static let sample: [Words] = [
    words(("text ", .text), ("dim ", .dim), ("title ", .title), ("heading", .heading)),
    words(("key ", .key), ("accent ", .accent), ("flag ", .flag), ("warning", .warning)),
    words(("↗ rising  ", .rising), ("↘ falling", .falling)),
    words(("→ flat  ", .flat), ("∩ turning", .turning)),
    words(("? open  ", .unresolved), ("– not tested", .refused)),
    words(
      ("●─ ", .line1), ("○─ ", .line2), ("◆─ ", .line3), ("▲─ ", .line4), ("■─ ", .line5), ("◇─ ", .line6),
      ("△─ ", .line7), ("□─", .line8)),
  ]

  /// What lies behind; the bar is the head above.
  private static let grounded: [(Ground, Words)] = [
    (.band, words(("░░●░░ ", .line1), ("░░○░░ ", .line2), ("interval", .text))),
    (.cursor, words(("selected ", .text), ("↗ ", .rising), ("↘ ", .falling), ("dim", .dim))),
    (.picked, words(("picked ", .text), ("↗ ", .rising), ("↘ ", .falling), ("dim", .dim))),
  ]

  private static func words(_ parts: (String, Role)...) -> Words {
    var words = Words()
    for (text, role) in parts { words.add(text, role) }
    return words
  }
}
