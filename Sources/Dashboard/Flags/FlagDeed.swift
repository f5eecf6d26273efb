internal import Canvas

/// What can be said of the item, or the items, in view: the same keys on every screen that has any.
public enum FlagDeed: Hashable, Sendable {
  case flag, reason, note, range, nextFlagged, previousFlagged

  /// For lists; on the screen of one item they stand among its own.
  static func bindings<Action>(_ action: (FlagDeed) -> Action) -> [Keymap<Action>.Binding] {
    [
      .init("f", does: action(.flag), as: "flag", "flag the item, or the whole range; or take your flag back"),
      .init("F", does: action(.reason), as: "flag-reason", "flag with a reason"),
      .init("i", does: action(.note), as: "note", "write a note on the item, or on each of the range"),
      .init("v", does: action(.range), as: "range", "begin a range that f, F and i act on; v or Esc ends it"),
    ] + steps(action)
  }

  static func steps<Action>(_ action: (FlagDeed) -> Action) -> [Keymap<Action>.Binding] {
    [
      .init("}", does: action(.nextFlagged), as: "next-flagged", "next flagged item"),
      .init("{", does: action(.previousFlagged), as: "previous-flagged", "flagged item before"),
    ]
  }
}
