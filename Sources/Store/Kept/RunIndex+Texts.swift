import Foundation
import GRDB
import Runs
import Synchronization

/// The items' texts for whoever looks for words in them: read once from the logs, then from here. They hang on the columns
/// that were read beside them, so a log that has changed takes its texts along.
extension RunIndex {
  /// A part of the texts of these columns' items; nil if it was not kept, and whenever it cannot be read: then the log is.
  ///
  /// - Parameter questions: the columns of the file that the texts stand in, where that is another one.
  public func texts(of columns: Int64, questions: Int64?, part: Int) -> ItemTextPart? {
    let packed = try? reading { db in
      try Data.fetchOne(
        db, sql: "SELECT packed FROM item_text WHERE columns = ? AND part = ?", arguments: [columns, part])
    }
    return packed.flatMap { try? ItemTextPart(packed: [UInt8]($0), as: [columns, questions ?? 0, Int64(part)]) }
  }

  /// Nothing is lost when it cannot be kept or there are too many already, so nothing is said. Their file may have been
  /// read anew meanwhile: then they are of no use.
  public func keep(_ texts: ItemTextPart, of columns: Int64, questions: Int64?, part: Int) {
    guard !isInMemory else { return }
    let packed = Data(texts.packed(as: [columns, questions ?? 0, Int64(part)]))
    guard textBytes.add(Int64(packed.count), ordering: .relaxed).newValue <= mostTextBytes else { return }
    try? writing { db in
      try db.execute(
        sql: "DELETE FROM item_text WHERE columns = ? AND part = ?", arguments: [columns, part])
      try db.execute(
        sql: """
          INSERT INTO item_text (columns, part, items, packed)
          SELECT ?, ?, ?, ? WHERE EXISTS (SELECT 1 FROM columns WHERE id = ?)
          """, arguments: [columns, part, texts.count, packed, columns])
    }
  }

  /// Of how many of these columns' items texts are kept, as far as can be told without a look at them.
  public func textCount(of columns: Int64) -> Int {
    let count = try? reading { db in
      try Int.fetchOne(db, sql: "SELECT ifnull(sum(items), 0) FROM item_text WHERE columns = ?", arguments: [columns])
    }
    return count ?? 0
  }

  /// False in memory, and when there are too many already.
  public var keepsTexts: Bool {
    guard !isInMemory else { return false }
    let counted = try? reading { db in
      try Int64.fetchOne(db, sql: "SELECT ifnull(sum(length(packed)), 0) FROM item_text")
    }
    guard let counted else { return false }
    textBytes.store(counted, ordering: .relaxed)
    return hasRoomForTexts
  }

  /// The same without counting them.
  public var hasRoomForTexts: Bool { textBytes.load(ordering: .relaxed) < mostTextBytes }

  /// Which list of items each of these columns has: the same number for the same list.
  public func itemTables(of columns: [Int64]) throws(StoreProblem) -> [Int64: Int64] {
    try reading { db in
      let query = try db.makeStatement(sql: "SELECT item_table FROM columns WHERE id = ?")
      var tables: [Int64: Int64] = [:]
      for id in columns { tables[id] = try Int64.fetchOne(query, arguments: [id]) }
      return tables
    }
  }
}
