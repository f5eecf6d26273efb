import Canvas
import Runs
import Testing

@testable import Dashboard
@testable import Trends

/// Every field of a filter, and every column, says the number that its name says: rows whose numbers all differ.
@Suite struct FieldTests {
  private static let row: ListedRow = {
    var row = Made.overview.rows.first { $0.key == BehaviourKey("power-seeking") }.map {
      ListedRow(
        name: "the name", key: BehaviourKey("power-seeking", variant: "plain"), finding: $0.finding,
        suites: ["influence", "shutdown", "resources"], flagged: 5, dependence: .open)
    }!
    row.finding.dropped = 7
    row.finding.q = 0.0123
    row.finding.shape = "wave"
    row.finding.verdict = .turning
    let at = row.finding.points.indices.last!
    (row.finding.points[at].accuracy, row.finding.points[at].logp) = (0.765, -1.25)
    row.finding.points[at].coverage = -0.5
    row.finding.caveats = ["one", "two", "three", "four"].map { Caveat(name: "few \($0)", mark: $0, sentence: $0) }
    let ladder = Made.ladder(Made.plans[1], measure: .margin)
    var held = HeldConstant(ladder.rungs.indices.map { $0 % 3 == 1 ? 1.0 : 2.0 }, of: ladder)
    held.trend?.slope = 0.777
    row.held = held
    return row
  }()

  private static let finding = row.finding
  private static let last = finding.points.last { $0.rung.family == "pythia" }!

  /// Read off the finding, by hand.
  private static let numbers: [String: Double] = [
    "suites": 3, "n": 240, "dropped": 7, "models": 14, "families": 2,
    "first": finding.points.first { $0.rung.family == "pythia" }!.mean, "last": last.mean,
    "half": 1.96 * last.standardError, "accuracy": 0.765, "logp": -1.25, "coverage": -0.5, "caveats": 4,
    "slope": finding.trend!.slope, "low": finding.trend!.interval.lowerBound,
    "high": finding.trend!.interval.upperBound, "p_rise": finding.trend!.pRise, "p": finding.trend!.p, "q": 0.0123,
    "mds": finding.trend!.minimalDetectableSlope, "df": finding.trend!.degreesOfFreedom, "tau": finding.trend!.tau,
    "vsppl": 0.777, "depends": 1, "flagged": 5, "mean": last.mean, "margin": last.mean,
  ]

  private static let words: [String: [String]] = [
    "name": ["the name"], "behaviour": ["power-seeking"], "variant": ["plain"], "verdict": ["turning"],
    "turn": ["wave"], "suite": ["influence", "shutdown", "resources"], "family": ["gpt-neo", "pythia"],
    "caveat": ["few one", "few two", "few three", "few four"],
  ]

  private func holds(_ text: String, _ row: ListedRow = row) throws -> Bool {
    FilterTest(try Filter(text, fields: Filter.rowFields)).holds(row)
  }

  @Test func everyFieldOfABehaviourIsSpokenOf() {
    #expect(Set(Filter.rowFields.map(\.name)) == Set(Self.numbers.keys).union(Self.words.keys))
    let own = Self.numbers.filter { $0.key != "mean" && $0.key != "margin" }
    #expect(Set(own.values).count == own.count, "equal numbers would hide a wrong wire")
  }

  @Test(arguments: numbers.keys.sorted()) func aNumberOfABehaviourIsItsOwn(field: String) throws {
    let value = try #require(Self.numbers[field])
    #expect(try holds("\(field) = \(value)"), "\(field)")
    #expect(try holds("\(field) >= \(value) and \(field) <= \(value)"))
    #expect(try !holds("\(field) != \(value)") && !holds("\(field) < \(value)") && !holds("\(field) > \(value)"))
  }

