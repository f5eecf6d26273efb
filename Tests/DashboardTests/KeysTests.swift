import Canvas
import Dashboard
import Runs
import Testing

@Suite struct KeysTests {
  private static func board(_ changes: Keys.Changes) throws -> Desk {
    var desk = Desk()
    desk.board.keys = try Keys(changes)
    return desk
  }

  @Test func aKeyOfOnesOwnDoesWhatItsNameSaysAndTheHelpShowsIt() throws {
    var desk = try Self.board(["overview": ["down": ["J"], "find": ["f"]], "everywhere": ["help": ["*"]]])
    desk.press("J enter")
    #expect(desk.board.path.last == Made.overview.rows[1].key.description)
    desk.press("esc j")
    #expect(desk.picture().text.contains("j does nothing here"))
    desk.press("*")
    #expect(desk.board.path.last == "keys")
    #expect(desk.picture().text.contains("  J "))
  }

  @Test(
    arguments: [
      (["overview": ["down": ["k"]]], "overview", "down", "k would be both 'down' and 'up' on overview"),
      (["overview": ["down": ["a"]]], "overview", "down", "'all-lines' everywhere"),
      (["everywhere": ["help": ["s"]]], "everywhere", "help", "'sort' on overview and 'help' everywhere"),
      (["overview": ["fly": ["j"]]], "overview", "fly", "overview has nothing called 'fly'; it has: down, up"),
      (["sky": ["fly": ["j"]]], "sky", nil, "no screen is called 'sky'; there are: overview, behaviour"),
    ] as [(Keys.Changes, String, String?, String)])
  func aKeyForTwoThingsAndANameOfNothingAreRefused(
    changes: Keys.Changes, screen: String, name: String?, what: String
  ) throws {
    let mistake = try #require(throws: Keys.Mistake.self) { try Keys(changes) }
    #expect(mistake.screen == screen && mistake.name == name)
    #expect(mistake.what.contains(what), "\(mistake.what)")
  }

  @Test func theProgramsOwnKeysAreFreeOfMistakes() throws {
    // Naming a key as it is makes the table be looked at.
    for part in Manual.keys.dropFirst() {
      let screen = part.title.lowercased().replacing(" ", with: "-")
      let name = try #require(part.keys.first?.name)
      _ = try? Keys([screen: [name: []]])
      #expect(Set(part.keys.map(\.name)).count == part.keys.count, "\(screen) calls two things by one name")
    }
    _ = try Keys(["overview": ["down": ["j", .down]]])
  }

  @Test func theNameOfAKeyAfterAColonDoesTheSame() {
    var desk = Desk()
    desk.command("down 3")
    desk.command("open")
    #expect(desk.board.path.last == Made.overview.rows[3].key.description)
    desk.command("close")
    desk.command("6")
    desk.press("enter")
    #expect(desk.board.path.last == Made.overview.rows[5].key.description)
    desk.command("fly")
    #expect(desk.picture().text.contains("nothing is called 'fly' here"))
    desk.command("quit")
    #expect(desk.effects == [.quit])
  }

  @Test func escapeLeavesTheCommandLineAndNothingHappens() {
    var desk = Desk()
    let before = desk.picture()
    desk.press(": q u i t esc")
    #expect(desk.effects.isEmpty && desk.picture() == before)
    desk.press(": x backspace backspace")
    #expect(desk.picture() == before)
  }

  @Test func aLineUpStaysBlindWhateverIsTyped() {
    var desk = Desk()
    desk.press("l")
    let path = desk.board.path
    for name in ["all-lines", "elicitation", "paths", "backtest", "last-view", "aggregate", "take-away"] {
      desk.command(name)
      #expect(desk.board.path == path)
      #expect(desk.picture().text.contains("that screen shows names"), "\(name)")
    }
    for key in ["a", "b", "e", "V", "-", "x"] {
      desk.press(key)
      #expect(desk.board.path == path)
    }
  }
}
