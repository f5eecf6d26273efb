internal import Canvas

/// How one kind of cell is drawn, in a terminal's own terms.
struct CellInk: Equatable {
  /// Palette numbers; nil is the terminal's own colour.
  var foreground: Int?
  var background: Int?
  var bold = false
  var dim = false
  var underline = false
  var reverse = false
}

/// Role and ground → palette numbers and attributes, for 256, 16, 8 and no colours.
enum Inks {
  /// The place of a role on a ground among all inks.
  static func index(_ role: Role, on ground: Ground) -> Int { role.place * Ground.allCases.count + ground.place }

  static func ink(_ role: Role, on ground: Ground, of theme: Theme, palette: Palette) -> CellInk {
    let letters = theme.inks[role] ?? theme.inks[.text] ?? Ink()
    let behind = theme.grounds[ground] ?? Ink()
    var drawn = CellInk(bold: letters.bold, dim: letters.dim, underline: letters.underline, reverse: letters.reverse)
    let plain = theme.grounds[.plain].flatMap { shown($0, palette) }
    drawn.background = shown(behind, palette)
    // Two tints that come out the same on few colours set nothing off.
    if ground != .plain, drawn.background == plain { drawn.background = nil }
    if drawn.background == nil {
      let attributes = behind.hasAttributes ? behind : usual(for: ground)
      drawn.bold = drawn.bold || attributes.bold
      drawn.dim = drawn.dim || attributes.dim
      drawn.underline = drawn.underline || attributes.underline
      drawn.reverse = drawn.reverse != attributes.reverse
    }
    // A line that is reversed as a whole has one colour: each role's own would make blocks of it. Words say the rest.
    let isReversedLine = ground != .plain && drawn.background == nil && drawn.reverse
    // A ground without a colour of its own is the theme's plain one, if it has one.
    drawn.background = drawn.background ?? plain
    if let colour = letters.colour(among: palette.count), !isReversedLine { setForeground(colour, in: &drawn, palette) }
    if let background = drawn.background, drawn.foreground == nil || drawn.foreground == background {
      // The terminal's own text colour may be either; on a ground of ours it must be the other.
      drawn.foreground = palette.black(orWhiteOn: background)
    }
    return drawn
  }

  private static func shown(_ ground: Ink, _ palette: Palette) -> Int? {
    ground.colour(among: palette.count).flatMap { background($0, palette) }
  }

  /// A ground that comes out black on few colours would hide dark letters: attributes say it better.
  private static func background(_ colour: Colour, _ palette: Palette) -> Int? {
    guard let nearest = palette.nearest(to: colour) else { return nil }
    if palette.count < 256, nearest == 0, colour != .ansi(0) { return nil }
    return nearest
  }

  private static func setForeground(_ colour: Colour, in drawn: inout CellInk, _ palette: Palette) {
    guard let nearest = palette.nearest(to: colour) else { return }
    if palette.count == 8, nearest == 0 {
      // Greys have no place among eight colours, and black letters on a black terminal are no letters.
      if colour != .ansi(0) { drawn.dim = true }
      return
    }
    drawn.foreground = nearest
    // A colour of the theme's own is as dark as the theme wants it; dimmed as well, it would be hard to read.
    if nearest >= 16 { drawn.dim = false }
    if palette.count == 8, case .ansi(let number) = colour, number > 8 { drawn.bold = true }
  }

  /// What sets a ground off where the theme names neither a colour that can be shown nor an attribute.
  private static func usual(for ground: Ground) -> Ink {
    switch ground {
    case .plain, .band: Ink()
    case .cursor, .bar: Ink(reverse: true)
    case .picked: Ink(bold: true)
    }
  }
}

extension Ink {
  fileprivate var hasAttributes: Bool { bold || dim || underline || reverse }
}

extension Role {
  /// Written out because a lookup by name, twelve thousand times per frame, would be felt.
  fileprivate var place: Int {
    switch self {
    case .text: 0
    case .dim: 1
    case .title: 2
    case .heading: 3
    case .key: 4
    case .warning: 5
    case .flag: 6
    case .accent: 7
    case .rising: 8
    case .falling: 9
    case .flat: 10
    case .turning: 11
    case .unresolved: 12
    case .refused: 13
    case .line1: 14
    case .line2: 15
    case .line3: 16
    case .line4: 17
    case .line5: 18
    case .line6: 19
    case .line7: 20
    case .line8: 21
    }
  }
}

extension Ground {
  fileprivate var place: Int {
    switch self {
    case .plain: 0
    case .band: 1
    case .cursor: 2
    case .picked: 3
    case .bar: 4
    }
  }
}
