/// Text as a terminal shows it: measured in columns, cut and wrapped without cutting a wide glyph in half.
///
/// Whatever comes in, what comes out is `printable`.
public enum Text {
  /// Columns taken by `s` once it is printable.
  public static func width(_ s: String) -> Int { Glyphs(s).reduce(0) { $0 + $1.width } }

  /// `s` in at most that many columns, with `…` at the end if something is missing.
  public static func truncated(_ s: String, to columns: Int) -> String {
    guard columns > 0 else { return "" }
    var shown = ""
    var used = 0
    /// How much of it stays, in bytes, if one column must be given to the `…`.
    var shortened = 0
    for glyph in Glyphs(s) {
      used += glyph.width
      if used > columns { return String(decoding: shown.utf8.prefix(shortened), as: UTF8.self) + "…" }
      shown.append(glyph.character)
      if used < columns { shortened = shown.utf8.count }
    }
    return shown
  }

  /// `s` in at most that many columns, with `…` within it if something is missing: names that are alike at the
  /// beginning mostly differ at the end.
  public static func clipped(_ s: String, to columns: Int) -> String {
    // Of a name that nobody reads to its end, the beginning will do.
    guard columns > 3, s.utf8.count < 4096 else { return truncated(s, to: columns) }
    let glyphs = Array(Glyphs(s))
    guard glyphs.reduce(0, { $0 + $1.width }) > columns else { return truncated(s, to: columns) }
    let end = fitting(glyphs.reversed(), in: columns / 2).reversed()
    return String(fitting(glyphs, in: columns - 1 - columns / 2)) + "…" + String(end)
  }

  /// The end of `s` in at most that many columns, with `…` before it if something is missing.
  public static func ending(_ s: String, in columns: Int) -> String {
    guard columns > 0 else { return "" }
    let glyphs = Array(Glyphs(s))
    guard glyphs.reduce(0, { $0 + $1.width }) > columns else { return String(glyphs.map(\.character)) }
    return "…" + String(fitting(glyphs.reversed(), in: columns - 1).reversed())
  }

  /// As many of them as there is room for.
  private static func fitting(_ glyphs: some Sequence<Glyphs.Glyph>, in columns: Int) -> [Character] {
    var left = columns
    return glyphs.prefix {
      left -= $0.width
      return left >= 0
    }.map(\.character)
  }

  /// `s` in exactly that many columns: truncated, or filled with blanks.
  public static func padded(_ s: String, to columns: Int, _ alignment: Alignment = .left) -> String {
    let shown = truncated(s, to: columns)
    let missing = max(0, columns - width(shown))
    switch alignment {
    case .left: return shown + String(repeating: " ", count: missing)
    case .right: return String(repeating: " ", count: missing) + shown
    }
  }

  /// The first of some forms that fits in that many columns, else the last: the longest stands first.
  public static func first(of forms: [String], in columns: Int) -> String {
    forms.first { width($0) <= columns } ?? forms[forms.count - 1]
  }

  /// Lines of at most that many columns, broken between words where possible; line breaks of `s` are kept.
  public static func wrapped(_ s: String, to columns: Int) -> [String] {
    guard columns > 0 else { return [] }
    return s.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).flatMap { line in
      wrappedLine(String(line), to: columns)
    }
  }

  /// `s` with some signs written otherwise, for a language in which they mean something.
  ///
  /// Scalar by scalar: an accent behind a quotation mark makes another `Character` of it, and whoever reads the file
  /// still sees the mark.
  public static func escaped(_ s: String, _ other: (Unicode.Scalar) -> String?) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in s.unicodeScalars {
      if let other = other(scalar) { escaped.append(contentsOf: other.unicodeScalars) } else { escaped.append(scalar) }
    }
    return String(escaped)
  }

  /// `s` for a clipboard: letters, line breaks and tabs as they are, and `·` for what a terminal that it is pasted into
  /// might obey. An escape in it could say that the paste is over, and a shell would run what stands behind.
  public static func pasteable(_ s: String) -> String {
    var shown = String.UnicodeScalarView()
    var before: Unicode.Scalar?
    for scalar in s.unicodeScalars {
      switch scalar {
      case "\n" where before == "\r": break
      case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": shown.append("\n")
      case "\t": shown.append(scalar)
      // What turns the reading direction round.
      case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": shown.append("·")
      case _: shown.append(scalar.properties.generalCategory == .control ? "·" : scalar)
      }
      before = scalar
    }
    return String(shown)
  }

  private static func wrappedLine(_ line: String, to columns: Int) -> [String] {
    var lines: [String] = []
    var current: [Glyphs.Glyph] = []
    var used = 0
    /// Where in `current` the last blank after a word is.
    var blank: Int?
    var hasWord = false
    func text(_ glyphs: some Collection<Glyphs.Glyph>) -> String {
      var text = ""
      for glyph in glyphs { text.append(glyph.character) }
      while text.last == " " { text.removeLast() }
      return text
    }
    for next in Glyphs(line, tabs: "    ") {
      // A wide glyph in a single column cannot be shown.
      let glyph = next.width > columns ? Glyphs.dot : next
      if used + glyph.width > columns {
        // A blank that does not fit is the break itself.
        if glyph.character == " " {
          lines.append(text(current))
          (current, used, blank, hasWord) = ([], 0, nil, false)
          continue
        }
        let rest = blank.map { Array(current[($0 + 1)...]) } ?? []
        lines.append(text(current[..<(blank ?? current.count)]))
        (current, used, blank, hasWord) = (rest, rest.reduce(0) { $0 + $1.width }, nil, !rest.isEmpty)
      }
      if glyph.character != " " { hasWord = true } else if hasWord { blank = current.count }
      current.append(glyph)
      used += glyph.width
    }
    if !current.isEmpty || lines.isEmpty { lines.append(text(current)) }
    return lines
  }
}

/// On which side of its columns a text stands.
public enum Alignment: Sendable {
  case left, right
}

extension String {
  /// One line that no terminal obeys: control characters, escapes, line breaks and direction overrides are `·`, what
  /// takes no room is left out, and letters keep a few accents only.
  public var printable: String {
    // Most text is plain, and plain text is copied without looking at each letter's class.
    if utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return self }
    var shown = ""
    for glyph in Glyphs(self) { shown.append(glyph.character) }
    return shown
  }
}

extension Character {
  /// Itself, or `·` for anything a terminal might obey.
  var shown: Character { Glyphs(String(self)).first { _ in true }?.character ?? "·" }
}

extension StringProtocol {
  /// Without the blanks at its end.
  public var withoutBlanksAtEnd: String { String(reversed().drop { $0 == " " }.reversed()) }
}
