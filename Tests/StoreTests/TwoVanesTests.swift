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
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        for _ in 0..<40 {
          one.startAnew()
          try one.add(entries)
        }
      }
      group.addTask {
        for _ in 0..<2000 {
          let count = try two.files(under: ["/"]).count
          #expect(count == 0 || count == entries.count)
        }
      }
      try await group.waitForAll()
    }
    #expect(two.timesLacking == 0)
    #expect(try Contents(two) == Contents(entries))
  }

  /// What the other may do to an index in the middle of a reading.
  enum Meddling: CaseIterable, Sendable {
    case nothing, empties, forgetsOne, storesAnEarlierState, storesAnother

    func happen(to index: RunIndex) throws {
      switch self {
      case .nothing: break
      case .empties: index.startAnew()
      case .forgetsOne: try index.forget(["/runs/1"])
      case .storesAnEarlierState: try index.add([entry("/runs/1", mark: -99, modified: 1)])
      case .storesAnother: try index.add([entry("/runs/9", mark: -9)])
      }
    }
  }

  /// Between any two steps of whoever reads what is new and then asks for all, as every command does: what he gets is
  /// all that there is, as it is on the disk, or he is told to read again; and where he is left alone he gets it.
  @Test(arguments: Meddling.allCases, Meddling.allCases)
  func whateverAnotherVaneDoesMeanwhileNoAnswerLacksAFile(first: Meddling, second: Meddling) throws {
    let disk = (0..<4).map { entry("/runs/\($0)", mark: -Double($0), modified: 2) }
    let found = Dictionary(uniqueKeysWithValues: disk.map { (ExactName($0.stamp.path), $0.stamp) })
    for places in [[0, 1], [0, 2], [1, 2], [2, 2]] {
      let folder = try TemporaryFolder()
      let (own, other) = (try RunIndex(directory: folder.path), try RunIndex(directory: folder.path))
      try own.add(Array(disk.prefix(3)))
      var meddlings = zip(places, [first, second]).map { (at: $0, what: $1) }
      func meanwhile(_ place: Int) throws {
        for next in meddlings where next.at == place { try next.what.happen(to: other) }
        meddlings.removeAll { $0.at == place }
      }
      var answer: [IndexedFile]?
      for round in 1...3 where answer == nil {
        try meanwhile(0)
        let known = try own.stamps(under: ["/runs"])
        try meanwhile(1)
        try own.forget(known.keys.map(\.text).filter { found[ExactName($0)] == nil })
        try own.add(disk.filter { known[ExactName($0.stamp.path)] != $0.stamp })
        try meanwhile(2)
        answer = try own.files(under: ["/runs"], asFound: found)
        #expect(answer != nil || round < 3, "\(first), \(second) at \(places)")
      }
      #expect(answer?.map(\.stamp) == disk.map(\.stamp), "\(first), \(second) at \(places)")
      let numbers = try own.columns((answer ?? []).flatMap { $0.heads.map(\.id) })
      #expect(numbers.map(\.exact) == disk.flatMap { ($0.reading?.columns ?? []).map(\.exact) })
    }
  }

  @Test func inAFolderThatNeverRestsAnyStateOfAFileWillDoButNotNone() throws {
    let (own, other) = (try RunIndex(directory: folder.path), try RunIndex(directory: folder.path))
    let file = entry("/runs/1", modified: 2)
    let found = [ExactName("/runs/1"): file.stamp]
    try own.add([file])
    try other.add([entry("/runs/1", modified: 3)])
    #expect(try own.files(under: ["/runs"], asFound: found) == nil)
    #expect(try own.files(under: ["/runs"], asFound: found, exactly: false)?.map(\.stamp.modified) == [3])
    other.startAnew()
    #expect(try own.files(under: ["/runs"], asFound: found, exactly: false) == nil)
  }

  /// An open dashboard reads again then, though no file has changed.
  @Test func whoeverAsksForARunThatIsGoneIsToldAndItIsNoted() throws {
    let (own, other) = (try RunIndex(directory: folder.path), try RunIndex(directory: folder.path))
    try own.add([entry("/runs/1")])
    let ids = try own.files(under: ["/runs"]).flatMap { $0.heads.map(\.id) }
    _ = try own.columns(ids)
    #expect(own.timesLacking == 0)
    other.startAnew()
    let problem = #expect(throws: StoreProblem.self) { try own.columns(ids) }
    #expect(problem?.what == "a run that was listed is gone" && own.timesLacking == 1)
    #expect(problem?.action == "its file changed, or the index is made anew; look again", "no file need have changed")
  }

  /// Its readers may say something else of the same files, and nothing about a row shows who read it.
  @Test func anIndexThatANewerVaneTookOverIsRefusedToTheOlderOne() throws {
    let index = try RunIndex(directory: folder.path)
    try index.add([entry("/a")])
    let newer = try DatabasePool(path: folder.path + "/index.sqlite")
    var steps = schema
    steps.registerMigration("readers of the future") { db in
      try db.execute(sql: "DELETE FROM columns; DELETE FROM item_table; DELETE FROM file")
    }
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
