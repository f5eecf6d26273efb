/// ASCII for the signs of the screens and for letters with accents.
enum PlainGlyphs {
  /// nil for ASCII itself and for what nothing resembles.
  static func plain(_ glyph: Character) -> Character? {
    if glyph.isASCII { return nil }
    if let known = table[glyph] { return known }
    switch glyph.unicodeScalars.first?.value ?? 0 {
    case 0x2800: return " "
    case 0x2801...0x28FF, 0x1CC00...0x1CEB3, 0x1FB00...0x1FBFF: return "."
    case 0x2500...0x257F: return "+"
    case 0x2580...0x259F: return "#"
    default: return nil
    }
  }

  private static let table: [Character: Character] = {
    var table = signs
    for set in GlyphSet.allCases { for (glyph, plain) in zip(set.steps, GlyphSet.ascii.steps) { table[glyph] = plain } }
    for (letter, plain) in zip(accented, unaccented) { table[letter] = plain }
    return table
  }()

  /// What a glyph means on a screen it means in ASCII too: no two of a kind share a sign.
  private static let signs: [Character: Character] = [
    "↗": "/", "↘": "\\", "→": ">", "∩": "^", "∪": "v", "∿": "~", "–": "-", "—": "-", "−": "-", "≠": "#",
    "●": "*", "○": "o", "◆": "+", "▲": "x", "■": "#", "◇": "@", "△": "%", "□": "&", "•": "*",
    "░": ":", "▒": "+", "▓": "%", "·": ".", "…": "~", "▏": " ", "▎": " ", "▍": "-", "▌": "-", "▋": "-", "▊": "-",
    "▉": "#", "─": "-", "━": "-", "═": "=", "│": "|", "┃": "|", "║": "|",
    "←": "<", "↑": "^", "↓": "v", "▼": "v", "▾": "v", "▴": "^", "▶": ">", "◀": "<", "»": "}", "«": "{",
    "±": "~", "×": "x", "≤": "<", "≥": ">", "≈": "~", "¬": "-", "½": "h", "²": "2", "³": "3", "′": "'", "″": "\"",
    "‘": "'", "’": "'", "“": "\"", "”": "\"", "✓": "x", "✗": "x", "§": "S", "\u{FFFD}": "?",
  ]

  private static let accented =
    "ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝàáâãäåçèéêëìíîïðñòóôõöøùúûüýÿ"
  private static let unaccented =
    "AAAAAACEEEEIIIIDNOOOOOOUUUUYaaaaaaceeeeiiiidnoooooouuuuyy"
}

extension Grid {
  /// The same picture in the signs of a set. Drawn in blocks, as screens are, a height stays a height; in ASCII every
  /// sign of ours has its stand-in, and text in other scripts stays what it is.
  public func drawn(with glyphs: GlyphSet) -> Grid {
    var grid = self
    switch glyphs {
    case .block, .sextant, .octant: break
    case .braille:
      let heights = Dictionary(uniqueKeysWithValues: zip(GlyphSet.block.steps, glyphs.steps))
      for at in grid.cells.indices { if let dots = heights[cells[at].glyph] { grid.cells[at].glyph = dots } }
    case .ascii:
      for at in grid.cells.indices {
        if let plain = PlainGlyphs.plain(cells[at].glyph) { grid.cells[at].glyph = plain }
      }
    }
    return grid
  }
}
