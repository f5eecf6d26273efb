import Runs
import Testing

@testable import Trends

/// Whole ladders, real and made, against the reference to 1e-6.
@Suite(.enabled(if: Reference.isHere, "the statistics reference is not beside the repository"))
struct ReferenceTrendTests {
  static let real = RealRun.isHere ? Reference.root["real"].keys.filter(RealRun.has) : []
  static let synthetic = Reference.root["synthetic"].keys

  @Test func everyMadeEntryIsHere() { #expect(Self.synthetic.count == 6) }

  @Test(.enabled(if: RealRun.isHere, "the real runs are not beside the repository"))
  func mostRealEntriesAreHere() { #expect(Self.real.count >= 8) }

  @Test(arguments: synthetic)
  func madeLaddersAgree(name: String) throws {
    let row = Reference.root["synthetic"][name]
    let families = row["family"].exists ? row["family"].list.map(\.text) : nil
    let ladder = Ladder.made(row["Y"].list.map(\.numbers), scales: row["x"].numbers, families: families)
    compare(try #require(Trend(of: ladder)), row["trend"])
    let prior = NoisePrior(degreesOfFreedom: 2, variance: 0.02)
    compare(try #require(Trend(of: ladder, prior: prior)), row["prior_trend"])
    let finding = Finding(of: ladder)
    #expect(finding.verdict == verdict(row["verdict"].text))
    if row["turning"]["tested"].bool { compare(try #require(finding.turning), row["turning"]) }
    // A constant row has slope 0 here under every order; there it has rounding noise of either sign.
    if name != "constant" { compare(try #require(PermutationTest(of: ladder)), row["perm"]) }
  }

  @Test(arguments: real)
  func realLaddersAgree(name: String) throws {
    let row = Reference.root["real"][name]
    let run = try #require(RealRun(name))
    let ladder = run.margins
    #expect(ladder.items.count == row["n"].int)
    compare(try #require(Trend(of: ladder)), row["trend"])
    let finding = Finding(of: ladder)
    #expect(finding.verdict == verdict(row["verdict"].text))
    #expect(agree(finding.points.map(\.mean), row["mean"], within: 1e-9))
    compare(try #require(PermutationTest(of: ladder)), row["perm"])
    if row["trend_pooled"].exists {
      let fit = Reference.root["unit"]["ebayes_prior"]
      let prior = NoisePrior(degreesOfFreedom: fit["d0"].number, variance: fit["s0sq"].number)
      compare(try #require(Trend(of: ladder, prior: prior)), row["trend_pooled"])
    }
    if row["mann_kendall"].exists {
      #expect(agrees(try #require(finding.mannKendall?.p), row["mann_kendall"]["p"].number, within: 1e-9))
      #expect(agrees(try #require(finding.linearity), row["linearity"].number, within: 1e-6))
      #expect(agrees(try #require(finding.breakthroughness), row["breakthroughness"].number, within: 1e-6))
    }
    if row["nlp_trend"].exists {
      let scores = try #require(run.logScores)
      compare(try #require(Trend(of: scores)), row["nlp_trend"])
    }
    if row["decomposition"].exists {
      let parts = try #require(finding.parts)
      #expect(agrees(parts.logp, row["decomposition"]["logp"].number, within: 1e-9))
      #expect(agrees(parts.preference, row["decomposition"]["nlp"].number, within: 1e-9))
      #expect(agrees(parts.coverage, row["decomposition"]["cover"].number, within: 1e-9))
    }
    if row["accuracy_class"].exists {
      let jaggedness = try #require(finding.jaggedness)
      #expect(finding.accuracyClass == row["accuracy_class"].text.lowercased())
      compareJaggedness(jaggedness, row["accuracy_jag"])
      let unpaired = try #require(Jaggedness(accuracy: row["acc"].numbers, n: ladder.items.count))
      #expect(unpaired.kind.rawValue == row["accuracy_class_unpaired"].text.lowercased())
      compareJaggedness(unpaired, row["accuracy_jag_unpaired"])
    }
  }

  private func verdict(_ text: String) -> Verdict? {
    Verdict(rawValue: text.lowercased().replacing(" ", with: "-"))
  }

  private func compare(_ trend: Trend, _ expected: Reference) {
    let near = { (a: Double, key: String) in agrees(a, expected[key].number, within: 1e-6) }
    #expect(trend.n == expected["n"].int && trend.models == expected["K"].int)
    #expect(trend.families == expected["families"].int)
    #expect(near(trend.spread, "Sxx"))
    #expect(near(trend.slope, "slope"))
    #expect(near(trend.standardError, "se"))
    #expect(near(trend.p, "p"))
    #expect(agreesRelatively(trend.p, expected["p"].number, within: 1e-5), "\(trend.p) \(expected["p"].number)")
    #expect(near(trend.pRise, "p_rise"))
    #expect(near(trend.modelVariance, "var_model"))
    #expect(near(trend.itemVariance, "var_item"))
    #expect(near(trend.crossVariance, "var_cross"))
    #expect(near(trend.residualDeviation, "resid_sd"))
    #expect(near(trend.degreesOfFreedom, "df_model"))
    #expect(near(trend.degreesOfFreedomUsed, "df_used"))
    #expect(near(trend.minimalDetectableSlope, "mds"))
    #expect(near(trend.tau, "tau"))
    #expect(near(trend.iSquared, "I2"))
    #expect(near(trend.itemNoise, "sd_item_noise"))
    #expect(near(trend.shareRising, "share_rising"))
    #expect(near(trend.itemsOnlyError, "se_items_only"))
    for (interval, key) in [
      (trend.interval, "ci"), (trend.interval90, "ci90"), (trend.shareRisingInterval, "share_rising_ci"),
    ] {
      #expect(agrees(interval.lowerBound, expected[key][0].number, within: 1e-6), "\(key)")
      #expect(agrees(interval.upperBound, expected[key][1].number, within: 1e-6), "\(key)")
    }
  }

  private func compare(_ test: PermutationTest, _ expected: Reference) {
    #expect(test.permutations == expected["n_perm"].int)
    #expect(agrees(test.floor, expected["floor"].number, within: 1e-12))
    #expect(agrees(test.pSlope, expected["p_slope"].number, within: 1e-9))
    #expect(agrees(test.pShare, expected["p_share"].number, within: 1e-9))
    #expect(agrees(test.effectiveItems, expected["n_eff"].number, within: 1e-6))
  }

  private func compare(_ turning: Turning, _ expected: Reference) {
    #expect(agrees(turning.deviation, expected["sigma"].number, within: 1e-9))
    #expect(agrees(turning.degreesOfFreedom, expected["nu"].number, within: 1e-9))
    #expect(agrees(turning.fall.size, expected["drawdown"].number, within: 1e-9))
    #expect(agrees(turning.climb.size, expected["runup"].number, within: 1e-9))
    #expect(agrees(turning.pFall, expected["p_drawdown"].number, within: 1e-6))
    #expect(agrees(turning.pClimb, expected["p_runup"].number, within: 1e-6))
    #expect((turning.p < 0.05) == expected["turning"].bool)
    #expect(turning.shape.rawValue == expected["shape"].text)
    #expect(turning.top == expected["top"].int && turning.bottom == expected["bottom"].int)
  }
}
