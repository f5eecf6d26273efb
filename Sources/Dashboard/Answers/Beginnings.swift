/// What a list shows of each question, where there is room for a few words of it.
///
/// A prompt often opens with what all of them say, instructions and worked examples, and of those a list of beginnings
/// would show the same words on every line.
public enum Beginnings {
  /// So many letters of each are told at most.
  public static let letters = 400
  /// What all share is shown if it is shorter: a word such as `Question:` does no harm.
  private static let mostShared = 24
  /// A last paragraph that is shorter, such as `Answer:`, says nothing without the one before it.
  private static let shortest = 12

  /// One line for each prompt, in their order; `…` before it where something was left out.
  public static func of(_ prompts: [String]) -> [String] {
    let lines = prompts.map { $0.split(whereSeparator: \.isWhitespace) }
    let shared = sharedWords(of: lines.filter { !$0.isEmpty })
    return zip(prompts, lines).map { prompt, words in
      guard !words.isEmpty else { return "" }
      let rest = words.dropFirst(shared)
      if let question = lastParagraph(of: prompt), length(of: rest) > letters {
        return "… " + shown(question.split(whereSeparator: \.isWhitespace)[...])
      }
      return (shared > 0 ? "… " : "") + shown(rest)
    }
  }

  /// How many words all of them begin with; 0 if that is little, or if nothing of one would be left.
  private static func sharedWords(of lines: [[Substring]]) -> Int {
    guard let first = lines.first, lines.count > 1 else { return 0 }
    var shared = first.count - 1
    for line in lines.dropFirst() {
      shared = min(shared, line.count - 1, zip(first, line).prefix { $0 == $1 }.count)
    }
    return length(of: first.prefix(max(0, shared))) > mostShared ? shared : 0
  }

  /// The last of at least three paragraphs, which examples before a question make of it.
  private static func lastParagraph(of prompt: String) -> Substring? {
    let lines = prompt.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let paragraphs = lines.split { $0.allSatisfy(\.isWhitespace) }
    guard paragraphs.count > 2, let last = paragraphs.last, let end = last.last?.endIndex else { return nil }
    let isShort = last.reduce(0) { $0 + $1.count } < shortest
    guard let start = (isShort ? paragraphs[paragraphs.count - 2] : last).first?.startIndex else { return nil }
    return prompt[start..<end]
  }

  private static func length(of words: ArraySlice<Substring>) -> Int { words.reduce(0) { $0 + $1.count + 1 } }

  private static func shown(_ words: ArraySlice<Substring>) -> String {
    var shown = ""
    for word in words where shown.count < letters { shown += (shown.isEmpty ? "" : " ") + word.prefix(letters) }
    return String(shown.prefix(letters))
  }
}
