/// What a terminal can be trusted to draw, and in as many columns as it should.
public enum Letters: Hashable, Sendable {
  /// The terminal reads no UTF-8.
  case ascii
  /// It draws in two columns what others draw in one, where Unicode leaves that open.
  case narrow
  case all

  /// A glyph that the terminal draws in the same columns; `?` for what nothing resembles.
  public func shown(_ glyph: Character) -> Character {
    switch self {
    case .all: glyph
    case .ascii: glyph.isASCII ? glyph : PlainGlyphs.plain(glyph) ?? "?"
    case .narrow:
      glyph.unicodeScalars.contains { AmbiguousScalars.contains($0.value) } ? PlainGlyphs.plain(glyph) ?? "?" : glyph
    }
  }
}
