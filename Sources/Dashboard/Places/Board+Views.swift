internal import Canvas

/// Back and forward among the screens seen, and to places that were marked.
extension Board {
  /// `gg` is what `g` is: the second one changes nothing, behind `7g` least of all.
  mutating func isSecondG(_ key: Key) -> Bool {
    let isSecond = key == "g" && lastKey == "g" && top.screen.name(of: key, by: around.keys) == "first"
    lastKey = isSecond ? nil : key
    return isSecond
  }

  /// What the next key names.
  enum Naming { case mark, jump }

  mutating func push(_ screen: some Screen) {
    // What is found later would lie on top of it.
    if searching?.opens == true { stopFinding() }
    let before = earlier
    leave()
    // As if it had not been: the screen before a blind test is the one before the screen on which it was begun.
    if screen.isBlind { earlier = before }
    frames.append(Frame(screen: screen, generation: generation))
  }

  mutating func pop() -> [Effect] {
    guard frames.count > 1 else {
      let stale = stopAsking()
      if !stale.isEmpty { around.message = "no longer waiting" }
      return stale
    }
    let stale: [Effect] = waiting == nil ? [] : [.cancel]
    waiting = nil
    leave()
    frames.removeLast()
    if let searching, searching.depth > frames.count { stopFinding() }
    return stale + refresh()
  }

  /// Whoever goes back does not want the screen that she asked for: it must not open under her hands.
  mutating func stopAsking() -> [Effect] {
    guard waiting?.opens == true else { return [] }
    waiting = nil
    return [.cancel]
  }

  /// This screen and the one before, in turns.
  mutating func swap() -> [Effect] {
    guard let before = earlier else {
      around.message = "no other screen was seen yet"
      return []
    }
    leave()
    return show(before)
  }

  private mutating func leave() {
    if !isBlind { earlier = frames }
    views.leave(frames)
  }

  mutating func goBack() -> [Effect] {
    guard let before = views.goBack(from: frames) else {
      around.message = "no other screen was seen yet"
      return []
    }
    earlier = frames
    return show(before)
  }

  mutating func goForward() -> [Effect] {
    guard let next = views.goForward(from: frames) else {
      around.message = "this is the last screen seen; Ctrl-O goes back"
      return []
    }
    earlier = frames
    return show(next)
  }

  /// The letter after `m` or `'`.
  mutating func name(_ key: Key, for naming: Naming) -> [Effect] {
    self.naming = nil
    if key.leavesPrompt { return [] }
    guard case .character(let letter) = key, letter.isLetter, letter.isASCII else {
      around.message = "\(key) is no letter; a to z and A to Z name a place"
      return []
    }
    switch naming {
    case .mark:
      views.mark(letter, frames)
      around.message = "marked \(letter): \(path.joined(separator: " > ")); ' and \(letter) comes back"
    case .jump:
      guard let marked = views.marked(letter) else {
        let known = views.letters.map(String.init).joined(separator: " ")
        around.message =
          known.isEmpty
          ? "no place is marked; m and a letter marks one" : "\(letter) marks no place; there are: \(known)"
        return []
      }
      leave()
      return show(marked)
    }
    return []
  }

  /// Puts screens seen before in the place of these. Their rows are found again by name: the list may be another now.
  mutating func show(_ stack: [Frame]) -> [Effect] {
    let stale: [Effect] = waiting == nil ? [] : [.cancel]
    waiting = nil
    if searching != nil { stopFinding() }
    frames = stack
    for at in frames.indices {
      if frames[at].generation < generation { _ = frames[at].screen.take(.overview(around.overview)) }
      frames[at].screen.heed(around)
    }
    return stale + refresh()
  }

  /// The first screen, at its top.
  mutating func goToTop() -> [Effect] {
    leave()
    let effects = show([frames[0]])
    _ = frames[0].screen.act("first", times: nil, &around)
    return effects
  }
}
