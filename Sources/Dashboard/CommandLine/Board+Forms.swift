extension Board {
  /// What can be typed after `:` on every screen beside the names of the keys.
  public static let commands: [Command.Form] =
    [
      .init("NUMBER", "", "to that line of a list, as NUMBER and G"),
      .init("open", "NAME", "the behaviour of that name, from any screen", of: .behaviours),
      export,
      .init(
        "compare", "NAME …", "behaviours side by side: NAME (all its prompts), NAME:VARIANT, NAME/SUITE",
        of: .behaviours),
      .init("compare", "variants", "the prompts of the behaviour in view side by side", of: .sides),
      .init("compare", "suites", "the suites of the behaviour in view side by side"),
      .init("models", "NAME …", "models as columns, these picked; the first two are A and B", of: .models),
      .init("theme", "[NAME | FILE]", "draw with that theme; alone: the list of themes", of: .themes),
      .init(
        "set", "[NAME[=VALUE]]", "set something, or tell how it is set; alone: everything that can be set",
        of: .settings),
      .init("top", "", "the first screen, at its top"),
      .init("plan", "", "the plans: what was predicted before larger scales landed"),
      .init("!", "COMMAND", "have the shell do that; Enter comes back. Not with --read-only"),
    ] + aliases.map { .init($0.name, "", $0.help) }

  /// Other names of some, as fingers know them from elsewhere.
  static let aliases: [(name: String, of: String, help: String)] = [
    ("q", "close", "close this screen; on the first one, leave Vane"),
    ("q!", "quit", "leave Vane, like :qa and :Q"),
    ("qa", "quit", "leave Vane"),
    ("Q", "quit", "leave Vane"),
  ]

  /// Lines that were typed before, in this session and others.
  public var history: History {
    get { around.history }
    set { around.history = newValue }
  }

  /// Names of the themes there are, for Tab.
  public var themes: [String] {
    get { around.themes }
    set { around.themes = newValue }
  }
}
