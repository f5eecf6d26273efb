import Chance

/// Keys, sizes and colleagues' flags as they come from a seed: the same seed is the same session, whatever is drawn.
struct Monkey {
  enum Deed {
    case key(String, bytes: String)
    case resize(columns: Int, rows: Int)
    /// Somebody else appends a line to the flag file.
    case flag

    var name: String {
      switch self {
      case .key(let name, _): name
      case .resize(let columns, let rows): "\(columns)x\(rows)"
      case .flag: "(flag)"
      }
    }
  }

  private var dice: Dice
  /// Keys of a line that is being typed, last first.
  private var typing: [Deed] = []

  init(seed: UInt64) { dice = Dice(seed: seed) }

  private static let ways: [(name: String, bytes: String)] = [
    ("enter", "\r"), ("esc", "\u{1B}"), ("tab", "\t"), ("space", " "), ("up", "\u{1B}OA"), ("down", "\u{1B}OB"),
    ("left", "\u{1B}OD"), ("right", "\u{1B}OC"), ("home", "\u{1B}OH"), ("end", "\u{1B}OF"), ("pgup", "\u{1B}[5~"),
    ("pgdn", "\u{1B}[6~"), ("ctrl-d", "\u{4}"), ("ctrl-u", "\u{15}"), ("ctrl-f", "\u{6}"), ("ctrl-b", "\u{2}"),
    ("shift-tab", "\u{1B}[Z"), ("ctrl-l", "\u{C}"), ("ctrl-r", "\u{12}"), ("f1", "\u{1B}OP"),
  ]
  private static let moves = Array("jjjjkkgGhlJKnN")
  /// What is wanted in a prompt: expressions, names, nothing in particular. Never a shell's line.
  private static let lines = [
    "verdict = rising", "n > 20 and slope < 0", "b01", "b0", "q3", "(((", "slope >", "", "sort slope", "open b0007",
    "measure nlp", "set glyphs braille", "set glyphs block", "theme dark", "find q1", "200", "about", "help", "marks",
    "not (p < 0.5", "\u{E9}\u{4E2D}\u{6587}",
  ]
  private static let sizes = [(80, 24), (160, 50), (44, 12), (200, 60), (120, 30), (20, 5), (1, 1), (500, 200)]

  mutating func next() -> Deed {
    if let key = typing.popLast() { return key }
    switch dice.below(1000) {
    case ..<480:
      let key = Self.moves[dice.below(Self.moves.count)]
      return .key(String(key), bytes: String(key))
    case ..<790:
      let key = Self.ways[dice.below(Self.ways.count)]
      return .key(key.name, bytes: key.bytes)
    case ..<960: return letter()
    case ..<985: return line()
    case ..<995:
      let size = Self.sizes[dice.below(Self.sizes.count)]
      return .resize(columns: size.0, rows: size.1)
    case _: return .flag
    }
  }

  /// Any sign on a keyboard but those that leave, and the one that a shell's line begins with.
  private mutating func letter() -> Deed {
    while true {
      let letter = Character(Unicode.Scalar(UInt8(33 + dice.below(94))))
      if !"qQ!".contains(letter) { return .key(String(letter), bytes: String(letter)) }
    }
  }

  private mutating func line() -> Deed {
    let opening = [":", "/", "&", "i"][dice.below(4)]
    let end = dice.below(4) == 0 ? ("esc", "\u{1B}") : ("enter", "\r")
    typing = [.key(end.0, bytes: end.1)]
    for letter in Self.lines[dice.below(Self.lines.count)].reversed() {
      typing.append(.key(letter == " " ? "space" : String(letter), bytes: String(letter)))
    }
    return .key(opening, bytes: opening)
  }
}
