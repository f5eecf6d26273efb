import Canvas
import Testing

@testable import Curses

/// Bytes as terminals send them, in one piece and in pieces of any size.
@Suite struct KeyboardTests {
  /// What is reported for some bytes when nothing follows them.
  private func reports(_ bytes: [UInt8], pieces: Int = .max, acceptingPaste: Bool = false) -> [Keyboard.Report] {
    var keyboard = Keyboard(sequences: [Array("\u{1B}[25~".utf8): .function(11)])
    keyboard.acceptsPaste = acceptingPaste
    var found: [Keyboard.Report] = []
    for start in stride(from: 0, to: bytes.count, by: min(pieces, max(1, bytes.count))) {
      keyboard.add(bytes[start..<min(bytes.count, start + min(pieces, bytes.count))])
      while let report = keyboard.next() { found.append(report) }
    }
    if keyboard.patience != nil {
      keyboard.giveUp()
      while let report = keyboard.next() { found.append(report) }
    }
    #expect(keyboard.patience == nil, "nothing may be left that somebody waits for")
    return found
  }

  private func keys(_ text: String, pieces: Int = .max) -> [Key?] {
    reports(Array(text.utf8), pieces: pieces).map { if case .key(let key) = $0 { key } else { nil } }
  }

  /// A text and the keys that it is, whatever its bytes arrive with.
  static let typed: [(String, [Key])] = [
    ("jk", ["j", "k"]),
    ("é漢😀", ["é", "漢", "😀"]),
    (
      "\u{4}\u{1A}\t\r\n\u{7F}\u{8}\u{0}",
      [.control("d"), .control("z"), .tab, .enter, .enter, .backspace, .backspace, .control(" ")]
    ),
    ("\u{1B}[A\u{1B}OB\u{1B}[5~\u{1B}[6~\u{1B}[Z", [.up, .down, .pageUp, .pageDown, .backTab]),
    ("\u{1B}[1~\u{1B}[4~\u{1B}[7~\u{1B}OF\u{1B}[H", [.home, .end, .home, .end, .home]),
    ("\u{1B}OP\u{1B}[[C\u{1B}[15~\u{1B}[24~", [.function(1), .function(3), .function(5), .function(12)]),
    ("\u{1B}OM\u{1B}[3~\u{1B}[2~", [.enter, .delete, .insert]),
    ("\u{1B}b\u{1B}f\u{1B}[1;5D\u{1B}[1;3C", [.wordLeft, .wordRight, .wordLeft, .wordRight]),
    // By the terminal's description alone.
    ("\u{1B}[25~", [.function(11)]),
    ("\u{1B}", [.escape]),
    ("\u{1B}\u{1B}", [.escape, .escape]),
  ]

  @Test(arguments: typed.indices, [1, 2, 3, .max]) func keysAreKnownInPiecesOfAnySize(_ number: Int, _ pieces: Int) {
    let (text, wanted) = Self.typed[number]
    #expect(keys(text, pieces: pieces) == wanted)
  }

  /// Letters with Alt, keys with modifiers, keys of other keyboards, answers of terminals.
  static let strange = [
    "\u{1B}j", "\u{1B}q", "\u{1B}é", "\u{1B}\r", "\u{1B}[1;5A", "\u{1B}[1;2R", "\u{1B}[3;5~", "\u{1B}[34~",
    "\u{1B}[[Z", "\u{1B}O5A", "\u{1B}Oj", "\u{1B}\u{1B}[A", "\u{1B}\u{1B}OB", "\u{1B}[?65;1;9c", "\u{1B}[>0;276;0c",
    "\u{1B}[I", "\u{1B}[O", "\u{1B}[27;5;106~", "\u{1B}[97;5u", "\u{1B}[?2026;2$y",
    "\u{1B}]11;rgb:0000/0000/0000\u{1B}\\", "\u{1B}]52;c;cQ==\u{7}", "\u{1B}P1+r524742=38\u{1B}\\",
    "\u{1B}_Gi=1;OK\u{1B}\\",
    "\u{1B}[201~",
  ]

  @Test(arguments: strange, [1, 2, .max]) func nothingOfWhatIsNoKeyIsTyped(_ text: String, _ pieces: Int) {
    #expect(keys(text + "k", pieces: pieces).compactMap { $0 } == ["k"])
  }

  @Test(arguments: ["\u{1B}[", "\u{1B}O", "\u{1B}]11;rgb", "\u{1B}[1;", "\u{1B}P", "\u{1B}[2$", "\u{1B}[M !"])
  func whatBreaksOffIsDroppedWhenNothingFollows(_ text: String) {
    #expect(keys(text) == [])
  }

  @Test func bytesThatAreNoTextAreDropped() {
    #expect(reports([0xFF, 0xC0, 0x80, 0x6A, 0xE6, 0xBC]) == [.key("j")])
    #expect(reports([0xE6, 0x6A]) == [.key("j")], "a letter that breaks off takes no other with it")
  }

  @Test func escapeAloneIsKnownAfterTwentyFiveMilliseconds() {
    var keyboard = Keyboard()
    #expect(keyboard.patience == nil)
    keyboard.add([27])
    #expect(keyboard.next() == nil && keyboard.patience == 25)
    keyboard.giveUp()
    #expect(keyboard.next() == .key(.escape) && keyboard.patience == nil)
  }

