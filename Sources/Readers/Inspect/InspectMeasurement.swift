import Runs

/// What one scorer says of one sample.
struct InspectMeasurement {
  var correct = Double.nan
  /// Each place that holds log-likelihoods of the choices. Empty: none in the log.
  var found: [InspectLogprobs]
  private let targets: [String]
  private let choices: [String]

  /// - Parameter key: which entry of a score with several values says right or wrong.
  init(of sample: InspectSample, score: JSON?, scorer: String, key: String?) {
    correct = Self.verdict(score?["value"], key: key)
    found = InspectLogprobs.all(in: sample, score: score, scorer: scorer)
    targets = sample.targets
    choices = sample.choices
    // A log-likelihood that is read as one is no verdict as well.
    let own = LogprobPlace(["scores", scorer, "value"])
    if correct < 0, found.contains(where: { own.means($0.place) }) { correct = .nan }
  }

  /// Bit set of the choices that are marked.
  func watched(among labels: [String]) -> UInt64 {
    targets.reduce(0) { bits, target in
      // Keys without a list of choices may come in any order, so that a letter among them is itself.
      let own = labels == choices ? nil : labels.firstIndex(of: target)
      return (own ?? Self.position(of: target, in: labels)).map { bits | 1 << UInt64($0) } ?? bits
    }
  }

  /// Inspect's own reading of a value: C, I, P and N are 1, 0, ½ and 0.
  static func verdict(_ value: JSON?, key: String?) -> Double {
    switch value {
    case .bool(let isRight): return isRight ? 1 : 0
    case .number(let number): return number
    case .string(let word):
      switch word.lowercased() {
      case "c", "correct", "yes", "true": return 1
      case "i", "incorrect", "no", "false", "n", "noanswer": return 0
      case "p", "partial": return 0.5
      case let other: return decimal(Array(other.utf8)) ?? .nan
      }
    case .object(let members):
      guard let member = members.first(where: { $0.key == key }) else { return .nan }
      return verdict(member.value, key: nil)
    case .array, .null, nil: return .nan
    }
  }

  /// A letter names a choice by its position, also where the choices' texts are letters; a text by itself.
  static func position(of target: String, in labels: [String]) -> Int? {
    labels.indices.first { InspectLogprobs.letter($0) == target } ?? labels.firstIndex(of: target)
  }
}
