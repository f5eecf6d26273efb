internal import Canvas

/// The ways in which curves fool their reader, and the keys that meet each. For the help and the manual.
enum Objection: CaseIterable {
  case striking, models, noise, subset, prompt, coherence, tests

  var text: String {
    switch self {
    case .striking: "striking curves only? all lines; a blind test; what was hidden, called, and came out"
    case .models: "many items, few models? the replicates are the models: how many, and how many would settle it"
    case .noise: "whose noise? items, prompts, seeds, checkpoints and models apart"
    case .subset: "chosen afterwards? marked items (in a behaviour) stand beside all; every path of analysis"
    case .prompt: "another prompt? prompts side by side, the best after allowing for the choice; shown, never absent"
    case .coherence: "only more coherent? the margin against the alternatives; slopes at equal perplexity"
    case .tests: "many tests, multiple choice? ● stands among all tested; the watched choice by every measure"
    }
  }

  /// As the tables have them: `a b l`.
  var keys: String {
    let everywhere: [Board.Action] =
      switch self {
      case .striking: [.panels, .instrument(.backtest)]
      case .models, .noise: [.instrument(.noise)]
      case .subset: [.instrument(.paths)]
      case .prompt: [.elicitation]
      case .coherence: [.aggregate, .instrument(.measures)]
      case .tests: [.instrument(.measures)]
      }
    return (everywhere.compactMap { Board.keymap.firstKey(for: $0) } + ownKeys).map(\.description).joined(
      separator: " ")
  }

  /// Of a screen that has a part of the answer to itself.
  private var ownKeys: [Key] {
    switch self {
    case .striking: [OverviewScreen.keymap.firstKey(for: .lineup)].compactMap(\.self)
    case .subset: [BehaviourScreen.keymap.firstKey(for: .mark)].compactMap(\.self)
    case .models, .noise, .prompt, .coherence, .tests: []
    }
  }
}

extension Keymap where Action: Equatable {
  fileprivate func firstKey(for action: Action) -> Key? { bindings.first { $0.action == action }?.keys.first }
}
