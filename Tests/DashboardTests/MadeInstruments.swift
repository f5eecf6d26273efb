import Dashboard
import Runs
import Trends

/// The instruments on the made runs, as a session would answer.
extension Made {
  static func instrument(_ wanted: Instrument) -> Answer {
    switch wanted {
    case .noise(let key, let measure): answer(wanted, noise(key, measure).map(InstrumentContents.noise))
    case .backtest(let measure): answer(wanted, .backtest(backtest(measure)))
    case .paths(let key, let measure): answer(wanted, paths(key, measure).map(InstrumentContents.paths))
    case .elicitation(let behaviour, let measure):
      answer(wanted, elicitation(behaviour, measure).map(InstrumentContents.elicitation))
    case .changed(let pair, let measure): answer(wanted, changed(pair, measure).map(InstrumentContents.changed))
    case .suspicions(let key, let measure): answer(wanted, suspicions(key, measure).map(InstrumentContents.suspicions))
    case .subset(let request): answer(wanted, subset(request).map(InstrumentContents.subset))
    case .flagEffect(let request): answer(wanted, flagEffect(request).map(InstrumentContents.flagEffect))
    case .marks(let measure): answer(wanted, .marks(marks(measure)))
    case .measures(let key): answer(wanted, .measures(measures(key)))
    case .models(let pair, let measure): answer(wanted, .models(models(pair, measure)))
    case .modelItems(let key, let pair, let measure):
      answer(wanted, modelItems(key, pair, measure).map(InstrumentContents.modelItems))
    }
  }

  private static func answer(_ wanted: Instrument, _ contents: InstrumentContents?) -> Answer {
    contents.map { .instrument(wanted, $0) } ?? .refused(.instrument(wanted), "it is no longer in the runs")
  }

  private static func noise(_ key: BehaviourKey, _ measure: Measure) -> NoiseContents? {
    guard let plan = plans.first(where: { $0.key == key }), let row = allRows(measure).first(where: { $0.key == key })
    else { return nil }
    let ladder = ladder(plan, measure: measure)
    let prompts = plans.filter { $0.key.behaviour == key.behaviour }.map { self.ladder($0, measure: measure) }
    let remedy =
      row.finding.verdict == .unresolved
      ? row.finding.trend.flatMap { Remedy($0, target: max(abs($0.slope), 0.2), seeds: ladder.rungs.map(\.seeds)) }
      : nil
    let layers = NoiseLayers(of: ladder, between: NoiseLayers.Prompts(prompts))
    return NoiseContents(row: row, layers: layers, remedy: remedy)
  }

  private static func backtest(_ measure: Measure) -> BacktestContents {
    let cases = plans.map {
      Backtest.Case(name: $0.key.description, task: $0.key.behaviour, ladder: ladder($0, measure: measure))
    }
    let backtest = Backtest(of: cases)
    let findings = allRows(measure).map { ($0.key.description, $0.finding) }
    return BacktestContents(
      measure: measure, backtest: backtest, skill: backtest.skill(), unforeseen: UnforeseenRise.all(of: cases),
      findings: Dictionary(findings, uniquingKeysWith: { first, _ in first }), leftOut: ["lambada"])
  }

  private static func paths(_ key: BehaviourKey, _ measure: Measure) -> PathsContents? {
    let prompts = plans.filter { $0.key.behaviour == key.behaviour }
    guard prompts.contains(where: { $0.key == key }) else { return nil }
    var universes: [Multiverse.Universe] = []
    var choices: [PathsContents.Choices] = []
    for plan in prompts {
      for each in [Measure.margin, .nlp, .accuracy] {
        let ladder = ladder(plan, measure: each)
        universes.append(.init(ladder: ladder, isDefault: plan.key == key && each == measure))
        choices.append(.init(variant: plan.key.variant, families: Set(ladder.families).sorted(), axis: .parameters))
      }
    }
    return PathsContents(key: key, multiverse: Multiverse(of: universes), choices: choices)
  }

