internal import Runs

extension Finding {
  /// For the column: `↗ rising`, `→ flat ±0.2`, `– 3 scales`.
  public var word: String {
    switch verdict {
    case .rising, .falling, .unresolved, .tooNarrow, .degenerate: verdict.word
    case .flat: "\(verdict.word) ±\(rules.delta(for: measure).shortFigure)"
    case .turning: shape == "inverse-U" ? "∩ turns" : shape == "U" ? "∪ turns" : "∿ turns"
    case .tooFew: n == 0 ? "– no items" : "– \(counted(scaleCount, "scale"))"
    }
  }

  /// What the verdict means and what it does not, with its numbers: `docs/statistics.md` §11.
  public var sentence: String {
    switch verdict {
    case .rising:
      "\(subject) grows \(way): \(slopeText), over \(evidence). "
        + "This says it is growing, not when it will show."
    case .falling:
      "\(subject) shrinks \(way): \(slopeText). Weak evidence that it stays away: trends like this have turned."
    case .flat:
      "Any change is smaller than \(rules.delta(for: measure).shortFigure) \(unit) \(axis.per) in the range measured. "
        + "It can still appear at a larger scale or under another prompt."
    case .turning:
      "The curve both rises and falls by more than model noise, turning near \(turningPlace). "
        + "A single slope would mislead."
    case .unresolved: openSentence
    case .tooFew: tooFewSentence
    case .tooNarrow:
      familySlopes.isEmpty
        ? "The models span less than one order of magnitude."
        : "No family of these models spans one order of magnitude; slopes are within families."
    case .degenerate:
      isLevel
        ? "The values do not vary; check the import."
        : "The means lie exactly on a line, as nothing measured does; check the import."
    }
  }

  private var tooFewSentence: String {
    if n == 0 { return caveats.first { $0.name == Caveat.noItems.name }?.sentence ?? Caveat.noItems.sentence }
    // These scales have a slope, so it is the squares of the values that are beyond all numbers.
    if trend == nil, scaleCount >= rules.minimumScales, !points.map(\.rung).carryingScales.isEmpty {
      return "The values are too large for a line; check the import."
    }
    return "At least \(rules.minimumScales) scales are needed for a verdict"
      + (scaleCount >= rules.minimumScales ? ", and more models than families and one slope use up." : ".")
  }

  /// Of a trend without noise: no item moves either.
  private var isLevel: Bool {
    trend.map { max(abs($0.slope), $0.itemVariance.squareRoot()) < rules.degenerateDeviation } ?? true
  }

  private var openSentence: String {
    if familiesDisagree { return Caveat.disagreement(familySlopes, measure).sentence }
    let least = trend?.minimalDetectableSlope ?? .infinity
    // Where items differ more than models stray, no number of models like these would tell.
    let wantsTests = trend.map { Remedy.better(for: $0, rules: rules) } == .items
    return "\(models) models cannot tell. Only a slope beyond ±\(least.figure) \(axis.per) would have been seen. "
      + (wantsTests ? "Here more tests would tell sooner than more models." : "Add models, not tests.")
  }

  /// True where the log keeps no items, only what its writer made of them: `n` is 1 then, and counts no test.
  public var isAggregateOnly: Bool { caveats.contains { $0.name == Ladder.Remark.aggregateOnly.name } }

  private var evidence: String {
    counted(models, "model") + (isAggregateOnly ? ", one stored number each" : " and \(counted(n, "test"))")
  }

  private var way: String { axis.isLogarithmic ? "with scale" : "as text loss falls" }
  private var models: Int { points.count }
  /// Those that count for a verdict; of models that stand alone in their families, all.
  private var scaleCount: Int {
    let carrying = points.map(\.rung).carryingScales.values
    return carrying.isEmpty ? points.lazy.map(\.rung.x).distinctScales : carrying.joined().distinctScales
  }
  private var unit: String {
    switch measure {
    case .margin, .nlp, .logp, .coverage: "nats"
    case .marginPerByte, .logpPerByte: "nats per byte"
    case .accuracy: "of accuracy"
    case .brier: "of the Brier score"
    }
  }

  private var subject: String {
    switch measure {
    case .margin, .nlp, .brier: "The preference for this behaviour"
    case .marginPerByte: "The preference for this behaviour, byte for byte,"
    case .logp: "The log-probability of the watched answer"
    case .logpPerByte: "The log-probability of the watched answer, byte for byte,"
    case .coverage: "The probability that the choices hold together"
    case .accuracy: "Accuracy"
    }
  }

  private var slopeText: String {
    guard let trend else { return "?" }
    let places = trend.interval.places(of: measure, around: trend.slope)
    return "\(trend.slope.signed(places)) \(unit) \(axis.per) \(trend.interval.bracketed(places))"
  }

  /// The model at the inner extreme; for a wave those at both, or, where the extremes are the ends, those between which
  /// it goes back furthest.
  public var turningPlace: String {
    guard let turning, let scales = Curve(means: points.map(\.mean), of: points.map(\.rung))?.rungs else { return "?" }
    let name = { (at: Int) in scales.indices.contains(at) ? points[scales[at][0]].rung.name : "?" }
    return switch turning.shape {
    case .inverseU: name(turning.top)
    case .u: name(turning.bottom)
    case .wave: turning.waveTurns.map(name).joined(separator: " and ")
    }
  }
}

extension Verdict {
  /// Without numbers, for legends and the census: `↗ rising`.
  public var word: String {
    switch self {
    case .rising: "↗ rising"
    case .falling: "↘ falling"
    case .flat: "→ flat"
    case .turning: "∩ turns"
    case .unresolved: "? open"
    case .tooFew: "– few scales"
    case .tooNarrow: "– narrow"
    case .degenerate: "! check"
    }
  }

  /// Without its mark, for sentences: `rising`.
  var bareWord: String { String(word.drop { !$0.isLetter }) }
}
