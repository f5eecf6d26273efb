import Runs

@testable import Canvas
@testable import Dashboard

extension Target {
  /// What a person types or keeps, as short texts.
  static let typed: [Target] = [theme, keyName, filter, filterMatch, pattern]

  private static let theme = Target(
    name: "theme", summary: "a *.theme file, and a base16 scheme",
    words: Role.allCases.map { $0.rawValue + " = " } + [
      "#5ea1ff", "39", "bright-blue", " | ", "bold", "on ", "reverse", "# ", "palette:\n", "  base0", "A: \"", "7cafc2",
    ],
    heap: (1 << 20, 1024),
    seeds: { path, bytes in path.hasSuffix(".theme") ? [lines(of: bytes, upTo: 2048), scheme] : [] },
    check: { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      _ = theme(of: text) { text throws(Theme.Mistake) in try Theme(parsing: text, named: "x") }
      guard let theme = theme(of: text, { text throws(Theme.Mistake) in try Theme(scheme: text, named: "x") }) else {
        return
      }
      claim(Role.allCases.allSatisfy { theme.inks[$0] != nil }, "a scheme gives every role its ink")
      claim(Ground.allCases.allSatisfy { theme.grounds[$0] != nil }, "and every ground")
    })

  /// What a door makes of it, with what holds of every theme and of every mistake.
  private static func theme(
    of text: String, _ door: (String) throws(Theme.Mistake) -> Theme
  ) -> Theme? {
    do throws(Theme.Mistake) {
      let theme = try door(text)
      for ink in Array(theme.inks.values) + Array(theme.grounds.values) {
        for count in [0, 8, 16, 256, 1 << 24] {
          switch ink.colour(among: count) {
          case .ansi(let number)?: claim((0..<16).contains(number), "sixteen colours are the terminal's own")
          case .indexed(let number)?: claim((16..<256).contains(number), "the palette has 256")
          case .rgb?, nil: break
          }
        }
      }
      return theme
    } catch {
      claim((1...max(1, text.count)).contains(error.line), "a mistake has its line")
      claim(error.description.isHarmless, "a mistake can be shown: \(error)")
      return nil
    }
  }

  private static let scheme = Array(
    ("palette:\n" + (0..<16).map { "  base0\(String($0, radix: 16, uppercase: true)): \"\($0 + 10)afc2\"\n" }.joined())
      .utf8)

  private static let keyName = Target(
    name: "key-name", summary: "the name of a key, as configuration and key logs have it", most: 64,
    words: ["ctrl-", "space", "enter", "shift-tab", "pgdn", "^", "f12", "↑"], heap: (1 << 18, 512),
    seeds: { _, _ in ["j", "ctrl-d", "space", "f1", "↓"].map { Array($0.utf8) } },
    check: { bytes in
      guard let key = Key(String(decoding: bytes, as: UTF8.self)) else { return }
      claim(Key(key.description) == key, "what the help shows is read back: \(key)")
      claim(key.description.isHarmless, "a key can be shown")
    })

  private static let filterWords =
    Filter.rowFields.map { $0.name + " " } + [
      "< ", ">= ", "!= ", "~ ", "!~ ", "and ", "or ", "not ", "(", ")", "\"", "0.5", "rising",
    ]

  private static let filter = Target(
    name: "filter", summary: "a filter as it is typed", most: 512, words: filterWords, heap: (1 << 20, 4096),
    seeds: { _, _ in
      ["margin < 0 and n > 200", "not verdict = rising", "(n > 5 or slope < -1) and name ~ a.b", "facts"].map {
        Array($0.utf8)
      }
    },
    check: { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      do throws(LineMistake) {
        let filter = try Filter(text, fields: Filter.rowFields)
        claim(filter.text == text, "a filter is what was typed")
      } catch {
        claim((0...text.count).contains(error.place), "a mistake has its place: \(error.place) of \(text.count)")
        claim(!error.what.isEmpty, "and says what belongs there")
      }
    })

  /// A filter, a line break, a name: what is held against every row while somebody waits.
  private static let filterMatch = Target(
    name: "filter-match", summary: "a filter held against names", most: 512, words: filterWords,
    heap: (4 << 20, 16_384),
    seeds: { _, _ in ["fa.ts\nfacts", "name ~ ^a+$\naaaaaaaab"].map { Array($0.utf8) } },
    check: { bytes in
      let parts = bytes.split(separator: 0x0A, maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else { return }
      let (text, name) = (String(decoding: parts[0], as: UTF8.self), String(decoding: parts[1], as: UTF8.self))
      guard let filter = try? Filter(text, fields: Filter.rowFields) else { return }
      let test = FilterTest(filter)
      let holds = test.holds(name: name, number: { _ in 1 }, words: { _ in [name] })
      claim(holds == test.holds(name: name, number: { _ in 1 }, words: { _ in [name] }), "twice gives the same")
    })

  /// A pattern, a line break, a line: what is looked for in every text.
  private static let pattern = Target(
    name: "pattern", summary: "what is looked for in names and texts", most: 256,
    words: ["\\b", "\\d", "[^", "a-z]", "{2,3}", "*", "+?", "(?", "|", "^", "$", "."], heap: (16 << 20, 65_536),
    seeds: { _, _ in ["fa.ts\nfacts", "^(a|b)+$\nabab", "\\bis\\b\nwhat is it"].map { Array($0.utf8) } },
    check: { bytes in
      let parts = bytes.split(separator: 0x0A, maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else { return }
      let words = String(decoding: parts[0], as: UTF8.self)
      let line = String(decoding: parts[1].prefix { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
      for ignoringCase in [false, true] {
        claim(
          PatternMachine(Pattern(literally: words, ignoringCase: ignoringCase)).finds("<" + words + ">"),
          "a text holds itself")
        do throws(LineMistake) {
          let pattern = try Pattern(words, ignoringCase: ignoringCase)
          let (found, match) = (PatternMachine(pattern).finds(line), pattern.firstMatch(in: line))
          claim(found == (match != nil), "what is found can be shown: \(words) in \(line)")
        } catch {
          claim(
            (0...words.count).contains(error.place) && !error.what.isEmpty, "a mistake has its place and a sentence")
        }
      }
    })
}
