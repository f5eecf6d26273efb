import Canvas
import Testing

private func read(_ text: String) throws -> [KeyLog.Entry] { try KeyLog(Array("vane-keys 1\n\(text)".utf8)).entries }

@Suite struct KeyLogTests {
  private let events: [TerminalEvent] = [
    .resized(Size(columns: 80, rows: 24)), .key("j"), .key(.enter), .key(.control("d")), .key(" "), .key(.backTab),
    .key(.function(12)), .key("é"), .key("\""), .key(.up), .pasted("two words\n\u{1B}[31m\u{202E}\u{301} \"\\ 日本 🙂"),
    .pointer(Pointer(.press, row: 4, column: 12)), .pointer(Pointer(.wheelDown, row: 0, column: 0)),
    .pointer(Pointer(.drag, row: 9, column: 1)), .pointer(Pointer(.wheelUp, row: 1, column: 2)),
    .resized(Size(columns: 132, rows: 50)),
  ]

  @Test func whatWasWrittenIsReadBack() throws {
    let lines = events.enumerated().compactMap { KeyLog.line($1, milliseconds: $0 * 617) }
    #expect(lines.count == events.count)
    let read = try read(lines.joined())
    #expect(read.map(\.event) == events)
    #expect(read.map(\.milliseconds) == events.indices.map { $0 * 617 })
  }

  /// A line that is refused would cost the whole log.
  @Test func theLargestScreensAndPlacesDoNotSpoilALog() throws {
    let size = try #require(KeyLog.line(.resized(Size(columns: 1200, rows: 300)), milliseconds: 0))
    #expect(try read(size).map(\.event) == [.resized(Size(columns: 1000, rows: 300))])
    #expect(KeyLog.line(.pointer(Pointer(.press, row: 1, column: 99_998)), milliseconds: 0) == nil)
  }

  /// A log may be printed: nothing in it is for the terminal to obey.
  @Test func everyLineIsOneLineOfPrintableCharacters() throws {
    for event in events {
      let line = try #require(KeyLog.line(event, milliseconds: 1))
      #expect(line.hasSuffix("\n") && line.dropLast().unicodeScalars.allSatisfy { $0.value >= 32 && $0 != "\u{202E}" })
    }
  }

  /// A character that has the name of another key is not mistaken for it.
  @Test func anArrowThatWasTypedAsACharacterStaysOne() throws {
    let line = try #require(KeyLog.line(.key(.character("↑")), milliseconds: 0))
    #expect(try read(line).map(\.event) == [.pasted("↑")])
  }

  @Test func whatNobodyTypedIsNotWritten() {
    #expect(KeyLog.line(.idle, milliseconds: 0) == nil)
    #expect(KeyLog.line(.hangup, milliseconds: 0) == nil)
  }

  @Test func blankLinesAndRemarksSayNothing() throws {
    #expect(try read("\n# the way to the item\n0.000 key j\n").map(\.event) == [.key("j")])
  }

  @Test(arguments: [
    ("0.000 key\n", "a line is SECONDS WORD"), ("1 key j\n", "'1' is no time"),
    ("-1.000 key j\n", "'-1.000' is no time"),
    ("0.000 key jj\n", "no key is called 'jj'"), ("0.000 kye j\n", "'kye' is none of key, paste, size, press"),
    ("0.000 size 80\n", "a size is columns x rows"), ("0.000 size 0x9\n", "a size is columns x rows"),
    ("0.000 size 80x24x\n", "a size is columns x rows"), ("0.000 press 4 12 x\n", "a place is a row and a column"),
    ("0.000 press 1\n", "a place is a row and a column"),
    ("0.000 paste x\n", "a pasted text stands in quotation marks"),
    ("0.000 paste \"a\"b\"\n", "a quotation mark inside"), ("0.000 paste \"\\n\"\n", "behind \\ stands"),
    ("0.000 paste \"\\u{110000}\"\n", "a character is written"), ("0.000 key j", "the last line has no end"),
  ])
  func aBrokenLineIsNamedWithWhatIsWrong(text: String, what: String) throws {
    let mistake = try #require(throws: KeyLog.Mistake.self) { try read("0.000 key k\n" + text) }
    #expect(mistake.line == 3 && mistake.what.hasPrefix(what), "\(mistake)")
  }

  @Test func timeDoesNotGoBack() throws {
    let mistake = try #require(throws: KeyLog.Mistake.self) { try read("2.000 key j\n1.999 key j\n") }
    #expect(mistake.line == 3 && mistake.what == "the time goes back")
  }

  @Test func anotherFileIsNoKeyLog() {
    #expect(throws: KeyLog.Mistake.self) { try KeyLog(Array("{}\n".utf8)) }
    #expect(throws: KeyLog.Mistake.self) { try KeyLog([]) }
    #expect(throws: KeyLog.Mistake.self) { try KeyLog(Array("vane-keys 1\n\u{FF}".utf8) + [0xFF, 0x0A]) }
  }
}
