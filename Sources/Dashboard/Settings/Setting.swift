public import Canvas
public import Runs

/// The one table of what a person can set: `:set`, its completion, the help, and a configuration's defaults read it.
///
/// `Setting.named("glyphs")?.parse("braille")` gives a `Choice`, or throws why not, as a sentence. `Board.apply` does what
/// it says to a session that runs; whoever sets a session up reads the choice itself. `Board.value(of:)` is the way back.
public struct Setting: Sendable {
  /// What was chosen, as a value.
  public enum Choice: Hashable, Sendable {
    /// By its name, or a file's.
    case theme(String)
    case glyphs(GlyphSet)
    case usesMouse(Bool)
    /// 1 or 2; nil: as the terminal was measured.
    case ambiguousWidth(Int?)
    /// In the whole session where it is set at the start, on the screen that has it in view where it is set there.
    case measure(Measure)
    /// Only at the start: every figure on screen depends on it.
    case axis(ScaleAxis)
    /// One y axis for all lines that are shown together.
    case sharesY(Bool)
  }

  /// A word that can stand behind the name.
  public struct Value: Hashable, Sendable {
    public let word: String
    public let help: String
  }

  public struct Mistake: Error, Equatable, Sendable {
    /// A sentence, the words that would do included.
    public let what: String
  }

  public let name: String
  public let help: String
  /// All there are; empty where any word will do.
  public let values: [Value]
  private let read: @Sendable (String) -> Choice?

  /// The choice of that word, in small letters or not.
  public func parse(_ word: String) throws(Mistake) -> Choice {
    if word.isEmpty { throw Mistake(what: "\(name) wants a value\(words)") }
    // A theme may be a file, whose name keeps its letters.
    guard let choice = read(values.isEmpty ? word : word.lowercased()) else {
      throw Mistake(what: "\(name) is never '\(word.printable)'\(words)")
    }
    return choice
  }

  private var words: String {
    values.isEmpty ? "" : "; it is one of \(values.map(\.word).joined(separator: ", "))"
  }

  /// nil for a name that is none.
  public static func named(_ name: String) -> Setting? { all.first { $0.name == name } }

  /// In the order in which they are listed.
  public static let all: [Setting] = [
    Setting(name: "theme", help: "the colours, by name or file; T shows them all", values: []) { .theme($0) },
    Setting(
      name: "glyphs", help: "what pictures are made of",
      values: GlyphSet.allCases.map { Value(word: $0.rawValue, help: $0.meaning) }
    ) { GlyphSet(rawValue: $0).map { .glyphs($0) } },
    Setting(
      name: "mouse", help: "the mouse moves and selects here, and selects no text",
      values: [Value(word: "on", help: "wheel, rows, keys of the last line"), Value(word: "off", help: "selects text")]
    ) { Setting.isOn($0).map { .usesMouse($0) } },
    Setting(
      name: "ambiguous-width", help: "columns of signs that take 1 or 2",
      values: [
        Value(word: "measured", help: "as the terminal answers"),
        Value(word: "1", help: "narrow, as in most terminals"),
        Value(word: "2", help: "wide, as some East Asian terminals draw them"),
      ]
    ) {
      $0 == "measured" ? .ambiguousWidth(nil) : Int($0).flatMap { [1, 2].contains($0) ? .ambiguousWidth($0) : nil }
    },
    Setting(
      name: "measure",
      help: "what is measured, on a behaviour's own screen; on the overview at the start, by --measure",
      values: Measure.allCases.map { Value(word: $0.rawValue, help: $0.unit) }
    ) { Measure(rawValue: $0).map { .measure($0) } },
    Setting(
      name: "axis", help: "what stands for a model's scale; at the start, by --axis",
      values: ScaleAxis.allCases.map { Value(word: $0.rawValue, help: $0.title) }
    ) { ScaleAxis(rawValue: $0).map { .axis($0) } },
    Setting(
      name: "y-axis", help: "of lines that are shown together",
      values: [Value(word: "shared", help: "one for all"), Value(word: "own", help: "one for each")]
    ) { ["shared": .sharesY(true), "own": .sharesY(false)][$0] },
  ]

  private static func isOn(_ word: String) -> Bool? {
    ["on": true, "yes": true, "true": true, "off": false, "no": false, "false": false][word]
  }
}

extension GlyphSet {
  fileprivate var meaning: String {
    switch self {
    case .block: "eighths of a cell; every terminal has them"
    case .ascii: "letters and signs of ASCII alone"
    case .braille: "2x4 dots in a cell"
    case .sextant: "2x3 parts of a cell"
    case .octant: "2x4 parts of a cell; few fonts have them"
    }
  }
}
