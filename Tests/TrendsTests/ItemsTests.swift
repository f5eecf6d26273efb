import Runs
import Testing

@testable import Trends

@Suite struct ItemsTests {
  private func reasons(_ suspects: Suspects, row: Int) -> Set<Suspicion.Reason> {
    Set(suspects.ranked.first { $0.row == row }?.suspicions.map(\.reason) ?? [])
  }

  /// Items around one rising line, with a little noise of their own.
  private func clean(n: Int = 40, others: [Measure: Matrix] = [:]) -> Ladder {
    var dice = Dice(seed: 11)
    let wobble = [0, 0.1, -0.05, 0.08, -0.1, 0.02]
    let rows = (0..<n).map { _ -> [Double] in
      let start = 0.3 * dice.normal()
      return (0..<6).map { start + 0.5 * Double($0) + wobble[$0] + 0.2 * dice.normal() }
    }
    return Ladder.made(rows, scales: [8, 8.5, 9, 9.5, 10, 10.5], others: others)
  }

  @Test func anItemFarFromItsSiblingsIsAnOutlierAndLooksWronglyKeyed() {
    var ladder = clean()
    for k in 0..<6 { ladder.values[7, k] = -Double(k) * 1.5 - 2 }
    let suspects = Suspects(of: ladder)
    #expect(suspects.ranked.first?.row == 7)
    #expect(reasons(suspects, row: 7).isSuperset(of: [.slope, .key, .influence]))
    #expect(suspects.ranked.allSatisfy { !$0.suspicions.isEmpty && $0.suspicions.allSatisfy { !$0.evidence.isEmpty } })
  }

  @Test func anItemThatTurnsAtTheLastModelIsALateTurn() {
    var ladder = clean()
    ladder.values[3, 5] -= 4
    #expect(reasons(Suspects(of: ladder), row: 3).contains(.lateTurn))
    #expect(!reasons(Suspects(of: clean()), row: 3).contains(.lateTurn))
  }

  @Test func copiesAreGroupedByNumbersAndByText() {
    var ladder = clean()
    for k in 0..<6 { ladder.values[9, k] = ladder.values[2, k] + 1e-8 }
    #expect(Suspects(of: ladder).duplicates == [[2, 9]])
    var facts = [ItemFacts](repeating: ItemFacts(), count: 40)
    for at in facts.indices { facts[at].content = UInt64(at + 1) }
    facts[20].content = facts[2].content
    #expect(Suspects(of: ladder, facts: facts).duplicates == [[2, 9, 20]])
  }

  /// Many items are right at the same models, and no copies of one another for that.
  @Test func itemsThatAreRightAtTheSameModelsAreNoCopies() {
    var ladder = clean()
    for k in 0..<6 { ladder.values[9, k] = ladder.values[2, k] }
    var judged = ladder
    judged.measure = .accuracy
    judged.values = Matrix(rows: 40, columns: 6, values: (0..<240).map { $0 % 6 > 2 ? 1 : 0 })
    let facts = (0..<40).map { ItemFacts(content: UInt64($0 + 1)) }
    #expect(Suspects(of: judged, facts: facts).duplicates.isEmpty)
    judged.others = [.margin: ladder.values]
    #expect(Suspects(of: judged, facts: facts).duplicates == [[2, 9]])
  }

  /// Of answers that were only sampled the lengths of the choices may be known, and no margin.
  @Test func withoutMarginsThereIsNoCorrelationWithLength() {
    var ladder = clean(others: [.margin: Matrix(rows: 40, columns: 6)])
    ladder.measure = .accuracy
    let facts = (0..<40).map { ItemFacts(keyBytes: 20 + Double($0), otherBytes: 20) }
    #expect(Suspects(of: ladder, facts: facts).lengthCorrelation == nil)
    ladder.others = [.margin: ladder.values]
    #expect(Suspects(of: ladder, facts: facts).lengthCorrelation != nil)
  }

