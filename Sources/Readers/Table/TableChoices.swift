/// The choices' texts of a table's rows, to find one that comes again in its item. Kept as hashes, each with the row of
/// its item that came before it: rows of one item may stand apart.
struct TableChoices {
  /// 0 where the row has no text: without texts nothing tells a choice from another.
  private var hashes: [UInt64] = []
  /// −1 for an item's first row.
  private var previous: [Int32] = []
  /// Of each item; −1 for none.
  private var last: [Int32] = []

  /// Adds the next row.
  ///
  /// - Returns: the row of its item that has the same text; nothing is added then.
  mutating func add(_ row: TableRow, to item: Int) -> Int? {
    let hash = row.has(.choice) ? Fingerprint.of(row.bytes(.choice)) : 0
    while last.count <= item { last.append(-1) }
    if hash != 0 {
      var twin = last[item]
      while twin >= 0, hashes[Int(twin)] != hash { twin = previous[Int(twin)] }
      if twin >= 0 { return Int(twin) }
    }
    previous.append(last[item])
    last[item] = Int32(hashes.count)
    hashes.append(hash)
    return nil
  }

  func lastRow(of item: Int) -> Int? { last.indices.contains(item) && last[item] >= 0 ? Int(last[item]) : nil }
}
