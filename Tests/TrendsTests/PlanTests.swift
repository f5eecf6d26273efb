import Runs
import Testing

@testable import Trends

@Suite struct PlanTests {
  /// Two items at scales 7, 8, 9 …, one family unless told; item b lies a little above item a.
  private func ladder(_ means: [Double], family: String = "f", spread: Double = 0) -> Ladder {
    let rungs = means.indices.map { k in
      Ladder.Rung(models: [Model(name: "\(family)\(k)", family: family)], family: family, x: 7 + Double(k))
    }
    let rows = [means, means.enumerated().map { $1 + spread * Double($0) }]
    return Ladder(
      rungs: rungs, items: ["a", "b"].map { ItemName(suite: "s", item: $0) }, values: Matrix(rows))
  }

  private func plan(
    _ direction: Plan.Direction = .rising, _ probability: Double = 0.8, known: Int = 3, author: String = "kl",
    id: String = "1", data: String = "d"
  ) -> Plan {
    var plan = Plan(
      id: id, time: "2026-11-23T10:00:00Z", author: author, key: BehaviourKey("b"), direction: direction,
      probability: probability, measure: .margin, delta: 0.2,
      seen: (0..<known).map { Plan.Seen(family: "f", models: ["f\($0)"], x: 7 + Double($0), mean: 0) })
    plan.dataHash = data
    return plan
  }

  private func standing(_ plan: Plan, _ ladder: Ladder?, measured: Double? = nil) -> PlanStanding {
    PlanStanding(of: plan, on: ladder, measured: { _ in measured })
  }

  @Test(arguments: [
    (1.5, Plan.Direction.rising), (0.2, .rising), (0.19, .flat), (0, .flat), (-0.19, .flat), (-0.2, .falling),
  ])
  func theSlopeToTheLargestThatLandedIsTheOutcome(change: Double, direction: Plan.Direction) throws {
    let outcome = try #require(PlanOutcome(of: plan(), on: ladder([5, 5, 0, 40, 2 * change])))
    #expect(outcome.direction == direction && abs(outcome.change - change) < 1e-12)
    #expect(outcome.landed.map(\.name) == ["f3", "f4"] && outcome.standardError == 0)
  }

  /// Else the model whose name comes first would decide who was right.
  @Test(arguments: [[0, 1, 2, 3, 4, 5], [0, 1, 3, 2, 4, 5], [0, 1, 2, 3, 5, 4]])
  func modelsOfOneScaleCountAsTheirMean(order: [Int]) throws {
    var ladder = ladder([0, 1, 3, 2, 4, 3])
    for (k, x) in [7, 8, 9, 9, 10, 10].enumerated() { ladder.rungs[k].x = Double(x) }
    let outcome = try #require(PlanOutcome(of: plan(), on: ladder.keeping(rungs: order)))
    #expect(outcome.change == 1 && outcome.landed.count == 2)
  }

  @Test func itsErrorIsThatOfTheItems() throws {
    // Item b rises by 0.4 per step more: 0.3 ± 0.2.
    let outcome = try #require(PlanOutcome(of: plan(), on: ladder([0, 0, 0, 0.1], spread: 0.4)))
    #expect(abs(outcome.change - 0.3) < 1e-12 && abs(outcome.standardError - 0.2) < 1e-12)
    #expect(outcome.isClose(delta: 0.2))
  }

  /// As in every verdict: with it the mean would be −∞ or no number, and no number would pass for a level.
  @Test(arguments: [2, 3]) func anItemWithALogOfZeroIsLeftOut(scale: Int) throws {
    var ladder = ladder([0, 0, 0, 1])
    ladder.values[1, scale] = -.infinity
    if scale == 3 { ladder.values[1, 2] = -.infinity }
    let outcome = try #require(PlanOutcome(of: plan(), on: ladder))
    #expect(outcome.direction == .rising && abs(outcome.change - 1) < 1e-12)
  }

  @Test func withoutALargerScaleItWaits() {
    #expect(standing(plan(), ladder([0, 1, 2])).status == .waiting)
    // Smaller ones, and another family, are no test of it.
    var more = ladder([0, 1, 2, 3])
    more.rungs[3].family = "g"
    #expect(standing(plan(), more).status == .waiting)
    more.rungs[3] = Ladder.Rung(models: [Model(name: "tiny", family: "f")], family: "f", x: 5)
    #expect(standing(plan(), more).status == .waiting && standing(plan(), more).score == nil)
  }

