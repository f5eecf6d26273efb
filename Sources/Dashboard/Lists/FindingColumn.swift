internal import Runs
internal import Trends

/// What a list can say about one behaviour or suite in a few cells. The names are what a person types: for `:columns`,
/// for `:sort` and in filters.
enum FindingColumn: String, CaseIterable, Sendable {
  case name, behaviour, variant, suites, n, dropped, models, families, spark, first, last, half, accuracy, logp,
    coverage
  case verdict, turn, caveats, slope, low, high
  case stands
  case rises = "p_rise"
  case p, q, mds, df, tau
  case held = "vsppl"
  case depends, flagged

  /// As a list of behaviours has it unless somebody chooses.
  static let usual: [FindingColumn] = [
    .name, .suites, .n, .spark, .first, .last, .half, .verdict, .slope, .stands, .rises, .held, .depends, .flagged,
  ]

  /// Which give way first where there is no room. What somebody chose beyond the usual stays longer than most of that.
  static let giveWay: [FindingColumn] = [
    .suites, .first, .flagged, .held, .half, .n, .caveats, .dropped, .families, .models, .tau, .df, .low, .high, .q, .p,
    .logp, .coverage, .turn, .accuracy, .mds, .variant, .behaviour, .last, .spark, .slope,
  ]

  /// Those that nobody can put away: without them a line would say more than it may.
  var isFixed: Bool {
    switch self {
    case .verdict, .stands, .rises: true
    case .name, .behaviour, .variant, .suites, .n, .dropped, .models, .families, .spark, .first, .last, .half,
      .accuracy, .logp, .coverage, .turn, .caveats, .slope, .low, .high, .p, .q, .mds, .df, .tau, .held, .depends,
      .flagged:
      false
    }
  }

  /// What stands above it.
  var title: String {
    switch self {
    case .name, .behaviour: "BEHAVIOUR"
    case .variant: "VARIANT"
    case .suites: "SUITES"
    case .n: "N"
    case .dropped: "DROP"
    case .models: "MODELS"
    case .families: "FAM"
    case .spark: "SCALES"
    case .first: "FIRST"
    case .last: "LAST"
    case .half: "±95"
    case .accuracy: "ACC"
    case .logp: "LOGP"
    case .coverage: "COV"
    case .verdict: "VERDICT"
    case .turn: "TURN"
    case .caveats: "NOTES"
    case .slope: "SLOPE"
    case .low: "LOW"
    case .high: "HIGH"
    case .stands: "Q"
    case .rises: "P↗"
    case .p: "p"
    case .q: "q"
    case .mds: "MDS"
    case .df: "DF"
    case .tau: "TAU"
    case .held: "vsPPL"
    case .depends: "≠"
    case .flagged: "!"
    }
  }

  /// For the list of columns and the manual.
  var meaning: String {
    switch self {
    case .name: "behaviour and variant"
    case .behaviour: "the behaviour without its variant"
    case .variant: "the prompt variant"
    case .suites: "how many suites it is made of"
    case .n: "items answered by every model"
    case .dropped: "items that some model lacks, and that do not count"
    case .models: "models on the ladder"
    case .families: "families on the ladder"
    case .spark: "the mean at each scale"
    case .first: "mean of the smallest model of the longest family"
    case .last: "mean of that family's largest model"
    case .half: "half of that mean's 95 % interval over items"
    case .accuracy: "accuracy of the same model"
    case .logp: "its mean log-probability of the watched choice, nats"
    case .coverage: "its mean log of what all choices hold together, nats"
    case .verdict: "rising, falling, turning, flat or open; never left out"
    case .turn: "the shape of a curve that turns: U, inverse-U, wave"
    case .caveats: "what qualifies the verdict, as marks"
    case .slope: "slope per ten times the scale"
    case .low: "lower end of the slope's 95 % interval"
    case .high: "upper end of it"
    case .stands: "● stands among all behaviours tested, ○ alone only; never left out"
    case .rises: "probability that the slope is above zero; never left out"
    case .p: "p of the slope"
    case .q: "q of the verdict over the behaviours in view"
    case .mds: "smallest slope that these models and items would show 4 times in 5"
    case .df: "degrees of freedom of the models"
    case .tau: "standard deviation of the items' own slopes"
    case .held: "slope with aggregate perplexity held constant"
    case .depends: "≠ the verdict depends on the measure, ~ some measures leave it open"
    case .flagged: "flagged items"
    }
  }

  /// Larger numbers stand further up, words in the order of the alphabet; nil where no order makes sense.
  var order: SortOrder? {
    switch self {
    case .name, .behaviour, .variant, .turn: .words
    case .spark, .stands: nil
    case .suites, .n, .dropped, .models, .families, .first, .last, .half, .accuracy, .logp, .coverage, .verdict,
      .caveats, .slope, .low, .high, .rises, .p, .q, .mds, .df, .tau, .held, .depends, .flagged:
      .numbers
    }
  }
}

extension FindingColumn {
  /// NaN where there is none, and of columns of words.
  func number(of row: ListedRow) -> Double {
    let finding = row.finding
    let trend = finding.slope == nil ? nil : finding.trend
    func last(_ value: (Finding.Point) -> Double) -> Double { finding.mainFamily.last.map(value) ?? .nan }
    switch self {
    case .name, .behaviour, .variant, .turn, .spark, .stands: return .nan
    case .suites: return Double(row.suites.count)
    case .n: return Double(finding.n)
    case .dropped: return Double(finding.dropped)
    case .models: return Double(finding.points.count)
    case .families: return Double(finding.families.count)
    case .first: return finding.mainFamily.first?.mean ?? .nan
    case .last: return last(\.mean)
    case .half: return last(\.toldHalf)
    case .accuracy: return last(\.accuracy)
    case .logp: return last(\.logp)
    case .coverage: return last(\.coverage)
    case .verdict: return -Double(Verdict.censusOrder.firstIndex(of: finding.verdict) ?? 0)
    case .caveats: return Double(finding.caveats.count)
    case .slope: return trend?.slope ?? .nan
    case .low: return trend?.interval.lowerBound ?? .nan
    case .high: return trend?.interval.upperBound ?? .nan
    case .rises: return finding.verdict.isRefusal ? .nan : trend?.pRise ?? .nan
    case .p: return finding.verdict.isRefusal ? .nan : trend?.p ?? .nan
    case .q: return finding.verdict.isRefusal ? .nan : finding.q ?? .nan
    case .mds: return trend?.minimalDetectableSlope ?? .nan
    case .df: return trend?.degreesOfFreedom ?? .nan
    case .tau: return trend?.tau ?? .nan
    case .held: return row.held?.trend?.slope ?? .nan
    case .depends:
      switch row.dependence {
      case nil: return .nan
      case .some(.none): return 0
      case .open: return 1
      case .contradicted: return 2
      }
    case .flagged: return Double(row.flagged)
    }
  }

  /// Empty where there are none, and of columns of numbers.
  func words(of row: ListedRow) -> String {
    switch self {
    case .name: row.name
    case .behaviour: row.key.behaviour
    case .variant: row.key.variant ?? ""
    case .turn: row.finding.verdict == .turning ? row.finding.shape ?? "" : ""
    case .verdict: row.finding.verdict.rawValue
    case .suites, .n, .dropped, .models, .families, .spark, .first, .last, .half, .accuracy, .logp, .coverage,
      .caveats, .slope, .low, .high, .stands, .rises, .p, .q, .mds, .df, .tau, .held, .depends, .flagged:
      ""
    }
  }
}
