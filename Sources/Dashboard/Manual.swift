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

  /// How the screens use the room that they have.
  public static let sizes = (
    title: "Narrow and wide terminals",
    text: [
      "Every screen is drawn from \(Board.smallest.columns)x\(Board.smallest.rows) on.",
      "Where the overview's columns have no room they give way in this order: \(givingWay.joined(separator: ", ")). "
        + "The name, VERDICT, Q, P↗ and ≠ stay. Of the keys in the last line the way back and ? stay.",
      "From 120 columns on the selected behaviour's curve stands beside the overview's list, and the selected item beside a "
        + "behaviour's items. From 160x32 on the behaviour's suites and items and the selected item stand beside the list "
        + "as well: Tab goes from pane to pane, + gives one all of the room, _ takes it back.",
    ]
  )

  /// Titles of the overview's usual columns, the first to go first; how many suites there are stands in wide lists only.
  static let givingWay = FindingColumn.giveWay.filter { $0 != .suites && FindingColumn.usual.contains($0) }
    .map { $0 == .spark ? "the sparkline" : $0.title }

  /// What can be said of a row in a list and in a filter, and in which order columns give way.
  public struct Lists: Sendable {
    public let title: String
    public let columns: [(name: String, title: String, meaning: String)]
    /// Names of those that are shown unless somebody chooses, and of those that go first where there is no room.
    public let usual: [String]
    public let giveWay: [String]
    public let fields: [Filter.Field]
  }

  public static let lists: [Lists] = [
    Lists(
      title: "Behaviours and suites",
      columns: FindingColumn.allCases.map { ($0.rawValue, $0.title, $0.meaning) },
      usual: FindingColumn.usual.map(\.rawValue), giveWay: FindingColumn.giveWay.map(\.rawValue),
      fields: Filter.rowFields),
    Lists(
      title: "Items", columns: ItemColumn.allCases.map { ($0.rawValue, $0.title, $0.meaning) },
      usual: ItemColumn.usual.map(\.rawValue), giveWay: ItemColumn.giveWay.map(\.rawValue), fields: Filter.itemFields),
  ]

  static let screens: [any Screen.Type] = [
    OverviewScreen.self, BehaviourScreen.self, ItemScreen.self, FoundScreen.self, CompareScreen.self, ModelsScreen.self,
    ModelItemsScreen.self, PanelsScreen.self,
    MatrixScreen.self, LineupScreen.self, NoiseScreen.self, BacktestScreen.self, PathsScreen.self, MeasuresScreen.self,
    ChangedScreen.self, SuspicionsScreen.self, FlagEffectScreen.self, AggregateScreen.self, PlansScreen.self,
    ThemeScreen.self, SettingsScreen.self, HelpScreen.self,
  ]
}
