import Foundation
import GRDB
import Runs
import Testing

@testable import Store

/// An index whose place is taken, or is taken from it. It is made anew or refused with a reason; what belongs to others
/// is left alone.
@Suite struct PlacesTests {
  private let folder: TemporaryFolder
  private var path: String { folder.path + "/index.sqlite" }

  init() throws { folder = try TemporaryFolder() }

  /// It works: in its place, or in memory with a reason.
  private func expectWorks(_ index: RunIndex) throws {
    try index.add([entry("/a")])
    #expect(try Contents(index) == Contents([entry("/a")]))
  }

  @Test(arguments: ["index.sqlite", "index.sqlite-wal", "index.sqlite-shm", "index.sqlite.lock"], ["pipe", "folder"])
  func aPipeOrFolderInItsPlaceIsNotWaitedForAndNotRemoved(name: String, kind: String) throws {
    let place = "\(folder.path)/\(name)"
    if kind == "pipe" {
      mkfifo(place, 0o600)
    } else {
      mkdir(place, 0o700)
      try folder.write("of somebody else".utf8, to: "\(name)/file")
    }
    let index = try RunIndex(directory: folder.path)
    #expect(index.keptInMemoryBecause?.contains(path) ?? true)
    try expectWorks(index)
    if kind == "folder" { #expect(FileManager.default.fileExists(atPath: place + "/file")) }
  }

  /// Also where some of its tables are called as Vane's are, or it is kept with the same library.
  @Test(arguments: [
    "", "CREATE TABLE file (path TEXT);", "CREATE TABLE file (path TEXT); CREATE TABLE columns (name TEXT);",
    "CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY); CREATE TABLE file (path TEXT);",
    "CREATE TABLE file (path TEXT); CREATE TABLE columns (name TEXT); CREATE TABLE kept (id); CREATE TABLE item_text (id);",
    "CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY); INSERT INTO grdb_migrations VALUES ('v1');",
  ])
  func aDatabaseOfAnotherProgramIsLeftAloneAndMemoryServes(more: String) throws {
    let other = try DatabaseQueue(path: path)
    let letters = "CREATE TABLE letters (text TEXT); INSERT INTO letters VALUES ('dear')"
    try other.write { try $0.execute(sql: more + " " + letters) }
    try other.close()
    let before = try folder.bytes(of: "index.sqlite")
    let index = try RunIndex(directory: folder.path)
    #expect(index.keptInMemoryBecause?.contains("another program's database and is left alone") == true)
    try expectWorks(index)
    #expect(try DatabaseQueue(path: path).read { try String.fetchOne($0, sql: "SELECT text FROM letters") } == "dear")
    #expect(try folder.bytes(of: "index.sqlite").dropFirst(100) == before.dropFirst(100))
  }

  /// Its mark stands where SQLite tells whose file it is: also what is damaged everywhere else is known by it.
  @Test func anIndexIsMarkedAsVanes() throws {
    _ = try RunIndex(directory: folder.path)
    #expect(try DatabaseQueue(path: path).read { try Int.fetchOne($0, sql: "PRAGMA application_id") } == 0x5641_4E45)
  }

  @Test func anEmptyDatabaseThatIsMarkedAsAnothersIsLeftAlone() throws {
    let other = try DatabaseQueue(path: path)
    try other.write { try $0.execute(sql: "CREATE TABLE t (a); DROP TABLE t; PRAGMA application_id = 7") }
    try other.close()
    let index = try RunIndex(directory: folder.path)
    #expect(index.keptInMemoryBecause?.contains("another program's database and is left alone") == true)
    try expectWorks(index)
  }

  @Test func anIndexOfANewerVaneIsReplaced() throws {
    do {
      let pool = try DatabasePool(path: path)
      var steps = schema
      steps.registerMigration("a step of the future") { try $0.execute(sql: "CREATE TABLE moods (mood TEXT)") }
      try steps.migrate(pool)
    }
    let index = try RunIndex(directory: folder.path)
    #expect(index.keptInMemoryBecause == nil)
    #expect(try index.files(under: ["/"]).isEmpty)
    try expectWorks(index)
  }

  /// However far the older one had come: with what it knew or without, but with nothing wrong.
  @Test(arguments: schema.migrations) func anIndexOfAnOlderVaneIsBroughtUpToDate(step: String) throws {
    do {
      let pool = try DatabasePool(path: path)
      try schema.migrate(pool, upTo: step)
      try pool.write {
        try $0.execute(sql: "INSERT INTO file (path, size, modified, about) VALUES ('/a', 10, 1, x'00')")
      }
    }
    let index = try RunIndex(directory: folder.path)
    #expect(index.keptInMemoryBecause == nil)
    #expect(try index.stamps(under: ["/"]).isEmpty)
    try expectWorks(index)
  }

  @Test(arguments: ["deleted", "replaced", "moved away and back"])
  func anIndexThatIsTakenAwayWhileInUseIsRefusedWithAReason(how: String) throws {
    let index = try RunIndex(directory: folder.path)
    try index.add([entry("/a")])
    let ids = try index.files(under: ["/"]).flatMap { $0.heads.map(\.id) }
    for end in ["", "-wal", "-shm"] {
      try? FileManager.default.moveItem(atPath: path + end, toPath: path + ".old" + end)
    }
    if how == "replaced" { try RunIndex(directory: folder.path).add([entry("/b", mark: -9)]) }
    for _ in 0..<2 {
      for ask in [
        { _ = try index.files(under: ["/"]) }, { _ = try index.columns(ids) }, { try index.add([entry("/c")]) },
      ] {
        let problem = #expect(throws: StoreProblem.self) { try ask() }
        #expect(problem?.description.contains("deleted or replaced while it was in use") == true)
      }
      #expect(index.kept(String.self, for: "rows", from: 1) == nil)
      if how == "moved away and back" {
        for end in ["", "-wal", "-shm"] {
          try? FileManager.default.moveItem(atPath: path + ".old" + end, toPath: path + end)
        }
      }
    }
    try expectWorks(RunIndex(directory: folder.path + "/other"))
  }

  /// Neither says that the index is gone: it is open, and goes on.
  @Test(arguments: ["leads in a circle", "may not be looked into"])
  func anIndexWhoseFolderIsAwayForAWhileIsNotTakenForDeleted(how: String) throws {
    let home = folder.path + "/cache"
    let index = try RunIndex(directory: home)
    try index.add([entry("/a")])
    if how == "leads in a circle" {
      try FileManager.default.moveItem(atPath: home, toPath: home + ".away")
      symlink(home, home)
    } else {
      chmod(home, 0)
    }
    #expect(try Contents(index) == Contents([entry("/a")]))
    try index.add([entry("/b")])
    if how == "leads in a circle" {
      unlink(home)
      try FileManager.default.moveItem(atPath: home + ".away", toPath: home)
    } else {
      chmod(home, 0o700)
    }
    #expect(try Contents(index) == Contents([entry("/a"), entry("/b")]))
    #expect(try Contents(RunIndex(directory: home)) == Contents([entry("/a"), entry("/b")]))
  }

  @Test(.enabled(if: TemporaryMount.isPossible, "mounting wants root"), arguments: [4, 40, 80, 160, 400])
  func aFullDiskIsSaidAndNothingWrongIsKept(kibibytes: Int) throws {
    let disk = try TemporaryMount(kibibytes: kibibytes)
    let index = try RunIndex(directory: disk.path)
    let entries = (0..<40).map { entry("/runs/\($0)", items: 300 + $0, mark: -Double($0)) }
    var kept: [RunIndex.Entry] = []
    do throws(StoreProblem) {
      for entry in entries {
        try index.add([entry])
        kept.append(entry)
      }
    } catch {
      #expect(error.what == "database or disk is full" && error.action.contains("--no-cache"))
    }
    #expect(kept.count == 40 || index.keptInMemoryBecause == nil)
    #expect(try Contents(index) == Contents(kept))
    // The next program, on the same disk, knows what was stored or says why it is kept in memory.
    let next = try RunIndex(directory: disk.path)
    if index.keptInMemoryBecause == nil, next.keptInMemoryBecause == nil {
      #expect(try Contents(next) == Contents(kept))
    }
  }

  @Test(.enabled(if: TemporaryMount.isPossible, "mounting wants root"))
  func aDiskThatMayOnlyBeReadLeavesTheIndexInMemory() throws {
    let disk = try TemporaryMount(kibibytes: 4000)
    try RunIndex(directory: disk.path).add([entry("/a")])
    try disk.makeReadOnly()
    let index = try RunIndex(directory: disk.path)
    #expect(index.keptInMemoryBecause != nil)
    try expectWorks(index)
  }

  @Test func theFolderIsItsOwnersAlone() throws {
    _ = try RunIndex(directory: folder.path + "/cache/vane")
    for made in ["cache", "cache/vane"] {
      let rights = try FileManager.default.attributesOfItem(atPath: "\(folder.path)/\(made)")[.posixPermissions]
      #expect(rights as? Int == 0o700)
    }
  }
}
