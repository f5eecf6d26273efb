import Runs
import Testing

@testable import Dashboard

/// Patterns find what the language's own regular expressions find, and take a step for each letter.
@Suite struct PatternTests {
  struct Dice {
    var state: UInt64
    mutating func next(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(count))
    }
  }

  /// Any pattern over a few letters, never wrong.
  private static func pattern(_ dice: inout Dice, depth: Int = 3) -> String {
    let atoms = ["a", "b", "c", "ä", ".", "[ab]", "[^a]", "[a-c]", "\\d", "\\w", "\\s", "\\.", "1", " "]
    if depth == 0 { return atoms[dice.next(atoms.count)] }
    switch dice.next(8) {
    case 0: return "(" + pattern(&dice, depth: depth - 1) + "|" + pattern(&dice, depth: depth - 1) + ")"
    case 1: return "(?:" + pattern(&dice, depth: depth - 1) + ")*"
    case 2: return "(" + pattern(&dice, depth: depth - 1) + ")+"
    case 3: return "(" + pattern(&dice, depth: depth - 1) + "){1,2}"
    case 4: return pattern(&dice, depth: 0) + "?" + pattern(&dice, depth: depth - 1)
    case 5: return ["^", "\\b", ""][dice.next(3)] + pattern(&dice, depth: depth - 1) + ["$", "\\b", ""][dice.next(3)]
    case _: return pattern(&dice, depth: depth - 1) + pattern(&dice, depth: depth - 1)
    }
  }

  @Test(arguments: 1...20) func findsWhatTheLanguagesOwnExpressionsFind(seed: UInt64) throws {
    var dice = Dice(state: seed &* 0x9E37_79B9_7F4A_7C15)
    let letters: [Character] = ["a", "b", "c", "A", "ä", "Ä", ".", "1", " ", "x"]
    for _ in 0..<25 {
      let text = Self.pattern(&dice)
      let ignoresCase = dice.next(2) == 0
      let own = try Pattern(text, ignoringCase: ignoresCase)
      let machine = PatternMachine(own)
      // Edges of words as everybody else counts them.
      var regex = try Regex(text).wordBoundaryKind(.simple)
      if ignoresCase { regex = regex.ignoresCase() }
      for _ in 0..<20 {
        let line = String((0..<dice.next(9)).map { _ in letters[dice.next(letters.count)] })
        let expected = line.firstMatch(of: regex)
        #expect(machine.finds(line) == (expected != nil), "\(text) in '\(line)' \(ignoresCase)")
        let range = own.firstMatch(in: line)
        #expect(range?.lowerBound == expected?.range.lowerBound, "\(text) in '\(line)' \(ignoresCase)")
      }
    }
  }

  @Test func theLongestMatchThatBeginsFirstIsShown() throws {
    let line = "one two three"
    func match(_ text: String) throws -> String? {
      try Pattern(text, ignoringCase: false).firstMatch(in: line).map { String(line[$0]) }
    }
    #expect(try match("t|two|tw") == "two")
    #expect(try match("[a-z]+") == "one" && match("t[a-z]*") == "two" && match("e$") == "e")
    #expect(try match("four") == nil && match("x*") == "")
  }

  @Test func lettersThatBeginNothingArePassedOverAndStillStandBeforeWhatFollows() throws {
    let line = "xx ab, xab abb"
    func matches(_ text: String) throws -> [String] {
      guard let range = try Pattern(text, ignoringCase: false).firstMatch(in: line) else { return [] }
      return [String(line[..<range.lowerBound]), String(line[range])]
    }
    #expect(try matches("abb*$") == ["xx ab, xab ", "abb"])
    #expect(try matches("ab\\b") == ["xx ", "ab"] && matches("\\bab\\B") == ["xx ab, xab ", "ab"])
    #expect(try matches("a\\Bb.a|(z|b*),") == ["xx a", "b,"])
    #expect(try matches("^ab") == [] && matches("(^|y)x") == ["", "x"])
  }

  @Test func aLineIsLookedAtByItself() throws {
    let machine = PatternMachine(try Pattern("^two.three$|a.*b|c[^x]d", ignoringCase: false))
    #expect(machine.finds("one\ntwo three\nfour"))
    #expect(!machine.finds("two three four\none two three\na\nb\nc\nd"))
  }

  /// What takes others a lifetime.
  @Test(arguments: ["(a+)+$", "(a|a)*b", "(a*)*b", "(.*.*.*)=", "(a?){50}a{50}$"]) func noPatternRunsAway(text: String)
    throws
  {
    let line = String(repeating: "a", count: 20_000) + "c"
    #expect(!PatternMachine(try Pattern(text, ignoringCase: true)).finds(line))
  }

  /// Where every letter leads somewhere new.
  @Test func noTextMakesItRememberWithoutEnd() throws {
    let machine = PatternMachine(try Pattern("a.{1000}x", ignoringCase: false))
    var dice = Dice(state: 7)
    let letters: [Character] = ["a", "a", "b"]
    let line = "a" + String((0..<3500).map { _ in letters[dice.next(3)] })
    #expect(!machine.finds(line) && machine.waitedAt <= PatternMachine.mostWaitedAt + 1004)
    #expect(machine.finds("a\(line.suffix(1000))x") && !machine.finds("a" + String(repeating: "b", count: 999) + "x"))
  }

  @Test(arguments: [
    ("a(b", 1, "not closed"), ("ab)", 2, "no bracket is open"), ("[ab", 0, "not closed"), ("a**", 2, "nothing before"),
    ("+a", 0, "nothing before"), ("a|*", 2, "nothing before"), ("a\\", 1, "behind the \\"), ("a\\1", 1, "not known"),
    ("(?=a)", 0, "only (?:"), ("[b-a]", 1, "a range"), ("a{3,2}", 1, "a count"), ("a{9999}", 1, "too often"),
    ("((a{99}){99}){99}", 3, "too often"), ("\\q", 0, "not known"), ("a{2}{3}", 4, "nothing before"),
    ("a*{2}", 2, "nothing before"),
  ])
  func aMistakeHasItsPlace(text: String, place: Int, what: String) {
    do throws(LineMistake) {
      _ = try Pattern(text, ignoringCase: true)
      Issue.record("'\(text)' is no mistake")
    } catch {
      #expect(error.place == place && error.what.contains(what), "\(text): \(error.place) \(error.what)")
    }
  }

  @Test(arguments: ["(){999999999}", "((){999999999}){999999999}", "(a{0}){999999999}b"])
  func nothingIsRepeatedInNoTime(text: String) throws {
    #expect(try Pattern(text, ignoringCase: true).matches("ab"))
  }

  @Test func aBraceThatCountsNothingIsALetter() throws {
    #expect(try Pattern("a{2}{b", ignoringCase: false).matches("aa{b"))
  }

  @Test func manyBracketsAreAMistakeAndNoEnd() {
    #expect(throws: LineMistake.self) {
      try Pattern(String(repeating: "(", count: 10_000), ignoringCase: true)
    }
  }

  @Test(arguments: 1...20) func noTextStopsTheProgram(seed: UInt64) {
    let parts = [
      "a", "(", ")", "[", "]", "*", "+", "?", "{", "}", "1", ",", "\\", "|", "^", "$", ".", "-", "é", "\u{1B}",
    ]
    var dice = Dice(state: seed)
    for _ in 0..<200 {
      let text = (0..<dice.next(12)).map { _ in parts[dice.next(parts.count)] }.joined()
      do throws(LineMistake) {
        _ = try Pattern(text, ignoringCase: true).matches("aéa(1) \u{1B}[x")
      } catch {
        #expect((0...text.count).contains(error.place), "\(text)")
      }
    }
  }

  // MARK: needles

  @Test func capitalsMatterOnlyToWhoTypesOne() throws {
    func holds(_ needle: Needle, _ text: String) throws -> Bool { try needle.pattern().matches(text) }
    #expect(try holds(Needle("über (a)"), "Über (A).") && !holds(Needle("Über"), "über"))
    #expect(try holds(Needle("a.c"), "xA.C") && !holds(Needle("a.c"), "abc"), "words are no pattern")
    #expect(try holds(Needle("a.c\\S", isPattern: true), "xABCd"), "an escape is no capital")
    #expect(try !holds(Needle("A.c", isPattern: true), "abc"))
  }

  @Test(arguments: [
    ("word", "word", false, false), ("/word", "word", false, true), ("/w.rd/", "w.rd", true, false),
    ("//w.rd/", "w.rd", true, true), ("~w.rd", "w.rd", true, false), ("/~w.rd", "w.rd", true, true),
    ("a/b", "a/b", false, false), ("a/", "a/", false, false), ("~", "~", false, false),
  ])
  func whatIsTypedIsUnderstood(typed: String, text: String, isPattern: Bool, inTexts: Bool) throws {
    let wanted = try #require(try Wanted(typed))
    #expect(wanted.needle == Needle(text, isPattern: isPattern) && wanted.inTexts == inTexts)
  }

  @Test(arguments: ["", "/"]) func nothingTypedIsNothingWanted(typed: String) throws {
    #expect(try Wanted(typed) == nil)
  }

  @Test(arguments: [("/a(/", 2), ("//a(/", 3), ("~a(", 2), ("/~a(", 3)]) func aWrongPatternIsPointedAt(
    typed: String, place: Int
  ) {
    do throws(LineMistake) {
      _ = try Wanted(typed)
      Issue.record("'\(typed)' is no mistake")
    } catch {
      #expect(error.place == place)
    }
  }
}

extension Pattern {
  /// For one text. Whoever looks at many keeps a `PatternMachine`.
  func matches(_ text: String) -> Bool { PatternMachine(self).finds(text) }
}
