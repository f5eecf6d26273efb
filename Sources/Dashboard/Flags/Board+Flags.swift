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

  /// What the next key of a list of items is about.
  struct Standing {
    let depth: Int
    let message: String?
    let hasRange: Bool
    let item: ItemName?
  }

  /// nil on a screen that lists no items.
  var standing: Standing? {
    guard let list = top.screen as? any ListsItems else { return nil }
    return Standing(
      depth: frames.count, message: around.message, hasRange: list.anchor != nil,
      item: list.itemLines > 0 ? list.item(at: list.itemLine)?.name : nil)
  }

  /// Without a key the list has become another: the next one must not be about what only took the place.
  mutating func tellWhatIsLost(of old: Standing) {
    guard let new = standing, new.depth == old.depth else { return }
    var lost: [String] = around.message == old.message ? [] : around.message.map { [$0] } ?? []
    let told = lost.count
    if old.hasRange, !new.hasRange { lost.append("the list was made anew, so the range is ended") }
    if let item = old.item, item != new.item { lost.append("\(item.item) is no longer listed") }
    if lost.count > told { around.message = lost.joined(separator: "; ") }
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
    for word in notes {
      // Another one may wait on the same item, refused by the same disk: both are offered, as one.
      let waiting = around.unwritten[word.name]
      around.unwritten[word.name] = [waiting, word.note].compactMap { $0 }.joined(separator: "; ")
    }
    around.message = notes.isEmpty ? why : "not written, i offers it again: \(why)"
  }
}
