import Foundation
import Testing

/// An index that cannot be used for a while: another program holds it, a disk is full for a minute.
@Suite struct IndexTroubleTests {
  private let folder: TemporaryFolder
  private var runs: String { folder.path + "/runs" }

  init() throws {
    folder = try TemporaryFolder()
    try SampleRuns.copy(to: folder.path + "/runs")
  }

  /// The byte by which SQLite lets one program at a time write.
  private func holdIndex() throws -> FileHandle {
    let index = "\(folder.path)/cache/vane/index.sqlite-shm"
    let file = try #require(FileHandle(forUpdatingAtPath: index))
    var lock = flock(l_type: Int16(F_WRLCK), l_whence: Int16(SEEK_SET), l_start: 120, l_len: 1, l_pid: 0)
    let isHeld = fcntl(file.fileDescriptor, F_SETLK, &lock) == 0
    try #require(isHeld)
    return file
  }

  @Test func runsAreWatchedOnAfterTheIndexHasRefusedOnce() throws {
    let run = runs + "/vane__vane-3k"
    let aside = folder.path + "/aside"
    try FileManager.default.moveItem(atPath: run, toPath: aside)
    let terminal = try PseudoTerminal(
      Built.vane, ["--fresh", "runs"], columns: 200, rows: 30, folder: folder.path)
    try terminal.settle(on: "the overview") { $0.text.contains("4 models") && $0.text.contains("vsPPL") }
    let held = try holdIndex()
    try FileManager.default.moveItem(atPath: aside, toPath: run)
    try terminal.wait(for: "the index's complaint") { $0.text.contains("database is locked") }
    #expect(terminal.text.contains("4 models"))
    try held.close()
    try "[files]\n".write(toFile: runs + "/vane.toml", atomically: false, encoding: .utf8)
    try terminal.wait(for: "the model that landed meanwhile") { $0.text.contains("5 models") }
    terminal.type("Q")
    #expect(try terminal.waitForEnd() == 0)
    terminal.expectGivenBack()
  }

  /// Somebody's question finds that numbers are damaged, and all that the index holds is thrown away. No file has changed.
  @Test func damageThatAQuestionFindsIsMadeGoodWhileNoFileChanges() throws {
    // Of what was written just now nothing is kept.
    usleep(200_000)
    let first = try PseudoTerminal(Built.vane, ["--fresh", "runs"], folder: folder.path)
    // What is kept of the first screen needs no numbers the next time.
    try first.settle(on: "the marks") { $0.text.contains("vsPPL") && $0.text.contains("3 behaviours") }
    first.type("Q")
    #expect(try first.waitForEnd() == 0)
    // The last one that has the index open brings all of it into its file.
    let table = try PseudoTerminal(Built.vane, ["trends", "runs"], folder: folder.path)
    #expect(try table.waitForEnd() == 0)
    let index = URL(filePath: "\(folder.path)/cache/vane/index.sqlite")
    var bytes = try Data(contentsOf: index)
    let logs = try FileManager.default.subpathsOfDirectory(atPath: runs).filter { $0.contains("/samples_") }
    var damaged = 0
    for log in logs {
      let text = try String(contentsOfFile: "\(runs)/\(log)", encoding: .utf8)
      let values = text.split(separator: "\"").filter { $0.hasPrefix("-") }.prefix(20).compactMap { Double($0) }
      for value in values {
        let packed = withUnsafeBytes(of: value.bitPattern.littleEndian) { Data($0) }
        while let place = bytes.range(of: packed) {
          bytes[place.lowerBound] ^= 1
          damaged += 1
        }
      }
    }
    try #require(damaged > 0, "no number of the logs is in the index")
    try bytes.write(to: index)
    let terminal = try PseudoTerminal(Built.vane, ["--fresh", "runs"], folder: folder.path)
    try terminal.settle(on: "the overview") { $0.showsOverview }
    // Refused until it is there again.
    for _ in 0..<50 where terminal.text.contains("3 behaviours") {
      terminal.press(.enter)
      usleep(100_000)
      try terminal.settle(on: "an answer") { !$0.isAsking }
    }
    #expect(!terminal.text.contains("3 behaviours"), "\(terminal.text)")
    terminal.type("Q")
    #expect(try terminal.waitForEnd() == 0)
  }

  /// A network that is away for a moment: afterwards nothing about the file shows that it was not read.
  @Test(.enabled(if: Traced.isPossible, "\(Traced.reason)"))
  func whatIsAnsweredWithoutAManifestThatTheDiskRefusedIsNotKept() throws {
    let manifest = runs + "/vane.toml"
    try "[behaviours.truth]\ntasks = [\"vane_facts_*\"]\n".write(toFile: manifest, atomically: false, encoding: .utf8)
    // Of what was written just now nothing is kept in any case.
    usleep(200_000)
    let words = ["strace", "-f", "-o", "/dev/null", "-P", manifest, "-e", "inject=openat:error=EIO"]
    let without = try PseudoTerminal("/usr/bin/env", words + [Built.vane, "--fresh", "runs"], folder: folder.path)
    try without.settle(on: "the overview without it") {
      $0.text.contains("facts direct") && $0.text.contains("vsPPL") && !$0.text.contains("reading")
    }
    without.type("Q")
    #expect(try without.waitForEnd() == 0)
    let terminal = try PseudoTerminal(Built.vane, ["--fresh", "runs"], folder: folder.path)
    try terminal.wait(for: "the name that the manifest gives") { $0.text.contains("truth direct") }
    terminal.type("Q")
    #expect(try terminal.waitForEnd() == 0)
  }

  /// Choices that a manifest names by their words are looked up in the logs.
  @Test(.enabled(if: Traced.isPossible, "\(Traced.reason)"))
  func whatIsAnsweredWithoutTheWordsOfChoicesIsNotKept() throws {
    func coin(under words: [String] = [], _ more: String...) throws -> [Substring] {
      let terminal = try PseudoTerminal(
        "/usr/bin/env", words + [Built.vane, "--fresh"] + more + ["runs"], folder: folder.path)
      try terminal.settle(on: "the overview") {
        $0.text.contains("coin direct") && $0.text.contains("vsPPL") && !$0.text.contains("reading")
      }
      let row = try #require(terminal.lines.first { $0.contains("coin direct") })
      terminal.type("Q")
      #expect(try terminal.waitForEnd() == 0)
      // Marks come later, and move the columns before the last mean.
      return Array(row.split(separator: " ").filter { !["≠", "~"].contains($0) }.suffix(8))
    }
    // Of what was written just now nothing is kept in any case.
    usleep(200_000)
    _ = try coin()
    try "[behaviours.coin]\nwatched = \"tails\"\n".write(
      toFile: runs + "/vane.toml", atomically: false, encoding: .utf8)
    usleep(200_000)
    let logs = try FileManager.default.subpathsOfDirectory(atPath: runs).filter { $0.contains("coin_direct") }
    let refused = logs.flatMap { ["-P", "\(runs)/\($0)"] } + ["-e", "inject=openat:error=EIO"]
    let without = try coin(under: ["strace", "-f", "-o", "/dev/null"] + refused)
    let (kept, truth) = (try coin(), try coin("--no-cache"))
    #expect(without != truth)
    #expect(kept == truth)
  }
}
