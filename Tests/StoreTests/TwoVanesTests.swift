import Foundation
import GRDB
import Runs
import Testing

@testable import Store

/// Two Vanes that have one index open: what one of them does to it between two steps of the other.
@Suite struct TwoVanesTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// One that looks meanwhile finds all or nothing: half an index would be a damaged one.
  @Test func anIndexThatIsEmptiedIsAtNoTimeHalfMade() async throws {
    let (one, two) = (try RunIndex(directory: folder.path), try RunIndex(directory: folder.path))
    let entries = (0..<5).map { entry("/runs/\($0)", mark: -Double($0)) }
    try one.add(entries)
    await withTaskGroup(of: Void.self) { group in
      group.addTask {
        for _ in 0..<40 {
          one.startAnew()
          #expect(throws: Never.self) { try one.add(entries) }
        }
      }
      group.addTask {
        for _ in 0..<2000 {
          do throws(StoreProblem) {
            let count = try two.files(under: ["/"]).count
            #expect(count == 0 || count == entries.count)
          } catch {
            Issue.record("\(error)")
            return
          }
        }
      }
    }
    #expect(try Contents(two) == Contents(entries))
  }

  /// Its readers may say something else of the same files, and nothing about a row shows who read it.
  @Test func anIndexThatANewerVaneTookOverIsRefusedToTheOlderOne() throws {
    let index = try RunIndex(directory: folder.path)
    try index.add([entry("/a")])
    let newer = try DatabasePool(path: folder.path + "/index.sqlite")
    var steps = schema
    steps.registerMigration("readers of the future") { try $0.execute(sql: "DELETE FROM file") }
    try steps.migrate(newer)
    for ask in [
      { _ = try index.files(under: ["/"]) }, { _ = try index.stamps(under: ["/"]) }, { try index.add([entry("/a")]) },
    ] {
      let problem = #expect(throws: StoreProblem.self) { try ask() }
      #expect(problem?.what == "another version of Vane has taken the index over")
    }
    #expect(try newer.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM file") } == 0)
  }
}
