public import Runs

/// What keeps a researcher from fooling herself: a question of its own each, computed when asked.
public enum Instrument: Hashable, Sendable {
  /// Where the doubt about a trend comes from, and what would settle it.
  case noise(BehaviourKey, measure: Measure)
  /// The record of calls over all behaviours.
  case backtest(measure: Measure)
  /// Every path of analysis of one behaviour.
  case paths(BehaviourKey, measure: Measure)
  /// One behaviour by every measure.
  case measures(BehaviourKey)
  /// What may be claimed of a behaviour after several prompts were tried.
  case elicitation(String, measure: Measure)
  /// The items whose side is another under another prompt.
  case changed(PromptPair, measure: Measure)
  /// Items that deserve a look, and what turns.
  case suspicions(BehaviourKey, measure: Measure)
  /// What a choice of items is worth that somebody made after seeing the lines.
  case subset(SubsetRequest)
  /// The verdict with and without items that somebody flagged or marked.
  case flagEffect(FlagEffectRequest)
  /// What the overview's rows are marked with, computed once the files are read.
  case marks(measure: Measure)
  /// Two models on every behaviour, item by item.
  case models(ModelPair, measure: Measure)
  /// The items of one behaviour under every model, and what became of them under two.
  case modelItems(BehaviourKey, ModelPair?, measure: Measure)
}

/// Two prompts of one behaviour.
public struct PromptPair: Hashable, Sendable {
  public var behaviour: String
  public var base: String?
  public var other: String?
  /// Name of the rung at which they are looked at.
  public var model: String

  public init(behaviour: String, base: String?, other: String?, model: String) {
    self.behaviour = behaviour
    self.base = base
    self.other = other
    self.model = model
  }
}

/// The answer to an `Instrument`.
public enum InstrumentContents: Sendable {
  case noise(NoiseContents)
  case backtest(BacktestContents)
  case paths(PathsContents)
  case measures(MeasuresContents)
  case elicitation(ElicitationContents)
  case changed(ChangedContents)
  case suspicions(SuspicionsContents)
  case subset(SubsetContents)
  case flagEffect(FlagEffectContents)
  case marks(OverviewMarks)
  case models(ModelsContents)
  case modelItems(ModelItemsContents)

  /// The screen that shows it; nil for what an open screen takes in.
  func screen(of instrument: Instrument) -> (any Screen)? {
    switch self {
    case .noise(let contents): NoiseScreen(contents, instrument)
    case .backtest(let contents): BacktestScreen(contents, instrument)
    case .paths(let contents): PathsScreen(contents, instrument)
    case .measures(let contents): MeasuresScreen(contents, instrument)
    case .flagEffect(let contents): FlagEffectScreen(contents)
    case .elicitation, .subset, .marks, .models: nil
    case .modelItems(let contents): ModelItemsScreen(contents)
    case .changed(let contents): ChangedScreen(contents, instrument)
    case .suspicions(let contents): SuspicionsScreen(contents, instrument)
    }
  }
}

extension Instrument {
  /// Those with a key that works on every screen.
  public enum Kind: Sendable { case noise, backtest, paths, measures, suspicions }
}

extension Instrument.Kind {
  /// The key that opened it closes it again.
  func isShown(by screen: any Screen) -> Bool {
    switch self {
    case .noise: screen is NoiseScreen
    case .backtest: screen is BacktestScreen
    case .paths: screen is PathsScreen
    case .measures: screen is MeasuresScreen
    case .suspicions: screen is SuspicionsScreen
    }
  }

  /// About what the screen shows, by the measure that it shows; nil where nothing is selected.
  func question(from screen: any Screen, _ around: Surroundings) -> Question? {
    let measure = screen.measure(around)
    if self == .backtest { return .instrument(.backtest(measure: measure)) }
    guard let key = screen.subject(around) else { return nil }
    switch self {
    case .noise: return .instrument(.noise(key, measure: measure))
    case .backtest: return .instrument(.backtest(measure: measure))
    case .paths: return .instrument(.paths(key, measure: measure))
    case .measures: return .instrument(.measures(key))
    case .suspicions: return .instrument(.suspicions(key, measure: measure))
    }
  }
}

extension Screen {
  /// The measure in view: the screen's own, else the overview's.
  func measure(_ around: Surroundings) -> Measure {
    switch question {
    case .behaviour(_, let measure): measure
    case .compare(let request): request.measure
    case .instrument(.noise(_, let measure)), .instrument(.backtest(let measure)), .instrument(.paths(_, let measure)),
      .instrument(.elicitation(_, let measure)), .instrument(.changed(_, let measure)),
      .instrument(.suspicions(_, let measure)), .instrument(.marks(let measure)), .instrument(.models(_, let measure)),
      .instrument(.modelItems(_, _, let measure)):
      measure
    case .instrument(.subset(let request)): request.measure
    case .instrument(.flagEffect(let request)): request.measure
    case .overview, .item, .lineup, .plans, .find, .texts, .instrument(.measures), nil: around.overview.measure
    }
  }
}
