import Canvas
import Testing

/// base16 schemes as their authors write them.
@Suite struct SchemeTests {
  private static let colours = [
    "181818", "282828", "383838", "585858", "b8b8b8", "d8d8d8", "e8e8e8", "f8f8f8", "ab4642", "dc9656", "f7ca88",
    "a1b56c", "86c1b9", "7cafc2", "ba8baf", "a16946",
  ]

  private static func slots(
    _ indent: String, _ colours: [String] = colours, _ quote: (String) -> String
  ) -> String {
    colours.enumerated().map { slot, colour in
      "\(indent)base0\(String(slot, radix: 16, uppercase: true)): \(quote(colour))\n"
    }.joined()
  }

  private static let old = "scheme: \"Default Dark\"\nauthor: \"Chris Kempson\"\n" + slots("") { "\"\($0)\"" }
  private static let new =
    "system: \"base16\"\nname: \"Default Dark\" # the first\nvariant: \"dark\"\npalette:\n"
    + slots("  ") { "\"#\($0)\"" }
    + "  # base00: \"ffffff\"\n"
  private static let bare = slots("  ") { "'\($0.uppercased())'   # a shade" } + "base10: \"000000\"\n"

  @Test(arguments: [old, new, bare, old.replacing("\n", with: "\r\n")]) func bothFormsAreRead(_ text: String) throws {
    let theme = try Theme(scheme: text, named: "default-dark")
    #expect(theme.grounds[.plain] == Ink(.rgb(0x18, 0x18, 0x18)))
    #expect(theme.inks[.text]?.colour == .rgb(0xD8, 0xD8, 0xD8))
    #expect(theme.inks[.rising]?.colour == .rgb(0x86, 0xC1, 0xB9))
    #expect(theme.inks[.falling]?.colour == .rgb(0xDC, 0x96, 0x56))
    for role in Role.allCases { #expect(theme.inks[role] != nil, "\(role)") }
    for ground in Ground.allCases { #expect(theme.grounds[ground] != nil, "\(ground)") }
  }

  /// Comments of a scheme are often too pale to be read on its selection.
  @Test(arguments: [old, slots("", colours[..<8].reversed() + colours[8...]) { $0 }])
  func lettersAreLegibleOnEveryGround(_ text: String) throws {
    let theme = try Theme(scheme: text, named: "x")
    for (role, ink) in theme.inks {
      for (ground, behind) in theme.grounds {
        let contrast = try #require(
          ink.colour.flatMap { letters in behind.colour.flatMap { letters.contrast(with: $0) } })
        #expect(contrast >= ([.dim, .unresolved, .refused].contains(role) ? 3 : 4.5), "\(role) on \(ground)")
      }
    }
  }

  @Test(arguments: [
    (old.replacing("\"dc9656\"", with: "orange"), 12, "'orange' is no colour; a scheme's are six digits"),
    (old.replacing("\"dc9656\"", with: "\"dc96\""), 12, "'dc96' is no colour"),
    (old.replacing("base0C", with: "base1C"), 18, "no base0C; a base16 scheme has base00 to base0F"),
    ("", 1, "no base00"), ("rising = red", 1, "no base00"),
  ])
  func aMistakeNamesItsLineAndTheRemedy(_ text: String, _ line: Int, _ what: String) {
    let mistake = #expect(throws: Theme.Mistake.self) { try Theme(scheme: text, named: "x") }
    #expect(mistake?.line == line)
    #expect(mistake?.what.hasPrefix(what) == true)
  }

  @Test func contrastIsWhatTheGuidelinesSay() throws {
    let (black, white) = (Colour.rgb(0, 0, 0), Colour.rgb(255, 255, 255))
    #expect(abs(try #require(black.contrast(with: white)) - 21) < 1e-6)
    #expect(abs(try #require(Colour.rgb(0x76, 0x76, 0x76).contrast(with: white)) - 4.542) < 1e-3)
    #expect(abs(try #require(Colour.rgb(0, 0, 255).contrast(with: white)) - 8.592) < 1e-3)
    #expect(Colour.ansi(1).contrast(with: white) == nil, "nobody knows how the terminal's own red looks")
  }
}
