import Foundation
import GRDB
public import Runs

extension RunIndex {
  /// A file that was read, or one that no reader knows (`reading` nil).
  public struct Entry: Sendable {
    public var stamp: FileStamp
    public var reading: Reading?

    public init(stamp: FileStamp, reading: Reading?) {
      self.stamp = stamp
      self.reading = reading
    }
  }

  /// Stores what these files say, in place of what was known of them, all in one transaction.
  ///
  /// What another program has stored of the same file as it is now stays: its numbers may be in use there.
  public func add(_ entries: [Entry]) throws(StoreProblem) {
    try writing { db in
      for entry in entries where try !Self.holds(entry.stamp, in: db) {
        try db.execute(sql: "DELETE FROM file WHERE path = ?", arguments: [entry.stamp.path])
        try db.execute(
          sql: "INSERT INTO file (path, size, modified, changed, about) VALUES (?, ?, ?, ?, x'')",
          arguments: Self.arguments(entry.stamp))
        let id = db.lastInsertedRowID
        var file = IndexedFile(stamp: entry.stamp, format: entry.reading?.format)
        if let reading = entry.reading {
          file.facts = reading.facts
          file.problems = reading.problems
          file.ignoredBecause = reading.ignoredBecause
          file.end = reading.end
          file.heads = try reading.columns.map { try add($0, of: id, to: db) }
        }
        try db.execute(sql: "UPDATE file SET about = ? WHERE id = ?", arguments: [Data(file.packed), id])
      }
    }
  }

  private static func arguments(_ stamp: FileStamp) -> StatementArguments {
    [stamp.path, Int64(bitPattern: stamp.size), stamp.modified, stamp.changed]
  }

  private static func holds(_ stamp: FileStamp, in db: Database) throws -> Bool {
    guard stamp.changed != 0 else { return false }
    let sql = "SELECT 1 FROM file WHERE path = ? AND size = ? AND modified = ? AND changed = ?"
    return try Int.fetchOne(db, sql: sql, arguments: arguments(stamp)) != nil
  }

  private func add(_ columns: Columns, of file: Int64, to db: Database) throws -> ColumnsHead {
    let table = ItemTable(of: columns).packed
    let digest = ItemTable.digest(ofPacked: table)
    try db.execute(
      sql: "INSERT INTO columns (file, item_table, packed) VALUES (?, ?, x'')",
      arguments: [file, try id(of: Data(table), digest: digest, in: db)])
    let id = db.lastInsertedRowID
    try db.execute(
      sql: "UPDATE columns SET packed = ? WHERE id = ?", arguments: [Data(columns.packed(id: id, digest: digest)), id])
    return ColumnsHead(
      id: id, task: columns.task, filter: columns.filter, kind: columns.kind, count: columns.count,
      values: columns.values.count, list: digest, numbers: columns.numbersDigest)
  }

  /// Of this table of items, stored if it is new. Bytes are compared and not digests alone, for a log that somebody
  /// made up may have the digest of another.
  private func id(of table: Data, digest: Int64, in db: Database) throws -> Int64 {
    let known = try Int64.fetchOne(
      db, sql: "SELECT id FROM item_table WHERE digest = ? AND packed = ?", arguments: [digest, table])
    if let known { return known }
    try db.execute(sql: "INSERT INTO item_table (digest, packed) VALUES (?, ?)", arguments: [digest, table])
    return db.lastInsertedRowID
  }

  /// Drops these files, and item tables that nothing needs any more.
  public func forget(_ paths: [String]) throws(StoreProblem) {
    guard !paths.isEmpty else { return }
    try writing { db in
      for path in paths { try db.execute(sql: "DELETE FROM file WHERE path = ?", arguments: [path]) }
      try db.execute(
        sql: "DELETE FROM item_table WHERE NOT EXISTS (SELECT 1 FROM columns WHERE item_table = item_table.id)")
    }
  }
}
