import CVterm
import Foundation
import Testing

/// Colours by depth: what is asked for, what the terminal has, and what is left without any.
@Suite struct ColourTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try SampleRuns.copy(to: folder.path + "/runs")
  }

  /// The cell of the verdict `rising`, or its sign, in the overview with the theme dark.
  private func rising(_ environment: [String: String], _ arguments: [String] = []) throws -> cvterm_cell {
    let terminal = try PseudoTerminal(
      Built.vane, ["runs", "--theme", "dark"] + arguments, folder: folder.path, environment: environment)
    try terminal.settle(on: "the overview") { $0.text.contains("vsPPL") && !$0.text.contains("files") }
    let cell = try #require(terminal.cell(of: "rising"))
    terminal.type("Q")
    #expect(try terminal.waitForEnd() == 0)
    return cell
  }

  @Test(arguments: [
    ("auto", 80), ("256", 80), ("truecolor", 80), ("16", 6), ("never", -1),
  ])
  func takesAsManyAsAreAskedForAndThere(_ depth: String, _ number: Int) throws {
    #expect(try rising([:], ["--color", depth]).foreground == Int32(number))
  }

  @Test func anOptionOverridesNoColor() throws {
    #expect(try rising(["NO_COLOR": "1"]).foreground == -1)
    #expect(try rising(["NO_COLOR": "1"]).bold)
    #expect(try rising(["NO_COLOR": "1"], ["--color", "256"]).foreground == 80)
  }

  @Test func autoGivenByHandIsAWishLikeAnyOther() throws {
    #expect(try rising(["NO_COLOR": "1"], ["--color", "auto"]).foreground == 80)
    try FileManager.default.createDirectory(
      atPath: folder.path + "/config/vane", withIntermediateDirectories: true)
    try "color = \"never\"\n".write(
      toFile: folder.path + "/config/vane/config.toml", atomically: true, encoding: .utf8)
    #expect(try rising([:]).foreground == -1)
    #expect(try rising([:], ["--color", "auto"]).foreground == 80)
  }

  private static let scheme = (0..<16).map { slot in
    "base0\(String(slot, radix: 16, uppercase: true)): \"\(slot < 8 ? String(repeating: "\(slot)0", count: 3) : "ff8700")\"\n"
  }.joined()

  @Test func aSchemeOfBase16IsAThemeByNameAndByFile() throws {
    let themes = folder.path + "/config/vane/themes"
    try FileManager.default.createDirectory(atPath: themes, withIntermediateDirectories: true)
    try Self.scheme.write(toFile: themes + "/embers.yaml", atomically: true, encoding: .utf8)
    for name in ["embers", "config/vane/themes/embers.yaml"] {
      let terminal = try PseudoTerminal(Built.vane, ["runs", "--theme", name], folder: folder.path)
      try terminal.settle(on: "the overview") { $0.text.contains("vsPPL") && !$0.text.contains("files") }
      let cell = try #require(terminal.cell(of: "rising"))
      #expect(cell.foreground == 208 && cell.background == 16)
      terminal.type(":theme mono\r")
      try terminal.settle(on: "the other theme") { $0.lines[23] == " theme mono" }
      #expect(terminal.cell(of: "rising")?.foreground == -1)
      terminal.type(":theme \(name)\r")
      try terminal.settle(on: "the first again") { $0.lines[23] == " theme \(name)" }
      #expect(terminal.cell(of: "rising")?.foreground == 208)
      terminal.type("Q")
      #expect(try terminal.waitForEnd() == 0)
    }
  }

  @Test func aMistakeInASchemeIsToldBeforeTheTerminalIsTaken() throws {
    try Self.scheme.replacing("base0A: \"ff8700\"", with: "base0A: orange").write(
      toFile: folder.path + "/embers.yaml", atomically: true, encoding: .utf8)
    let terminal = try PseudoTerminal(Built.vane, ["runs", "--theme", "embers.yaml"], folder: folder.path)
    #expect(try terminal.waitForEnd() == 2)
    #expect(terminal.text.contains("embers.yaml:11: 'orange' is no colour"))
    #expect(!terminal.written.contains(0x1B))
  }

  /// Entries with every colour are not everywhere; here is one, made like the database's own.
  private func makeDirectEntries() throws {
    let source = folder.path + "/direct.ti"
    try """
    vanetest-direct|as xterm with every colour,
    \tRGB, colors#0x1000000, pairs#0x7FFF, ccc@,
    \tinitc@, op=\\E[39;49m,
    \tsetab=\\E[%?%p1%{8}%<%t4%p1%d%e48;2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%;m,
    \tsetaf=\\E[%?%p1%{8}%<%t3%p1%d%e38;2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%;m,
    \tsetb@, setf@, use=xterm-256color,
    vanetest-256color|as xterm, use=xterm-256color,
    """.appending("\n").write(toFile: source, atomically: true, encoding: .utf8)
    let tic = Process()
    tic.executableURL = URL(filePath: "/usr/bin/tic")
    tic.arguments = ["-x", "-o", folder.path + "/terminfo", source]
    tic.standardError = FileHandle.nullDevice
    try tic.run()
    tic.waitUntilExit()
    try #require(tic.terminationStatus == 0)
  }

  /// Of the word `rising` on the probe's screen, whose theme wants 0x00AF00.
  private func probed(_ environment: [String: String]) throws -> cvterm_cell {
    let terminal = try PseudoTerminal(Built.probe, folder: folder.path, environment: environment)
    try terminal.wait(for: "the first frame") { $0.text.contains("last none") && $0.lines[23] == "bottom" }
    return try #require(terminal.cell(of: "rising"))
  }

  private static let hasCompiler = FileManager.default.isExecutableFile(atPath: "/usr/bin/tic")

  @Test(
    .enabled(if: hasCompiler, "the compiler of terminfo entries, tic, is not here"),
    arguments: [
      (["TERM": "vanetest-256color", "COLORTERM": "truecolor"], 0x00AF00), (["TERM": "vanetest-direct"], 0x00AF00),
      (["TERM": "vanetest-256color"], -1), (["TERM": "vanetest-direct", "NO_COLOR": "1"], -1),
    ])
  func hasEveryColourWhereTheDatabaseKnowsHow(_ environment: [String: String], _ colour: Int) throws {
    try makeDirectEntries()
    let database = ["TERMINFO_DIRS": "\(folder.path)/terminfo:/usr/share/terminfo:/lib/terminfo"]
    #expect(try probed(environment.merging(database) { $1 }).foreground_rgb == Int32(colour))
  }

  @Test(.enabled(if: hasCompiler, "the compiler of terminfo entries, tic, is not here"))
  func aTerminalOfDirectColoursCanBeHeldToNumberedOnes() throws {
    try makeDirectEntries()
    let environment = [
      "TERM": "vanetest-direct", "TERMINFO_DIRS": "\(folder.path)/terminfo:/usr/share/terminfo:/lib/terminfo",
    ]
    #expect(try rising(environment, ["--color", "256"]).foreground == 80)
  }

  @Test func staysWithNumberedColoursWhereTheDatabaseDoesNotKnowHow() throws {
    #expect(try probed(["COLORTERM": "truecolor", "TERMINFO_DIRS": "/lib/terminfo"]).foreground == 34)
  }
}
