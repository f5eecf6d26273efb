import Canvas
import Curses
import Dashboard
import Runs
import Settings

/// A `config.toml` to begin with, printed from the tables that the program goes by. As it stands it changes nothing; and a
/// line whose `#` is taken away says what holds anyway, until a person changes it.
///
/// `##` begins a remark, `#` a line of TOML.
enum ConfigDraft {
  static var text: String {
    [head, looks, defaults, columns, keys].map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }

  private static let head = [
    "## How Vane's dashboard looks, and which keys do what. All lines are comments and say what holds anyway: take the",
    "## # from a line (and from the [table] above it) to say it yourself, and change it; lines with ## are remarks.",
    "## Mistakes: vane config check. All keys: docs/config.md.",
  ]

  private static var looks: [String] {
    let usual: [(ConfigKey, String, [String])] = [
      (.theme, TOMLText.text(Theme.builtIn.name), []),
      (.glyphs, TOMLText.text(GlyphSet.block.rawValue), GlyphSet.allCases.map(\.rawValue)),
      (.color, TOMLText.text(ColourDepth.auto.rawValue), ColourDepth.allCases.map(\.rawValue)),
      (.mouse, "false", []),
    ]
    let lines = usual.map { key, value, words in
      "#\(key.rawValue) = \(value)  # \(key.meaning)" + (words.isEmpty ? "" : ": \(words.joined(separator: ", "))")
    }
    return lines + ["## \(ConfigKey.ambiguousWidth.rawValue) = 1: \(ConfigKey.ambiguousWidth.meaning)"]
  }

  private static var defaults: [String] {
    let usual = ["measure": Measure.margin.rawValue, "axis": ScaleAxis.parameters.rawValue, "y-axis": "shared"]
    return ["## \(ConfigKey.defaults.meaning).", "#[defaults]"]
      + Configuration.settings.map { setting in
        let words = setting.values.map(\.word).joined(separator: ", ")
        let line =
          "\(TOMLText.key(setting.name)) = \(TOMLText.text(usual[setting.name] ?? ""))  # \(setting.help): \(words)"
        return (usual[setting.name] == nil ? "## " : "#") + line
      }
  }

  private static var columns: [String] {
    var lines = ["## \(ConfigKey.columns.meaning); docs/lists.md says what they say.", "#[columns]"]
    for list in ListKind.allCases {
      let (all, usual) = list.columns
      lines.append("#\(list.rawValue) = \(TOMLText.list(usual))")
      let others = all.filter { !usual.contains($0) }
      lines.append("## and \(others.joined(separator: " "))")
    }
    return lines
  }

  private static var keys: [String] {
    var lines = [
      "## \(ConfigKey.keys.meaning): one key, or a list of keys; [] takes them away and leaves the name to `:`.",
      "## Right under [keys] a name means every screen that has it; under [keys.SCREEN] that screen alone, which counts more.",
    ]
    for (part, screen) in zip(Manual.keys, Keys.names) {
      lines += ["", "#[keys.\(TOMLText.key(screen.screen))]"]
      for key in part.keys {
        let own = key.keys.split(separator: " ").map(String.init)
        lines.append("#\(TOMLText.key(key.name)) = \(TOMLText.list(own))  # \(key.text)")
      }
    }
    return lines
  }
}
