import Runs
import Settings
import Testing

private func read(_ text: String) -> ConfigText { ConfigText(Array(text.utf8), path: "/c/config.toml") }

private func told(_ text: String) -> [String] { read(text).problems.map(\.description) }

@Suite struct ConfigTextTests {
  @Test func keepsEverythingThatItSaysWithItsLines() {
    let text = read(
      """
      theme = "light"
      glyphs = "braille"
      color = "256"
      mouse = true
      ambiguous_width = 2
      [keys]
      down = ["j", "n"]
      [keys.overview]
      find = "/"
      [keys.everywhere]
      take-away = []
      [columns]
      overview = ["name", "slope"]
      [defaults]
      measure = "logp"
      shared = true
      """)
    #expect(text.problems == [])
    let config = text.config
    #expect(config.theme == .init(path: ["theme"], line: 1, value: "light"))
    #expect(config.glyphs?.value == "braille" && config.color?.value == "256")
    #expect(config.mouse == .init(path: ["mouse"], line: 4, value: true))
    #expect(config.ambiguousWidth?.value == 2)
    #expect(
      config.keys == [
        .init(path: ["keys", "down"], line: 7, value: ["j", "n"]),
        .init(path: ["keys", "overview", "find"], line: 9, value: ["/"]),
        .init(path: ["keys", "everywhere", "take-away"], line: 11, value: []),
      ])
    #expect(config.columns == [.init(path: ["columns", "overview"], line: 13, value: ["name", "slope"])])
    #expect(config.defaults.map(\.value) == ["logp", "true"])
  }

  @Test(arguments: [
    ("thme = \"x\"", "1: thme: unknown key, did you mean 'theme'?; the keys here are ambiguous_width, color, columns"),
    ("\ntheme = 3", "2: theme: is a whole number, and must be a text in quotation marks; the key is ignored"),
    ("mouse = \"on\"", "1: mouse: is a text, and must be true or false; the key is ignored"),
    ("ambiguous_width = 3", "1: ambiguous_width: is 3, and must be 1 or 2; the key is ignored"),
    ("keys = 3", "1: keys: is a whole number, and must be a table: [keys]; the key is ignored"),
    ("[keys]\ndown = 3", "2: keys.down: is a whole number, and must be a list of texts"),
    ("[keys]\ndown = [\"j\", 3]", "2: keys.down: is a whole number, and must be a text in quotation marks"),
    ("[keys.overview]\n\ndown = \"\"", "3: keys.overview.down: is empty; write a text, or delete the key"),
    ("[columns]\nitems = true", "2: columns.items: is true or false, and must be a list of texts"),
    ("[defaults]\na = [1]", "2: defaults.a: is a list, and must be a text, a number, or true or false"),
    ("mouse = true\nmouse = ", "2: no TOML: "),
    ("theme = \"a\u{1B}[31m\"", "1: a control character; delete it; until then nothing of this file is used"),
  ])
  func aMistakeHasItsLineItsKeyAndWhatToDo(text: String, expected: String) {
    #expect(told(text).first?.hasPrefix("/c/config.toml:" + expected) == true, "\(told(text))")
  }

  @Test func oneMistakeCostsOnlyWhatIsMistaken() {
    let text = read("theme = 3\nglyphs = \"ascii\"\n[keys]\nup = 1\ndown = \"n\"")
    #expect(text.problems.count == 2)
    #expect(text.config.theme == nil && text.config.glyphs?.value == "ascii")
    #expect(text.config.keys.map(\.path) == [["keys", "down"]])
  }

  /// What the terminal might obey is written as TOML writes it.
  @Test func aNameThatIsUnknownIsToldHarmlessly() {
    let lines = told("\"a\\u001B[31m\\u202E\" = 1")
    #expect(lines.count == 1 && lines[0].contains("\\U0000001B[31m\\U0000202E"))
    #expect(!lines[0].unicodeScalars.contains { $0.value < 32 || $0 == "\u{202E}" })
  }
}
