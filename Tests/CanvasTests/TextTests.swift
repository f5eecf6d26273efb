import Canvas
import Testing

@Suite struct TextTests {
  @Test(arguments: [
    ("plain", "plain", 5), ("日本", "日本", 4), ("e\u{301}", "e\u{301}", 1), ("a\tb\u{1B}[31m", "a·b·[31m", 8),
    ("one\r\ntwo", "one··two", 8), ("\u{202E}evil", "·evil", 5), ("👨‍👩‍👧", "👨👩👧", 6), ("🇩🇪", "DE", 2),
    ("👋🏽", "👋", 2), ("zero\u{200B}\u{200D}width", "zerowidth", 9), ("a\u{A0}b", "a b", 3), ("\u{FFFD}", "·", 1),
    ("कि", "कि", 2), ("\u{301}x", "·x", 2), ("", "", 0), ("ab\u{AD}c", "abc", 3), ("각", "각", 2),
    ("ក\u{17B4}\u{17B5}ា", "កា", 2), ("x\u{17B4}", "x", 1),
  ])
  func whatIsShownHasAWidth(_ text: String, _ shown: String, _ width: Int) {
    #expect(text.printable == shown)
    #expect(Text.width(text) == width)
  }

  @Test(arguments: [
    ("plain\tand\nso on", "plain\tand\nso on"), ("a\u{1B}[201~\r\nrm\r", "a·[201~\nrm\n"),
    ("\u{9B}31m\0\u{7F}", "·31m··"), ("a\u{2028}b\u{85}\n", "a\nb\n\n"), ("\u{202E}x\u{2069}", "·x·"),
    ("👨‍👩‍👧é\u{FEFF}", "👨‍👩‍👧é\u{FEFF}"), ("", ""),
  ])
  func whatIsPastedIsNotObeyed(_ text: String, _ pasted: String) {
    #expect(Array(Text.pasteable(text).unicodeScalars) == Array(pasted.unicodeScalars))
  }

  @Test func aFloodOfAccentsLeavesThree() {
    #expect(("e" + String(repeating: "\u{302}", count: 5000) + "x").printable.unicodeScalars.count == 5)
  }

  @Test(arguments: [
    ("behaviour", 9, "behaviour"), ("behaviour", 5, "beha…"), ("behaviour", 1, "…"), ("behaviour", 0, ""),
    ("日本語", 6, "日本語"), ("日本語", 5, "日本…"), ("日本語", 4, "日…"), ("日本語", 2, "…"), ("ab\nc", 3, "ab…"),
    ("behaviour", -3, ""), ("", 0, ""),
  ])
  func whatIsCutSaysSo(_ text: String, _ columns: Int, _ shown: String) {
    #expect(Text.truncated(text, to: columns) == shown)
  }

  @Test(arguments: [
    ("agreement-017", 13, "agreement-017"), ("agreement-017", 10, "agre…t-017"), ("agreement-017", 7, "agr…017"),
    ("agreement-017", 3, "ag…"), ("agreement-017", 0, ""), ("日本語日本語", 7, "日…語"), ("a\nbcdefg", 6, "a·…efg"),
  ])
  func whatIsCutWithinKeepsItsEnd(_ text: String, _ columns: Int, _ shown: String) {
    #expect(Text.clipped(text, to: columns) == shown)
  }

  @Test(arguments: [
    ("/runs/a.csv:17", 20, "/runs/a.csv:17"), ("/runs/a.csv:17", 9, "…a.csv:17"), ("/目録/a.csv:2", 11, "…録/a.csv:2"),
    ("/目録/a.csv:2", 10, "…/a.csv:2"), ("/目録", 1, "…"), ("/目録", 0, ""),
  ])
  func whatIsCutInFrontKeepsItsEnd(_ text: String, _ columns: Int, _ shown: String) {
    #expect(Text.ending(text, in: columns) == shown)
  }

  @Test func paddedTextHasExactlyItsWidth() {
    #expect(Text.padded("ab", to: 4) == "ab  ")
    #expect(Text.padded("ab", to: 4, .right) == "  ab")
    #expect(Text.padded("日本語", to: 4) == "日… ")
    #expect(Text.padded("x", to: -1) == "")
  }

  @Test(arguments: [
    ("the operators plan to switch", 12, ["the", "operators", "plan to", "switch"]),
    ("one two", 7, ["one two"]), ("one two", 6, ["one", "two"]), ("one two", 3, ["one", "two"]),
    ("abcdefgh", 3, ["abc", "def", "gh"]), ("a\n\nb\r\nc", 9, ["a", "", "b", "c"]), ("", 5, [""]),
    ("  indented code", 10, ["  indented", "code"]), ("日本語", 4, ["日本", "語"]), ("日x", 1, ["·", "x"]),
    ("trailing   ", 20, ["trailing"]), ("\tx", 6, ["    x"]), ("x", 0, []), ("a  b", 2, ["a", "b"]),
    ("     x", 3, ["", " x"]),
  ])
  func linesBreakBetweenWords(_ text: String, _ columns: Int, _ lines: [String]) {
    #expect(Text.wrapped(text, to: columns) == lines)
  }

  @Test(arguments: hostile.indices) func theWorstIsHarmlessAndFits(_ number: Int) {
    let text = hostile[number]
    #expect(isHarmless(text.printable))
    #expect(text.printable.printable == text.printable)
    #expect(Text.width(text.printable) == Text.width(text))
    // A line of a megabyte is wrapped once; what it holds is the same everywhere.
    for columns in text.utf8.count < 100_000 ? [-1, 0, 1, 2, 3, 7, 80, 200] : [100] {
      #expect(Text.width(Text.truncated(text, to: columns)) <= max(0, columns))
      #expect(Text.width(Text.clipped(text, to: columns)) <= max(0, columns))
      #expect(isHarmless(Text.clipped(text, to: columns)))
      #expect(Text.width(Text.padded(text, to: columns)) == max(0, columns))
      for line in Text.wrapped(text, to: columns) where !isHarmless(line) || Text.width(line) > columns {
        Issue.record("'\(line.prefix(40))' in \(columns) columns")
      }
    }
  }
}
