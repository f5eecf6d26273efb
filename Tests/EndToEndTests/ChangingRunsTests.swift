import Foundation
import Testing

/// Runs that change between two starts, and while they are open.
@Suite struct ChangingRunsTests {
  private let folder: TemporaryFolder

  private var runs: String { folder.path + "/runs" }

  init() throws {
    folder = try TemporaryFolder()
    try SampleRuns.copy(to: folder.path + "/runs")
  }

  private func dashboard() throws -> PseudoTerminal { try .dashboard(in: folder.path) }

  @Test func answersToKeysWhileItReads() throws {
    let terminal = try PseudoTerminal(Built.vane, ["runs"], folder: folder.path)
    terminal.type("?")
    try terminal.wait(for: "the help") { $0.text.contains("PgDn") || $0.text.contains("Ctrl-D") }
    try terminal.leave()
  }

  @Test func theSecondStartShowsWhatTheFirstShowedAndOpensTheSame() throws {
    var seen: [[String]] = []
    for _ in 0..<2 {
      let terminal = try dashboard()
      // Marks come a little later than the rows.
      try terminal.settle(on: "the marks") { $0.text.contains("vsPPL") }
      var screens = [terminal.text]
      for key in ["\r", "q", "#", "q", "V"] {
        let before = terminal.text
        terminal.type(key)
        try terminal.settle(on: "the next screen") { $0.text != before && !$0.isAsking }
        screens.append(terminal.text)
      }
      seen.append(screens)
      try terminal.leave()
    }
    for (first, second) in zip(seen[0], seen[1]) { #expect(first == second) }
  }

  @Test func aStartAfterTheRunsChangedShowsThemAsTheyAreNow() throws {
    try dashboard().leave()
    for model in ["vane-3k", "vane-14k"] {
      try FileManager.default.removeItem(atPath: "\(runs)/vane__\(model)")
    }
    let terminal = try dashboard()
    try terminal.settle(on: "three models") { $0.text.contains("3 models") }
    try terminal.leave()
    try "[models.\"vane-37k\"]\nfamily = \"elsewhere\"\n".write(
      toFile: runs + "/vane.toml", atomically: true, encoding: .utf8)
    let last = try dashboard()
    // One of the three models stands alone in its family now.
    try last.settle(on: "two scales") { $0.text.contains("2 scales") }
    try last.leave()
  }

  @Test func noticesThatTheManifestChanged() throws {
    let terminal = try dashboard()
    let file = URL(filePath: runs + "/vane.toml")
    try Data("[behaviours.honesty]\ntasks = [\"vane_facts_*\"]\n[files]\nexclude = [\"*coin*\"]\n".utf8).write(to: file)
    try terminal.wait(for: "the behaviour's new name") { $0.text.contains("honesty") && !$0.text.contains("coin") }
    try FileManager.default.removeItem(at: file)
    try terminal.wait(for: "the old one") { $0.text.contains("facts") && $0.text.contains("coin") }
    try terminal.leave()
  }

  /// As on a network disk that another host writes to, and where the system has no more watches to give.
  @Test(.enabled(if: Traced.isPossible, "\(Traced.reason)"))
  func noticesWhatNothingTellsOf() throws {
    let deaf = ["strace", "-f", "-o", "/dev/null", "-e", "inject=inotify_init1:error=EMFILE"]
    let terminal = try PseudoTerminal(
      "/usr/bin/env", deaf + ["-e", "trace=inotify_init1", Built.vane, "--fresh", "runs"], folder: folder.path)
    try terminal.settle(on: "the overview and its marks") { $0.showsOverview && $0.text.contains("vsPPL") }
    try "[behaviours.honesty]\ntasks = [\"vane_facts_*\"]\n".write(
      toFile: runs + "/vane.toml", atomically: true, encoding: .utf8)
    try terminal.wait(for: "the behaviour's new name") { $0.text.contains("honesty") }
    try terminal.leave()
  }

  @Test func noticesARunInAFolderThatWasMadeAnew() throws {
    let terminal = try dashboard()
    let run = runs + "/vane__vane-3k"
    let aside = folder.path + "/aside"
    try FileManager.default.moveItem(atPath: run, toPath: aside)
    try terminal.wait(for: "one model less") { $0.text.contains("4 models") }
    try FileManager.default.createDirectory(atPath: run, withIntermediateDirectories: false)
    // When this is on screen the new folder has been seen, and it was empty.
    try "[behaviours.honesty]\ntasks = [\"vane_facts_*\"]\n".write(
      toFile: runs + "/vane.toml", atomically: false, encoding: .utf8)
    try terminal.wait(forText: "honesty")
    for name in try FileManager.default.contentsOfDirectory(atPath: aside) {
      try FileManager.default.copyItem(atPath: "\(aside)/\(name)", toPath: "\(run)/\(name)")
    }
    try terminal.wait(for: "the model again") { $0.text.contains("5 models") }
    try terminal.leave()
  }

  @Test func noticesThatLogsWereEmptied() throws {
    let terminal = try dashboard()
    let run = runs + "/vane__vane-3k"
    for name in try FileManager.default.contentsOfDirectory(atPath: run) {
      try #require(FileHandle(forWritingAtPath: "\(run)/\(name)")).truncate(atOffset: 0)
    }
    try terminal.wait(for: "one model less") { $0.text.contains("4 models") }
    try terminal.leave()
  }

  @Test func noticesThatAFileWhichWasNamedByItselfHasGrown() throws {
    let file = folder.path + "/mine.csv"
    try SampleRuns.writeTable(of: ["patience"], to: file)
    let terminal = try PseudoTerminal(Built.vane, ["--fresh", "mine.csv"], folder: folder.path)
    try terminal.settle(on: "the overview") { $0.text.contains("patience") && !$0.lines[0].contains("reading") }
    try SampleRuns.writeTable(of: ["patience", "candour"], to: file)
    try terminal.wait(forText: "candour")
    try terminal.leave()
  }
}
