import Canvas
import Testing

@Suite struct KeyTests {
  static let keys: [Key] =
    [
      "j", "J", " ", "?", ":", "é", .enter, .escape, .tab, .backTab, .backspace, .delete, .insert, .up, .down, .left,
      .right, .home, .end, .pageUp, .pageDown, .control(" "), .control("d"), .control("]"),
      .wordLeft, .wordRight,
    ] + (1...12).map(Key.function)

  @Test(arguments: keys) func whatTheHelpPrintsCanBeRead(_ key: Key) { #expect(Key(key.description) == key) }

  @Test(arguments: [
    ("ctrl-d", Key.control("d")), ("Ctrl-D", .control("d")), ("^d", .control("d")), ("ENTER", .enter),
    ("return", .enter), ("f1", .function(1)), ("pagedown", .pageDown), ("^", "^"), ("f", "f"), ("G", "G"),
    ("ctrl-i", .tab), ("ctrl-[", .escape),
  ])
  func namesAreReadInAnyCase(_ name: String, _ key: Key) { #expect(Key(name) == key) }

  @Test(arguments: [
    "", "jj", "f13", "f0", "ctrl-", "ctrl-xx", "ctrl-1", "meta-x", "\u{1B}", "\n", "shift-a", "^^^", "ctrl-b\u{20D3}",
  ])
  func whatIsNoKeyIsNil(_ name: String) { #expect(Key(name) == nil) }

  @Test func aKeymapFindsWhatAKeyDoes() {
    enum Action: Equatable { case next, open }
    let map = Keymap<Action>([
      .init("j", .down, does: .next, as: "next", "next behaviour", hint: "move"),
      .init(.enter, does: .open, as: "open", "open it"),
    ])
    #expect(map[.down] == .next)
    #expect(map[.enter] == .open)
    #expect(map["x"] == nil)
    #expect(map.action(named: "open") == .open && map.action(named: "Open") == nil)
    #expect(map.help.map(\.keys) == ["j ↓", "Enter"])
    #expect(map.hints.map { $0.key + " " + $0.text } == ["j move"])
  }

  @Test func aPersonsOwnKeysReplaceTheUsualOnes() throws {
    let map = Keymap<Int>([.init("j", .down, does: 1, as: "down", ""), .init("k", does: 2, as: "up", "")])
    let own = try map.rebound(["down": ["k"], "up": ["j"]])
    #expect(own["k"] == 1 && own["j"] == 2 && own[.down] == nil)
    #expect(throws: Keymap<Int>.Clash.twice("k", first: "down", second: "up")) { try map.rebound(["down": ["k"]]) }
    #expect(throws: Keymap<Int>.Clash.noAction(name: "left")) { try map.rebound(["left": ["h"]]) }
  }
}
