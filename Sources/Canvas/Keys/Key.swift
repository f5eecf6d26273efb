/// A key as a person names it. Prints as the help shows it: `j`, `Enter`, `Ctrl-D`.
public enum Key: Hashable, Sendable {
  case character(Character)
  case control(Character)
  case enter, escape, tab, backTab, backspace, delete, insert
  case up, down, left, right, home, end, pageUp, pageDown
  /// Alt-B and Alt-F, as in readline: the only ones with Alt that are known.
  case wordLeft, wordRight
  case function(Int)
}

extension Key: CustomStringConvertible {
  /// As the help shows it, and as `init(_:)` reads it.
  public var description: String {
    switch self {
    case .character(" "): "Space"
    case .character(let character): String(character.shown)
    case .control(" "): "Ctrl-Space"
    case .control(let character): "Ctrl-" + String(character.shown).uppercased()
    case .enter: "Enter"
    case .escape: "Esc"
    case .tab: "Tab"
    case .backTab: "Shift-Tab"
    case .backspace: "Backspace"
    case .delete: "Del"
    case .insert: "Ins"
    case .up: "↑"
    case .down: "↓"
    case .left: "←"
    case .right: "→"
    case .home: "Home"
    case .end: "End"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .wordLeft: "Alt-B"
    case .wordRight: "Alt-F"
    case .function(let number): "F\(number)"
    }
  }

  /// The key of a name as in `j j enter ctrl-d space f1 down`; nil for a name that is none. Names are read without
  /// regard to case, single characters with it.
  public init?(_ name: String) {
    if name.count == 1, let character = name.first {
      if let arrow = Self.named[name] {
        self = arrow
        return
      }
      guard character.shown == character else { return nil }
      self = .character(character)
      return
    }
    let lower = name.lowercased()
    if let key = Self.named[lower] {
      self = key
    } else if lower.hasPrefix("ctrl-") || lower.hasPrefix("^") {
      let rest = lower.dropFirst(lower.hasPrefix("^") ? 1 : 5)
      guard let character = rest == "space" ? " " : rest.first, rest.count == 1 || character == " ",
        // Among letters in order, an accented one stands between two plain ones.
        character.isASCII
      else { return nil }
      // The control key leaves 32 characters, and some of them are keys of their own: Ctrl-I is Tab.
      switch character {
      case "i": self = .tab
      case "m", "j": self = .enter
      case "h": self = .backspace
      case "[": self = .escape
      case " ", "a"..."z", "\\", "]", "^", "_": self = .control(character)
      default: return nil
      }
    } else if lower.hasPrefix("f"), let number = Int(lower.dropFirst()), (1...12).contains(number) {
      self = .function(number)
    } else {
      return nil
    }
  }

  private static let named: [String: Key] = [
    "space": .character(" "), "enter": .enter, "return": .enter, "esc": .escape, "escape": .escape, "tab": .tab,
    "shift-tab": .backTab, "backtab": .backTab, "backspace": .backspace, "del": .delete, "delete": .delete,
    "ins": .insert, "insert": .insert, "up": .up, "down": .down, "left": .left, "right": .right,
    "↑": .up, "↓": .down, "←": .left, "→": .right, "home": .home, "end": .end,
    "pgup": .pageUp, "pageup": .pageUp, "pgdn": .pageDown, "pagedown": .pageDown,
    "alt-b": .wordLeft, "alt-f": .wordRight,
  ]
}

extension Key: ExpressibleByExtendedGraphemeClusterLiteral {
  /// `"j"` in a keymap is the key j.
  public init(extendedGraphemeClusterLiteral value: Character) { self = .character(value) }
}