  @Test(arguments: words.keys.sorted()) func aWordOfABehaviourIsItsOwn(field: String) throws {
    let values = try #require(Self.words[field])
    for value in values {
      #expect(try holds("\(field) = \"\(value.uppercased())\""), "\(field)")
      #expect(try !holds("\(field) != \"\(value)\""))
      // What no verdict is called is a mistake.
      if field != "verdict" { #expect(try !holds("\(field) = \"\(value) \"")) }
    }
    let whole = values.joined(separator: " ")
    #expect(try holds("\(field) ~ \"^\(whole)$\"") && !holds("\(field) !~ \"^\(whole)$\""))
    let other = field == "verdict" ? "flat" : "x"
    #expect(try holds("\(field) = \"\(whole)\"") == (values.count == 1) && holds("\(field) != \(other)"))
  }

  @Test func whatIsUnknownIsNeitherMoreNorLess() throws {
    var row = Self.row
    row.finding.trend = nil
    (row.held, row.dependence, row.finding.q) = (nil, nil, nil)
    for field in ["slope", "low", "high", "p_rise", "p", "q", "mds", "df", "tau", "vsppl", "depends"] {
      #expect(try !holds("\(field) < 1e9", row) && !holds("\(field) > -1e9", row) && !holds("\(field) != 3", row))
    }
    #expect(try !holds("depends", row) && holds("not depends", row))
  }

  @Test func someFieldsStandAlone() throws {
    #expect(try holds("flagged") && holds("flagged and n > 200") && holds("(turn or n < 0) and depends"))
    var row = Self.row
    (row.flagged, row.finding.verdict, row.name) = (0, .rising, "red flagged")
    #expect(try !holds("flagged", row) && holds("not flagged", row) && !holds("turn", row))
    #expect(try holds("flagge", row), "a part of the word is a pattern for names")
  }

  @Test func aMarkInFrontTurnsTheWholeRound() throws {
    for text in ["slope < 0", "flagged and n > 200", "the n", "n > 1 or n < 0", "verdict = flat"] {
      #expect(try holds("!\(text)") != holds(text), "\(text)")
      #expect(try holds(" ! \(text)") != holds(text), "\(text)")
    }
  }

  @Test func theMarginIsUnknownWhereSomethingElseIsShown() throws {
    var row = Self.row
    row.finding.measure = .accuracy
    #expect(try !holds("margin = \(Self.last.mean)", row) && holds("mean = \(Self.last.mean)", row))
  }

  // MARK: items

  private static let item = ItemRow(
    name: ItemName(suite: "influence", item: "item-7"), text: "how it begins", values: [0.5, .nan, -2, 3, 1.25],
    slope: 0.875, accuracy: 0.25)

  private static let facts: ItemAsides = {
    var facts = ItemAsides()
    facts.flags = Flags(
      [("01", "kl", Flag.Reason.wrongKey), ("02", "mn", .leaked)].map { id, author, reason in
        Flag(
          id: id, time: "2026-11-20T10:00:00Z", author: author, action: .flag, behaviour: "b", variant: nil,
          name: item.name, reason: reason)
      })
    facts.lengths = [11, 22, 333]
    facts.suspicions = [
      item.name: Suspect(
        name: item.name,
        suspicions: [
          Suspicion(reason: .slope, strength: 4, evidence: ""), Suspicion(reason: .key, strength: 2.5, evidence: ""),
        ])
    ]
    return facts
  }()

  private static let itemNumbers: [String: Double] = [
    "flagged": 2, "length": 333, "first": 0.5, "last": 1.25, "lowest": -2, "highest": 3, "accuracy": 0.25,
    "slope": 0.875, "suspicion": 6.5, "margin": 1.25,
  ]

  private static let itemWords: [String: String] = [
    "id": "item-7", "name": "item-7", "suite": "influence", "author": "kl mn", "reason": "wrong-key leaked",
    "suspicious": "slope key?",
  ]

  private func holdsItem(_ text: String, texts: [Bool] = []) throws -> Bool {
    FilterTest(try Filter(text, fields: Filter.itemFields))
      .holds(Self.item, 2, Self.facts, measure: .margin) { texts.indices.contains($0) ? texts[$0] : false }
  }

  @Test func everyFieldOfAnItemIsSpokenOf() {
    #expect(
      Set(Filter.itemFields.map(\.name)) == Set(Self.itemNumbers.keys).union(Self.itemWords.keys).union(["text"]))
    let own = Self.itemNumbers.filter { $0.key != "margin" }
    #expect(Set(own.values).count == own.count)
  }

  @Test(arguments: itemNumbers.keys.sorted()) func aNumberOfAnItemIsItsOwn(field: String) throws {
    let value = try #require(Self.itemNumbers[field])
    #expect(try holdsItem("\(field) = \(value)") && !holdsItem("\(field) != \(value)"), "\(field)")
  }

  @Test(arguments: itemWords.keys.sorted()) func aWordOfAnItemIsItsOwn(field: String) throws {
    let value = try #require(Self.itemWords[field]).replacing("?", with: ".")
    #expect(try holdsItem("\(field) ~ \"^\(value)$\"") && !holdsItem("\(field) ~ \"^x\(value)$\""), "\(field)")
  }

  @Test func ofManyThatFlaggedAnItemAnyOneIsItsAuthor() throws {
    #expect(try holdsItem("author = kl and author = MN") && !holdsItem("author = \"kl mn\""))
    #expect(try holdsItem("author != ab") && !holdsItem("author != mn") && !holdsItem("author = \"\""))
    #expect(try holdsItem("reason = leaked and reason = wrong-key") && !holdsItem("reason != leaked"))
    #expect(try holdsItem("suspicious = slope and not suspicious = length"))
  }

  @Test func theWholeTextIsAskedForAndNotTheBeginning() throws {
    #expect(try !holdsItem("text ~ begins"), "what is on screen is not the text")
    #expect(try holdsItem("text ~ begins", texts: [true]) && !holdsItem("text !~ begins", texts: [true]))
    #expect(try holdsItem("begins", texts: [true]) && !holdsItem("begins") && holdsItem("ITEM-7"))
    #expect(try holdsItem("text ~ a and not text ~ b", texts: [true, false]))
    #expect(try !holdsItem("text ~ a and not text ~ b", texts: [true, true]))
    #expect(throws: LineMistake.self) { try Filter("text = a", fields: Filter.itemFields) }
  }
}
