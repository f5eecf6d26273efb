import Dashboard
import Runs
import Store
import Trends

extension Answers {
  /// nil when what was asked about is not in the runs any more, or nobody waits for the answer.
  func instrument(_ wanted: Instrument, isCancelled: () -> Bool) throws(StoreProblem) -> InstrumentContents? {
    switch wanted {
    case .noise(let key, let measure): try noise(key, measure: measure).map(InstrumentContents.noise)
    case .backtest(let measure):
      try backtest(measure: measure, isCancelled: isCancelled).map(InstrumentContents.backtest)
    case .paths(let key, let measure): try paths(key, measure: measure).map(InstrumentContents.paths)
    case .measures(let key): try measures(key, isCancelled: isCancelled).map(InstrumentContents.measures)
    case .elicitation(let behaviour, let measure):
      try elicitation(behaviour, measure: measure).map(InstrumentContents.elicitation)
    case .changed(let pair, let measure): try changed(pair, measure: measure).map(InstrumentContents.changed)
    case .subset(let request): try subset(request, isCancelled: isCancelled).map(InstrumentContents.subset)
    case .flagEffect(let request): try flagEffect(request).map(InstrumentContents.flagEffect)
    case .marks(let measure): try marks(measure: measure, .all, isCancelled: isCancelled).map(InstrumentContents.marks)
    case .suspicions(let key, let measure): try suspicions(key, measure: measure).map(InstrumentContents.suspicions)
    case .models(let pair, let measure):
      try models(pair, measure: measure, isCancelled: isCancelled).map(InstrumentContents.models)
    case .modelItems(let key, let pair, let measure):
      try modelItems(key, pair, measure: measure).map(InstrumentContents.modelItems)
    }
  }

  /// As `vane noise` has it.
  private func noise(_ key: BehaviourKey, measure: Measure) throws(StoreProblem) -> NoiseContents? {
    guard let behaviour = collection.behaviour(key),
      let row = try rows(measure: measure).first(where: { $0.key == key })
    else { return nil }
    let variants = collection.catalogue.behaviours.filter { $0.key.behaviour == key.behaviour }
    let noise = try NoiseRow(
      of: behaviour, in: collection, choosing: choice(measure), finding: row.finding,
      prompts: try NoiseRow.prompts(variants, in: collection, choosing: choice(measure)))
    return noise.map { NoiseContents(row: row, layers: $0.layers, remedy: $0.remedy, seeds: $0.seeds) }
  }

  /// With the curves that were called.
  private func backtest(measure: Measure, isCancelled: () -> Bool) throws(StoreProblem) -> BacktestContents? {
    guard var contents = try backtest(measure: measure, hide: 1, isCancelled: isCancelled) else { return nil }
    let findings = try rows(measure: measure).map { ($0.key.description, $0.finding) }
    contents.findings = Dictionary(findings, uniquingKeysWith: { first, _ in first })
    return contents
  }

  /// The record of calls over all behaviours in view. Another measure would put two units on one scale: a behaviour that
  /// lacks this one is left out, and named. Without the curves; nil when nobody waits for the answer.
  func backtest(
    measure: Measure, hide: Int, isCancelled: () -> Bool
  ) throws(StoreProblem) -> BacktestContents? {
    let choice = choice(measure)
    let cases = try inParallel(collection.behaviours(variant: options.variant)) { one throws(StoreProblem) in
      Backtest.Case(
        name: one.key.description, task: one.key.behaviour,
        ladder: Ladder(of: try collection.asked(one.runs), choosing: choice))
    }
    if isCancelled() { return nil }
    let comparable = cases.filter { $0.ladder.measure == measure }
    let backtest = Backtest(of: comparable, hide: hide, rules: options.rules)
    if isCancelled() { return nil }
    return BacktestContents(
      measure: measure, backtest: backtest, skill: backtest.skill(),
      unforeseen: UnforeseenRise.all(of: comparable, rules: options.rules),
      leftOut: cases.filter { $0.ladder.measure != measure }.map(\.name))
  }

  /// As `vane paths` has it: text loss is an axis to look along, whatever the session stands on.
  private func paths(_ key: BehaviourKey, measure: Measure) throws(StoreProblem) -> PathsContents? {
    guard let behaviour = collection.behaviour(key),
      let row = try rows(measure: measure).first(where: { $0.key == key })
    else { return nil }
    var options = options
    options.measure = measure
    let everywhere = try everywhere()
    let forks = try Forks(
      of: everywhere.behaviour(key) ?? behaviour, in: everywhere, options: options, finding: row.finding, patterns: [],
      steepest: nil)
    return PathsContents(
      key: key, multiverse: forks.multiverse, choices: forks.choices, halves: forks.halves)
  }

  /// With the text loss of every model that the runs tell it of, whatever the session stands on.
  func everywhere() throws(StoreProblem) -> Collection {
    options.axis == .loss ? collection : try collection.along(.loss)
  }

  /// As `vane trends --measure` has each.
  private func measures(_ key: BehaviourKey, isCancelled: () -> Bool) throws(StoreProblem) -> MeasuresContents? {
    var all: [(Measure, [BehaviourRow])] = []
    for measure in Measure.allCases {
      if isCancelled() { return nil }
      all.append((measure, try rows(measure: measure)))
    }
    guard let behaviour = collection.behaviour(key), all.contains(where: { $0.1.contains { $0.key == key } }) else {
      return nil
    }
    let own = all.map { measure, rows in (measure: measure, finding: rows.first { $0.key == key }?.finding) }
    let lines = try stored(own, of: behaviour).map {
      MeasuresContents.Line(measure: $0.measure, finding: $0.finding)
    }
    let dependence = MeasureDependence.all(all.filter { $0.0 != .coverage })
    return MeasuresContents(
      key: key, usual: options.measure, lines: lines, behaviours: dependence.count,
      dependent: dependence.values.count { $0 != .none })
  }

  /// A behaviour's findings by each measure, nil for a measure that its runs lack. Where they lack one another stands in,
  /// which has a line of its own. A ladder without items is one of both: of a measure that is not stored, or of one that
  /// is, where the models share no item or their scale is not known.
  func stored(
    _ findings: [(measure: Measure, finding: Finding?)], of behaviour: Catalogue.Behaviour
  ) throws(StoreProblem) -> [(measure: Measure, finding: Finding?)] {
    let own = findings.map { (measure: $0.measure, finding: $0.finding?.measure == $0.measure ? $0.finding : nil) }
    var lacking = Set(own.filter { $0.finding?.n == 0 }.map { $0.measure })
    if lacking.isEmpty { return own }
    for one in try collection.asked(behaviour.runs) {
      for at in 0..<one.columns.count where !lacking.isEmpty {
        let values = one.measured(at)
        for measure in lacking where !values[measure].isNaN { lacking.remove(measure) }
      }
    }
    return own.map { (measure: $0.measure, finding: lacking.contains($0.measure) ? nil : $0.finding) }
  }
}

extension MeasureDependence {
  /// Of every behaviour, from its rows by each measure.
  static func all(_ rows: [(measure: Measure, rows: [BehaviourRow])]) -> [BehaviourKey: MeasureDependence] {
    var verdicts: [BehaviourKey: [Verdict]] = [:]
    for (measure, rows) in rows {
      for row in rows { verdicts[row.key, default: []] += row.finding.measure == measure ? [row.finding.verdict] : [] }
    }
    return verdicts.mapValues { MeasureDependence($0) }
  }
}
