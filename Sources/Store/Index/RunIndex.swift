import Foundation
import GRDB
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What the logs said, in a form that opens at once. Measures and addresses, nothing that the logs do not hold: it can
/// be thrown away and made again. What a person wrote (flags, notes) is in `FlagLog`, a file of its own.
///
/// One SQLite file in the cache folder. Two programs may use it at once.
public final class RunIndex: Sendable {
  let database: any DatabaseWriter
  /// nil: in memory.
  private let path: String?
  var isInMemory: Bool { path == nil }
  /// Of the file that was opened; nil in memory.
  private let identity: FileIdentity?
  private let isLost = Atomic<Bool>(false)
  let lacks = Atomic<Int>(0)
  /// How often it was found that something which was held is no longer: it was damaged and all was thrown away, or
  /// another Vane did that, or read a file anew. No file need change for it, so whoever waits for changes looks here too.
  public var timesLacking: Int { lacks.load(ordering: .sequentiallyConsistent) }
  /// Bytes of items' texts that are kept, packed: some millions of items. Beyond that logs are read each time.
  let mostTextBytes: Int64
  /// How many there are, counted when somebody asked and since then by what came from here.
  let textBytes = Atomic<Int64>(0)
  /// Set when the index is kept in memory although a folder was given: why.
  public let keptInMemoryBecause: String?

  /// In memory only: gone with the program.
  public init() throws(StoreProblem) {
    database = try Self.inMemory()
    (path, identity) = (nil, nil)
    mostTextBytes = 0
    keptInMemoryBecause = nil
  }

  /// In `directory`, made for its owner alone if missing. A file there that is damaged or of another Vane is replaced,
  /// for everything in an index can be read again; another program's database is left alone. There, and where nothing
  /// may be written, memory serves.
  public convenience init(directory: String) throws(StoreProblem) {
    try self.init(directory: directory, mostTextBytes: 1 << 30)
  }

  init(directory: String, mostTextBytes: Int64) throws(StoreProblem) {
    self.mostTextBytes = mostTextBytes
    var path = directory + "/" + IndexName.usual
    do {
      // For its owner alone: it holds texts of logs that perhaps not everybody may read.
      try FileManager.default.createDirectory(
        atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      path = directory + "/" + IndexName.name(in: directory)
      let opened = try Self.opened(path)
      database = opened.0
      identity = opened.1
      self.path = path
      keptInMemoryBecause = nil
    } catch {
      database = try Self.inMemory()
      (self.path, identity) = (nil, nil)
      keptInMemoryBecause =
        "\(path): \(Self.words(error)); the index is kept in memory for this time"
    }
  }

  private static func inMemory() throws(StoreProblem) -> any DatabaseWriter {
    do {
      let queue = try DatabaseQueue()
      try schema.migrate(queue)
      return queue
    } catch {
      throw StoreProblem("index", words(error), "free some memory and try again")
    }
  }

  static func words(_ error: any Error) -> String {
    if let message = (error as? DatabaseError)?.message { return message }
    // What the system said, where Foundation knows only that something could not be completed.
    let system = (error as? CocoaError)?.underlying as? POSIXError
    return system.map { String(cString: strerror($0.code.rawValue)) } ?? error.localizedDescription
  }

  func reading<Value>(_ body: (Database) throws -> Value) throws(StoreProblem) -> Value {
    try inPlace { () throws(StoreProblem) in
      do {
        return try database.read { db in
          try requireOwnSteps(db)
          return try body(db)
        }
      } catch { throw problem(error) }
    }
  }

  func writing<Value>(_ body: (Database) throws -> Value) throws(StoreProblem) -> Value {
    try inPlace { () throws(StoreProblem) in
      do {
        return try database.write { db in
          try requireOwnSteps(db)
          return try body(db)
        }
      } catch { throw problem(error) }
    }
  }

  /// Refuses when another version of Vane, started since, has brought the file up to its own date: its rows are what its
  /// readers say, and ours would be taken there for its own.
  private func requireOwnSteps(_ db: Database) throws {
    guard try schemaIsAnothers(db) else { return }
    throw StoreProblem(
      path ?? "index", "another version of Vane has taken the index over", "start again, or run with --no-cache")
  }

  /// Refuses when somebody deleted or replaced the file: SQLite would go on with what nobody else sees, and open
  /// another index beside it. Where the disk does not tell, it goes on with the file that it has open.
  private func inPlace<Value>(_ body: () throws(StoreProblem) -> Value) throws(StoreProblem) -> Value {
    guard let path, let identity else { return try body() }
    func check() throws(StoreProblem) {
      if identity.stands(at: path) == false { isLost.store(true, ordering: .relaxed) }
      if isLost.load(ordering: .relaxed) {
        throw StoreProblem(
          path, "the index was deleted or replaced while it was in use", "start again: it is made anew")
      }
    }
    try check()
    let value = try body()
    try check()
    return value
  }

  private func problem(_ error: any Error) -> StoreProblem {
    if let problem = error as? StoreProblem { return problem }
    guard Self.isDamage(error) else {
      return StoreProblem(
        path ?? "index", Self.words(error), "run again with --no-cache, or delete the index: it is made anew")
    }
    return damaged(Self.words(error))
  }

  /// Empties the index and says so.
  func damaged(_ what: String) -> StoreProblem {
    startAnew()
    return StoreProblem(
      path ?? "index", "the index is damaged: \(what)", "it was emptied; run again and it is made anew")
  }

  /// Empties the index, in place where SQLite can: other programs may have it open. In one step: to whoever met it
  /// without its tables it would be damaged, and he would empty it once more.
  func startAnew() {
    defer { lacks.add(1, ordering: .sequentiallyConsistent) }
    do {
      let empty = try DatabaseQueue()
      try database.barrierWriteWithoutTransaction { own in
        // SQLite copies pages of no other size over a database that has a log of writes.
        let size = try Int.fetchOne(own, sql: "PRAGMA page_size") ?? 4096
        try empty.writeWithoutTransaction { try $0.execute(sql: "PRAGMA page_size = \(size)") }
        Self.mark(empty)
        try schema.migrate(empty)
        try empty.writeWithoutTransaction { try $0.backup(to: own) }
      }
    } catch {
      if let path { Self.remove(path) }
    }
  }
}
