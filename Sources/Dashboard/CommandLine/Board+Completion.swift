internal import Canvas
internal import Runs

/// What Tab offers after `:`.
extension Board {
  /// What Tab or Shift-Tab does to the line.
  mutating func complete(by step: Int) {
    guard var line = commanding else { return }
    if completion == nil { completion = offer(for: line) }
    guard completion != nil else { return }
    completion?.turn(by: step)
    if let (text, cursor) = completion?.outcome { line.put(text, cursor: cursor) }
    // With the only word there is in its place, the next Tab is about the next word.
    if completion?.words.count == 1 { completion = nil }
    commanding = line
  }

  private func offer(for prompt: Prompt) -> Completion? {
    let before = prompt.text.prefix(prompt.cursor)
    guard let command = Command(String(before)), before.contains(where: { $0.isWhitespace }) else {
      return Completion(of: prompt.text, from: 0, to: prompt.cursor, among: names)
    }
    let subjects = forms.filter { $0.name == command.name }.compactMap(\.subject)
    let parts: (Character) -> Bool = { $0.isWhitespace || (subjects.contains(.columns) && $0 == ",") }
    let start = before.lastIndex(where: parts).map { before.distance(from: before.startIndex, to: $0) + 1 } ?? 0
    let typed = String(before.dropFirst(start))
    let isFirst = before.prefix(start).split(whereSeparator: \.isWhitespace).count < 2
    return Completion(
      of: prompt.text, from: start, to: prompt.cursor,
      among: subjects.flatMap { words(about: $0, typed: typed, isFirst: isFirst) })
  }

  /// All that can stand first: keys by their names, and what takes words.
  var names: [Completion.Word] {
    let takesWords = Set(forms.filter { !$0.words.isEmpty }.map(\.name))
    let short = ["NUMBER", "!"] + Self.aliases.map(\.name)
    let all = Set(top.screen.names + Self.keymap.bindings.map(\.name) + forms.map(\.name)).subtracting(short)
    return all.sorted().map { Completion.Word(text: $0, goesOn: takesWords.contains($0)) }
  }

  private var forms: [Command.Form] { Swift.type(of: top.screen).commands + Self.commands }

  private func words(about subject: Command.Subject, typed: String, isFirst: Bool) -> [Completion.Word] {
    func words(_ texts: some Sequence<String>) -> [Completion.Word] { texts.map { Completion.Word(text: $0) } }
    switch subject {
    case .columns:
      let sign = typed.hasPrefix("-") ? "-" : ""
      return words(top.screen.columnNames.map { sign + $0 })
    case .fields: return words(top.screen.fieldNames)
    // What is hidden in a line-up, Tab does not tell either.
    case .behaviours, .models: if isBlind { return [] }
    case .sides: return words(["suites", "variants"])
    case .themes: return isFirst ? words(around.themes) : []
    case .settings: return isFirst ? settings(typed) : []
    case .export: return isFirst ? words(offers.map(\.what.rawValue)) : []
    }
    if subject == .models { return words(ModelsScreen.columns(around.overview).map(\.name)) }
    let keys = around.overview.rows.map(\.key)
    return words(Set(keys.flatMap(\.names)).filter { !$0.contains(where: \.isWhitespace) }.sorted())
  }

  /// Names first; behind the sign the values.
  private func settings(_ typed: String) -> [Completion.Word] {
    let parts = typed.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count > 1, let setting = Setting.named(String(parts[0])) else {
      return Setting.all.map { Completion.Word(text: $0.name + "=", goesOn: false) }
    }
    let values = setting.name == "theme" ? around.themes : setting.values.map(\.word)
    return values.map { Completion.Word(text: "\(setting.name)=\($0)", goesOn: false, label: $0) }
  }
}
