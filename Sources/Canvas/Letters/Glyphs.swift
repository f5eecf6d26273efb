/// The glyphs of a text in the order they are shown, each one or two columns wide and safe to send to a terminal.
///
/// Segmented as `wcwidth` and with it curses, tmux and most terminals do, not as Unicode does: a family joined by
/// zero-width joiners is three people, a vowel sign with a width of its own is a glyph of its own.
struct Glyphs: Sequence, IteratorProtocol {
  struct Glyph {
    var character: Character
    var width: Int
  }

  /// What stands for anything that must not be shown.
  static let dot = Glyph(character: "·", width: 1)
  /// More accents than any language needs, fewer than a cell of curses holds.
  static let mostMarks = 3

  private var scalars: String.UnicodeScalarView.Iterator
  private var ahead: Unicode.Scalar?
  /// Blanks still to be handed out for a tab.
  private var pending = 0
  private let tabWidth: Int

  /// - Parameter tabs: what a tab is shown as; nil: `·`, like other control characters.
  init(_ text: String, tabs: String? = nil) {
    scalars = text.unicodeScalars.makeIterator()
    ahead = scalars.next()
    tabWidth = tabs?.unicodeScalars.count ?? 0
  }

  mutating func next() -> Glyph? {
    if pending > 0 {
      pending -= 1
      return Glyph(character: " ", width: 1)
    }
    while let base = ahead {
      ahead = scalars.next()
      if (0x20..<0x7F).contains(base.value), (ahead?.value ?? 0) < 0x300 {
        return Glyph(character: Character(base), width: 1)
      }
      if base == "\t", tabWidth > 0 {
        pending = tabWidth - 1
        return Glyph(character: " ", width: 1)
      }
      switch ScalarClass(base) {
      case .dropped: continue
      case .refused, .mark:
        skipMarks()
        return Self.dot
      case .blank: return withMarks(" ", width: 1)
      case .spacing(let width): return withMarks(base, width: width)
      }
    }
    return nil
  }

  private mutating func skipMarks() {
    while let mark = ahead, ScalarClass(mark).joinsWhatIsBefore { ahead = scalars.next() }
  }

  private mutating func withMarks(_ base: Unicode.Scalar, width: Int) -> Glyph {
    let shown = base.regionLetter ?? base
    var text = String(Character(shown))
    var marks = 0
    while let next = ahead {
      let kind = ScalarClass(next)
      guard kind.joinsWhatIsBefore || (next.isSkinTone && width == 2) else { break }
      ahead = scalars.next()
      guard kind == .mark, marks < Self.mostMarks else { continue }
      let longer = text + String(Character(next))
      // A mark that does not join this base, as a Hangul vowel after a Latin letter, would be a glyph without a width.
      guard longer.count == 1 else { continue }
      text = longer
      marks += 1
    }
    return Glyph(character: Character(text), width: width)
  }
}

/// What a scalar does on a terminal.
private enum ScalarClass: Equatable {
  /// Takes room of its own: one or two columns.
  case spacing(Int)
  /// Drawn on the letter before it.
  case mark
  /// Any space of one column.
  case blank
  /// Takes no room and says nothing: joiners, variation selectors, soft hyphens.
  case dropped
  /// Would be obeyed, or has no agreed look: escapes, direction overrides, private use, what is not assigned.
  case refused

  var joinsWhatIsBefore: Bool { self == .mark || self == .dropped }

  init(_ scalar: Unicode.Scalar) {
    let value = scalar.value
    if value < 0x7F {
      self = value < 0x20 ? .refused : .spacing(1)
      return
    }
    switch value {
    // Soft hyphen, zero-width space and joiners, word joiner, byte-order mark, variation selectors, Khmer vowels that
    // nobody sees.
    case 0xAD, 0x200B...0x200D, 0x2060, 0xFEFF, 0xFE00...0xFE0F, 0xE0100...0xE01EF, 0x34F, 0x180B...0x180F,
      0x17B4...0x17B5:
      self = .dropped
      return
    // Hangul vowels and finals join the syllable before them.
    case 0x1160...0x11FF, 0xD7B0...0xD7FF:
      self = .mark
      return
    // Hangul fillers and a Braille blank look like spaces and are none; the replacement character stands for a bad byte.
    case 0x115F, 0x3164, 0xFFA0, 0xFFFD:
      self = .refused
      return
    // Sextants, octants and their neighbours: newer than the tables that a program may have been built with.
    case 0x1CC00...0x1CEB3, 0x1FB00...0x1FBFF:
      self = .spacing(1)
      return
    default: break
    }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: self = .refused
    case .nonspacingMark, .enclosingMark: self = .mark
    case .spaceSeparator: self = value == 0x3000 ? .spacing(2) : .blank
    default: self = .spacing(WideScalars.contains(value) ? 2 : 1)
    }
  }
}

extension Unicode.Scalar {
  fileprivate var isSkinTone: Bool { (0x1F3FB...0x1F3FF).contains(value) }

  /// Half a flag is shown as the letter it is: terminals disagree on the width of flags.
  fileprivate var regionLetter: Unicode.Scalar? {
    (0x1F1E6...0x1F1FF).contains(value) ? Unicode.Scalar(value - 0x1F1E6 + 65) : nil
  }
}
