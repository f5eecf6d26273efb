internal import Canvas

/// The keys of every screen, printed from the tables that dispatch reads: for `docs/keys.md`.
public enum Manual {
  /// What works everywhere first, then each screen in the order in which a person meets it.
  public static let keys: [(title: String, keys: [(keys: String, text: String)])] =
    [("Everywhere", Board.keymap.help)] + screens.map { ($0.title, $0.help) }

  /// What meets each way of fooling oneself with curves.
  public static let objections = (
    title: "Against fooling oneself", keys: Objection.allCases.map { (keys: $0.keys, text: $0.text) }
  )

  private static let screens: [any Screen.Type] = [
    OverviewScreen.self, BehaviourScreen.self, ItemScreen.self, CompareScreen.self, PanelsScreen.self,
    MatrixScreen.self, LineupScreen.self, NoiseScreen.self, BacktestScreen.self, PathsScreen.self, MeasuresScreen.self,
    ChangedScreen.self, SuspicionsScreen.self, AggregateScreen.self, PlansScreen.self, HelpScreen.self,
  ]
}
