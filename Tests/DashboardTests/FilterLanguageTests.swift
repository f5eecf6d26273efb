import Canvas
import Runs
import Testing
import Trends

@testable import Dashboard

/// What `&` and `--where` understand.
struct FilterLanguageTests {
  private static let rows = Made.overview.rows

  private func names(_ text: String) throws -> [String] {
    let test = FilterTest(try Filter(text, fields: Filter.rowFields))
    return Self.rows.filter { test.holds(Self.listed($0)) }.map(\.key.description)
  }

  private static func listed(_ row: BehaviourRow) -> ListedRow {
    ListedRow(key: row.key, finding: row.finding, suites: row.suites)
  }

  private func names(where isWanted: (BehaviourRow) -> Bool) -> [String] {
    Self.rows.filter(isWanted).map(\.key.description)
  }

  @Test func comparisonsSayWhatTheColumnsSay() throws {
    #expect(try names("verdict = rising") == names { $0.finding.verdict == .rising })
    #expect(try names("slope<0") == names { ($0.finding.slope ?? .nan) < 0 })
    #expect(try names("n >= 60 and models > 4") == names { $0.finding.n >= 60 && $0.finding.points.count > 4 })
    #expect(try names("verdict == rising or verdict=falling").count == names("verdict ~ ^(rising|falling)$").count)
    #expect(try !names("slope > 0").isEmpty && names("slope > 0").count < Self.rows.count)
  }

  /// The overview says `? open` of what the contract calls unresolved.
  @Test func aVerdictIsKnownByTheWordsOfTheScreens() throws {
    let wanted = names { $0.finding.verdict == .unresolved }
    #expect(!wanted.isEmpty)
    for text in ["verdict = open", "verdict = Unresolved", "verdict ~ ^open$", "verdict ~ ^unresolved$"] {
      #expect(try names(text) == wanted, "\(text)")
    }
    #expect(try names("!verdict = open") == names { $0.finding.verdict != .unresolved })
    #expect(try names("verdict != open") == names { $0.finding.verdict != .unresolved })
    #expect(try names("verdict = refused") == names { $0.finding.verdict.isRefusal })
  }