  /// While keys wait no frame is drawn: what is no key, or not whole, must not hold one back.
  @Test(arguments: [
    ("jk", [true, false]), ("j\u{1B}", [false]), ("j\u{1B}[1;3R", [false]), ("j\u{1B}[1;3Rk", [true, false]),
    ("j\u{1B}[1;5A", [false]), ("j\u{1B}[200~q\u{1B}[20", [false]), ("j\u{1B}[200~q\u{1B}[201~k", [true, false]),
  ])
  func itIsKnownWhetherKeysWait(_ text: String, _ wanted: [Bool]) {
    var keyboard = Keyboard()
    keyboard.add(Array(text.utf8))
    var waiting: [Bool] = []
    while let report = keyboard.next() { if case .key = report { waiting.append(keyboard.hasMore) } }
    #expect(waiting == wanted)
  }

  @Test func anAnswerThatComesLateIsAColumnAndNoKey() {
    #expect(reports(Array("a\u{1B}[1;3Rb".utf8)) == [.key("a"), .column(3), .key("b")])
  }

  @Test(arguments: [
    ("\u{1B}[<0;1;1M", Pointer(.press, row: 0, column: 0)),
    ("\u{1B}[<0;300;250M", Pointer(.press, row: 249, column: 299)),
    ("\u{1B}[<32;5;6M", Pointer(.drag, row: 5, column: 4)), ("\u{1B}[<64;5;6M", Pointer(.wheelUp, row: 5, column: 4)),
    ("\u{1B}[<65;5;6M", Pointer(.wheelDown, row: 5, column: 4)),
    ("\u{1B}[<16;5;6M", Pointer(.press, row: 5, column: 4)),
    ("\u{1B}[M !!", Pointer(.press, row: 0, column: 0)), ("\u{1B}[M`0&", Pointer(.wheelUp, row: 5, column: 15)),
  ])
  func theMouseIsReportedFarBeyondColumn223(_ text: String, _ pointer: Pointer) {
    for pieces in [1, 4, .max] { #expect(reports(Array(text.utf8), pieces: pieces) == [.pointer(pointer)]) }
  }

  @Test(arguments: [
    "\u{1B}[<0;1;1m", "\u{1B}[<2;1;1M", "\u{1B}[<66;1;1M", "\u{1B}[<35;1;1M", "\u{1B}[<0;0;1M", "\u{1B}[<;;M",
    "\u{1B}[M#!!",
  ])
  func whatNobodyNeedsOfTheMouseIsDropped(_ text: String) {
    #expect(reports(Array(text.utf8)) == [])
  }

  private func pasted(_ text: String, pieces: Int = .max) -> String {
    reports(Array("\u{1B}[200~\(text)\u{1B}[201~".utf8), pieces: pieces, acceptingPaste: true).map {
      if case .pasted(let part) = $0 { part } else { "<\($0)>" }
    }.joined()
  }

  @Test(arguments: [1, 3, 5, .max]) func aPasteIsOneLineOfTextInPiecesOfAnySize(_ pieces: Int) {
    #expect(pasted("jq\r\nsecond\tline\n漢", pieces: pieces) == "jq second line 漢")
  }

  @Test func nothingInAPasteActs() {
    #expect(pasted("a\u{1B}[A\u{3}\u{7}\u{1B}OPb\u{1B}[<0;1;1M\u{9B}") == "a[AOPb[<0;1;1M")
    #expect(pasted("a\u{1B}[200~b") == "a[200~b")
  }

  @Test func aPasteThatNobodyWantsIsGone() {
    #expect(reports(Array("\u{1B}[200~q\rQ\u{1B}[201~k".utf8)) == [.key("k")])
  }

  @Test func aPasteWithoutAnEndDoesNotLockTheKeyboard() {
    var keyboard = Keyboard()
    keyboard.add(Array("\u{1B}[200~q\r".utf8))
    #expect(keyboard.next() == nil && keyboard.patience == 10_000)
    keyboard.giveUp()
    #expect(keyboard.next() == nil && keyboard.patience == nil)
    keyboard.add(Array("k".utf8))
    #expect(keyboard.next() == .key("k"))
  }

  /// In a paste it is a letter like any other, and something follows at once.
  @Test func controlCEndsAPasteThatTakesWhatIsTyped() {
    var keyboard = Keyboard()
    keyboard.add(Array("\u{1B}[200~jk\u{3}".utf8))
    #expect(keyboard.next() == nil && keyboard.patience == 500)
    keyboard.add(Array("Q".utf8))
    #expect(keyboard.next() == nil && keyboard.patience == 10_000, "the paste went on")
    keyboard.add(Array("\u{3}".utf8))
    #expect(keyboard.next() == nil && keyboard.patience == 500)
    keyboard.giveUp()
    keyboard.add(Array("k".utf8))
    #expect(keyboard.next() == .key("k"))
  }

  /// Over a slow line, seconds may lie between its parts: as long as it is waited for, none of them is typed.
  @Test func aPasteThatPausesIsAPasteToItsEnd() {
    let bytes = Array("\u{1B}[200~Q\u{1B}[201~".utf8)
    for pause in 3..<bytes.count {
      var keyboard = Keyboard()
      keyboard.add(bytes[..<pause])
      #expect(keyboard.next() == nil)
      // Nothing of a person's keys is waited for longer than a blink; what is no key of hers is.
      #expect(keyboard.patience == (pause < 6 ? 500 : 10_000), "after \(pause) bytes")
      keyboard.add(bytes[pause...])
      #expect(keyboard.next() == nil && keyboard.patience == nil)
    }
  }
}
