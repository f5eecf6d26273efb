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
    let texts = prompts.map(trimmed)
    let shared = sharedBytes(of: texts.filter { !$0.isEmpty })
    return texts.map { text in
      guard !text.isEmpty else { return "" }
      let rest = line(of: Substring(text.utf8.dropFirst(shared)))
      if !rest.isAll, let question = lastParagraph(of: text) { return "… " + line(of: question).words }
      return (shared > 0 ? "… " : "") + rest.words
    }
  }

  /// How many bytes all of them begin with, up to the last word that begins there; 0 if that is little, or if nothing of
  /// one would be left. Bytes, as prompts are long and lists too: what all share is gone through once.
  private static func sharedBytes(of texts: [Substring]) -> Int {
    guard let first = texts.first, texts.count > 1 else { return 0 }
    var shared = Array(first.utf8)
    for text in texts.dropFirst() {
      let same = zip(shared, text.utf8).prefix { $0 == $1 }.count
      shared.removeLast(shared.count - same)
    }
    let words = shared.lastIndex(where: isBlank).map { $0 + 1 } ?? 0
    return words > mostShared ? words : 0
  }

  /// The last of at least three paragraphs, which examples before a question make of it.
  private static func lastParagraph(of prompt: Substring) -> Substring? {
    let lines = prompt.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let paragraphs = lines.split { $0.allSatisfy(\.isWhitespace) }
    guard paragraphs.count > 2, let last = paragraphs.last, let end = last.last?.endIndex else { return nil }
    let isShort = last.reduce(0) { $0 + $1.count } < shortest
    guard let start = (isShort ? paragraphs[paragraphs.count - 2] : last).first?.startIndex else { return nil }
    return prompt[start..<end]
  }

  /// As much of a text as a list shows, a blank between words, and whether that is all of it.
  private static func line(of text: Substring) -> (words: String, isAll: Bool) {
    var (line, count, rest) = ("", 0, text.drop(while: \.isWhitespace))
    while !rest.isEmpty, count <= letters {
      let word = rest.prefix { !$0.isWhitespace }
      if count > 0 { line.append(" ") }
      line += word.prefix(letters)
      count += word.prefix(letters + 1).count + 1
      rest = rest[word.endIndex...].drop(while: \.isWhitespace)
    }
    return (String(line.prefix(letters)), rest.isEmpty && count <= letters)
  }

  private static func trimmed(_ text: String) -> Substring {
    let start = text.drop(while: \.isWhitespace)
    guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return start[...end]
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
