import ArgumentParser
import Canvas
import Curses
import Dashboard
import Readers
import Settings

/// A page that is printed from the program's own tables, so that it cannot be wrong about them.
struct DocsPage {
  var name: String
  var text: String

  static var all: [DocsPage] { [keys, formats, commands, lists, config] }

  private static let origin = "<!-- Printed by `vane docs` (`make docs`); do not edit. -->\n"

  private static var keys: DocsPage {
    var text = "# Keys\n\n\(origin)\n`?` shows the keys of the screen you are on. The name is what can be typed after "
    text += "`:`, and what a configuration calls the key: [config.md](config.md).\n"
    for screen in Manual.keys {
      text += "\n## \(screen.title)\n\n| key | name | what it does |\n|---|---|---|\n"
      for key in screen.keys { text += "| \(cell("`\(key.keys)`")) | `\(key.name)` | \(cell(key.text)) |\n" }
      for form in screen.commands {
        text +=
          "| | `\(cell([form.name, form.words].filter { !$0.isEmpty }.joined(separator: " ")))` | \(cell(form.help)) |\n"
      }
    }
    text += "\n## \(Manual.objections.title)\n\n| key | what it meets |\n|---|---|\n"
    for key in Manual.objections.keys { text += "| \(cell("`\(key.keys)`")) | \(cell(key.text)) |\n" }
    text += "\n## \(Manual.sizes.title)\n" + Manual.sizes.text.map { "\n\($0)\n" }.joined()
    return DocsPage(name: "keys.md", text: text)
  }

  private static var formats: DocsPage {
    var text =
      "# Formats\n\n\(origin)\nRecognised by what stands in the file, the first that fits. `vane check` names the "
    text +=
      "reader of every file, and the reason for every file that was not read.\n\n| reader | what it reads |\n|---|---|\n"
    for format in Readers.formats { text += "| `\(format.name)` | \(cell(format.summary)) |\n" }
    return DocsPage(name: "formats.md", text: text + "\n" + LogprobPlaces.page + "\n" + OwnTable.page)
  }

  private static var commands: DocsPage {
    var text = "# Commands\n\n\(origin)\nThe JSON that each command prints: [json.md](json.md).\n"
    for command in [Vane.self] + Vane.shownCommands {
      let name = command == Vane.self ? "vane" : "vane \(command.configuration.commandName ?? "")"
      let help = command == Vane.self ? Vane.helpMessage(columns: 100) : Vane.helpMessage(for: command, columns: 100)
      let lines = help.split(separator: "\n", omittingEmptySubsequences: false).map(\.withoutBlanksAtEnd)
      text += "\n## \(name)\n\n```text\n\(lines.joined(separator: "\n"))\n```\n"
    }
    return DocsPage(name: "commands.md", text: text)
  }

  /// How to find, filter, sort and choose columns; the tables are those that the lists themselves use.
  private static var lists: DocsPage {
    var text = "# Lists\n\n\(origin)\n\(ListWords.page)"
    for list in Manual.lists {
      text += "\n## \(list.title)\n\nColumns, by the name that `:columns` and `:sort` know:\n\n"
      text += "| name | above it | what it says |\n|---|---|---|\n"
      for column in list.columns { text += "| `\(column.name)` | \(cell(column.title)) | \(cell(column.meaning)) |\n" }
      text +=
        "\nUsually: \(list.usual.map { "`\($0)`" }.joined(separator: " ")). Where there is no room these go, the first "
      text += "first: \(list.giveWay.map { "`\($0)`" }.joined(separator: " ")). The others never go.\n\n"
      text += "Fields of filters; ◦ stands alone:\n\n| field | kind | what it says |\n|---|---|---|\n"
      for field in list.fields {
        text += "| `\(field.name)` | \(field.kind.word)\(field.standsAlone ? " ◦" : "") | \(cell(field.meaning)) |\n"
      }
    }
    return DocsPage(name: "lists.md", text: text)
  }

  /// What `config.toml` may say; the tables are those that its reader goes by.
  private static var config: DocsPage {
    var text = "# config.toml\n\n\(origin)\n\(ConfigWords.page)\n## Keys of the file\n\n"
    text += "| key | what it must be | what it says |\n|---|---|---|\n"
    for key in ConfigKey.allCases { text += "| `\(key.rawValue)` | \(cell(key.form)) | \(cell(key.meaning)) |\n" }
    text +=
      "\nGlyphs: \(list(GlyphSet.allCases.map(\.rawValue))). Colors: \(list(ColourDepth.allCases.map(\.rawValue))).\n"
    text += "\nDefaults, by `[defaults]`:\n\n| setting | what it says | its words |\n|---|---|---|\n"
    for setting in Configuration.settings {
      text += "| `\(setting.name)` | \(cell(setting.help)) | \(list(setting.values.map(\.word))) |\n"
    }
    text += "\nScreens: \(list(Keys.names.map(\.screen))). What can be done on each and the key that does it: "
    text +=
      "[keys.md](keys.md).\n\nLists: \(list(ListKind.allCases.map(\.rawValue))). Their columns: [lists.md](lists.md).\n"
    return DocsPage(name: "config.md", text: text)
  }

  private static func list(_ names: [String]) -> String { names.map { "`\($0)`" }.joined(separator: ", ") }

  private static func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }
}

extension Filter.Field.Kind {
  fileprivate var word: String {
    switch self {
    case .number: "number"
    case .text: "text"
    case .longText: "text, `~` and `!~` only"
    }
  }
}
