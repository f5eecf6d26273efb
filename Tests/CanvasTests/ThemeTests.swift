import Canvas
import Foundation
import Testing

@Suite struct ThemeTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Themes")

  static let names = [
    "terminal", "dark", "light", "colourblind", "colourblind-light", "tritanopia", "tritanopia-light", "high-contrast",
    "mono", "solarized", "solarized-light",
  ]

  static func theme(_ name: String) throws -> Theme {
    try Theme(parsing: String(contentsOf: folder.appending(path: name + ".theme"), encoding: .utf8), named: name)
  }

  @Test func theFolderHoldsTheseThemes() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    #expect(files.filter { $0.hasSuffix(".theme") }.sorted() == Self.names.map { $0 + ".theme" }.sorted())
  }

  @Test(arguments: names) func everyRoleThatMeansSomethingIsNamed(_ name: String) throws {
    let theme = try Self.theme(name)
    for role in Role.allCases where !(name == "mono" && role.rawValue.hasPrefix("line")) {
      #expect(theme.inks[role] != nil, "\(name) leaves out \(role)")
    }
    #expect(theme.grounds[.cursor] != nil)
  }

  @Test func terminalIsWhatTheProgramDrawsWithByItself() throws {
    #expect(try Self.theme("terminal") == Theme.builtIn)
  }

  @Test func monoHasNoColours() throws {
    let theme = try Self.theme("mono")
    #expect(theme.inks.values.allSatisfy { $0.colour == nil } && theme.grounds.values.allSatisfy { $0.colour == nil })
  }

  @Test(arguments: names.filter { $0 != "mono" }) func linesOfAComparisonDoNotShareAColour(_ name: String) throws {
    let theme = try Self.theme(name)
    let lines = (1...8).compactMap { Role(rawValue: "line\($0)") }.compactMap { theme.inks[$0] }
    #expect(lines.count == 8)
    #expect(Set(lines).count == 8)
  }

  @Test func aColourMayHaveFallbacks() throws {
    let theme = try Theme(
      parsing: "rising = #5ea1ff | 39 | blue | bold # a comment\nband=on 236\n\n# all\ndim = default dim", named: "x")
    let ink = try #require(theme.inks[.rising])
    #expect(ink == Ink(.rgb(0x5E, 0xA1, 0xFF), or: [.indexed(39), .ansi(4)], bold: true))
    #expect(ink.colour(among: 256) == .indexed(39))
    #expect(ink.colour(among: 8) == .ansi(4))
    #expect(Ink(.rgb(1, 2, 3)).colour(among: 8) == .rgb(1, 2, 3))
    #expect(theme.grounds[.band] == Ink(.indexed(236)))
    #expect(theme.inks[.dim] == Ink(dim: true))
  }

  @Test(arguments: [
    ("\n\nrizing = red", 3, "no role 'rizing'; roles are text, dim"),
    ("text = default\nrising = purpel", 2, "'purpel' is no colour and no attribute; colours are #rrggbb, 0 to 255"),
    ("rising red", 1, "no '=' after 'rising'"),
    ("rising = 256", 1, "'256' is no colour"),
    ("rising = #12345", 1, ""),
    ("dim = dim\ndim = bold", 2, "'dim' is set in line 1 already"),
    ("dim = \u{1B}[31m", 1, "'·[31m' is no colour"),
    ("rising = on on 3", 1, "'on' is no colour"),
  ])
  func aMistakeNamesItsLineAndTheRemedy(_ text: String, _ line: Int, _ what: String) {
    let mistake = #expect(throws: Theme.Mistake.self) { try Theme(parsing: text, named: "dusk") }
    #expect(mistake?.line == line)
    #expect(mistake?.what.hasPrefix(what) == true)
    #expect(mistake?.description.hasPrefix("dusk.theme:\(line): ") == true)
  }
}
