import Canvas
import Testing

@testable import Curses

@Suite struct InksTests {
  private let theme = Theme(
    name: "test",
    inks: [
      .text: Ink(), .dim: Ink(.ansi(8)), .falling: Ink(.ansi(9), bold: true), .rising: Ink(.rgb(0, 175, 0)),
      .accent: Ink(.indexed(208)), .title: Ink(.rgb(20, 20, 20)),
    ],
    grounds: [.band: Ink(.indexed(238)), .cursor: Ink(.ansi(4), underline: true), .picked: Ink(.ansi(7))])

  private func ink(_ role: Role, on ground: Ground = .plain, colours: Int) -> CellInk {
    Inks.ink(role, on: ground, of: theme, palette: Palette(colours: colours))
  }

  @Test func everyRoleOnEveryGroundHasAPlaceOfItsOwn() {
    let places = Role.allCases.flatMap { role in Ground.allCases.map { Inks.index(role, on: $0) } }
    #expect(Set(places) == Set(0..<Role.allCases.count * Ground.allCases.count))
  }

  @Test(arguments: [(256, 208), (16, 3), (8, 3)])
  func takesTheNearestColourThatThereIs(colours: Int, nearest: Int) {
    #expect(ink(.accent, colours: colours).foreground == nearest)
  }

  @Test func saysBrightRedWithBoldAmongEightColours() {
    #expect(ink(.falling, colours: 16) == CellInk(foreground: 9, bold: true))
    #expect(ink(.falling, colours: 8) == CellInk(foreground: 1, bold: true))
  }

  @Test(arguments: [Role.dim, .title])
  func neverDrawsBlackLettersAmongEightColours(role: Role) {
    #expect(ink(role, colours: 8) == CellInk(dim: true))
  }

  @Test(arguments: [8, 16, 256])
  func neverDrawsLettersInTheColourOfTheirGround(colours: Int) {
    for role in Role.allCases {
      for ground in Ground.allCases {
        let ink = ink(role, on: ground, colours: colours)
        if let background = ink.background { #expect(ink.foreground != background, "\(role) on \(ground)") }
        if ink.background != nil { #expect(ink.foreground != nil, "the terminal's own text colour is unknown") }
      }
    }
  }

  @Test(arguments: [
    (256, CellInk(foreground: 245)), (16, CellInk(foreground: 7, dim: true)), (8, CellInk(foreground: 7, dim: true)),
  ])
  func followsTheFallbacksOfAThemeAndDimsOnlyThose(colours: Int, wanted: CellInk) {
    let theme = Theme(name: "t", inks: [.dim: Ink(.rgb(143, 143, 143), or: [.indexed(245), .ansi(7)], dim: true)])
    #expect(Inks.ink(.dim, on: .plain, of: theme, palette: Palette(colours: colours)) == wanted)
  }

  @Test func setsGroundsOffByAttributesWithoutColours() {
    #expect(ink(.text, on: .cursor, colours: 0) == CellInk(underline: true))
    #expect(ink(.text, on: .bar, colours: 0) == CellInk(reverse: true))
    #expect(ink(.text, on: .picked, colours: 0) == CellInk(bold: true))
    #expect(ink(.falling, colours: 0) == CellInk(bold: true))
  }

  @Test func leavesTheGroundOutWhereItWouldBeBlack() {
    #expect(ink(.text, on: .band, colours: 256).background == 238)
    #expect(ink(.text, on: .band, colours: 8).background == nil)
  }

  @Test func aRoleThatAThemeLeavesOutIsDrawnAsText() {
    #expect(ink(.heading, colours: 256) == ink(.text, colours: 256))
  }
}
