/// The signs that pictures are made of; terminals and fonts differ in what they have.
public enum GlyphSet: String, Sendable, CaseIterable {
  case block, ascii, braille, sextant, octant

  /// Eight heights, lowest first. A cell of sextants or octants has fewer, so those draw lines only.
  ///
  /// In ASCII they grow darker; digits, which could be read as heights, could be read as a table's numbers too.
  public var steps: [Character] {
    switch self {
    case .block, .sextant, .octant: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
    case .ascii: ["_", "-", "=", "+", "*", "%", "@", "#"]
    case .braille: ["⡀", "⣀", "⣄", "⣤", "⣦", "⣶", "⣷", "⣿"]
    }
  }

  /// No run at this scale.
  public var missing: Character { isPlain ? "." : "·" }
  /// The interval is too wide for a height to mean anything. Also the texture of an interval in a chart.
  public var uncertain: Character { isPlain ? ":" : "░" }
  /// The mark of a mean, one for each line of a comparison.
  public var marks: [Character] {
    isPlain ? ["o", "x", "+", "*", "#", "@", "%", "&"] : ["●", "○", "◆", "▲", "■", "◇", "△", "□"]
  }
  /// Between two means, and along zero.
  var dot: Character { isPlain ? "." : "·" }
  /// A mean above, or below, what the chart shows.
  var above: Character { isPlain ? "^" : "↑" }
  var below: Character { isPlain ? "v" : "↓" }

  /// A sign of its own that tells whether a terminal gives the set the columns it needs.
  var sample: String {
    switch self {
    case .block: "█"
    case .ascii: "#"
    case .braille: "⣿"
    case .sextant: "\u{1FB17}"
    case .octant: "\u{1CD34}"
    }
  }

  private var isPlain: Bool { self == .ascii }
}
