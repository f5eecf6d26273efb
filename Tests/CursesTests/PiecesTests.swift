import Canvas
import Foundation
import Testing

@testable import Curses

@Suite struct PiecesTests {
  @Test(arguments: ["", "n", "nä", "näh", "vane", "漢字 and more\n"])
  func base64IsWhatEverybodyElseWrites(text: String) {
    #expect(Clipboard.base64(Array(text.utf8)) == Array(Data(text.utf8).base64EncodedString().utf8))
  }

  @Test func theLongestCopyStaysWithinAHundredThousandBytes() {
    let text = String(repeating: "x", count: Clipboard.longest)
    #expect(Clipboard.sequence(for: text).count == 100_000)
  }

  @Test func screenGetsNoMoreAtATimeThanItKeeps() {
    for length in [0, 1, 563, 564, 565, 3000] {
      let text = String(repeating: "x", count: length)
      var whole: [UInt8] = []
      let bytes = Clipboard.sequence(for: text, inside: .screen)
      for part in String(decoding: bytes, as: UTF8.self).split(separator: "\u{1B}\\") {
        #expect(part.hasPrefix("\u{1B}P") && part.utf8.count <= 2 + 767)
        whole += part.dropFirst(2).utf8
      }
      #expect(whole == Clipboard.sequence(for: text))
    }
  }

  @Test func tmuxIsKnownByTMUXAndScreenBySTY() {
    #expect(Clipboard.Multiplexer { ["TMUX": "/tmp/tmux-0/default,1,0"][$0] } == .tmux)
    #expect(Clipboard.Multiplexer { ["STY": "123.pts-0.host"][$0] } == .screen)
    #expect(Clipboard.Multiplexer { ["TERM": "screen", "TMUX": ""][$0] } == nil)
    #expect(Clipboard.Multiplexer { ["TERM": "tmux-256color", "TMUX": "a", "STY": "b"][$0] } == .tmux)
    #expect(Clipboard.Multiplexer { ["TERM": "screen", "TMUX": "a", "STY": "b"][$0] } == .screen)
  }

  @Test func controlCharactersAreKeysAndTheStrayOnesAreNot() {
    #expect(KeyCodes.key(scalar: 4) == .control("d"))
    #expect(KeyCodes.key(scalar: 26) == .control("z"))
    #expect(KeyCodes.key(scalar: 28) == .control("\\"))
    #expect(KeyCodes.key(scalar: 9) == .tab)
    #expect(KeyCodes.key(scalar: 13) == .enter)
    #expect(KeyCodes.key(scalar: 127) == .backspace)
    #expect(KeyCodes.key(scalar: 0x9B) == nil)
    #expect(KeyCodes.key(scalar: 0xD800) == nil)
    #expect(KeyCodes.key(scalar: 0xE9) == .character("é"))
  }
}
