internal import Canvas

/// Finding in a list: what is being typed, and what was looked for last.
struct Search: Sendable, Equatable {
  private(set) var prompt: Prompt?
  private(set) var wanted: Wanted?

  mutating func open(_ history: History) { prompt = Prompt(label: "find", history: history.recall(.find)) }

  /// - Returns: true when the text is complete and it is time to look.
  mutating func type(_ key: Key) -> Bool {
    guard var line = prompt else { return false }
    if key == .enter { return look(for: line.text) }
    if key.leavesPrompt || (key == .backspace && line.text.isEmpty) {
      prompt = nil
    } else {
      line.edit(key)
      show(line)
    }
    return false
  }

  mutating func paste(_ text: String) {
    guard var line = prompt else { return }
    line.paste(text)
    show(line)
  }

  private mutating func show(_ line: Prompt) {
    let inTexts = (try? Wanted(line.text))?.inTexts == true || line.text == "/"
    prompt = line
    prompt?.label = inTexts ? "find in texts" : "find"
  }

  /// Takes the line; one that is wrong stays in the prompt, to be mended. An empty one looks for the same again.
  mutating func look(for line: String) -> Bool {
    do throws(LineMistake) {
      wanted = try Wanted(line) ?? wanted
      prompt = nil
      return true
    } catch {
      prompt = Prompt(label: "find", text: line)
      prompt?.mistake = error
      return false
    }
  }

  /// The next line that holds it, round the end.
  ///
  /// - Parameter line: what is looked at of line `at`.
  func match(among count: Int, from start: Int, forward: Bool, line: (Int) -> String) -> Int? {
    guard let pattern = try? wanted?.needle.pattern(), count > 0 else { return nil }
    let machine = PatternMachine(pattern)
    for step in 1...count {
      let at = (start + (forward ? step : -step) + 2 * count) % count
      if machine.finds(line(at)) { return at }
    }
    return nil
  }

  var failure: String { wanted.map { "\($0.needle.quoted) is in no name" } ?? "/ looks for a name first" }
}