  private static func measures(_ key: BehaviourKey) -> MeasuresContents {
    let lines = Measure.allCases.map { measure in
      MeasuresContents.Line(
        measure: measure,
        finding: measure == .logpPerByte
          ? nil : plans.first { $0.key == key }.map { Finding(of: ladder($0, measure: measure)) })
    }
    return MeasuresContents(key: key, usual: .margin, lines: lines, behaviours: plans.count, dependent: 5)
  }

  private static func elicitation(_ behaviour: String, _ measure: Measure) -> ElicitationContents? {
    let prompts = plans.filter { $0.key.behaviour == behaviour }
    guard !prompts.isEmpty else { return nil }
    let ladders = prompts.map { (name: $0.key.variant ?? "default", ladder: ladder($0, measure: measure)) }
    let sampled = ElicitationContents.Other(name: "sampled", finding: Finding(of: ladders[0].ladder))
    return ElicitationContents(elicitation: Elicitation(of: ladders, abandoned: 1), others: [sampled])
  }

  private static func changed(_ pair: PromptPair, _ measure: Measure) -> ChangedContents? {
    let sides = [pair.base, pair.other].map { variant in
      plans.first { $0.key == BehaviourKey(pair.behaviour, variant: variant) }.map { ladder($0, measure: measure) }
    }
    guard let a = sides[0], let b = sides[1], let ka = a.rungs.firstIndex(where: { $0.name == pair.model }),
      let kb = b.rungs.firstIndex(where: { $0.name == pair.model })
    else { return nil }
    let items = a.items.indices.filter { (a.values[$0, ka] > 0) != (b.values[$0, kb] > 0) }.map {
      ChangedContents.Item(name: b.items[$0], text: hostile, before: a.values[$0, ka], after: b.values[$0, kb])
    }
    return ChangedContents(pair: pair, measure: measure, shared: a.items.count, items: items)
  }

  private static func suspicions(_ key: BehaviourKey, _ measure: Measure) -> SuspicionsContents? {
    guard let plan = plans.first(where: { $0.key == key }) else { return nil }
    let ladder = ladder(plan, measure: measure)
    // Every hundredth question is asked twice.
    let suspects = Suspects(of: ladder, facts: ladder.items.indices.map { ItemFacts(content: UInt64($0 % 100 + 1)) })
    return SuspicionsContents(
      key: key, measure: measure, n: ladder.items.count, suspects: suspects.ranked, lengthCorrelation: 0.4,
      turns: allRows(measure).filter { SuspicionsContents.turns($0.finding) })
  }

  private static func subset(_ request: SubsetRequest) -> SubsetContents? {
    guard let plan = plans.first(where: { $0.key == request.key }) else { return nil }
    let ladder = ladder(plan, measure: request.measure)
    let rows = ladder.items.indices.filter { request.items.contains(ladder.items[$0]) }
    var rules = Rules()
    (rules.enumeratedPermutations, rules.sampledPermutations) = (100, 200)
    return SubsetContents(request: request, test: SubsetTest(.chosen(rows), of: ladder, rules: rules))
  }

  private static func flagEffect(_ request: FlagEffectRequest) -> FlagEffectContents? {
    guard let plan = plans.first(where: { $0.key == request.key }),
      let row = allRows(request.measure).first(where: { $0.key == request.key })
    else { return nil }
    let effect = Omission(
      leavingOut: Set(request.items), of: ladder(plan, measure: request.measure), finding: row.finding)
    return FlagEffectContents(request: request, effect: effect)
  }

  static func marks(_ measure: Measure) -> OverviewMarks {
    let points = overview.aggregate?.points ?? []
    let means = Dictionary(points.map { ($0.model.name, $0.mean) }, uniquingKeysWith: { first, _ in first })
    var held: [BehaviourKey: HeldConstant] = [:]
    var dependence: [BehaviourKey: MeasureDependence] = [:]
    for plan in plans {
      let ladder = ladder(plan, measure: measure)
      held[plan.key] = HeldConstant(ladder.rungs.map { means[$0.name] ?? .nan }, of: ladder)
      let verdicts = [Measure.margin, .nlp, .accuracy].map { Finding(of: self.ladder(plan, measure: $0)).verdict }
      dependence[plan.key] = MeasureDependence(verdicts)
    }
    return OverviewMarks(measure: measure, held: held, dependence: dependence)
  }
}
