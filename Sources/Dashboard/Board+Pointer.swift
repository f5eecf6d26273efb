internal import Canvas

extension Board {
  /// The mouse does what a key would do to what lies under it. While something is typed it does nothing.
  mutating func point(_ pointer: Pointer) -> [Effect] {
    guard prompt == nil, !isTakingAway else { return [] }
    digits = ""
    (naming, resuming) = (nil, nil)
    switch pointer.deed {
    case .wheelUp: return roll("up", or: "previous")
    case .wheelDown: return roll("down", or: "next")
    case .press, .drag: break
    }
    around.message = nil
    let at = frames.count - 1
    let meaning = shown.meaning(row: pointer.row, column: pointer.column)
    if case .key(let key)? = meaning, pointer.deed == .press { return press(key) }
    trail.lose()
    switch meaning {
    case .scale(let label): frames[at].screen.read(label)
    case .line(let line) where pointer.deed == .press:
      return obey(frames[at].screen.select(line, &around) ?? [])
    case .open where pointer.deed == .press: return obey(frames[at].screen.act("open", times: nil, &around) ?? [])
    case .line, .open, .key, nil: break
    }
    return []
  }

  /// A list moves by three lines; what has no such lines by one.
  private mutating func roll(_ name: String, or other: String) -> [Effect] {
    let at = frames.count - 1
    trail.lose()
    let effects =
      frames[at].screen.act(name, times: top.screen.wheelSteps, &around)
      ?? frames[at].screen.act(other, times: nil, &around)
    return obey(effects ?? [])
  }
}

extension Grid {
  /// A line of a list. Of the selected one the ground is the cursor's, and a click opens it; a click on another
  /// selects it.
  mutating func list(
    _ line: Int, row: Int, columns: Range<Int>? = nil, isSelected: Bool, isPicked: Bool = false
  ) {
    let columns = columns ?? 0..<size.columns
    if isSelected || isPicked { fill(row: row, columns: columns, on: isSelected ? .cursor : .picked) }
    offer(isSelected ? .open : .line(line), row: row, columns: columns)
  }
}
