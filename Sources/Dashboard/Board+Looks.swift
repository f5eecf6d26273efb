public import Canvas

extension Board {
  /// How everything is drawn.
  public var looks: Looks {
    get { around.looks }
    set { around.looks = newValue }
  }

  /// What the terminal draws with: while a person looks for another theme, the one that is selected.
  public var theme: Theme { (top.screen as? ThemeScreen)?.shown ?? around.looks.theme }

  mutating func take(_ theme: Theme) {
    around.looks.theme = theme
    around.message = "theme \(theme.name)"
  }

  /// - Parameter effects: what is to be done after the event.
  mutating func awaitThemes(_ effects: [Effect], after event: Event) {
    if event.isOfHands { around.awaitsThemes = false }
    guard effects.contains(.theme(nil)) else { return }
    around.awaitsThemes = true
    around.message = Self.readingThemes
  }

  private static let readingThemes = "reading the themes …"

  /// Unless they come so late that something else was done meanwhile: the next key must not be about them.
  mutating func take(_ themes: [Theme]) {
    guard around.awaitsThemes else { return }
    around.awaitsThemes = false
    // What was told meanwhile is of something else.
    if around.message == Self.readingThemes { around.message = nil }
    push(ThemeScreen(themes, current: around.looks.theme))
  }

  /// `:theme`; nil for other commands.
  func obeyLooks(_ command: Command) -> [Effect]? {
    command.name == "theme" ? [.theme(command.words.isEmpty ? nil : command.words)] : nil
  }

  mutating func switchMouse() {
    around.looks.usesMouse.toggle()
    around.message =
      around.looks.usesMouse
      ? "mouse on: wheel moves, click selects, click again opens; most terminals select text with Shift"
      : "mouse off: it selects text again"
  }
}
