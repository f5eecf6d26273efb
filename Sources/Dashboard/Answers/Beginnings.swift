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
    for var text in texts.dropFirst() {
      let same = text.withUTF8 { bytes in shared.withUnsafeBufferPointer { common($0, bytes) } }
      shared.removeLast(shared.count - same)
    }
    let words = shared.lastIndex(where: isBlank).map { $0 + 1 } ?? 0
    return words > mostShared ? words : 0
  }

  /// A loop by hand: a zip of both takes ten times as long, and lists of long prompts are what people wait for.
  private static func common(_ first: UnsafeBufferPointer<UInt8>, _ second: UnsafeBufferPointer<UInt8>) -> Int {
    let most = min(first.count, second.count)
    var count = 0
    while count < most, first[count] == second[count] { count += 1 }
    return count
  }

  /// The last of at least three paragraphs, which examples before a question make of it. Looked for from the end, as what
  /// is before it may be long.
  private static func lastParagraph(of prompt: Substring) -> Substring? {
    var found: [Range<Substring.Index>] = []
    var (end, isOpen) = (prompt.endIndex, false)
    while end > prompt.startIndex, found.count < 3 {
      let start = prompt.utf8[..<end].lastIndex(of: newline).map(prompt.utf8.index(after:)) ?? prompt.startIndex
      if prompt.utf8[start..<end].allSatisfy(isBlank) {
        isOpen = false
      } else if isOpen, let last = found.last {
        found[found.count - 1] = start..<last.upperBound
      } else {
        found.append(start..<end)
        isOpen = true
      }
      end = start > prompt.startIndex ? prompt.utf8.index(before: start) : start
    }
    guard found.count > 2 else { return nil }
    let isShort = prompt[found[0]].filter { !$0.isNewline }.count < shortest
    return prompt[found[isShort ? 1 : 0].lowerBound..<found[0].upperBound]
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

  private static let newline = UInt8(ascii: "\n")

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
