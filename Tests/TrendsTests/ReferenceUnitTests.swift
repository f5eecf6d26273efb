import Runs
import Testing

@testable import Trends

/// Small functions against the reference, each to 1e-6 or better.
@Suite(.enabled(if: Reference.isHere, "the statistics reference is not beside the repository"))
struct ReferenceUnitTests {
  let unit = Reference.root["unit"]

  /// One at least, or nothing would be compared.
  private func rows(_ key: String) throws -> [Reference] {
    let rows = unit[key].list
    try #require(!rows.isEmpty, "the reference has no \(key)")
    return rows
  }

  @Test func halfWidthsAgree() throws {
    for row in try rows("half_width") {
      let half = HalfWidth(
        modelVariance: row["VA"].number, degreesOfFreedom: row["dfA"].number, itemVariance: row["VBx"].number,
        n: row["n"].int)
      #expect(agrees(half(row["alpha"].number), row["h"].number, within: 1e-9))
    }
  }

  @Test func pValuesAgree() throws {
    for row in try rows("p_value") {
      let half = HalfWidth(
        modelVariance: row["VA"].number, degreesOfFreedom: row["dfA"].number, itemVariance: row["VBx"].number,
        n: row["n"].int)
      #expect(agreesRelatively(half.p(of: row["beta"].number), row["p"].number, within: 1e-9))
    }
  }

  @Test func noisePriorAgrees() throws {
    let row = unit["ebayes_prior"]
    let prior = try #require(NoisePrior(fitting: row["s2"].numbers, on: row["df"].number))
    #expect(agrees(prior.degreesOfFreedom, row["d0"].number, within: 1e-9))
    #expect(agrees(prior.variance, row["s0sq"].number, within: 1e-9))
    for row in try rows("trigamma_inverse") {
      #expect(agrees(Gamma.trigammaInverse(row["y"].number), row["x"].number, within: 1e-9))
    }
  }

  @Test func mannKendallAgrees() throws {
    for row in try rows("mann_kendall") {
      let test = try #require(MannKendall(row["y"].numbers))
      #expect(test.s == row["S"].int)
      #expect(agrees(test.tau, row["tau"].number, within: 1e-12))
      #expect(agrees(test.p, row["p"].number, within: 1e-12))
    }
  }

  @Test func largestFallsAgree() throws {
    for row in try rows("drawdown") {
      let fall = Turning.largestFall(row["y"].numbers)
      #expect(agrees(fall.size, row["out"][0].number, within: 1e-12))
      #expect(fall.from == row["out"][1].int && fall.to == row["out"][2].int)
    }
  }

  @Test func chanceOfAFallAgrees() throws {
    for row in try rows("p_drawdown") {
      let law = DrawdownLaw(points: row["K"].int, degreesOfFreedom: row["nu"].number)
      #expect(agrees(law.p(of: row["d"].number), row["p"].number, within: 1e-6))
    }
  }

  @Test func adjustedPValuesAgree() {
    let row = unit["bh"]
    let p = row["p"].numbers
    #expect(agree(Multiplicity.q(p), row["bh"], within: 1e-12))
    #expect(agree(Multiplicity.q(p, by: .benjaminiYekutieli), row["by"], within: 1e-12))
  }

  @Test func sharesAgree() throws {
    for row in try rows("wilson") {
      let interval = Proportion.interval(row["k"].int, of: row["n"].int)
      #expect(agrees(interval.lowerBound, row["out"][0].number, within: 1e-12))
      #expect(agrees(interval.upperBound, row["out"][1].number, within: 1e-12))
    }
  }

  @Test func monotoneFitsAgree() {
    let row = unit["pava"]
    for (rising, key) in [(true, "up"), (false, "down")] {
      let fit = isotonic(row["y"].numbers, weights: row["w"].numbers, rising: rising)
      #expect(agree(fit, row[key], within: 1e-12))
    }
  }

  @Test func bigBenchMeasuresAgree() throws {
    for row in try rows("bigbench") {
      #expect(agrees(BigBench.linearity(row["y"].numbers), row["linearity"].number, within: 1e-9))
      #expect(agrees(BigBench.breakthroughness(row["y"].numbers), row["breakthroughness"].number, within: 1e-9))
    }
  }

  @Test func accuracyClassesAgree() throws {
    for row in try rows("jag_class") {
      let result = try #require(Jaggedness(accuracy: row["acc"].numbers, n: row["n"].int))
      #expect(result.kind.rawValue == row["cls"].text.lowercased())
      compareJaggedness(result, row["out"])
    }
  }
}

func compareJaggedness(_ result: Jaggedness, _ expected: Reference) {
  #expect(agrees(result.flatChiSquared, expected["chi2_flat"].number, within: 1e-6))
  #expect(agrees(result.pFlat, expected["p_flat"].number, within: 1e-9))
  #expect(agree(result.stepScores, expected["z"], within: 1e-8))
  #expect(agrees(result.reversal, expected["reversal_z"].number, within: 1e-8))
  #expect(agrees(result.distanceToRising, expected["iso_up"].number, within: 1e-6))
  #expect(agrees(result.distanceToFalling, expected["iso_down"].number, within: 1e-6))
  #expect(agrees(result.pathRatio, expected["path_ratio"].number, within: 1e-9))
  #expect(agrees(result.biggestStep, expected["biggest_step"].number, within: 1e-9))
  #expect(result.biggestStepAt == expected["biggest_step_at"].int)
  #expect(agrees(result.biggestStepShare, expected["step_share"].number, within: 1e-9))
}
