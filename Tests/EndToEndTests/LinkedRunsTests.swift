import Foundation
import Testing

/// Runs that are links to files which lie, and grow, elsewhere.
@Suite struct LinkedRunsTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func write(_ behaviours: [String]) throws {
    var table = "model,parameters,behaviour,item,choice,logp,watched\n"
    for behaviour in behaviours {
      for item in 0..<4 {
        table += "mine-10m,10000000,\(behaviour),q\(item),yes,-1.5,1\n"
        table += "mine-10m,10000000,\(behaviour),q\(item),no,-2.5,0\n"
      }
    }
    try table.write(toFile: folder.path + "/store/deep/mine.csv", atomically: false, encoding: .utf8)
  }

  /// A folder with the link in it, or the link named by itself.
  @Test(arguments: ["runs", "runs/mine.csv"]) func noticesThatAFileGrewThatALinkLeadsTo(named: String) throws {
    let files = FileManager.default
    for name in ["runs", "store/deep"] {
      try files.createDirectory(atPath: folder.path + "/" + name, withIntermediateDirectories: true)
    }
    try write(["patience"])
    try files.createSymbolicLink(
      atPath: folder.path + "/runs/mine.csv", withDestinationPath: folder.path + "/store/deep/mine.csv")
    let terminal = try PseudoTerminal(Built.vane, ["--fresh", named], folder: folder.path)
    try terminal.settle(on: "the overview") { $0.text.contains("patience") && !$0.lines[0].contains("reading") }
    try write(["patience", "candour"])
    try terminal.wait(forText: "candour")
    terminal.type("Q")
    #expect(try terminal.waitForEnd() == 0)
    terminal.expectGivenBack()
  }
}
