/// A colour as a theme wants it; a terminal that cannot show it takes the nearest that it can.
public enum Colour: Hashable, Sendable {
  /// 0 to 15: the terminal's own.
  case ansi(Int)
  /// 16 to 255 of the xterm palette.
  case indexed(Int)
  case rgb(UInt8, UInt8, UInt8)
}

/// How a role is drawn. nil colour: the terminal's default.
public struct Ink: Hashable, Sendable {
  public var colour: Colour?
  /// For terminals that cannot show `colour`, in order of preference; see `colour(among:)`.
  public var fallbacks: [Colour] = []
  public var bold = false
  public var dim = false
  public var underline = false
  public var reverse = false

  public init(
    _ colour: Colour? = nil, or fallbacks: [Colour] = [], bold: Bool = false, dim: Bool = false,
    underline: Bool = false, reverse: Bool = false
  ) {
    self.colour = colour
    self.fallbacks = fallbacks
    self.bold = bold
    self.dim = dim
    self.underline = underline
    self.reverse = reverse
  }

  /// The first colour that a terminal of that many colours has by number, else the first of all, to be taken as near
  /// as it can. nil: the terminal's default.
  public func colour(among count: Int) -> Colour? {
    let wishes = (colour.map { [$0] } ?? []) + fallbacks
    let exact = wishes.first { wish in
      switch wish {
      case .ansi(let number), .indexed(let number): number < count
      case .rgb: count >= 1 << 24
      }
    }
    return exact ?? wishes.first
  }
}

/// What stands behind text: a colour, and attributes for terminals without colours.
public struct Theme: Equatable, Sendable {
  public var name: String
  /// A role that is missing falls back to `.text`, then to the terminal's default.
  public var inks: [Role: Ink]
  /// `ink.colour` is the background here.
  public var grounds: [Ground: Ink]

  public init(name: String, inks: [Role: Ink] = [:], grounds: [Ground: Ink] = [:]) {
    self.name = name
    self.inks = inks
    self.grounds = grounds
  }
}
