import Canvas
import Dashboard
import Runs
import Testing

/// `:set`, and the table that it reads.
@Suite struct SettingTests {
  @Test func everySettingTakesEachOfItsWordsAndRefusesOthers() throws {
    for setting in Setting.all {
      for value in setting.values { _ = try setting.parse(value.word) }
      #expect(throws: Setting.Mistake.self) { try setting.parse("") }
      if !setting.values.isEmpty { #expect(throws: Setting.Mistake.self) { try setting.parse("nonsense") } }
    }
    #expect(try Setting.named("mouse")?.parse("ON") == .usesMouse(true))
    #expect(try Setting.named("theme")?.parse("My.theme") == .theme("My.theme"), "a file's name keeps its letters")
  }

  @Test func whatIsSetCanBeReadBack() throws {
    var desk = Desk()
    for setting in Setting.all where !["axis", "measure", "theme"].contains(setting.name) {
      for value in setting.values {
        desk.command("set \(setting.name)=\(value.word)")
        #expect(desk.board.value(of: setting) == value.word)
      }
    }
  }

  @Test func aLookIsSetAtOnce() {
    var desk = Desk()
    desk.command("set glyphs=ascii")
    #expect(desk.board.looks.glyphs == .ascii)
    desk.command("set mouse on")
    #expect(desk.board.looks.usesMouse)
    desk.command("set ambiguous-width = 2")
    #expect(desk.board.looks.ambiguousWidth == 2)
    desk.command("set theme=dusk")
    #expect(desk.board.theme.name == "dusk")
  }

  @Test func theMeasureIsSetWhereAScreenHasOneOfItsOwn() {
    var desk = Desk()
    desk.command("set measure=accuracy")
    #expect(desk.picture().text.contains("vane --measure accuracy"), "the overview's is everybody's")
    desk.press("enter")
    desk.command("set measure=accuracy")
    #expect(desk.picture().text.contains("accuracy"))
    desk.command("set measure")
    #expect(desk.picture().text.contains("measure=accuracy"))
  }

  @Test func aSlipIsToldWithWhatMayHaveBeenMeant() {
    var desk = Desk()
    desk.command("set glpyhs=ascii")
    #expect(desk.picture().text.contains("no setting is called 'glpyhs', did you mean 'glyphs'?"))
    desk.command("set glyphs=round")
    #expect(desk.picture().text.contains("block, ascii, braille, sextant, octant"))
  }

  @Test func inANarrowTerminalTheHelpStandsBelowTheValue() {
    var desk = Desk(Size(columns: 44, rows: 12))
    desk.command("set")
    let text = desk.picture().text
    #expect(
      text.contains(
        """

         theme            terminal
           the colours, by name or file; T shows
           them all
         glyphs           block
           what pictures are made of

        """), "\(text)")
    desk.press("G")
    #expect(desk.picture().text.contains("   of lines that are shown together"))
  }

  @Test func theListShowsChangesThatAreMadeOverIt() throws {
    var desk = Desk()
    desk.command("set")
    try expectPicture("settings", desk.picture())
    desk.command("set glyphs=braille")
    #expect(desk.picture().text.contains("glyphs           braille"))
  }
}
