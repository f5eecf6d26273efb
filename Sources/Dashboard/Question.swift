public import Runs

/// What a screen wants to know. The session answers; the answer comes back through the same `update` as a key.
public enum Question: Hashable, Sendable {
  case overview
  case behaviour(BehaviourKey, measure: Measure)
  case item(BehaviourKey, ItemName)
  case compare(CompareRequest)
  case lineup(LineupRequest)
  case instrument(Instrument)
  case plans
  /// In the items' texts: answered in pieces, beside the other questions.
  case find(FindRequest)
  case texts(TextsRequest)

  /// May take long, and is shown while it goes on.
  public var isOfTexts: Bool {
    switch self {
    case .find, .texts: true
    case .overview, .behaviour, .item, .compare, .lineup, .instrument, .plans: false
    }
  }
}

public enum Answer: Sendable {
  case overview(OverviewContents)
  case behaviour(BehaviourContents)
  case item(ItemContents)
  case compare(CompareContents)
  case lineup(LineupContents)
  case instrument(Instrument, InstrumentContents)
  case plans(PlansContents)
  case found(FoundContents)
  case texts(TextsContents)
  /// The question cannot be answered: what to tell.
  case refused(Question, String)
}

extension Answer {
  /// Is this what was asked? Another measure or other items since then make it stale.
  func answers(_ question: Question) -> Bool {
    switch (self, question) {
    case (.overview, .overview): true
    case (.behaviour(let contents), .behaviour(let key, let measure)):
      contents.row.key == key && contents.measure == measure
    case (.item(let contents), .item(let key, let name)): contents.key == key && contents.name == name
    case (.compare(let contents), .compare(let request)):
      contents.answers(request)
    case (.lineup(let contents), .lineup(let request)): contents.request == request
    case (.plans, .plans): true
    case (.refused(let refused, _), _): refused == question
    case (.instrument(let answered, _), .instrument(let asked)): answered == asked
    case (.found(let contents), .find(let request)): contents.request == request
    case (.texts(let contents), .texts(let request)): contents.request == request
    case (.overview, _), (.behaviour, _), (.item, _), (.compare, _), (.lineup, _), (.instrument, _),
      (.plans, _), (.found, _), (.texts, _):
      false
    }
  }

  /// The screen that shows it; nil where there is nothing to show.
  var screen: (any Screen)? {
    switch self {
    case .overview, .refused, .texts: nil
    case .found(let contents): FoundScreen(contents)
    case .behaviour(let contents): BehaviourScreen(contents)
    case .item(let contents): ItemScreen(contents)
    case .compare(let contents): CompareScreen(contents)
    case .lineup(let contents): LineupScreen(contents)
    case .instrument(let instrument, let contents): contents.screen(of: instrument)
    case .plans(let contents): PlansScreen(contents)
    }
  }
}
