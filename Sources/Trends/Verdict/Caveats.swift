internal import Runs

/// The caveats, in the words of `docs/statistics.md` §11.
extension Caveat {
  static let aloneOnly = "alone only"
  static let togetherName = "n_eff"
  static let allRise = "all rise"
  static let allFall = "all fall"

  static func alone(among count: Int, rate: Double) -> Caveat {
    Caveat(
      name: aloneOnly, mark: "○",
      sentence: "Stands alone only: it does not stand at a false-discovery rate of \(rate.shortFigure) among \(count) "
        + "behaviour\(count == 1 ? "" : "s") tested.")
  }

  static func together(_ n: Int, as effective: Double) -> Caveat {
    let count = effective.shortFigure
    return Caveat(
      name: togetherName, mark: "≈\(count)", sentence: "\(n) tests move together and count as about \(count).")
  }

  static func oneWay(rising: Bool, n: Int, models: Int, p: Double, alpha: Double) -> Caveat {
    let weight = p < alpha ? "Somewhat stronger evidence, not conclusive" : "No evidence by itself"
    return Caveat(
      name: rising ? allRise : allFall, mark: rising ? "\(n)/\(n)" : "0/\(n)",
      sentence: "All \(n) tests \(rising ? "rise" : "fall"). \(weight): with \(models) models chance alone gives this "
        + "\(p.probabilityFigure).")
  }

  static func few(_ n: Int) -> Caveat {
    let (tests, them) = n == 1 ? ("test", "it") : ("tests", "them")
    return Caveat(
      name: "few items", mark: "n=\(n)",
      sentence: "Only \(n) \(tests): what holds for \(them) may not hold for others like \(them).")
  }

  static func pooled(over count: Int) -> Caveat {
    Caveat(
      name: "pooled", mark: "p",
      sentence: "Model noise is borrowed from \(count > 0 ? "\(count)" : "other") behaviours on the same models.")
  }

  static func format(_ parts: SlopeParts) -> Caveat {
    Caveat(
      name: "coverage drives logp", mark: "fmt",
      sentence:
        "Log-probability rises \(parts.logp.signedFigure), but \(parts.coverage.signedFigure) of it is the model "
        + "learning the answer format; preference moves \(parts.preference.signedFigure).")
  }

  static func lowCoverage(_ share: Double, at model: String) -> Caveat {
    Caveat(
      name: "low coverage", mark: "cov",
      sentence: "The choices hold less than \((share * 100).shortFigure) % of the probability at \(model): "
        + "the margin is about the tail.")
  }

  static func clamped(_ share: Double) -> Caveat {
    Caveat(
      name: "clamped", mark: "clamp",
      sentence: "\((share * 100).fixed(1)) % of the margins lie beyond ±\(marginClamp.shortFigure) nats "
        + "and were cut off there.")
  }

  static func length(_ other: (verdict: Verdict, measure: Measure)) -> Caveat {
    Caveat(
      name: "length", mark: "len",
      sentence: "The choices differ in length, and the verdict hangs on how it counts: by \(other.measure.rawValue) "
        + "alone it is \(other.verdict.bareWord).")
  }

  static func oneLabel(_ label: String) -> Caveat {
    Caveat(
      name: "one label", mark: "1label",
      sentence: "Nearly all keys are \"\(label)\"; a growing bias to that word would look the same.")
  }

  static let noAlternatives = Caveat(
    name: "no alternatives", mark: "logp",
    sentence: "No other answers are stored, so log-probability itself is measured; "
      + "it also moves with format and fluency.")

  static let rawLogp = Caveat(
    name: "raw logp", mark: "logp",
    sentence: "Raw log-probability also rises when a model only learns the answer format; "
      + "the margin tells preference.")

  static func slight(rising: Bool) -> Caveat {
    Caveat(
      name: rising ? "slight rise" : "slight fall", mark: rising ? "slight↑" : "slight↓",
      sentence: "There is a slight \(rising ? "rise" : "fall"), too small to matter under these rules.")
  }

  private static let lastUp = "last up"
  private static let lastDown = "last down"

  /// Whether it is that the largest model alone breaks the trend.
  public var isOfLastPoint: Bool { name == Self.lastUp || name == Self.lastDown }

  static func lastPoint(up: Bool) -> Caveat {
    Caveat(
      name: up ? lastUp : lastDown, mark: up ? "last↑" : "last↓",
      sentence: "Only the largest model breaks the trend. One model could be an oddity.")
  }

  static func seeds(_ split: SeedSplit) -> Caveat {
    Caveat(name: "seeds disagree", mark: "seeds±", sentence: split.sentence)
  }

  static func jaggedAccuracy(_ n: Int) -> Caveat {
    Caveat(name: "jagged accuracy", mark: "acc jag", sentence: "Accuracy jumps more than \(n) items explain.")
  }

  static func noisyAccuracy(_ n: Int) -> Caveat {
    Caveat(
      name: "noise-limited accuracy", mark: "acc flat",
      sentence: "With \(n) items this accuracy curve is within noise of a constant.")
  }

  static func disagreement(_ families: [FamilySlope], _ measure: Measure) -> Caveat {
    let list = families.map { family in
      let places = family.interval.places(of: measure, around: family.slope)
      return "\(family.family) \(family.slope.signed(places)) \(family.interval.bracketed(places))"
    }
    return Caveat(
      name: "families disagree", mark: "fam±",
      sentence: "The families move in opposite directions (\(list.joined(separator: ", "))), "
        + "so no common verdict is given.")
  }

  static func thin(_ models: [Ladder.LeftOut]) -> Caveat {
    let list = models.map { "\($0.model.name) \($0.why)" }.joined(separator: ", ")
    return Caveat(
      name: "missing items", mark: "gaps",
      sentence: "\(list): the other models lose those items too; "
        + "consider leaving \(models.count == 1 ? "it" : "them") out.")
  }

  /// Models that stand on no rung, and why: the first of them by name.
  static func leftOut(_ models: [Ladder.LeftOut]) -> Caveat {
    let named = models.prefix(mostNamed).map { "\($0.model.name) (\($0.why))" }.joined(separator: ", ")
    let others = models.count > mostNamed ? " and \(models.count - mostNamed) more" : ""
    return Caveat(
      name: "left out", mark: "out",
      sentence: "\(models.count) model\(models.count == 1 ? " is" : "s are") left out: \(named)\(others).")
  }

  private static let mostNamed = 6

  /// Why there is nothing to test.
  static func nothing(on ladder: Ladder) -> Caveat {
    guard ladder.rungs.isEmpty, !ladder.leftOut.isEmpty,
      ladder.leftOut.allSatisfy({ $0.model.x(on: ladder.axis) == nil })
    else { return noItems }
    let what = ladder.axis == .parameters ? "size" : ladder.axis.title
    return Caveat(
      name: noItems.name, mark: noItems.mark,
      sentence: "No model's \(what) is known; vane init writes a vane.toml to fill in.")
  }

  static let noItems = Caveat(
    name: "no items", mark: "n=0", sentence: "No item was answered by every model; leave out the models with gaps.")
}
