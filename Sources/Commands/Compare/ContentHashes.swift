import Runs

/// Hash of what was asked, for each item of some runs.
struct ContentHashes {
  private var hashes: [ItemName: UInt64] = [:]

  init(of asked: [Asked]) {
    // Nearly all runs of a suite have one list of items, and one of them tells what was asked.
    var told: [String: PackedNames] = [:]
    for one in asked where told[one.run.suite] != one.columns.items {
      var isWhole = true
      for (at, item) in one.columns.items.enumerated() {
        let (name, hash) = (ItemName(suite: one.run.suite, item: item), one.content(of: at))
        if hash == 0 { isWhole = false } else if hashes[name] == nil { hashes[name] = hash }
      }
      if isWhole { told[one.run.suite] = one.columns.items }
    }
  }

  subscript(items: [ItemName]) -> [UInt64] { items.map { hashes[$0] ?? 0 } }
}