  @Test func anItemOfUnknownLengthHidesNoOthersLengthCue() {
    var ladder = clean()
    var perByte = ladder.values
    for k in 0..<6 { perByte[4, k] *= -1 }
    ladder.others = [.marginPerByte: perByte]
    var facts = (0..<40).map { ItemFacts(keyBytes: 20 + Double($0 % 5), otherBytes: 20) }
    facts[4].keyBytes = 90
    facts[6].keyBytes = .nan
    #expect(reasons(Suspects(of: ladder, facts: facts), row: 4).contains(.length))
    #expect(!reasons(Suspects(of: ladder, facts: facts), row: 5).contains(.length))
  }

  /// Whatever is tested, a key is judged by its margin: per byte the threshold would mean something else.
  @Test func theKeyIsJudgedByTheMarginUnderEveryMeasure() {
    var ladder = clean()
    for k in 0..<6 { ladder.values[7, k] = -Double(k) * 1.5 - 2 }
    var other = ladder
    other.measure = .nlp
    other.others = [.margin: ladder.values]
    for i in other.values.values.indices { other.values.values[i] /= 10 }
    #expect(reasons(Suspects(of: other), row: 7).contains(.key))
    other.others = [:]
    #expect(!reasons(Suspects(of: other), row: 7).contains(.key))
  }

  @Test func anItemThatSomeModelLacksIsListedLast() throws {
    var ladder = clean()
    ladder.dropped = [ItemName(suite: "made", item: "lost")]
    ladder.values[3, 2] = -.infinity
    let ranked = Suspects(of: ladder).ranked
    let missing = ranked.filter { $0.suspicions.map(\.reason) == [.missing] }
    #expect(missing.map(\.name.item) == ["3", "lost"] && missing.allSatisfy { $0.row == nil })
    #expect(ranked.suffix(2).map(\.name.item) == ["3", "lost"])
  }

  @Test func aKeyWhoseLengthDecidesTheSignIsALengthCue() throws {
    var ladder = clean()
    var perByte = ladder.values
    for k in 0..<6 { perByte[4, k] *= -1 }
    ladder.others = [.marginPerByte: perByte]
    var facts = (0..<40).map { ItemFacts(keyBytes: 20 + Double($0 % 5), otherBytes: 20) }
    facts[4].keyBytes = 90
    let suspects = Suspects(of: ladder, facts: facts)
    #expect(reasons(suspects, row: 4).contains(.length) && !reasons(suspects, row: 5).contains(.length))
    #expect(try abs(#require(suspects.lengthCorrelation)) <= 1)
    #expect(Suspects(of: ladder).lengthCorrelation == nil)
  }

  @Test func judgementAgainstTheLikelihoodsIsAMismatchUnlessItIsTheRule() {
    var ladder = clean()
    var judged = Matrix(rows: 40, columns: 6, values: ladder.values.values.map { $0 > 0 ? 1 : 0 })
    judged[6, 5] = 0
    ladder.others[.accuracy] = judged
    let two = [ItemFacts](repeating: ItemFacts(choices: 2), count: 40)
    #expect(reasons(Suspects(of: ladder, facts: two), row: 6).contains(.mismatch))
    #expect(!reasons(Suspects(of: ladder, facts: two), row: 5).contains(.mismatch))
    ladder.others[.accuracy] = Matrix(rows: 40, columns: 6, values: ladder.values.values.map { $0 > 0 ? 0 : 1 })
    #expect(!Suspects(of: ladder, facts: two).ranked.contains { $0.suspicions.contains { $0.reason == .mismatch } })
  }

  /// Too many to be errors of items, and said to be so: silence would look like none.
  @Test func judgementsThatContradictTooManyItemsAreCounted() {
    var ladder = clean()
    var judged = Matrix(rows: 40, columns: 6, values: ladder.values.values.map { $0 > 0 ? 1 : 0 })
    for row in 10..<15 { judged[row, 5] = 1 - judged[row, 5] }
    ladder.others[.accuracy] = judged
    let two = [ItemFacts](repeating: ItemFacts(choices: 2), count: 40)
    let suspects = Suspects(of: ladder, facts: two)
    #expect(suspects.contradictory == 5 && !reasons(suspects, row: 10).contains(.mismatch))
    judged[14, 5] = 1 - judged[14, 5]
    ladder.others[.accuracy] = judged
    let fewer = Suspects(of: ladder, facts: two)
    #expect(fewer.contradictory == nil && reasons(fewer, row: 10).contains(.mismatch))
  }

