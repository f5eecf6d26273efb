internal import Canvas

/// A line of typing: what is asked, what was typed so far and where the next letter goes. Edited as in readline.
public struct Prompt: Equatable, Sendable {
  public var label: String
  /// For narrow terminals.
  public var shortLabel: String
  public private(set) var text: String
  /// Characters before the place where the next one goes.
  private(set) var cursor: Int
  /// What is wrong with it; until the next key.
  var mistake: LineMistake?
  /// Lines that were typed here before; empty where none are kept.
  private(set) var history: Recall
  /// What was cut last, for Ctrl-Y.
  private var cut = ""

  public init(label: String, shortLabel: String? = nil, text: String = "") {
    self.init(label: label, shortLabel: shortLabel, text: text, history: Recall())
  }

  init(label: String, shortLabel: String? = nil, text: String = "", history: Recall) {
    self.label = label
    self.shortLabel = shortLabel ?? label
    self.text = text
    self.history = history
    cursor = text.count
  }

  /// Another line in its place; the next letter goes behind it, or where it is said.
  mutating func put(_ text: String, cursor: Int? = nil) {
    (self.text, mistake) = (text, nil)
    self.cursor = min(cursor ?? text.count, text.count)
  }

  /// Takes what writes, moves and cuts; everything else is left to the screen.
  mutating func edit(_ key: Key) {
    mistake = nil
    switch key {
    case .character(let character): insert(String(character))
    case .backspace: remove(cursor - 1..<cursor)
    case .delete, .control("d"): remove(cursor..<cursor + 1)
    case .control("u"): cut(0..<cursor)
    case .control("k"): cut(cursor..<text.count)
    case .control("w"): cut(wordStart { !$0.isWhitespace }..<cursor)
    case .control("y"): insert(cut)
    case .left, .control("b"): cursor = max(0, cursor - 1)
    case .right, .control("f"): cursor = min(text.count, cursor + 1)
    case .wordLeft: cursor = wordStart(\.isOfWord)
    case .wordRight: cursor = wordRight
    case .home, .control("a"): cursor = 0
    case .end, .control("e"): cursor = text.count
    case .up, .control("p"): if let line = history.older(than: text) { put(line) }
    case .down, .control("n"): if let line = history.newer() { put(line) }
    case .control, .enter, .escape, .tab, .backTab, .insert, .pageUp, .pageDown, .function: break
    }
    if !key.recalls { history.settle() }
  }

  /// Takes what was pasted, in one piece.
  mutating func paste(_ text: String) {
    mistake = nil
    insert(text)
    history.settle()
  }

  /// Where the word before the cursor begins. Ctrl-W cuts to a blank; Alt-B goes by letters and digits, so that it stops
  /// within `power-seeking:plain`.
  private func wordStart(_ isOfWord: (Character) -> Bool) -> Int {
    let before = Array(text.prefix(cursor))
    guard let end = before.lastIndex(where: isOfWord) else { return 0 }
    return (before[...end].lastIndex { !isOfWord($0) } ?? -1) + 1
  }

  /// Where Alt-F goes: behind the word.
  private var wordRight: Int {
    let letters = Array(text)
    guard let start = letters[cursor...].firstIndex(where: \.isOfWord) else { return letters.count }
    return letters[start...].firstIndex { !$0.isOfWord } ?? letters.count
  }

  /// No person types more letters than these, and each key costs the whole line.
  static let longest = 4096

  private mutating func insert(_ more: String) {
    let taken = more.prefix(max(0, Self.longest - text.count))
    let place = text.index(text.startIndex, offsetBy: cursor)
    let (before, behind) = (text[..<place] + taken, text[place...])
    // An accent joins the letter before it, so that the line may have grown by less than what was typed.
    (cursor, text) = (before.count, String(before + behind))
    cursor = min(cursor, text.count)
    guard taken.endIndex < more.endIndex else { return }
    let most = Decimal.count(Self.longest)
    mistake = LineMistake(place: cursor, what: "a line has \(most) letters at most; the rest was left out")
  }

  private mutating func cut(_ range: Range<Int>) {
    if let gone = remove(range) { cut = gone }
  }

  @discardableResult private mutating func remove(_ range: Range<Int>) -> String? {
    guard range.lowerBound >= 0, range.upperBound <= text.count, !range.isEmpty else { return nil }
    let start = text.index(text.startIndex, offsetBy: range.lowerBound)
    let end = text.index(text.startIndex, offsetBy: range.upperBound)
    let gone = String(text[start..<end])
    text.removeSubrange(start..<end)
    cursor = min(range.lowerBound, text.count)
    return gone
  }

  /// The part of the line that so many columns show, the cursor in it, and the column at which the cursor stands.
  func window(columns: Int) -> (characters: Range<Int>, cursor: Int) {
    let widths = text.map { Text.width(String($0)) }
    // The cursor takes a column of its own behind the last letter.
    var (start, used) = (cursor, cursor < widths.count ? max(1, widths[cursor]) : 1)
    while start > 0, used + widths[start - 1] <= columns {
      start -= 1
      used += widths[start]
    }
    var end = min(cursor + 1, widths.count)
    while end < widths.count, used + widths[end] <= columns {
      used += widths[end]
      end += 1
    }
    return (start..<max(start, end), widths[start..<cursor].reduce(0, +))
  }
}

extension Key {
  /// Gives up what is being typed.
  var leavesPrompt: Bool { self == .escape || self == .control("c") }

  /// Brings back a line that was typed before.
  var recalls: Bool { [.up, .down, .control("p"), .control("n")].contains(self) }
}

extension Character {
  fileprivate var isOfWord: Bool { isLetter || isNumber }
}
