import Foundation
import Testing

/// What the program asks the terminal about its glyphs, and what it makes of the answer.
@Suite struct GlyphTests {
  private let folder: TemporaryFolder
  private var memory: String { folder.path + "/state/vane/terminals" }

  init() throws {
    folder = try TemporaryFolder()
    try SampleRuns.copy(to: folder.path + "/runs")
  }

  private func start(
    _ arguments: [String] = [], _ environment: [String: String] = [:], answers: Bool = true
  ) throws -> PseudoTerminal {
    try PseudoTerminal(
      Built.vane, ["runs"] + arguments, folder: folder.path, environment: environment, answers: answers)
  }

  private func questions(to terminal: PseudoTerminal) -> Int {
    String(decoding: terminal.written, as: UTF8.self).components(separatedBy: "\u{1B}[6n").count - 1
  }

  @Test func asksOnceAndRemembersTheAnswerForThisKindOfTerminal() throws {
    for (count, term) in [(5, "xterm-256color"), (0, "xterm-256color"), (5, "screen"), (0, "screen")] {
      let terminal = try start([], ["TERM": term])
      try terminal.settle(on: "the overview") { $0.text.contains("3 behaviours") && !$0.text.contains("files") }
      #expect(questions(to: terminal) == count)
      try terminal.leave()
    }
    let lines = try String(contentsOfFile: memory, encoding: .utf8).split(separator: "\n")
    #expect(lines == ["xterm-256color  c.utf-8\t11111", "screen  c.utf-8\t11111"])
  }

  /// Which nobody reads: whoever opened it to write would wait for ever, and the keys with him.
  @Test func aPipeInTheMemorysPlaceIsNotWaitedFor() throws {
    try FileManager.default.createDirectory(atPath: folder.path + "/state/vane", withIntermediateDirectories: true)
    #expect(mkfifo(memory, 0o600) == 0)
    let terminal = try start()
    try terminal.settle(on: "the overview") { $0.text.contains("3 behaviours") && !$0.text.contains("files") }
    #expect(questions(to: terminal) == 5)
    terminal.type("?")
    try terminal.wait(for: "the help") { $0.lines[0].contains("keys") }
    try terminal.leave()
    // Whoever reads a pipe that nobody writes to waits as well.
    try #require(FileManager.default.attributesOfItem(atPath: memory)[.type] as? FileAttributeType == .typeRegular)
    let lines = try String(contentsOfFile: memory, encoding: .utf8).split(separator: "\n")
    #expect(lines == ["xterm-256color  c.utf-8\t11111"])
  }

  @Test func whatTypedMeanwhileIsNeitherLostNorMixedUp() throws {
    let terminal = try start()
    terminal.type("?")
    try terminal.wait(for: "the help") { $0.lines[0].contains("keys") && $0.lines[23].contains("Esc back") }
    try terminal.leave()
  }

  @Test func leavesNothingOfTheQuestionOnTheScreen() throws {
    var screens: [String] = []
    for _ in 0..<2 {
      let terminal = try start(["--glyphs", "octant"])
      try terminal.settle(on: "the overview") { $0.text.contains("vsPPL") && !$0.text.contains("files") }
      screens.append(terminal.text)
      try terminal.leave()
    }
    #expect(screens[0] == screens[1])
    #expect(screens[0].split(separator: "\n").first?.hasPrefix(" vane  runs") == true)
  }

  @Test(arguments: [("braille", 0x2801...0x28FF), ("sextant", 0x1FB00...0x1FB3B), ("octant", 0x1CD00...0x1CDE5)])
  func drawsCurvesInPartsOfCells(_ name: String, _ range: ClosedRange<Int>) throws {
    let terminal = try start([], ["VANE_GLYPHS": name])
    try terminal.settle(on: "the overview") { $0.text.contains("3 behaviours") && !$0.text.contains("files") }
    terminal.type("j\r")
    try terminal.settle(on: "the behaviour") { $0.text.contains("read a scale") && !$0.lines[0].contains("asking") }
    let chart = terminal.lines[5...13].joined()
    #expect(chart.unicodeScalars.contains { range.contains(Int($0.value)) })
    #expect(!chart.contains("?"))
    // Whatever stands in the chart, the facts beside it begin in their column.
    #expect(
      terminal.lines[5...8].allSatisfy {
        ["slope", "95 %", "p", "P↗"].contains(String($0.dropFirst(48).prefix(5)).trimmingCharacters(in: .whitespaces))
      })
    try terminal.leave()
  }

  @Test func aTerminalThatDoesNotAnswerIsTriedWithNothingNew() throws {
    let terminal = try start(["--glyphs", "octant"], answers: false)
    try terminal.wait(forText: "the terminal does not say how wide it draws octants: block glyphs are used")
    try terminal.leave()
    #expect(!FileManager.default.fileExists(atPath: memory))
  }

  @Test func whereAmbiguousCharactersAreWideNothingIsDrawnWithThem() throws {
    let terminal = try start(["--ambiguous-width", "2"])
    try terminal.settle(on: "the overview") { $0.text.contains("3 behaviours") && !$0.text.contains("files") }
    #expect(!terminal.text.contains("▁") && terminal.text.contains("/ 1"))
    try terminal.leave()
  }

  @Test func writesNothingWhereNothingMayBeWritten() throws {
    let terminal = try start(["--read-only"])
    try terminal.settle(on: "the overview") { $0.text.contains("3 behaviours") && !$0.text.contains("files") }
    try terminal.leave()
    #expect(!FileManager.default.fileExists(atPath: memory))
  }

  @Test(arguments: [
    (["--glyphs", "runes"], [:], "runes"), ([], ["VANE_GLYPHS": "runes"], "VANE_GLYPHS: no glyphs 'runes'; there are:"),
    (["--ambiguous-width", "3"], [:], "--ambiguous-width is 1 or 2"), (["--color", "many"], [:], "many"),
  ])
  func aWordThatIsNoneIsRefused(_ arguments: [String], _ environment: [String: String], _ words: String) throws {
    let terminal = try start(arguments, environment)
    #expect(try terminal.waitForEnd() == 2)
    #expect(terminal.text.contains(words))
    #expect(terminal.modes == terminal.modesBefore)
  }
}
