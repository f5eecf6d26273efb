internal import Canvas

/// Moving in a list or a text, the same keys everywhere.
public enum Move: Sendable, Hashable {
  case down, up, first, last, halfDown, halfUp, pageDown, pageUp

  /// The bindings that every list and text takes over.
  ///
  /// - Parameter counted: false where digits mean something else.
  static func bindings<Action>(counted: Bool = true, _ action: (Move) -> Action) -> [Keymap<Action>.Binding] {
    [
      .init("j", .down, does: action(.down), as: "down", counted ? "down; 12j goes 12 down" : "down"),
      .init("k", .up, does: action(.up), as: "up", "up"),
      .init("g", .home, does: action(.first), as: "first", counted ? "first; 7g goes to line 7" : "first"),
      .init("G", .end, does: action(.last), as: "last", counted ? "last; 17G goes to line 17" : "last"),
      .init(.control("d"), does: action(.halfDown), as: "half-down", "half a page down"),
      .init(.control("u"), does: action(.halfUp), as: "half-up", "half a page up"),
      .init(.control("f"), .pageDown, does: action(.pageDown), as: "page-down", "a page down"),
      .init(.control("b"), .pageUp, does: action(.pageUp), as: "page-up", "a page up"),
    ]
  }
}

/// A selected line of a list, and the first line that is shown.
struct ListPlace: Equatable, Sendable {
  var selected = 0
  private(set) var top = 0

  /// - Parameters:
  ///   - count: lines of the list.
  ///   - page: lines that are shown at once.
  ///   - times: the number typed before the key.
  mutating func move(_ move: Move, count: Int, page: Int, times: Int? = nil) {
    let steps = times ?? 1
    switch move {
    case .down: selected += steps
    case .up: selected -= steps
    case .first: selected = (times ?? 1) - 1
    case .last: selected = (times ?? count) - 1
    case .halfDown: selected += steps * max(1, page / 2)
    case .halfUp: selected -= steps * max(1, page / 2)
    case .pageDown: selected += steps * max(1, page)
    case .pageUp: selected -= steps * max(1, page)
    }
    clamp(count: count)
  }

  mutating func clamp(count: Int) { selected = max(0, min(selected, count - 1)) }

  /// The list is another now: the selection stays on what it is on, wherever that went. The next key may be about it.
  mutating func follow<Name: Equatable>(from old: [Name], to new: [Name]) {
    if old.indices.contains(selected), let line = new.firstIndex(of: old[selected]) { selected = line }
    clamp(count: new.count)
  }

  /// Lines to draw so that the selected one is among them; `top` stays where it is as long as it can.
  ///
  /// - Parameter words: lines that stand below the list's. They come into view with its last one, and where they are more
  ///   than fit below it, with each step beyond.
  func window(count: Int, page: Int, words: Int = 0) -> Range<Int> {
    guard page > 0, count > 0 else { return 0..<0 }
    let all = count + words
    let selected = max(0, min(self.selected, all - 1))
    let last = selected < count - 1 ? selected : min(all - 1, selected + min(words, page - 1))
    var first = min(top, max(0, all - page))
    if selected < first { first = selected }
    if last >= first + page { first = last - page + 1 }
    return first..<min(all, first + page)
  }

  /// Remembers where the window stood, so that going back up does not scroll.
  mutating func settle(count: Int, page: Int, words: Int = 0) {
    top = window(count: count, page: page, words: words).lowerBound
  }

  /// Places of a list with words below it: one beyond the last for each line of words that does not fit below that.
  static func places(count: Int, page: Int, words: Int) -> Int { count + max(0, words - max(0, page - 1)) }
}
