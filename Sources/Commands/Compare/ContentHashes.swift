import Runs

/// Hash of what was asked, for each item of some runs.
struct ContentHashes {
  private var hashes: [ItemName: UInt64] = [:]

  init(of asked: [Asked]) {
    for one in asked {
      for (at, item) in one.columns.items.enumerated() {
        let name = ItemName(suite: one.run.suite, item: item)
        if hashes[name] == nil { hashes[name] = one.content(of: at) }
      }
    }
  }

  subscript(items: [ItemName]) -> [UInt64] { items.map { hashes[$0] ?? 0 } }
}
