import Runs
import Testing

@testable import Trends

/// Items, subsets, prompts, backtest and line-ups against the reference.
@Suite(.enabled(if: Reference.isHere, "the statistics reference is not beside the repository"))
struct ReferenceSearchTests {
  private func made(_ name: String) -> (ladder: Ladder, row: Reference) {
    let row = Reference.root["synthetic"][name]
    let families = row["family"].exists ? row["family"].list.map(\.text) : nil
    return (Ladder.made(row["Y"].list.map(\.numbers), scales: row["x"].numbers, families: families), row)
  }

  private func near(_ a: [Double], _ b: Reference) -> Bool { agree(a, b, within: 1e-6) }

  @Test(arguments: ReferenceTrendTests.synthetic)
  func itemPosteriorsAgree(name: String) throws {
    let (ladder, row) = made(name)
    let items = try #require(ItemPosteriors(of: ladder))
    #expect(near(items.slopes, row["items"]["slope"]))
    #expect(near(items.shrunk, row["items"]["shrunk"]))
    #expect(near(items.pRise, row["items"]["p_rise"]))
    #expect(agrees(items.deviation, row["items"]["sd"].number, within: 1e-6))
  }

  @Test(arguments: ReferenceTrendTests.synthetic)
  func itemScoresAgree(name: String) throws {
    let (ladder, row) = made(name)
    let scores = try #require(ItemScores(of: ladder))
    #expect(near(scores.influence, row["flags"]["influence"]))
    #expect(near(scores.slope, row["flags"]["slope_z"]))
    #expect(near(scores.lastStep, row["flags"]["late_z"]))
    #expect(scores.keyLooksWrong == row["flags"]["key_hint"].list.map(\.bool))
  }

  @Test(arguments: ReferenceTrendTests.synthetic)
  func madeSubsetsAgree(name: String) throws {
    let (ladder, row) = made(name)
    let expected = row["subset2"]
    let test = try #require(SubsetTest(.steepest(expected["k"].int), of: ladder))
    compare(test, expected)
  }

  @Test(arguments: ReferenceTrendTests.real)
  func realSubsetsAndFlagsAgree(name: String) throws {
    let row = Reference.root["real"][name]
    let ladder = try #require(RealRun(name)).margins
    let expected = row["best_tenth"]
    compare(try #require(SubsetTest(.steepest(expected["k"].int), of: ladder)), expected)
    let scores = try #require(ItemScores(of: ladder))
    #expect(scores.keyLooksWrong.count { $0 } == row["flags_key_hint_count"].int)
    for flag in row["flags_top_influence"].list {
      let at = try #require(ladder.items.firstIndex { $0.item == String(flag["index"].int) })
      #expect(agrees(scores.influence[at], flag["influence"].number, within: 1e-9))
      #expect(agrees(scores.slope[at], flag["slope_z"].number, within: 1e-6))
      #expect(agrees(scores.lastStep[at], flag["late_z"].number, within: 1e-6))
    }
  }

  private func compare(_ test: SubsetTest, _ expected: Reference) {
    #expect(agrees(test.raw, expected["raw"].number, within: 1e-6))
    #expect(agrees(test.shrunk, expected["shrunk"].number, within: 1e-6))
    #expect(agrees(test.all, expected["all"].number, within: 1e-6))
    #expect(agrees(test.p, expected["p"].number, within: 1e-9))
  }

  @Test(.enabled(if: RealRun.isHere, "the real runs are not beside the repository"))
  func theEnvelopeOfThreePromptsAgrees() throws {
    let expected = Reference.root["unit"]["envelope"]
    let prompts = try expected["dirs"].list.map { (name: $0.text, ladder: try #require(RealRun($0.text)).margins) }
    let envelope = Elicitation(of: prompts)
    #expect(envelope.best == expected["out"]["best"].int)
    #expect(agrees(envelope.lowerBound, expected["out"]["lower"].number, within: 1e-9))
    #expect(envelope.isShown == expected["out"]["shown"].bool)
    #expect(agrees(envelope.rawMaximum, expected["out"]["raw_max"].number, within: 1e-9))
    #expect(near(envelope.prompts.map(\.p), expected["out"]["p_holm"]))
    #expect(envelope.caveat.mark == "¬shown 3" && envelope.caveat.sentence.contains("not evidence of absence"))
  }

  @Test func lineupsAgree() {
    let rows = Reference.root["unit"]["lineup_p"].list
    #expect(rows.count == 4)
    for row in rows {
      let p = LineupScore.p(hits: row["correct"].int, panels: row["sizes"].list.map(\.int))
      #expect(agrees(p, row["p"].number, within: 1e-12))
    }
  }

  @Test func areaUnderCurveAgrees() {
    let row = Reference.root["unit"]["auc"]
    let area = Ranks.areaUnderCurve(row["score"].numbers, marked: row["label"].list.map { $0.int == 1 })
    #expect(agrees(area, row["auc"].number, within: 1e-12))
  }

  @Test(
    .enabled(if: RealRun.isHere, "the real runs are not beside the repository"), arguments: ["margin", "nlp"], [1, 2])
  func everyCallOfTheBacktestAgrees(measure: String, hide: Int) throws {
    let rows = try Table("backtest").rows.filter { $0.text("measure") == measure && Int($0["hide"]) == hide }
    let names = rows.map { $0.text("ladder") }.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    let cases = try names.map { name in
      let run = try #require(RealRun(joined: name))
      return Backtest.Case(
        name: name, task: name, ladder: measure == "nlp" ? run.logScores ?? run.margins : run.margins)
    }
    let backtest = Backtest(of: cases, hide: hide)
    #expect(backtest.rows.count == rows.count && backtest.tasks == names.count)
    for (own, row) in zip(backtest.rows, rows) {
      #expect(own.name == row.text("ladder") && own.family == row.text("family"))
      #expect(own.degreesOfFreedom == Int(row["df"]))
      #expect(agrees(own.pRise, row["p_rise"], within: 1e-6), "\(row)")
      #expect(agrees(own.pRisePooled, row["p_pooled"], within: 1e-6), "\(row)")
      #expect(agrees(own.pItemsOnly, row["p_items_only"], within: 1e-6))
      #expect(agrees(own.slope, row["slope"], within: 1e-6) && agrees(own.change, row["change"], within: 1e-6))
      #expect(own.lastUp == (row["last_up"] == 1) && own.firstLastUp == (row["first_up"] == 1))
    }
    let scores = try Table("backtest_scores").rows.filter { $0.text("measure") == measure && Int($0["hide"]) == hide }
    #expect(scores.count == Backtest.Predictor.allCases.count)
    for row in scores {
      let predictor = try #require(Backtest.Predictor(rawValue: row.text("predictor")))
      let score = try #require(backtest.score(of: predictor))
      #expect(agrees(score.brier, row["brier"], within: 1e-6) && agrees(score.log, row["log"], within: 1e-6))
      // The reference counts the coin's ½ as a call of "no rise".
      guard let hit = score.hit else {
        #expect(predictor == .coin)
        continue
      }
      #expect(agrees(hit, row["hit"], within: 1e-9), "\(row)")
    }
  }
}
