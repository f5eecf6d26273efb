import Foundation
import Testing

/// Runs that are links to files which lie, and grow, elsewhere.
@Suite struct LinkedRunsTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A folder with the link in it, or the link named by itself.
  @Test(arguments: ["runs", "runs/mine.csv"]) func noticesThatAFileGrewThatALinkLeadsTo(named: String) throws {
    let files = FileManager.default
    let file = folder.path + "/store/deep/mine.csv"
    for name in ["runs", "store/deep"] {
      try files.createDirectory(atPath: folder.path + "/" + name, withIntermediateDirectories: true)
    }
    try SampleRuns.writeTable(of: ["patience"], to: file)
    try files.createSymbolicLink(atPath: folder.path + "/runs/mine.csv", withDestinationPath: file)
    let terminal = try PseudoTerminal(Built.vane, ["--fresh", named], folder: folder.path)
    try terminal.settle(on: "the overview") { $0.text.contains("patience") && !$0.lines[0].contains("reading") }
    try SampleRuns.writeTable(of: ["patience", "candour"], to: file)
    try terminal.wait(forText: "candour")
    terminal.type("Q")
    #expect(try terminal.waitForEnd() == 0)
    terminal.expectGivenBack()
  }

  /// As when a folder is synchronised, or `latest` leads on.
  @Test(arguments: ["moved away", "removed", "a link"])
  func noticesThatAnotherFolderTookTheNamedOnesPlace(how: String) throws {
    let files = FileManager.default
    let (runs, other) = (folder.path + "/runs", folder.path + "/other")
    for (name, behaviour) in [("first", "patience"), ("other", "candour")] {
      try files.createDirectory(atPath: folder.path + "/" + name, withIntermediateDirectories: true)
      try SampleRuns.writeTable(of: [behaviour], to: folder.path + "/\(name)/mine.csv")
    }
    if how == "a link" {
      try files.createSymbolicLink(atPath: runs, withDestinationPath: "first")
    } else {
      try files.moveItem(atPath: folder.path + "/first", toPath: runs)
    }
    let terminal = try PseudoTerminal(Built.vane, ["--fresh", "runs"], folder: folder.path)
    try terminal.settle(on: "the overview") { $0.text.contains("patience") && !$0.lines[0].contains("reading") }
    switch how {
    case "moved away": try files.moveItem(atPath: runs, toPath: runs + ".old")
    case _: try files.removeItem(atPath: runs)
    }
    if how == "removed" { try terminal.wait(forText: "No eval runs") }
    if how == "a link" {
      try files.createSymbolicLink(atPath: runs, withDestinationPath: "other")
    } else {
      try files.moveItem(atPath: other, toPath: runs)
    }
    try terminal.wait(forText: "candour")
    terminal.type("Q")
    #expect(try terminal.waitForEnd() == 0)
    terminal.expectGivenBack()
  }

  @Test func noticesWhatLandsWhileALogIsBeingWritten() throws {
    let runs = folder.path + "/runs"
    try FileManager.default.createDirectory(atPath: runs, withIntermediateDirectories: true)
    try SampleRuns.writeTable(of: ["patience"], to: runs + "/mine.csv")
    let writer = Process()
    writer.executableURL = URL(filePath: "/bin/sh")
    writer.arguments = ["-c", "while :; do echo x >>'\(runs)/train.log'; sleep 0.03; done"]
    try writer.run()
    defer { writer.terminate() }
    let terminal = try PseudoTerminal(Built.vane, ["--fresh", "runs"], folder: folder.path)
    try terminal.settle(on: "the overview") { $0.text.contains("patience") }
    try SampleRuns.writeTable(of: ["patience", "candour"], to: runs + "/mine.csv")
    try terminal.wait(forText: "candour")
    terminal.type("Q")
    #expect(try terminal.waitForEnd() == 0)
    terminal.expectGivenBack()
  }
}
