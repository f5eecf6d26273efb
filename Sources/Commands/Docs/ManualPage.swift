import ArgumentParser
import Canvas
import Dashboard
import Runs
import Settings
import Store

/// `vane.1`, from the tables that the program itself goes by.
enum ManualPage {
  /// Of the version: a page that is made twice is the same twice.
  private static let date = "2026-11-24"

  static var text: String {
    var page = Roff(
      title: "VANE", section: 1, date: date, version: "vane \(Vane.configuration.version)", book: "User Commands")
    page.section("NAME")
    page.paragraph("vane - which way each behaviour of a language model moves as models grow")
    page.section("SYNOPSIS")
    page.paragraph("vane [dashboard] [PATH ...] [OPTION ...]")
    page.paragraph("vane COMMAND [PATH ...] [OPTION ...]")
    page.section("DESCRIPTION")
    for part in Vane.configuration.discussion.split(separator: "\n") { page.paragraph(String(part)) }
    page.section("COMMANDS")
    for command in Vane.shownCommands {
      page.subsection("vane \(command.configuration.commandName ?? "")")
      page.verbatim(Vane.helpMessage(for: command, columns: 78))
    }
    page.section("KEYS")
    for screen in Manual.keys { addKeys(screen, to: &page) }
    page.section("AGAINST FOOLING ONESELF")
    for key in Manual.objections.keys { page.item(key.keys, key.text) }
    page.section("SIZE")
    for words in Manual.sizes.text { page.paragraph(words) }
    page.section("ENVIRONMENT")
    for (name, words) in variables { page.item(name, words) }
    page.section("FILES")
    for (name, words) in files { page.item(name, words) }
    return page.text
  }

  private static func addKeys(_ screen: Manual.Part, to page: inout Roff) {
    page.subsection(screen.title)
    for key in screen.keys { page.item("\(key.keys)  (\(key.name))", key.text) }
    for command in screen.commands { page.item(":\(command.name) \(command.words)", command.help) }
  }

  private static let variables = [
    ("VANE_THEME", "A theme's name or file, where --theme names none."),
    ("VANE_GLYPHS", "What pictures are made of, where --glyphs does not say."),
    ("VANE_AUTHOR", "Who flags, predicts and plays; without it USER."),
    ("XDG_CACHE_HOME", "The index is kept in vane/ below it; without it below ~/.cache."),
    (
      "XDG_CONFIG_HOME", "config.toml and your own themes are looked for in vane/ below it; without it below ~/.config."
    ),
    ("XDG_STATE_HOME", "history, places and columns are kept in vane/ below it; without it below ~/.local/state."),
    ("NO_COLOR", "Set to anything: no colours. Meaning is never in colour alone."),
    ("TERM", "Which terminal it is; dumb prints the overview as a table."),
  ]

  private static let files = [
    (
      Manifest.usualName,
      "In a run folder or above it: names, sizes and families of models, and which tasks make a behaviour."
    ),
    (FlagLog.usualName, "Beside the runs: what people said about items, one line each. Never rebuilt."),
    (LineupLog.usualName, "Beside the runs: answers to line-ups."),
    ("~/.local/state/vane/history", "What was typed after : / and &, for the keys Up and Down. For you alone to read."),
    ("~/.local/state/vane/places", "Where you left, for each set of run folders. --fresh begins at the top."),
    ("~/.local/state/vane/columns", "Columns as you chose them, for each list."),
    (PlanLog.usualName, "Beside the runs: what was predicted before larger scales landed."),
    (
      ConfigKey.usualName, "In the configuration folder: your own keys, theme and columns. vane config init writes one."
    ),
    (
      "index.sqlite",
      "In the cache folder: what the logs said; index-HOST.sqlite on a network disk. It can be deleted at any moment."
    ),
    ("terminals", "In the state folder: how wide terminals draw the signs of pictures. It can be deleted as well."),
  ]
}
