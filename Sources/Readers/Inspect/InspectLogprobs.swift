import Runs

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What one place of a sample holds: a log-likelihood for each choice.
struct InspectLogprobs {
  /// The best reason to take the numbers for log-likelihoods first.
  enum Reason: Int, Comparable {
    /// A name says so.
    case named
    /// A scorer's value, with the choices as its keys.
    case value
    /// What the first token of the answer could have been.
    case tokens
    /// A name says so, of one number: the watched answer's, without alternatives.
    case single
    /// Nothing but the choices as keys and numbers that may be log-likelihoods.
    case guessed

    static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
  }

  var place: LogprobPlace
  var reason: Reason
  /// Empty for one number.
  var labels: [String]
  /// NaN where one is not known.
  var values: [Double]

  /// Everything in a sample that may be log-likelihoods of its choices. Inspect has no standard place for them.
  static func all(in sample: InspectSample, score: JSON?, scorer: String) -> [InspectLogprobs] {
    var found: [InspectLogprobs] = []
    for name in ["metadata", "value"] {
      found += look(score?[name], at: ["scores", scorer, name], sample.choices)
    }
    found += sample.besides
    if let value = score?["value"] {
      let path = ["scores", scorer, "value"]
      let isNamed = namesLogLikelihoods(scorer)
      if !sample.choices.isEmpty, let match = match(value, sample.choices) {
        found.append(InspectLogprobs(path, isNamed ? .named : .value, match))
      } else if isNamed, case .number(let number) = value, number <= 1e-6 {
        found.append(InspectLogprobs(path, .single, ([], [number])))
      }
    }
    if let letters = letters(of: sample) {
      found.append(InspectLogprobs(["output", "choices", "0", "logprobs"], .tokens, letters))
    }
    return found
  }

  /// The same in what stands beside the scores.
  static func besides(_ containers: [(name: String, JSON?)], choices: [String]) -> [InspectLogprobs] {
    containers.flatMap { look($0.1, at: [$0.name], choices) }
  }

  /// Beyond so many members of one container nobody puts log-likelihoods, nor in so many places.
  private static let most = (members: 1024, places: 64)

  private static func look(_ container: JSON?, at path: [String], _ choices: [String]) -> [InspectLogprobs] {
    var found: [InspectLogprobs] = []
    for member in (container?.members ?? []).prefix(most.members) where found.count < most.places {
      found += look(member, at: path, choices, isNamed: false, depth: 0)
    }
    return found
  }

  private init(_ path: [String], _ reason: Reason, _ match: (labels: [String], values: [Double])) {
    place = LogprobPlace(path)
    self.reason = reason
    (labels, values) = match
  }

  private static func look(
    _ member: JSON.Member, at path: [String], _ choices: [String], isNamed: Bool, depth: Int
  ) -> [InspectLogprobs] {
    let path = path + [member.key]
    let isNamed = isNamed || namesLogLikelihoods(member.key)
    if isNamed {
      if let match = match(member.value, choices) { return [InspectLogprobs(path, .named, match)] }
      // One of several under such a name is one choice's, whichever that is.
      if namesLogLikelihoods(member.key), case .number(let number) = member.value, number <= 1e-6 {
        return [InspectLogprobs(path, .single, ([], [number]))]
      }
    } else if member.value.isObject, !choices.isEmpty, let match = match(member.value, choices) {
      return [InspectLogprobs(path, .guessed, match)]
    }
    guard depth < 1 else { return [] }
    return member.value.members.prefix(64).flatMap {
      look($0, at: path, choices, isNamed: isNamed, depth: depth + 1)
    }
  }

  static func namesLogLikelihoods(_ name: String) -> Bool {
    // All of them have an L, and most names of other things are passed over by it.
    guard name.utf8.contains(where: { $0 | 0x20 == UInt8(ascii: "l") }) else { return false }
    let lower = name.lowercased()
    if lower.contains("logprob") || lower.contains("loglik") || lower.contains("log_lik") || lower.contains("log_prob")
    {
      return true
    }
    return lower.split { !$0.isLetter }.contains { $0 == "ll" || $0 == "lls" }
  }

  /// All choices, as texts, letters or in order; or, where the choices are not known, all that is there.
  private static func match(_ value: JSON, _ choices: [String]) -> (labels: [String], values: [Double])? {
    guard choices.count <= 64 else { return nil }
    func known(_ found: [JSON?]) -> [Double]? {
      let numbers = found.compactMap { entry -> Double? in
        guard let entry else { return nil }
        return entry.isNull ? .nan : entry.number
      }
      guard numbers.count == found.count, (2...64).contains(numbers.count), !numbers.contains(where: { $0 > 1e-6 })
      else { return nil }
      return numbers.contains { !$0.isNaN } ? numbers : nil
    }
    if value.isArray {
      guard value.elements.count == choices.count, let numbers = known(value.elements) else { return nil }
      return (choices, numbers)
    }
    if choices.isEmpty {
      guard let numbers = known(value.members.map(\.value)) else { return nil }
      return (value.members.map(\.key), numbers)
    }
    if let numbers = known(choices.map { value[$0] }) { return (choices, numbers) }
    let letters = choices.indices.map(letter)
    guard let numbers = known(letters.map { value[$0] }) else { return nil }
    return (choices, numbers)
  }

  /// From what the first token could have been, if the answer is a letter and the model did answer with one. A letter
  /// that is not among the tokens kept is unknown, not impossible.
  private static func letters(of sample: InspectSample) -> (labels: [String], values: [Double])? {
    guard (2...26).contains(sample.choices.count), !sample.firstTokens.isEmpty else { return nil }
    let letters = sample.choices.indices.map(letter)
    guard let first = sample.firstToken.map(bare), letters.contains(first), sample.targets.allSatisfy(letters.contains)
    else { return nil }
    let values = letters.map { letter in
      let own = sample.firstTokens.filter { bare($0.key) == letter }.compactMap(\.value.number)
      guard let top = own.max(), top > -.infinity else { return Double.nan }
      return top + log(own.reduce(0) { $0 + exp($1 - top) })
    }
    return values.filter { !$0.isNaN }.count > 1 ? (letters, values) : nil
  }

  /// What Inspect calls the choice at this place: `A` to `Z`, then `1`, `2`, …
  static func letter(_ place: Int) -> String {
    place < 26 ? String(UnicodeScalar(UInt8(0x41 + place))) : String(place - 25)
  }

  /// Without the blank before a word, however the tokenizer spells it.
  private static func bare(_ token: String) -> String {
    String(token.drop { $0 == " " || $0 == "\u{120}" || $0 == "\u{2581}" })
  }
}
