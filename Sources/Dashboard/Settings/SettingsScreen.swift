public import Canvas

/// What can be set, how it is set, and what else it could be.
public struct SettingsScreen: Screen {
  public enum Action: Sendable { case move(Move) }
  public static let title = "Settings"
  public static let keymap = Keymap<Action>(Move.bindings { .move($0) })

  private struct Line: Sendable {
    var name = ""
    var value = ""
    let text: String
    var role = Role.text
  }

  /// With what each is on the screen below, but the looks, which may change while this is read; nil where it means
  /// nothing there.
  private let settings: [(setting: Setting, value: String?)]
  private var scroll = Scroll()

  init(of settings: [(Setting, String?)]) { self.settings = settings }

  public var crumb: String { "settings" }

  public mutating func update(_ action: Action, times: Int?, _ around: inout Surroundings) -> [Effect] {
    switch action {
    case .move(let move):
      let lines = lines(around.size.columns, around.looks).count
      scroll.move(move, lines: lines, page: around.size.rows - Self.head, times: times)
    }
    return []
  }

  private static let head = 2

  private var nameWidth: Int { settings.reduce(0) { max($0, Text.width($1.setting.name)) } }
  private static let valueWidth = 16

  /// Where the help begins: behind the value, or below it where it would be a word to a line.
  private func helpColumn(_ columns: Int) -> Int {
    let beside = nameWidth + Self.valueWidth + 5
    return columns - beside >= 24 ? beside : 3
  }

  private func lines(_ columns: Int, _ looks: Looks) -> [Line] {
    let helpColumn = helpColumn(columns)
    let isBeside = helpColumn > nameWidth
    let room = max(8, columns - helpColumn - 1)
    return settings.flatMap { setting, value -> [Line] in
      let helps = Text.wrapped(setting.help, to: room).map { Line(text: $0) }
      let words = setting.values.map(\.word).joined(separator: " | ")
      let head = isBeside ? [] : [Line(text: "")]
      var lines = head + helps + Text.wrapped(words, to: room).map { Line(text: $0, role: .dim) }
      lines[0].name = setting.name
      lines[0].value = looks.word(of: setting) ?? value ?? "–"
      return lines.filter { !$0.text.isEmpty || !$0.name.isEmpty }
    }
  }

  public func view(_ size: Size, _ around: Surroundings) -> Grid {
    var grid = Grid(size)
    grid.write(
      Text.truncated(":set NAME=VALUE; – means nothing here", to: size.columns - 2), row: 0, column: 1, as: .heading)
    let lines = lines(size.columns, around.looks)
    let room = size.rows - Self.head
    let first = min(scroll.top, max(0, lines.count - room))
    let helpColumn = helpColumn(size.columns)
    for (row, line) in lines.dropFirst(first).prefix(room).enumerated() {
      grid.write(line.name, row: Self.head + row, column: 1, as: .key)
      grid.write(
        Text.truncated(line.value, to: Self.valueWidth), row: Self.head + row, column: nameWidth + 3, as: .accent)
      grid.write(line.text, row: Self.head + row, column: helpColumn, as: line.role)
    }
    if lines.count > room {
      let text = "\(first + 1)-\(min(lines.count, first + room)) of \(lines.count)"
      grid.write(text, row: 1, column: max(1, size.columns - text.count - 1), as: .dim)
    }
    return grid
  }
}