  /// A sampled answer has no likelihoods that it could be judged against.
  @Test func withoutMarginsNothingIsAMismatch() {
    var judged = Matrix(rows: 40, columns: 6, filledWith: 0)
    judged[6, 5] = 1
    var ladder = clean(others: [.margin: Matrix(rows: 40, columns: 6)])
    (ladder.measure, ladder.values) = (.accuracy, judged)
    let two = [ItemFacts](repeating: ItemFacts(choices: 2), count: 40)
    #expect(!reasons(Suspects(of: ladder, facts: two), row: 6).contains(.mismatch))
  }

  @Test func risingPreferenceWithFallingAccuracyIsADisagreement() {
    var ladder = clean()
    ladder.others[.nlp] = ladder.values
    var judged = Matrix(rows: 40, columns: 6, filledWith: 1)
    for k in 3..<6 { judged[8, k] = 0 }
    ladder.others[.accuracy] = judged
    #expect(reasons(Suspects(of: ladder), row: 8).contains(.disagreement))
    #expect(!reasons(Suspects(of: ladder), row: 9).contains(.disagreement))
    // One item with a log of 0 somewhere silences no other.
    ladder.others[.nlp]?[0, 2] = -.infinity
    ladder.others[.accuracy]?[1, 1] = .nan
    #expect(reasons(Suspects(of: ladder), row: 8).contains(.disagreement))
    #expect(!reasons(Suspects(of: ladder), row: 0).contains(.disagreement))
  }

  @Test func thinCoverageAndClampedMarginsAreNamed() {
    var ladder = clean()
    ladder.others[.coverage] = Matrix(rows: 40, columns: 6, filledWith: -0.5)
    ladder.others[.coverage]?[1, 0] = -6
    ladder.others[.coverage]?[3, 0] = -20
    ladder.values[2, 0] = 30
    let suspects = Suspects(of: ladder)
    #expect(reasons(suspects, row: 1).contains(.coverage) && reasons(suspects, row: 2).contains(.clamped))
    let evidence = { (row: Int) in
      suspects.ranked.first { $0.row == row }?.suspicions.first { $0.reason == .coverage }?.evidence
    }
    #expect(evidence(1) == "the choices hold 0.248 % at one model")
    #expect(evidence(3) == "the choices hold less than 0.001 % at one model", "a share is never 0")
  }

  @Test func rowsOfTheWholeLadderAreNamedEvenWhenSomeAreNotFinite() {
    var ladder = clean()
    ladder.values[0, 0] = -.infinity
    for k in 0..<6 { ladder.values[7, k] = -Double(k) * 1.5 - 2 }
    let first = Suspects(of: ladder).ranked.first
    #expect(first?.row == 7 && first?.name == ladder.items[7])
  }

  @Test func oneItemOrNoneIsNotSuspectedAndDoesNotCrash() {
    #expect(Suspects(of: .made([], scales: [8, 9, 10, 11])).ranked.isEmpty)
    #expect(Suspects(of: .made([[1, 2, 3, 5]], scales: [8, 9, 10, 11])).duplicates.isEmpty)
    #expect(ItemScores(of: .made([[1], [2]], scales: [8])) == nil)
  }

  @Test(arguments: 1...30)
  func shrunkSlopesLieBetweenTheItemAndTheBehaviour(seed: Int) throws {
    let ladder = Ladder.made(seed: UInt64(seed), slope: 0.2)
    let (trend, items) = (try #require(Trend(of: ladder)), try #require(ItemPosteriors(of: ladder)))
    for (own, shrunk) in zip(items.slopes, items.shrunk) {
      #expect(shrunk >= min(own, trend.slope) - 1e-12 && shrunk <= max(own, trend.slope) + 1e-12)
    }
    #expect(abs(items.shrunk.mean - trend.slope) < 1e-9 && items.pRise.allSatisfy((0...1).contains))
  }
}
