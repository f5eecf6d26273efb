internal import Canvas

/// The line that is typed after `&`. One that is wrong stays, with a caret at the mistake, until it is mended or left.
struct FilterLine: Sendable, Equatable {
  enum Outcome: Equatable {
    case goesOn, left
    /// nil: everything is listed again.
    case given(Filter?)
  }

  private(set) var prompt: Prompt?
  private let label: String
  private let fields: [Filter.Field]

  init(label: String, fields: [Filter.Field]) {
    self.label = label
    self.fields = fields
  }

  mutating func open(_ filter: Filter?, _ history: History) {
    prompt = Prompt(label: label, text: filter?.text ?? "", history: history.recall(.filter))
  }

  mutating func type(_ key: Key) -> Outcome {
    if key == .enter { return take(prompt?.text ?? "") }
    if key.leavesPrompt {
      prompt = nil
      return .left
    }
    prompt?.edit(key)
    return .goesOn
  }

  mutating func paste(_ text: String) { prompt?.paste(text) }

  mutating func take(_ text: String) -> Outcome {
    do throws(LineMistake) {
      let filter = try text.allSatisfy(\.isWhitespace) ? nil : Filter(text, fields: fields)
      prompt = nil
      return .given(filter)
    } catch {
      prompt = Prompt(label: label, text: text)
      prompt?.mistake = error
      return .goesOn
    }
  }
}
