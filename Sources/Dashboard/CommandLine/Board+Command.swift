internal import Canvas
internal import Runs

extension Board {
  mutating func type(_ key: Key) -> [Effect] {
    guard var line = commanding else { return [] }
    if key == .tab || key == .backTab {
      complete(by: key == .tab ? 1 : -1)
      return []
    }
    completion = nil
    if key == .enter {
      commanding = nil
      let kept = remember(line)
      let typed = line.text.drop { $0.isWhitespace }
      if typed.first == "!" { return kept + shell(typed.dropFirst()) }
      return kept + (Command(line.text).map { run($0) } ?? [])
    }
    let isGivenUp = key.leavesPrompt || (key == .backspace && line.text.isEmpty)
    line.edit(key)
    commanding = isGivenUp ? nil : line
    return []
  }

  /// Into the line that is being typed; where there is none, a paste does nothing.
  mutating func paste(_ text: String) {
    guard let before = prompt else { return }
    resuming = nil
    if commanding == nil {
      frames[frames.count - 1].screen.paste(text)
    } else {
      completion = nil
      commanding?.paste(text)
    }
    if prompt != before { for letter in text.prefix(Prompt.longest) { trail.add(.character(letter)) } }
  }

  /// Keeps a line for the next time that such a one is typed.
  mutating func remember(_ line: Prompt) -> [Effect] {
    guard let kind = line.history.kind, around.history.add(line.text, to: kind) else { return [] }
    return [.remember(kind, line.text)]
  }

  /// The screen's own commands and names first, as with keys.
  private mutating func run(_ command: Command) -> [Effect] {
    let at = frames.count - 1
    if let effects = export(command) { return effects }
    if let effects = frames[at].screen.obey(command, &around) { return obey(effects) }
    if command.name == "plan", command.words.isEmpty { return isBlind ? blind() : obey([.ask(.plans)]) }
    if command.name == "top", command.words.isEmpty { return isBlind ? blind() : goToTop() }
    if let effects = obeyLooks(command) ?? set(by: command) ?? open(by: command) { return effects }
    let times = Self.count(command.words)
    if let line = Self.count(command.name), let effects = frames[at].screen.act("last", times: line, &around) {
      return obey(effects)
    }
    if let effects = compare(by: command) { return effects }
    let name = Self.aliases.first { $0.name == command.name }?.of ?? command.name
    guard command.words.isEmpty || times != nil else {
      around.message =
        names.contains { $0.text == name }
        ? "\(command.name) takes no words here; ? shows what can be typed after :" : unknown(command.name)
      return []
    }
    if let effects = frames[at].screen.act(name, times: times, &around) { return obey(effects) }
    guard let action = Self.keymap.action(named: name) else {
      around.message = unknown(command.name)
      return []
    }
    return act(action, wasLeaving: false)
  }

  /// A number that a list's lines and pages can be multiplied with, and no list has more lines; nil for other words.
  private static func count(_ words: String) -> Int? { Int(words).map { max(-1_000_000_000, min($0, 1_000_000_000)) } }

  private mutating func blind() -> [Effect] {
    around.message = Self.blindly
    return []
  }

  private func unknown(_ name: String) -> String {
    let hint = Nearest.hint(name, names.map(\.text))
    return "nothing is called '\(name)' here" + (hint.isEmpty ? "; ? shows what can be typed after :" : hint)
  }

  /// `:!make`: everything behind the sign is the shell's.
  private mutating func shell(_ line: Substring) -> [Effect] {
    guard line.contains(where: { !$0.isWhitespace }) else {
      around.message = "! wants a command for the shell"
      return []
    }
    // What it leaves on screen is none of the keys that led there.
    trail.cut(to: trailStart)
    return [.shell(String(line))]
  }

  /// `:open NAME`; nil for any other command, and for `open` alone, which the screen knows.
  private mutating func open(by command: Command) -> [Effect]? {
    guard command.name == "open", !command.words.isEmpty, Int(command.words) == nil else { return nil }
    if isBlind {
      around.message = Self.blindly
      return []
    }
    let rows = around.overview.rows.filter { $0.key.names.contains(command.words) }
    guard let row = rows.first else {
      around.message = noBehaviour(called: command.words)
      return []
    }
    if rows.count > 1 {
      let others = rows.dropFirst().compactMap(\.key.variant).joined(separator: ", ")
      around.message = "its first prompt of \(rows.count); NAME:VARIANT opens another: \(others)"
    }
    return obey([.ask(.behaviour(row.key, measure: top.screen.measure(around)))])
  }

  func noBehaviour(called name: String) -> String {
    "no behaviour is called '\(name)'" + Nearest.hint(name, around.overview.rows.flatMap(\.key.names))
  }
}
