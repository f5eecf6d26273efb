internal import Canvas
internal import Runs

/// What becomes of flags and notes once they are on disk, and taking them back.
extension Board {
  mutating func heard(_ news: FlagNews) -> [Effect] {
    for line in news.lines { around.flags.add(line) }
    if let act = news.act {
      around.message = around.flagging.take(act) + others(than: act)
    } else if let sentence = news.sentence, !isBlind {
      around.message = sentence
    }
    return heed() + (waiting == nil ? goOn() : [])
  }

  /// Where one item is flagged by others too: their flags are theirs to take back.
  private func others(than act: FlagNews.Act) -> String {
    guard act.request.words.count == 1, let word = act.request.words.first, word.action != .note else { return "" }
    let others = (around.flags[word.name]?.flags ?? []).map(\.author).filter { $0 != around.author }
    guard !others.isEmpty else { return "" }
    let names = others.prefix(3).joined(separator: ", ") + (others.count > 3 ? " and others" : "")
    return word.action == .flag
      ? "; \(names) flagged it as well: f takes back yours alone" : "; the flag of \(names) stays, it is theirs"
  }

  var hasRange: Bool { (top.screen as? any ListsItems)?.anchor != nil }

  /// Its lines are others now. Until it is said the last line says how many items f is about, which it is not.
  mutating func tellRangeIsLost(after told: String?) {
    let news = around.message == told ? "" : around.message.map { $0 + "; " } ?? ""
    around.message = news + "the list was made anew, so the range is ended"
  }

  mutating func undoFlag() -> [Effect] {
    step(none: "nothing to undo: U takes back what you flagged or noted in this sitting") { $0.undo() }
  }

  mutating func redoFlag() -> [Effect] {
    step(none: "nothing to redo: Ctrl-R does again what U took back") { $0.redo() }
  }

  private mutating func step(none: String, _ next: (inout Flagging) -> FlagRequest?) -> [Effect] {
    guard !around.flagging.isBusy else {
      around.message = "the last one is still being written"
      return []
    }
    guard let request = next(&around.flagging) else {
      around.message = none
      return []
    }
    return [.flag(request)]
  }

  /// A note's words must not be lost.
  mutating func keep(_ request: FlagRequest, _ why: String) {
    around.flagging.fail(request)
    let notes = request.step == .does ? request.words.filter { $0.note != nil } : []
    for word in notes { around.unwritten[word.name] = word.note }
    around.message = notes.isEmpty ? why : "not written, i offers it again: \(why)"
  }
}
