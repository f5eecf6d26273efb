import Foundation
import Testing

/// A dashboard that was set up by a person's `config.toml`.
@Suite struct ConfigTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try SampleRuns.copy(to: folder.path + "/runs")
  }

  private func dashboard(
    _ text: String, _ options: [String] = [], remembered: String? = nil, _ environment: [String: String] = [:]
  ) throws -> PseudoTerminal {
    try write(text, to: "config/vane/config.toml")
    if let remembered { try write(remembered, to: "state/vane/columns") }
    let terminal = try PseudoTerminal(
      Built.vane, ["runs"] + options, folder: folder.path, environment: environment)
    try terminal.settle(on: "the overview") { $0.showsOverview && $0.text.contains("twohop direct") }
    return terminal
  }

  private func write(_ text: String, to name: String) throws {
    let path = folder.path + "/" + name
    try FileManager.default.createDirectory(
      atPath: String(path[..<path.lastIndex(of: "/")!]), withIntermediateDirectories: true)
    try text.write(toFile: path, atomically: true, encoding: .utf8)
  }

  @Test func keysOfOnesOwnDoWhatTheyAreCalled() throws {
    let terminal = try dashboard("[keys.overview]\ndown = \"W\"\n[keys]\nhelp = \"*\"\n")
    terminal.type("W")
    try terminal.wait(for: "the second line") { $0.selectedLine?.contains("facts") == true }
    terminal.type("j")
    try terminal.wait(forText: "j does nothing here")
    terminal.type("*")
    try terminal.wait(forText: "> keys")
    try terminal.leave()
  }

  @Test func aMistakeIsSaidInTheLastLineAndTheRestHolds() throws {
    try write("[keys]\n", to: "config/vane/config.toml")
    let terminal = try dashboard("glyphs = \"ascii\"\nthme = \"\\u001B[31mred\"\n[keys.overview]\ndown = \"W\"\n")
    #expect(
      terminal.lines.last?.contains("config.toml:2: thme: unknown key, did you mean 'theme'?") == true,
      "\(terminal.text)")
    #expect(!terminal.text.contains("▁") && !terminal.text.contains("█"))
    terminal.type("W")
    try terminal.wait(for: "the second line") { $0.selectedLine?.contains("facts") == true }
    try terminal.leave()
  }

  @Test func whatIsNoTOMLCostsAllOfItButNotTheStart() throws {
    let terminal = try dashboard("[keys\n\u{1B}]0;owned\u{7}")
    #expect(terminal.lines.last?.contains("config.toml:2: a control character") == true, "\(terminal.text)")
    #expect(!String(decoding: terminal.written, as: UTF8.self).contains("owned"))
    try terminal.leave()
  }

  /// Built in < configuration < remembered < environment < command line.
  @Test func theCommandLineCountsMoreThanTheEnvironmentAndThatMoreThanTheFile() throws {
    var terminal = try dashboard("glyphs = \"ascii\"\n", [], ["VANE_GLYPHS": "block"])
    #expect(terminal.text.contains("█"))
    try terminal.leave()
    terminal = try dashboard("glyphs = \"block\"\n", ["--glyphs", "block"], ["VANE_GLYPHS": "ascii"])
    #expect(terminal.text.contains("█"))
    try terminal.leave()
  }

  @Test func aMeasureOfOnesOwnHoldsUnlessTheCommandLineNamesAnother() throws {
    let text = "[defaults]\nmeasure = \"logp\"\ny-axis = \"own\"\n"
    var terminal = try dashboard(text)
    #expect(terminal.text.contains(" logp, nats") && terminal.text.contains("y: each row its own"), "\(terminal.text)")
    try terminal.leave()
    terminal = try dashboard(text, ["--measure", "margin"])
    #expect(terminal.text.contains(" margin, nats"))
    try terminal.leave()
  }

  @Test func columnsAreTheFilesUntilOthersAreRemembered() throws {
    let text = "[columns]\noverview = [\"name\", \"slope\", \"verdict\"]\n"
    var terminal = try dashboard(text)
    #expect(!terminal.hasSparklines, "\(terminal.text)")
    try terminal.leave()
    terminal = try dashboard("[columns]\noverview = [\"bogus\"]\n")
    #expect(terminal.hasSparklines, "a list of which nothing exists costs no usual column")
    try terminal.leave()
    terminal = try dashboard(text, remembered: "overview = name n spark verdict\n")
    #expect(terminal.hasSparklines)
    // As usual means as the file has it.
    terminal.type("C")
    try terminal.wait(forText: "= as usual")
    terminal.type("=")
    try terminal.wait(for: "no sparklines") { !$0.hasSparklines && !$0.text.contains("as usual") }
    try terminal.leave()
  }
}

extension PseudoTerminal {
  fileprivate var hasSparklines: Bool {
    lines.contains { $0.contains("facts direct") && $0.contains { "▁▂▃▄▅▆▇█".contains($0) } }
  }
}
