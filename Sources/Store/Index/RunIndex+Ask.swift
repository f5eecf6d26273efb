import Foundation
import GRDB
public import Runs
import Synchronization

extension RunIndex {
  /// The files known under these paths (folders or files) and how they were when they were read.
  ///
  /// None, if a row among them is damaged: what else is may not show, so the index is emptied and all is read anew.
  public func stamps(under paths: [String]) throws(StoreProblem) -> [ExactName: FileStamp] {
    guard let files = try whole(under: paths) else {
      startAnew()
      return [:]
    }
    return Dictionary(files.map { (ExactName($0.stamp.path), $0.stamp) }) { first, _ in first }
  }

  /// What is known of the files under these paths, in the order of their names, each once.
  ///
  /// - Throws: also when a row is damaged; the index is emptied then.
  public func files(under paths: [String]) throws(StoreProblem) -> [IndexedFile] {
    guard let files = try whole(under: paths) else { throw damaged("what it holds of a file is not what was stored") }
    return files.sorted { $0.stamp.path < $1.stamp.path }
  }

  /// The same of the files that a reading found, if every one of them is held as it was found there, or, where `exactly`
  /// is false, as it was at any time. What another Vane stored beside them is left out.
  ///
  /// - Parameter found: how each of them was when it was read, or was known and so passed over.
  /// - Returns: nil where one is not: another Vane emptied the index meanwhile, forgot a file that it did not see, or
  ///   stored what it had read of an earlier or later state. Also when a row is damaged; the index is emptied then.
  public func files(
    under paths: [String], asFound found: [ExactName: FileStamp], exactly: Bool = true
  ) throws(StoreProblem) -> [IndexedFile]? {
    guard let files = try whole(under: paths) else {
      startAnew()
      return nil
    }
    let held = files.filter { file in
      guard let stamp = found[ExactName(file.stamp.path)] else { return false }
      return !exactly || file.stamp == stamp
    }
    return held.count == found.count ? held.sorted { $0.stamp.path < $1.stamp.path } : nil
  }

  /// What was read of a file that can be read on from where it ended; nil of any other.
  public func reading(of path: String) throws(StoreProblem) -> Reading? {
    guard let file = try files(under: [path]).first, let format = file.format, file.end != nil else { return nil }
    var reading = Reading(format: format)
    reading.facts = file.facts
    reading.problems = file.problems
    reading.ignoredBecause = file.ignoredBecause
    reading.end = file.end
    reading.columns = try columns(file.heads.map(\.id))
    return reading
  }

  /// nil if a row is not as it was written.
  private func whole(under paths: [String]) throws(StoreProblem) -> [IndexedFile]? {
    try reading { db in
      var files: [IndexedFile] = []
      var seen: Set<Int64> = []
      var fewProblems = FewProblems()
      for path in paths {
        let columns = try Self.columns(under: path, in: db)
        let rows = try Row.fetchCursor(
          db, sql: "SELECT id, path, size, modified, changed, about FROM file WHERE \(Self.under) ORDER BY path",
          arguments: Self.arguments(path))
        while let row = try rows.next() {
          let id: Int64 = try row.decode(atIndex: 0)
          guard seen.insert(id).inserted else { continue }
          guard var file = try? Self.file(row), file.heads.map(\.id) == columns[id] ?? [] else { return nil }
          fewProblems.keep(in: &file)
          files.append(file)
        }
      }
      return files
    }
  }

  /// - Throws: when the row is not what was written.
  private static func file(_ row: Row) throws -> IndexedFile {
    let stamp = FileStamp(
      path: try row.decode(atIndex: 1), size: UInt64(bitPattern: try row.decode(Int64.self, atIndex: 2)),
      modified: try row.decode(atIndex: 3), changed: try row.decode(atIndex: 4))
    let file = try IndexedFile(packed: [UInt8](try row.decode(Data.self, atIndex: 5)))
    guard file.stamp == stamp else { throw Unpacker.Damage() }
    return file
  }

  /// The ids of each file's columns, in the order in which they were added.
  private static func columns(under path: String, in db: Database) throws -> [Int64: [Int64]] {
    var columns: [Int64: [Int64]] = [:]
    let rows = try Row.fetchCursor(
      db, sql: "SELECT file, id FROM columns WHERE file IN (SELECT id FROM file WHERE \(Self.under)) ORDER BY id",
      arguments: arguments(path))
    while let row = try rows.next() {
      columns[try row.decode(atIndex: 0), default: []].append(try row.decode(atIndex: 1))
    }
    return columns
  }

  /// The numbers behind these heads, in the same order. Tables of items are decoded once and shared.
  ///
  /// - Throws: when the index no longer has one of them (its file changed, or another Vane emptied the index), or when its
  ///   bytes are damaged; the index is emptied then.
  public func columns(_ ids: [Int64]) throws(StoreProblem) -> [Columns] {
    let answer: (found: [Columns], missing: Int64?)? = try reading { db in
      var tables: [Int64: ItemTable] = [:]
      var found: [Columns] = []
      let query = try db.makeStatement(sql: "SELECT packed, item_table FROM columns WHERE id = ?")
      for id in ids {
        guard let row = try Row.fetchOne(query, arguments: [id]) else { return (found, id) }
        let columns = try? Columns(packed: [UInt8](row.decode(Data.self, atIndex: 0)), id: id) { digest in
          if let table = tables[digest] { return table }
          let table = try Self.table(try row.decode(atIndex: 1), digest: digest, in: db)
          tables[digest] = table
          return table
        }
        guard let columns else { return nil }
        found.append(columns)
      }
      return (found, nil)
    }
    guard let answer else { throw damaged("the numbers of a run are not those that were stored") }
    guard let missing = answer.missing else { return answer.found }
    // Either nothing speaks of it any more, or a row was lost that is still spoken of.
    guard let files = try whole(under: ["/"]), !files.contains(where: { $0.heads.contains { $0.id == missing } }) else {
      throw damaged("a run is not where it was stored")
    }
    lacks.add(1, ordering: .sequentiallyConsistent)
    throw StoreProblem(
      "index", "a run that was listed is gone", "its file changed, or the index is made anew; look again")
  }

  /// - Throws: `Unpacker.Damage` when this row does not hold this table.
  private static func table(_ id: Int64, digest: Int64, in db: Database) throws -> ItemTable {
    let row = try Row.fetchOne(db, sql: "SELECT packed FROM item_table WHERE id = ?", arguments: [id])
    guard let row else { throw Unpacker.Damage() }
    return try ItemTable(packed: [UInt8](try row.decode(Data.self, atIndex: 0)), digest: digest)
  }

  /// `/a/b` holds `/a/b/c` and not `/a/bc`. A range, so that the index on paths serves; `0` follows `/` in ASCII.
  private static let under = "(path = ? OR (path > ? AND path < ?))"

  private static func arguments(_ path: String) -> StatementArguments {
    let folder = path == "/" ? "" : path
    return [path, folder + "/", folder + "0"]
  }
}
