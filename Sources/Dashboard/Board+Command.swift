internal import Canvas

extension Board {
  mutating func type(_ key: Key) -> [Effect] {
    guard var line = commanding else { return [] }
    if key == .enter {
      commanding = nil
      return Command(line.text).map { run($0) } ?? []
    }
    let isGivenUp = key.leavesPrompt || (key == .backspace && line.text.isEmpty)
    line.edit(key)
    commanding = isGivenUp ? nil : line
    return []
  }

  /// The screen's own commands and names first, as with keys.
  private mutating func run(_ command: Command) -> [Effect] {
    let at = frames.count - 1
    if let effects = export(command) { return effects }
    if let effects = frames[at].screen.obey(command, &around) { return obey(effects) }
    if let effects = obeyLooks(command) ?? set(by: command) { return effects }
    let times = Int(command.words)
    if let line = Int(command.name), let effects = frames[at].screen.act("last", times: line, &around) {
      return obey(effects)
    }
    if let effects = compare(by: command) { return effects }
    guard command.words.isEmpty || times != nil else {
      around.message = "\(command.name) takes no words here; ? shows what can be typed after :"
      return []
    }
    if let effects = frames[at].screen.act(command.name, times: times, &around) { return obey(effects) }
    guard let action = Self.keymap.action(named: command.name) else {
      around.message = "nothing is called '\(command.name)' here; ? shows what can be typed after :"
      return []
    }
    return act(action, wasLeaving: false)
  }
}
