import Canvas
import Dashboard
import Runs
import Testing

/// Keys as a configuration wishes them: what can be had is had, and each wish that cannot is told by itself.
@Suite struct KeyWishTests {
  private func settled(_ wishes: [(String?, String, [Key])]) -> (keys: Keys, told: [String]) {
    let (keys, refused) = Keys.settled(wishes.map { Keys.Wish(screen: $0.0, name: $0.1, keys: $0.2) })
    return (keys, refused.map { "\($0.place): \($0.mistake.what)" })
  }

  @Test func aNameWithoutAScreenIsMeantOnEveryScreenThatHasIt() throws {
    let (keys, told) = settled([(nil, "down", ["W"]), ("behaviour", "down", ["Z"])])
    #expect(told == [])
    var desk = Desk()
    desk.board.keys = keys
    desk.press("W enter")
    #expect(desk.board.path.last == Made.overview.rows[1].key.description)
    desk.press("W")
    #expect(desk.picture().text.contains("W does nothing here"))
  }

  @Test func twoKeysMayChangePlaces() throws {
    let (keys, told) = settled([("overview", "down", ["k", .up]), ("overview", "up", ["j", .down])])
    #expect(told == [])
    var desk = Desk()
    desk.board.keys = keys
    desk.press("k k j enter")
    #expect(desk.board.path.last == Made.overview.rows[1].key.description)
  }

  @Test func whatCannotBeHadIsToldAndTheRestHolds() throws {
    let (keys, told) = settled([
      ("overview", "dwon", ["J"]), ("overveiw", "down", ["J"]), (nil, "hlep", ["*"]), ("overview", "down", ["k"]),
      ("overview", "first", ["W"]), ("overview", "last", ["a"]),
    ])
    #expect(
      told.sorted() == [
        "0: overview has nothing called 'dwon', did you mean 'down'?",
        "1: no screen is called 'overveiw', did you mean 'overview'?",
        "2: nothing is called 'hlep', did you mean 'help'?",
        "3: k would be both 'down' and 'up' on overview; choose another key",
        "5: a would be both 'last' on overview and 'all-lines' everywhere; choose another key",
      ])
    var desk = Desk()
    desk.board.keys = keys
    desk.press("j j W enter")
    #expect(desk.board.path.last == Made.overview.rows[0].key.description)
  }

  @Test func everyKeyAsItIsAnywayIsNoMistake() {
    let wishes = zip(Manual.keys, Keys.names).flatMap { part, screen in
      part.keys.map { key in
        Keys.Wish(
          screen: screen.screen, name: key.name, keys: key.keys.split(separator: " ").compactMap { Key(String($0)) })
      }
    }
    #expect(wishes.count > 200)
    let (_, refused) = Keys.settled(wishes)
    #expect(refused.map(\.mistake.what) == [])
  }
}