  /// Else nobody would look for the model that has landed.
  @Test func whatLandedAndCannotBeComparedIsNamedWhileItWaits() {
    var lacking = ladder([0, 1, 2])
    #expect(standing(plan(), lacking).sentence == "Waiting: no scale larger than f2 has landed in its families.")
    func leave(_ name: String, _ family: String, _ parameters: Double) {
      let model = Model(name: name, family: family, parameters: Sourced(parameters, .table))
      lacking.leftOut.append(.init(model: model, why: "lacks 2 of 2 items"))
    }
    leave("small", "f", 1e6)
    leave("other", "g", 1e12)
    #expect(standing(plan(), lacking).incomparable.isEmpty, "neither is a test of it")
    leave("large", "f", 1e12)
    #expect(
      standing(plan(), lacking).sentence
        == "Waiting: what landed beyond f2 cannot be compared: large (lacks 2 of 2 items).")
    #expect(
      PlanStanding.remarks(on: [standing(plan(), lacking)]) == [
        "0 scored, 1 waiting.",
        "1 of those waiting though larger models have landed, which cannot be compared (large: lacks 2 of 2 items).",
      ])
    let apart = ladder([0, 1, 2, 3]).keeping(items: [])
    #expect(standing(plan(), apart).status == .waiting)
    #expect(standing(plan(), apart).sentence.contains("f3 (no item has a number at every model)"))
  }

  /// Of two families one may have lost the model that its slope would begin at.
  @Test func whatLandedBehindAModelThatIsGoneIsNotSaidToHaveNoNumbers() {
    var both = plan()
    both.seen.append(Plan.Seen(family: "g", models: ["g2"], x: 9, mean: 0))
    var left = ladder([0, 1, 2, 3])
    left.rungs[3] = Ladder.Rung(models: [Model(name: "g3", family: "g")], family: "g", x: 10)
    #expect(standing(both, left).status == .waiting)
    #expect(standing(both, left).sentence.contains("g3 (the largest model of g that the plan saw is gone)"))
  }

  @Test func whatIsNoLongerThereCannotBeScored() {
    #expect(standing(plan(), nil).status == .gone)
    #expect(standing(plan(known: 9), ladder([0, 1])).status == .gone)
  }

  @Test func dataThatWereThereBeforeAreShownAndNotCounted() {
    let made = plan().moment ?? 0
    let late = standing(plan(), ladder([0, 0, 0, 1]), measured: made - 1)
    #expect(late.status == .alreadyThere && late.outcome?.direction == .rising && late.score == nil)
    #expect(standing(plan(), ladder([0, 0, 0, 1]), measured: made).status == .scored)
    #expect(standing(plan(), ladder([0, 0, 0, 1])).status == .scored)
  }

  @Test func anAlteredLineIsNotCounted() {
    var plan = plan()
    plan.isIntact = false
    #expect(standing(plan, ladder([0, 0, 0, 1])).status == .altered)
  }

  @Test func scoresAreThoseOfTheBooks() {
    let right = PlanStanding.Score(probability: 0.8, happened: true)
    #expect(abs(right.brier - 0.04) < 1e-12 && abs(right.log - 0.2231435513142097) < 1e-12 && right.isHit)
    let wrong = PlanStanding.Score(probability: 0.8, happened: false)
    #expect(abs(wrong.brier - 0.64) < 1e-12 && abs(wrong.log - 1.6094379124341003) < 1e-12 && !wrong.isHit)
    #expect(PlanStanding.Score(probability: 0.3, happened: false).isHit)
    // Certainty that was wrong costs no more than 1 in 100 would have.
    #expect(abs(PlanStanding.Score(probability: 1, happened: false).log - 4.605170185988091) < 1e-12)
  }

  @Test func ofSeveralOnTheSameDataTheFirstCountsAlsoWhenItWasSpoilt() {
    let landed = ladder([0, 0, 0, 1])
    var spoilt = plan(id: "0")
    spoilt.isIntact = false
    let all = [plan(id: "1"), plan(.flat, 0.9, id: "2"), plan(id: "3", data: "e"), plan(author: "mn", id: "4")]
    #expect(
      PlanStanding.withRepeats(all.map { standing($0, landed) }).map(\.status)
        == [.scored, .repeat, .scored, .scored])
    #expect(
      PlanStanding.withRepeats(([spoilt] + all).map { standing($0, landed) }).map(\.status)
        == [.altered, .repeat, .repeat, .scored, .scored])
  }

  @Test func thePeopleStandByTheirBrierScores() {
    let landed = ladder([0, 0, 0, 1])
    let standings = [
      standing(plan(.falling, 0.9, id: "1"), landed), standing(plan(.rising, 0.9, author: "mn", id: "2"), landed),
      standing(plan(known: 4, author: "zz", id: "3"), landed),
    ]
    let tallies = PlanTally.all(standings)
    #expect(tallies.map(\.author) == ["mn", "kl"] && tallies.map(\.hits) == [1, 0])
    #expect(abs(tallies[0].brier - 0.01) < 1e-12 && abs(tallies[1].brier - 0.81) < 1e-12)
  }

  @Test(arguments: ["", "yesterday", "2026-11-23", "2026-11-23T10:00:00+01:00", "T:::::-----------Z", "-1-1-1T1:1:1Z"])
  func aTimeThatIsNoneIsNone(text: String) {
    var plan = plan()
    plan.time = text
    #expect(plan.moment == nil)
  }

  @Test func aTimeIsSecondsSince1970() { #expect(plan().moment == 1_795_428_000) }
}
