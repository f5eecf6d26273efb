import Foundation
import Runs
import Testing

@Suite struct MeasureTests {
  @Test func splitsLogProbabilityIntoPreferenceAndCoverage() {
    var dice = Dice(state: 11)
    for _ in 0..<200 {
      let values = (0..<Int.random(in: 2...6, using: &dice)).map { _ in Double.random(in: -20...0, using: &dice) }
      let one = Measured(logLikelihoods: values, watched: 1)
      #expect(abs(one.logp - (one.nlp + one.coverage)) < 1e-12, "\(values)")
    }
  }

  @Test func swappingKeyAndAlternativeFlipsTheMargin() {
    let values = [-1.25, -3.5]
    #expect(
      Measured(logLikelihoods: values, watched: 0b01).margin == -Measured(logLikelihoods: values, watched: 0b10).margin)
  }

  @Test func hasNoMarginWhereNothingHasProbability() {
    let one = Measured(logLikelihoods: [-Double.infinity, -.infinity], watched: 1)
    #expect(one.margin.isNaN && one.nlp.isNaN)
  }

  @Test func clampsAMarginBeyondAnyLogsPrecision() {
    #expect(Measured(logLikelihoods: [0, -Double.infinity], watched: 1).margin == 30)
    #expect(Measured.margin(fromLoss: 800) == -30)
    #expect(Measured.margin(fromLoss: 0) == 30)
  }

  /// A log that accepts every answer prefers none of them.
  @Test func hasNoMarginWhereEveryChoiceIsWatched() {
    var columns = Columns(task: "t", kind: .choices)
    let address = Address(offset: 0, length: 0, line: 1)
    columns.append(item: "a", at: address, values: [-1, -2], bytes: [2, 3], watched: 0b11, correct: 1)
    columns.append(item: "b", at: address, values: [-1, -2, -3], watched: 0b11)
    let (all, some) = (columns.measured(0), columns.measured(1))
    #expect(all.margin.isNaN && all.nlp.isNaN && all.marginPerByte.isNaN && all.accuracy == 1)
    #expect(some.margin.isFinite)
  }

  /// Three choices, two of them watched: ℓ/bytes is taken choice by choice, before the sums.
  @Test func perByteDividesEachChoiceBeforeAnythingIsSummed() {
    var columns = Columns(task: "t", kind: .choices)
    let address = Address(offset: 0, length: 0, line: 1)
    columns.append(item: "a", at: address, values: [-6, -8, -3], bytes: [2, 4, 3], watched: 0b011)
    columns.append(item: "b", at: address, values: [-6, -3], bytes: [2, 3], watched: 0b01)
    columns.append(item: "c", at: address, values: [-6, -3], bytes: [2, 0], watched: 0b01)
    let (several, one, unknown) = (columns.measured(0), columns.measured(1), columns.measured(2))
    #expect(abs(several.marginPerByte - (log(exp(-3) + exp(-2)) + 1)) < 1e-12)
    #expect(several.logpPerByte.isNaN, "two watched choices have no common length")
    #expect(one.marginPerByte == -3 + 1 && one.logpPerByte == -3)
    #expect(unknown.marginPerByte.isNaN && unknown.logpPerByte.isNaN && unknown.margin == -3)
  }

  /// The same by either road, up towards the behaviour, 0 for certainty and −1 for certainty of another choice.
  @Test(arguments: [-4, -0.5, 0, 0.5, 4])
  func brierIsMinusTheSquaredErrorOfTheWatchedChoice(margin: Double) {
    let q = 1 / (1 + exp(-margin))
    let wanted = -(1 - q) * (1 - q)
    #expect(abs(Measured(logLikelihoods: [margin, 0], watched: 1).brier - wanted) < 1e-12)
    #expect(abs(Measured(loss: -log(q), coverage: .nan).brier - wanted) < 1e-12)
    #expect(Measured(logLikelihoods: [0, -.infinity], watched: 1).brier == 0)
    #expect(Measured(logLikelihoods: [-.infinity, 0], watched: 1).brier == -1)
    #expect(Measured(loss: .nan, coverage: 0).brier.isNaN)
  }

  @Test func theFirstOfEqualMaximaIsTheAnswer() {
    #expect(Measured(logLikelihoods: [-1, -1], watched: 0b01).accuracy == 1)
    #expect(Measured(logLikelihoods: [-1, -1], watched: 0b10).accuracy == 0)
  }

  /// Values and tolerance: the statistics reference.
  @Test(.enabled(if: Reference.isThere, "the statistics reference is not beside this checkout"))
  func agreesWithTheReference() throws {
    let unit = try Reference.unit()
    for entry in try #require(unit["measures"] as? [[String: Any]]) {
      let values = try #require(entry["lp"] as? [Any]).map(Reference.number)
      let watched = try #require(entry["match"] as? [Int]).reduce(UInt64(0)) { $0 | 1 << UInt64($1) }
      let out = try #require(entry["out"] as? [String: Any])
      let one = Measured(logLikelihoods: values, watched: watched)
      for (name, value) in [("logp", one.logp), ("cover", one.coverage), ("nlp", one.nlp), ("margin", one.margin)] {
        let wanted = Reference.number(try #require(out[name]))
        #expect(wanted.isNaN ? value.isNaN : value == wanted || abs(value - wanted) < 1e-9, "\(name) of \(values)")
      }
    }
    for entry in try #require(unit["margin_from_loss"] as? [[String: Any]]) {
      let loss = Reference.number(try #require(entry["loss"]))
      let wanted = Reference.number(try #require(entry["margin"]))
      #expect(abs(Measured.margin(fromLoss: loss) - wanted) < 1e-9, "loss \(loss)")
    }
  }
}

/// A linear congruential generator: the same numbers every time.
private struct Dice: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }
}

enum Reference {
  private static let file = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../shared/design/stat_reference.json").standardized

  static var isThere: Bool { FileManager.default.fileExists(atPath: file.path) }

  static func unit() throws -> [String: Any] {
    let whole = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
    return try #require(whole?["unit"] as? [String: Any])
  }

  /// Numbers, and the strings that stand for what JSON lacks.
  static func number(_ value: Any) -> Double {
    switch value {
    case let number as NSNumber: number.doubleValue
    case let text as String: Double(text) ?? .nan
    case _: .nan
    }
  }
}
