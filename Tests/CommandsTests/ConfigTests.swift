import Foundation
import Testing

/// `vane config`, as a person meets it.
@Suite struct ConfigTests {
  private let program: Program
  private var path: String { program.home.path + "/.config/vane/config.toml" }

  init() throws { program = try Program() }

  private func check(_ text: String) throws -> Program.Outcome {
    try program.write(text, to: ".config/vane/config.toml")
    return try program.run("config", "check")
  }

  @Test func initWritesWhatChangesNothingAndNeverTwice() throws {
    defer { program.remove() }
    let first = try program.run("config", "init")
    #expect(first.status == 0 && first.output.isEmpty)
    #expect(first.errors == "vane: \(path) is written; all in it are comments, for you to change\n")
    let written = try String(contentsOfFile: path, encoding: .utf8)
    #expect(try program.run("config", "check").status == 0)
    let second = try program.run("config", "init")
    #expect(second.status == 4)
    #expect(second.errors == "vane: \(path): there is one already; edit it, or print another with --stdout\n")
    #expect(try String(contentsOfFile: path, encoding: .utf8) == written)
    #expect(try program.run("config", "init", "--stdout").output == written)
  }

  /// Each line confirmed says what holds anyway, so none of them can be a mistake.
  @Test func everyLineOfADraftMayBeConfirmed() throws {
    defer { program.remove() }
    let draft = try program.run("config", "init", "--stdout").output
    let lines = draft.split(separator: "\n").map { $0.hasPrefix("##") ? $0 : $0.drop { $0 == "#" } }
    let outcome = try check(lines.joined(separator: "\n"))
    #expect(outcome.errors == "" && outcome.status == 0)
    #expect(lines.count > 300)
  }

  /// Somebody will copy it.
  @Test func theExampleOfTheManualHasNoMistake() throws {
    defer { program.remove() }
    let page = try String(contentsOf: Program.repository.appending(path: "docs/config.md"), encoding: .utf8)
    let example = try #require(page.components(separatedBy: "```toml\n").last?.components(separatedBy: "```").first)
    #expect(example.contains("[keys.overview]"))
    let outcome = try check(example)
    #expect(outcome.errors == "" && outcome.status == 0)
  }

  @Test func thePathIsPrintedWhetherItIsThereOrNot() throws {
    defer { program.remove() }
    #expect(try program.run("config", "path").output == path + "\n")
    let outcome = try program.run("config", "check")
    #expect(outcome.status == 0)
    #expect(outcome.errors == "vane: \(path): there is none, which is fine; vane config init writes one\n")
  }

  /// In /tmp everybody could have put one there before.
  @Test(.enabled(if: getpwuid(geteuid()) != nil, "the system has no folder for this user"))
  func withoutHOMEItIsLookedForInTheUsersRegisteredFolder() throws {
    defer { program.remove() }
    let entry = try #require(getpwuid(geteuid()))
    let home = String(cString: entry.pointee.pw_dir)
    let outcome = try program.run(["config", "path"], under: ["/usr/bin/env", "-u", "HOME"])
    #expect(outcome.output == home + "/.config/vane/config.toml\n", "\(outcome.errors)")
  }

  @Test func everyMistakeIsNamedWithItsFileLineAndKey() throws {
    defer { program.remove() }
    let outcome = try check(
      """
      theme = "nowhere"
      glyphs = "braile"
      color = "16"
      [keys]
      down = "Ctrl-9"
      fly = "j"
      [keys.overview]
      find = "k"
      [columns]
      overview = ["name", "slop"]
      itms = ["id"]
      """)
    #expect(outcome.status == 2 && outcome.output.isEmpty)
    let lines = outcome.errors.split(separator: "\n").map { $0.replacing("vane: \(path):", with: "") }
    #expect(lines[0].hasPrefix("1: theme: no theme 'nowhere'; there are: "))
    #expect(lines[0].contains("/vane/themes and, once installed, in share/vane/themes"))
    #expect(
      lines[1]
        == "2: glyphs: 'braile' is none of its words, did you mean 'braille'?; there are block, ascii, braille, sextant, octant"
    )
    #expect(lines[2].hasPrefix("5: keys.down: no key is called 'Ctrl-9'; keys are "))
    #expect(lines[3].hasPrefix("6: keys.fly: nothing is called 'fly'"))
    #expect(lines[4].hasPrefix("8: keys.overview.find: k would be both "))
    #expect(lines[5].hasPrefix("10: columns.overview: no column is called 'slop', did you mean 'slope'?; there are "))
    #expect(
      lines[6] == "11: columns.itms: unknown key, did you mean 'items'?; the keys here are overview, suites, items")
    #expect(lines.count == 7)
  }

  @Test func anotherFileCanBeCheckedAndOneThatIsNotThereIsAMistake() throws {
    defer { program.remove() }
    let file = try program.write("mouse = 1\n", to: "mine.toml")
    let outcome = try program.run("config", "check", file)
    #expect(outcome.status == 2)
    #expect(
      outcome.errors == "vane: \(file):1: mouse: is a whole number, and must be true or false; the key is ignored\n")
    let nothing = try program.run("config", "check", program.home.path + "/nothing.toml")
    #expect(nothing.status == 2 && nothing.errors.contains("nothing.toml: No such file or directory"))
    let folder = try program.run("config", "check", program.home.path)
    #expect(folder.status == 2 && folder.errors.contains("Is a directory"))
  }

  /// A file's words reach the terminal as words.
  @Test func whatATerminalMightObeyIsEscaped() throws {
    defer { program.remove() }
    let outcome = try check(
      "theme = \"\\u001B]0;owned\\u0007\\u202E\"\n\"\\u009B31m\" = 1\n[keys]\n\"\\u001B[2J\" = \"\\u001B\"\n")
    #expect(outcome.status == 2 && outcome.errors.count > 100)
    let hidden = outcome.errors.unicodeScalars.filter {
      $0 != "\n" && ($0.value < 32 || (0x7F...0x9F).contains($0.value))
    }
    #expect(hidden.isEmpty && !outcome.errors.unicodeScalars.contains("\u{202E}"))
  }

  /// Themes of one's own stand beside the configuration.
  @Test func aThemesFileIsLookedForFromTheConfigurationsFolderOn() throws {
    defer { program.remove() }
    let light = Program.repository.appending(path: "Themes/light.theme")
    try program.write(String(contentsOf: light, encoding: .utf8), to: ".config/vane/mine/own.theme")
    #expect(try check("theme = \"mine/own.theme\"").errors == "")
    #expect(try check("theme = \"mine/other.theme\"").errors.contains(":1: theme: no theme "))
  }

  /// What scripts read depends on options alone.
  @Test func noOtherCommandTakesNoticeOfIt() throws {
    defer { program.remove() }
    let words = ["screen", Program.sampleRuns, "--keys", "j", "--quiet"]
    let before = try program.run(words)
    try program.write("glyphs = \"ascii\"\n[keys]\ndown = \"n\"\nbroken", to: ".config/vane/config.toml")
    let after = try program.run(words)
    #expect(before.status == 0 && before.output == after.output && after.errors == before.errors)
  }
}
