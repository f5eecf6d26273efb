import Runs

/// What every model of a suite has in common: identities and what was asked. Stored once per distinct list.
struct ItemTable {
  var items: PackedNames
  var contents: [UInt64]

  var packed: [UInt8] {
    var packer = Packer()
    packer.put(UInt32(items.count))
    packer.put(UInt32(items.utf8.count))
    packer.put(all: items.ends)
    packer.put(all: items.utf8)
    packer.put(all: contents)
    return packer.sealed
  }

  /// The seal of a packed table: a run's columns say by it which table they need.
  static func digest(ofPacked packed: [UInt8]) -> Int64 { Int64(bitPattern: Packer.seal(of: packed)) }

  init(of columns: Columns) {
    items = columns.items
    contents = columns.contents
  }

  /// - Throws: also when the bytes are whole, but of another table.
  init(packed: [UInt8], digest: Int64) throws(Unpacker.Damage) {
    guard Self.digest(ofPacked: packed) == digest else { throw Unpacker.Damage() }
    var unpacker = try Unpacker(sealed: packed)
    let count = try unpacker.takeCount()
    let size = try unpacker.takeCount()
    let ends: [UInt32] = try unpacker.take(count)
    guard let names = PackedNames(utf8: try unpacker.take(size), ends: ends) else { throw Unpacker.Damage() }
    items = names
    contents = try unpacker.take(count)
  }
}

extension Columns {
  /// Names, numbers and addresses; the items are in their table. What nearly every log has alike is not written out:
  /// equal numbers of choices, lines that follow one another, no coverage; and small numbers take few bytes.
  ///
  /// - Parameters:
  ///   - id: under which the index keeps it, so that no other run's numbers can be taken for these.
  ///   - digest: of the table of its items.
  func packed(id: Int64, digest: Int64) -> [UInt8] {
    var packer = Packer()
    packer.put(id)
    packer.put(digest)
    packer.put(task)
    packer.put(filter)
    packNumbers(into: &packer)
    packer.put(narrow: lengths)
    packer.put(offsets.first ?? 0)
    packer.put(narrow: gaps)
    packer.put(lines.first ?? 0)
    packer.put(narrow: zip(lines, lines.dropFirst()).map { $1 &- ($0 &+ 1) })
    return packer.sealed
  }

  /// Of what was measured, with neither names nor addresses: the same for a copy in another file.
  var numbersDigest: Int64 {
    var packer = Packer()
    packNumbers(into: &packer)
    return Int64(bitPattern: Packer.seal(of: packer.sealed))
  }

  private func packNumbers(into packer: inout Packer) {
    packer.put(kind.rawValue)
    packer.put(UInt32(count))
    let stride = uniformStride
    packer.put(Int32(stride ?? -1))
    if stride == nil { packer.put(all: starts) }
    packer.put(UInt32(values.count))
    packer.put(all: values)
    packer.put(narrow: bytes.map(UInt32.init(bitPattern:)))
    packer.put(narrow: watched)
    packer.put(judged: correct)
    packer.put(coverage.contains { !$0.isNaN })
    if coverage.contains(where: { !$0.isNaN }) { packer.put(all: coverage) }
  }

  private var uniformStride: Int? {
    guard count > 0, values.count % count == 0 else { return nil }
    let stride = values.count / count
    return starts.indices.allSatisfy { Int(starts[$0]) == $0 * stride } ? stride : nil
  }

  /// Bytes between a record's line break and the next record: zeros, where each line is a record. Count - 1 of them.
  private var gaps: [UInt64] {
    (1..<max(1, count)).map { (at: Int) -> UInt64 in offsets[at] &- (offsets[at - 1] &+ UInt64(lengths[at - 1]) &+ 1) }
  }

  /// - Parameter table: the table with this digest.
  init(packed: [UInt8], id: Int64, table: (Int64) throws -> ItemTable) throws {
    var unpacker = try Unpacker(sealed: packed)
    guard try unpacker.take(Int64.self) == id else { throw Unpacker.Damage() }
    let table = try table(try unpacker.take(Int64.self))
    let (task, filter) = (try unpacker.takeText(), try unpacker.takeOptionalText())
    self.init(task: task, filter: filter, kind: try unpacker.takeKind())
    let count = try unpacker.takeCount()
    guard count == table.items.count else { throw Unpacker.Damage() }
    items = table.items
    contents = table.contents
    let stride = try unpacker.take(Int32.self)
    if stride < 0 {
      starts = try unpacker.take(count + 1)
    } else {
      starts = (0...Int32(count)).map { $0 * stride }
    }
    let total = try unpacker.takeCount()
    values = try unpacker.takeDoubles(total)
    guard Int(starts.last ?? 0) == total else { throw Unpacker.Damage() }
    bytes = try unpacker.takeNarrow(total, as: UInt32.self).map(Int32.init(bitPattern:))
    watched = try unpacker.takeNarrow(count)
    correct = try unpacker.takeJudged(count)
    coverage =
      try unpacker.takeFlag()
      ? try unpacker.takeDoubles(count) : [Double](repeating: .nan, count: count)
    lengths = try unpacker.takeNarrow(count)
    var offset = try unpacker.take(UInt64.self)
    let gaps = try unpacker.takeNarrow(max(0, count - 1), as: UInt64.self)
    var line = try unpacker.take(UInt32.self)
    let steps = try unpacker.takeNarrow(max(0, count - 1), as: UInt32.self)
    guard count > 0 else { return }
    offsets = [offset]
    lines = [line]
    offsets.reserveCapacity(count)
    lines.reserveCapacity(count)
    for at in gaps.indices {
      offset = offset &+ UInt64(lengths[at]) &+ 1 &+ gaps[at]
      line = line &+ 1 &+ steps[at]
      offsets.append(offset)
      lines.append(line)
    }
  }
}
