public import Canvas

/// The keys of a screen and the keys that work everywhere, printed from their tables.
public struct HelpScreen: Screen {
  public enum Action: Sendable { case move(Move) }
  public static let title = "Help"
  public static let keymap = Keymap<Action>(Move.bindings { .move($0) })

  private enum Line: Sendable {
    case heading(String)
    case key(String, String)
    case sign(String, String)
    case blank

    /// In ASCII a `>` for the right arrow would be taken for the key with that sign.
    func named(in glyphs: GlyphSet) -> Line {
      guard glyphs == .ascii, case .key(let keys, let text) = self else { return self }
      let arrows = ["↑": "Up", "↓": "Down", "←": "Left", "→": "Right"]
      return .key(keys.split(separator: " ").map { arrows[String($0)] ?? String($0) }.joined(separator: " "), text)
    }

    var entry: (name: String, text: String)? {
      switch self {
      case .heading, .blank: nil
      case .key(let name, let text), .sign(let name, let text): (name, text)
      }
    }
  }

  private let lines: [Line]
  private var scroll = Scroll()

  init(of screen: any Screen.Type, keys: Keys) {
    lines = Self.lines(screen, keys)
  }

  private static func lines(_ screen: any Screen.Type, _ keys: Keys) -> [Line] {
    [.heading(screen.title)] + screen.help(by: keys).map { .key($0.keys, $0.text) }
      + screen.commands.map { .key(":" + $0.name + " " + $0.words, $0.help) } + [.blank, .heading("Everywhere")]
      + keys.everywhere.help.map { .key($0.keys, $0.text) }
      + Board.commands.map { .key(":" + $0.name + " " + $0.words, $0.help) }
      + [.blank, .heading(Manual.objections.title)] + Manual.objections.keys.map { .key($0.keys, $0.text) }
      + [.blank, .heading("Signs")] + signs.map { .sign($0.0, $0.1) }
  }

  private static let signs = [
    ("↗ ↘ → ∩", "rising, falling, flat within the margin, turning"),
    ("? –", "open: these models cannot tell; –: not tested, and why"),
    ("● ○", "stands among all behaviours tested; stands alone only"),
    ("P↗", "probability that the slope is above zero"),
    ("x ×", "missed: not right as the log has it, else a margin that is not above 0"),
    ("*", "behind a name: in another measure than the head says"),
    ("±95", "half of the 95 % interval over items, last model"),
    ("░ ·", "in a sparkline: interval wider than two steps; no run at this scale"),
    ("░", "in a chart: 95 % band of item noise and of the models' scatter about the trend, where there is one"),
  ]

  public var crumb: String { "keys" }

  public mutating func update(_ action: Action, times: Int?, _ around: inout Surroundings) -> [Effect] {
    switch action {
    case .move(let move):
      let lines = rows(around.size.columns, around.looks.glyphs).count
      scroll.move(move, lines: lines, page: around.size.rows, times: times)
    }
    return []
  }

  /// Names of keys that are wider have a line of their own, above what they do.
  private static let widest = 12

  private func nameWidth(_ lines: [Line]) -> Int {
    lines.map { Text.width($0.entry?.name ?? "") }.filter { $0 <= Self.widest }.max() ?? 0
  }

  /// The lines as they fit: a long explanation goes on below itself.
  private func rows(_ columns: Int, _ glyphs: GlyphSet) -> [Line] {
    let lines = lines.map { $0.named(in: glyphs) }
    let width = nameWidth(lines)
    return lines.flatMap { line -> [Line] in
      guard let (name, text) = line.entry else { return [line] }
      let parts = Text.wrapped(text, to: max(1, columns - width - 5))
      if Text.width(name) > width { return [.key(name, "")] + parts.map { .key("", $0) } }
      return parts.enumerated().map { .key($0.offset == 0 ? name : "", $0.element) }
    }
  }

  public func view(_ size: Size, _ around: Surroundings) -> Grid {
    var grid = Grid(size)
    let rows = rows(size.columns, around.looks.glyphs)
    let width = nameWidth(rows)
    let first = min(scroll.top, max(0, rows.count - size.rows))
    for (row, line) in rows.dropFirst(first).prefix(size.rows).enumerated() {
      switch line {
      case .blank: break
      case .heading(let text): grid.write(text, row: row, column: 1, as: .heading)
      case .key(let name, let text), .sign(let name, let text):
        grid.write(Text.truncated(name, to: size.columns - 3), row: row, column: 2, as: .key)
        grid.write(text, row: row, column: width + 4)
      }
    }
    if rows.count > size.rows {
      let text = "  \(first + 1)-\(min(rows.count, first + size.rows)) of \(rows.count)"
      // In the first line's end, and only where it covers nothing.
      let column = size.columns - Text.width(text) - 1
      if first == 0, column > 20 { grid.write(text, row: 0, column: column, as: .dim) }
    }
    return grid
  }
}
