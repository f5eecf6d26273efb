import Runs

/// `data.csv`: what was asked, row by row. Which column holds what changed over the years.
struct QuestionTable {
  /// What the model's number stands for.
  private enum Answers {
    /// One of several listed classes.
    case classes(list: Int, answer: Int)
    case completion(Int)
    /// The last word of the prompt.
    case lastWord
  }

  private let prompt: Int
  private let otherPrompt: Int?
  private let answers: Answers
  private let width: Int

  /// nil if the header is another table's.
  init?(_ header: CSVHeader) {
    guard let prompt = header.column("prompt", "filled_template") else { return nil }
    if let list = header.column("classes"), let answer = header.column("answer_index", "answer_ix") {
      answers = .classes(list: list, answer: answer)
    } else if let completion = header.column("completion") {
      answers = .completion(completion)
    } else if header.names.allSatisfy({ $0.isEmpty || $0 == "prompt" }) {
      answers = .lastWord
    } else {
      return nil
    }
    self.prompt = prompt
    otherPrompt = header.column("other_prompt", "biased_prompt")
    width = header.names.count
  }

  func read(_ scan: inout CSVScanner, _ problems: inout ProblemList, _ cancelled: () -> Bool) -> Columns {
    var columns = Columns(task: "", kind: .questions)
    var position = -1
    scan: while true {
      switch scan.next() {
      case .end: break scan
      case .openQuote:
        problems.add(
          scan.whyGivenUp, "row skipped; rows after it may be counted wrong", line: Int(scan.line))
        position += 1
        continue
      case .record: break
      }
      position += 1
      let line = Int(scan.line)
      if position & 0xFFF == 0xFFF, cancelled() { break }
      guard scan.count >= width else {
        problems.add("\(scan.count) of \(width) fields", "row skipped", line: line)
        continue
      }
      guard let lengths = lengths(scan) else {
        problems.add("classes are not a list of texts", "row skipped", line: line)
        continue
      }
      var watched: UInt64 = 0
      if case .classes(_, let answer) = answers {
        if let index = scan.number(answer).flatMap({ Int(exactly: $0) }), (0..<min(64, lengths.count)).contains(index) {
          watched = 1 << UInt64(index)
        } else {
          problems.add("answer_index is not one of \(lengths.count) classes", "the answer is unknown", line: line)
        }
      }
      columns.append(
        item: String(position), content: content(scan),
        at: Address(offset: scan.recordOffset, length: UInt32(clamping: scan.recordLength), line: scan.line),
        values: repeatElement(Double.nan, count: lengths.count), bytes: lengths, watched: watched)
    }
    return columns
  }

  private func lengths(_ scan: borrowing CSVScanner) -> [Int32]? {
    switch answers {
    case .classes(let list, _):
      guard let classes = pythonList(scan[list]), !classes.isEmpty, classes.count <= 64 else { return nil }
      return classes.map { Int32(clamping: $0.count) }
    case .completion(let column): return [Int32(clamping: scan[column].count)]
    case .lastWord: return [Int32(clamping: Self.lastWord(of: scan[prompt]).count)]
    }
  }

  /// With the blank before it.
  static func lastWord(of prompt: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let blank = prompt.lastIndex(where: { $0 == 0x20 || $0 == 0x0A }) else { return prompt }
    return prompt[blank...]
  }

  /// The same question has the same hash whatever the line breaks of the file.
  private func content(_ scan: borrowing CSVScanner) -> UInt64 {
    var hash = Fingerprint()
    for column in [prompt, otherPrompt].compactMap({ $0 }) {
      var isReturn = false
      for byte in scan[column] {
        if isReturn, byte != 0x0A { hash.add(0x0D) }
        isReturn = byte == 0x0D
        if !isReturn { hash.add(byte) }
      }
      if isReturn { hash.add(0x0D) }
    }
    return hash.value
  }

  /// One row's text.
  func text(_ scan: borrowing CSVScanner) -> ItemText? {
    guard scan.count >= width else { return nil }
    var text = ItemText(prompt: scan.string(prompt))
    switch answers {
    case .classes(let list, let answer):
      guard let classes = pythonList(scan[list]) else { return nil }
      text.choices = classes.map { String(decoding: $0, as: UTF8.self) }
      if let index = scan.number(answer).flatMap({ Int(exactly: $0) }), text.choices.indices.contains(index) {
        text.target = text.choices[index]
      }
    case .completion(let column):
      text.choices = [scan.string(column)]
      text.target = scan.string(column)
    case .lastWord:
      let word = Self.lastWord(of: scan[prompt])
      text.prompt = String(decoding: scan[prompt].dropLast(word.count), as: UTF8.self)
      text.choices = [String(decoding: word, as: UTF8.self)]
      text.target = text.choices.first
    }
    if let otherPrompt { text.context = [text.prompt, scan.string(otherPrompt)] }
    return text
  }
}
