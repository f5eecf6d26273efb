import Foundation
import GRDB

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// How an index is opened: what was left there is used, brought up to date, replaced, or left alone.
extension RunIndex {
  static func opened(_ path: String) throws -> (any DatabaseWriter, FileIdentity) {
    let lock = locked(path + ".lock")
    defer { if lock >= 0 { close(lock) } }
    if let opened = try? known(path) { return opened }
    do {
      return try known(path)
    } catch {
      guard isDamage(error) || isHeaderDamage(error, path) else { throw error }
      remove(path)
      return try known(path)
    }
  }

  /// One program at a time makes, opens or replaces an index: a half-made one must not look like a damaged one.
  ///
  /// Where the lock cannot be had, or another holds it for seconds, it goes without: only what stays wrong is replaced.
  private static func locked(_ path: String) -> Int32 {
    let lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    guard lock >= 0 else { return lock }
    for _ in 0..<500 {
      if flock(lock, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK { break }
      usleep(10_000)
    }
    return lock
  }

  static func remove(_ path: String) {
    // Not what is in a folder of such a name.
    for end in ["", "-wal", "-shm"] { unlink(path + end) }
  }

  private struct Unfamiliar: Error {}

  /// What is wrong with the place and cannot be mended there: memory serves.
  private struct Unsuitable: LocalizedError {
    var errorDescription: String?
    init(_ why: String) { errorDescription = why }
  }

  private static func known(_ path: String) throws -> (any DatabaseWriter, FileIdentity) {
    try refuseAnothers(path)
    var settings = Configuration()
    settings.busyMode = .timeout(10)
    settings.prepareDatabase { db in
      try db.execute(
        sql: "PRAGMA page_size = 16384; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON")
    }
    let pool = try DatabasePool(path: path, configuration: settings)
    let (tables, isSuperseded) = try pool.read { db in (try Self.tables(db), try schema.hasBeenSuperseded(db)) }
    if isSuperseded || !(tables.isEmpty || tables.contains("grdb_migrations")) { throw Unfamiliar() }
    mark(pool)
    try schema.migrate(pool)
    guard try pool.read(schemaIsWhole) else { throw Unfamiliar() }
    // SQLite opens what it may only read, and says so when something is to be written.
    guard FileManager.default.isWritableFile(atPath: path) else { throw Unsuitable("it may only be read") }
    guard let identity = FileIdentity(path) else { throw Unsuitable("it was taken away while it was opened") }
    return (pool, identity)
  }

  /// Another program's database under our name: its owner would miss it. Looked at without writing a byte, which a
  /// database that is opened for use does.
  private static func refuseAnothers(_ path: String) throws {
    var status = stat()
    guard stat(path, &status) == 0 else {
      if errno == ENOENT { return }
      throw Unsuitable(String(cString: strerror(errno)))
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw Unsuitable("it is a pipe, a device or a folder") }
    var settings = Configuration()
    settings.readonly = true
    guard status.st_size > 0, let database = try? DatabaseQueue(path: path, configuration: settings),
      let isOwn = try? database.read(isOwn)
    else { return }
    if !isOwn { throw Unsuitable("it is another program's database and is left alone; --cache names another folder") }
  }

  private static func tables(_ db: Database) throws -> Set<String> {
    try String.fetchSet(db, sql: "SELECT name FROM sqlite_master WHERE type = 'table'")
  }

  /// By its mark. One without, of an earlier day or damaged there, by the steps that made it: tables of the same names
  /// may be anybody's. Or there is nothing in it.
  private static func isOwn(_ db: Database) throws -> Bool {
    let found = try marked(db)
    if found == ownMark { return true }
    let tables = try tables(db)
    let steps = (try? String.fetchSet(db, sql: "SELECT identifier FROM grdb_migrations")) ?? []
    if !steps.isDisjoint(with: schema.migrations) { return true }
    return found == 0 && steps.isEmpty && tables.isSubset(of: commonTables)
  }

  /// Any program may have these that keeps its data with the same library.
  private static let commonTables: Set<String> = ["grdb_migrations", "sqlite_sequence", "sqlite_stat1", "sqlite_stat4"]

  /// `VANE`, in the place that SQLite's header has for telling whose file it is.
  private static let ownMark: Int32 = 0x5641_4E45

  private static func marked(_ db: Database) throws -> Int32 {
    try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
  }

  /// Where it cannot be written, the steps tell as well.
  static func mark(_ database: any DatabaseWriter) {
    guard (try? database.read(marked)) != ownMark else { return }
    try? database.write { try $0.execute(sql: "PRAGMA application_id = \(ownMark)") }
  }

  /// True when the file cannot be what this Vane wrote: of another program or version, or not whole.
  static func isDamage(_ error: any Error) -> Bool {
    guard let error = error as? DatabaseError else { return !(error is CocoaError || error is Unsuitable) }
    return switch error.resultCode {
    case .SQLITE_NOTADB, .SQLITE_CORRUPT, .SQLITE_ERROR, .SQLITE_FORMAT, .SQLITE_SCHEMA, .SQLITE_CONSTRAINT,
      .SQLITE_MISMATCH:
      true
    case _: false
    }
  }

  /// A file that may be written and that SQLite will only read: a byte of its header asks for a later SQLite.
  private static func isHeaderDamage(_ error: any Error, _ path: String) -> Bool {
    (error as? DatabaseError)?.resultCode == .SQLITE_READONLY && FileManager.default.isWritableFile(atPath: path)
  }
}
