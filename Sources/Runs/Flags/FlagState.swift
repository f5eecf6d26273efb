/// What people have said about one item, all lines taken together in whatever order they came.
public struct FlagState: Sendable, Equatable {
  /// The last flag or unflag of each author, in the order of time.
  private var words: [Flag] = []
  /// Who they are of, once they are many: nobody's word is sought among thousands who has said none yet.
  private var authors: Set<String> = []
  /// In the order of time, without those that were taken back.
  public private(set) var notes: [Flag] = []
  /// A line that takes a note back may come before the note does.
  private var takenBack: Set<TakenBack> = []

  /// So many are looked through as fast.
  private static let fewAuthors = 16

  private struct TakenBack: Hashable {
    let author: String
    let id: String
  }

  public init() {}

  /// The last word of each author who flagged it and has not taken it back.
  public var flags: [Flag] { words.filter { $0.action == .flag } }
  public var isFlagged: Bool { words.contains { $0.action == .flag } }
  /// Nobody has anything to say about it any more.
  public var isSilent: Bool { !isFlagged && notes.isEmpty }

  /// The author's own flag; nil without one.
  public func flag(of author: String) -> Flag? { words.first { $0.author == author && $0.action == .flag } }

  /// Is the line what still stands of its author?
  public func holds(_ line: Flag) -> Bool { words.contains(line) || notes.contains(line) }

  /// The author's last flag or unflag, and the last note that still stands.
  public func lastWords(of author: String) -> [Flag] {
    [words.first { $0.author == author }, notes.last { $0.author == author }].compactMap { $0 }
  }

  /// The line that was said last.
  public var latest: Flag? {
    guard let word = words.last, let note = notes.last else { return words.last ?? notes.last }
    return word.comes(before: note) ? note : word
  }

  /// Takes a line in. The same lines give the same state in any order, and a line counts once.
  mutating func add(_ line: Flag) {
    switch (line.action, line.undoes) {
    case (.note, let id?):
      takenBack.insert(TakenBack(author: line.author, id: id))
      notes.removeAll { $0.author == line.author && $0.id == id }
    case (.note, nil):
      guard !takenBack.contains(TakenBack(author: line.author, id: line.id)) else { return }
      Self.insert(line, into: &notes)
    case (.flag, _), (.unflag, _):
      if authors.isEmpty || authors.contains(line.author),
        let at = words.firstIndex(where: { $0.author == line.author })
      {
        guard words[at].comes(before: line) else { return }
        words.remove(at: at)
      }
      Self.insert(line, into: &words)
      if !authors.isEmpty {
        authors.insert(line.author)
      } else if words.count > Self.fewAuthors {
        authors = Set(words.map(\.author))
      }
    }
  }

  /// Lines come in the order of time as a rule. Those of a file that was put behind another one do not, and whose place
  /// is sought line by line is compared with all that came later.
  private static func insert(_ line: Flag, into lines: inout [Flag]) {
    var at = lines.endIndex
    if at > 0, line.comes(before: lines[at - 1]) {
      var first = 0
      while first < at {
        let middle = (first + at) / 2
        if line.comes(before: lines[middle]) { at = middle } else { first = middle + 1 }
      }
    }
    if at > 0, lines[at - 1] == line { return }
    lines.insert(line, at: at)
  }
}