  /// Nothing is no answer to a slip of the finger.
  @Test func aVerdictThatIsNoneIsAMistake() throws {
    let mistake = #expect(throws: LineMistake.self) {
      try Filter("n > 1 and verdict = rizing", fields: Filter.rowFields)
    }
    let what = try #require(mistake?.what)
    #expect(what.hasPrefix("no verdict is called 'rizing', did you mean 'rising'? There are: rising "), "\(what)")
    #expect(mistake?.place == 20)
    let other = #expect(throws: LineMistake.self) { try Filter("verdict = x", fields: Filter.rowFields) }
    #expect(other?.what.hasPrefix("no verdict is called 'x'; there are: rising ") == true)
  }

  @Test func andBindsMoreThanOrAndNotMost() throws {
    let rows = Self.rows.filter { row in
      row.finding.verdict == .rising || (row.finding.verdict == .falling && !(row.finding.n > 40))
    }
    #expect(try names("verdict = rising or verdict = falling and not n > 40") == rows.map(\.key.description))
    let other = Self.rows.filter { row in
      (row.finding.verdict == .rising || row.finding.verdict == .falling) && !(row.finding.n > 40)
    }
    #expect(try names("(verdict = rising or verdict = falling) and not (n > 40)") == other.map(\.key.description))
  }

  @Test func bracketsWithinBracketsBeginNoPattern() throws {
    let wanted = try names("verdict = rising and n > 40 or verdict = falling")
    #expect(!wanted.isEmpty && wanted.count < Self.rows.count)
    #expect(try names("((verdict = rising) and n > 40) or verdict = falling") == wanted)
    #expect(try names("( ( (verdict = rising and n > 40) or verdict = falling))") == wanted)
    #expect(try names("((m|M)emo)-trap") == names("name ~ memo-trap"), "without a sign it is one all the same")
  }

  @Test func aNumberThatIsNotThereIsNeitherMoreNorLess() throws {
    let lacking = Finding(measure: .margin, points: [], n: 3, verdict: .tooFew)
    for text in ["slope < 1e9", "slope > -1e9", "slope = 0", "slope != 0", "q <= 1"] {
      let test = FilterTest(try Filter(text, fields: Filter.rowFields))
      #expect(!test.holds(ListedRow(key: BehaviourKey("a"), finding: lacking, suites: [])), "\(text)")
    }
  }

  @Test func wordsAloneAreAPatternForNamesWhateverTheirCapitals() throws {
    let first = try #require(Self.rows.first?.key.description)
    #expect(try names(first.uppercased()).contains(first))
    let initial = try #require(first.first)
    #expect(try names("^\(initial)") == names { $0.key.description.first == initial })
    #expect(try names("no such name").isEmpty)
    #expect(try names("name ~ \"\(first)\"").contains(first))
  }

  @Test(arguments: [
    ("slope <", 7, "a value belongs here"), ("slope < high", 8, "a number belongs here"),
    ("slop > 1", 0, "no field is called 'slop'"), ("slope ~ 1", 6, "slope is a number"),
    ("verdict < rising", 8, "verdict is a text"), ("(n > 1", 6, "the bracket at 1 is not closed"),
    ("n > 1 n < 3", 6, "and, or, or the end"), ("not", 3, "a field belongs here"),
    ("name = \"a", 7, "the mark is not closed"), ("name ~ (", 7, "this bracket is not closed"),
    ("a(", 1, "this bracket is not closed"),
    ("name ~ \"a[\" and n > 1", 9, "this bracket is not closed"), ("*a", 0, "nothing before it"), ("!", 1, "hidden"),
    ("n > 1 and !(n < 3)", 10, "a field belongs here"),
  ])
  func aMistakeIsPointedAt(text: String, place: Int, what: String) {
    do throws(LineMistake) {
      _ = try Filter(text, fields: Filter.rowFields)
      Issue.record("'\(text)' is no mistake")
    } catch {
      #expect(error.place == place && error.what.contains(what), "\(error.place) \(error)")
    }
  }

  @Test(arguments: 1...40) func noTextStopsTheProgram(seed: UInt64) {
    let parts = [
      "n", "slope", "verdict", "and", "or", "not", "(", ")", "<", ">=", "=", "!~", "~", "\"", "1", ".5", "-", "é", " ",
      "[",
      "\\", "*", "name", "\u{1B}",
    ]
    var state = seed &* 0x9E37_79B9_7F4A_7C15
    for _ in 0..<50 {
      var text = ""
      for _ in 0..<12 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += parts[Int((state >> 33) % UInt64(parts.count))] + (state >> 60 > 7 ? " " : "")
      }
      do throws(LineMistake) {
        let test = FilterTest(try Filter(text, fields: Filter.rowFields))
        _ = Self.rows.filter { test.holds(Self.listed($0)) }
      } catch {
        #expect((0...text.count).contains(error.place), "\(text)")
      }
    }
    let deep = String(repeating: "(", count: 5000) + "n > 1"
    #expect(throws: LineMistake.self) { try Filter(deep, fields: Filter.rowFields) }
  }

  @Test func thousandsOfPartsAreNoDeeperThanOne() throws {
    for (joins, part) in [(" or ", "n < 0"), (" and ", "n >= 0")] {
      let many = Array(repeating: part, count: 5000).joined(separator: joins)
      #expect(try Filter(many, fields: Filter.rowFields).mentions("n"))
      #expect(try names(many) == names { _ in joins == " and " })
      #expect(try names(many + joins + "verdict = rising") == names { $0.finding.verdict == .rising })
    }
  }

  @Test func theOverviewShowsTheRowsAndHowManyAreHidden() {
    var desk = Desk()
    for character in "&verdict = rising" { desk.tell(.key(.character(character))) }
    desk.press("enter")
    let rising = Self.rows.count { $0.finding.verdict == .rising }
    let text = desk.picture().text
    #expect(text.contains("\(Self.rows.count - rising + Made.overview.hidden) hidden (& verdict = rising)"), "\(text)")
    desk.type("&!slope <")
    #expect(!desk.picture().text.contains("▼"))
    desk.press("backspace ctrl-u")
    desk.type("slope <")
    desk.press("enter")
    let lines = desk.picture().text.split(separator: "\n", omittingEmptySubsequences: false)
    let caret = lines[22].firstIndex(of: "▼").map { lines[22].distance(from: lines[22].startIndex, to: $0) }
    #expect(caret == " show only slope <".count, "the caret stands above the place behind the sign")
    #expect(lines[23].hasPrefix(" show only slope <"), "what was typed stays, to be mended")
    desk.type("0")
    desk.press("enter")
    let falling = Self.rows.count { ($0.finding.slope ?? 0) < 0 }
    #expect(desk.picture().text.contains("  \(falling) of \(Self.rows.count)  "))
  }
}
