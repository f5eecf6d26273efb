import Foundation
import GRDB
public import Runs

/// Answers that took long to compute, for the next time that the same is asked of the same files.
///
/// A newer answer to the same question takes the place of the older one; of the others the newest few dozen stay.
extension RunIndex {
  private static let most = 64

  /// What was kept, if it was made from the same inputs; nil otherwise, and whenever it cannot be read: then it is
  /// computed anew.
  ///
  /// - Parameters:
  ///   - question: everything that the answer depends on beside the files.
  ///   - inputs: from `inputs`, of the files.
  public func kept<Value: Packable>(_ type: Value.Type, for question: String, from inputs: UInt64) -> Value? {
    let packed = try? reading { db in
      try Data.fetchOne(db, sql: "SELECT packed FROM kept WHERE question = ?", arguments: [question])
    }
    guard let packed, var unpacker = try? Unpacker(sealed: [UInt8](packed)),
      (try? unpacker.takeText()) == question, (try? unpacker.take(UInt64.self)) == inputs
    else { return nil }
    return try? FieldUnpacker.value(type, from: unpacker)
  }

  /// Nothing is lost when it cannot be kept, so nothing is said.
  public func keep(_ value: some Packable, for question: String, from inputs: UInt64) {
    guard !isInMemory, let body = try? FieldPacker(value).packer else { return }
    var packer = Packer()
    packer.put(question)
    packer.put(inputs)
    packer.put(all: body.bytes)
    let sealed = Data(packer.sealed)
    try? writing { db in
      try db.execute(sql: "DELETE FROM kept WHERE question = ?", arguments: [question])
      try db.execute(sql: "INSERT INTO kept (question, packed) VALUES (?, ?)", arguments: [question, sealed])
      try db.execute(
        sql: "DELETE FROM kept WHERE id <= (SELECT id FROM kept ORDER BY id DESC LIMIT 1 OFFSET ?)",
        arguments: [Self.most])
    }
  }

  /// One number for all that answers over these files depend on: another one whenever a file was read anew, came or went.
  public static func inputs(_ files: [IndexedFile]) -> UInt64 {
    var packer = Packer()
    for file in files {
      packer.put(file.stamp.path)
      packer.put(file.stamp.size)
      packer.put(file.stamp.modified)
      packer.put(file.stamp.changed)
      packer.put(UInt32(file.heads.count))
      for head in file.heads { packer.put(head.id) }
    }
    return Packer.seal(of: packer.sealed)
  }
}
