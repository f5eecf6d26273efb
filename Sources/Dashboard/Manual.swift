public import Canvas

/// The keys of every screen, printed from the tables that dispatch reads: for `docs/keys.md`.
public enum Manual {
  /// What works everywhere first, then each screen in the order in which a person meets it.
  public static let keys: [Part] =
    [Part(title: "Everywhere", keys: Board.keymap.help, commands: Board.commands)]
    + screens.map { Part(title: $0.title, keys: $0.help(by: Keys()), commands: $0.commands) }

  /// A screen's keys, the names by which the configuration and `:` know them, and what else `:` takes there.
  public struct Part: Sendable {
    public let title: String
    public let keys: [KeyHelp]
    public let commands: [Command.Form]
  }

  /// What meets each way of fooling oneself with curves.
  public static let objections = (
    title: "Against fooling oneself", keys: Objection.allCases.map { (keys: $0.keys, text: $0.text) }
  )

  static let screens: [any Screen.Type] = [
    OverviewScreen.self, BehaviourScreen.self, ItemScreen.self, CompareScreen.self, ModelsScreen.self,
    ModelItemsScreen.self, PanelsScreen.self,
    MatrixScreen.self, LineupScreen.self, NoiseScreen.self, BacktestScreen.self, PathsScreen.self, MeasuresScreen.self,
    ChangedScreen.self, SuspicionsScreen.self, AggregateScreen.self, PlansScreen.self, ThemeScreen.self,
    HelpScreen.self,
  ]
}
