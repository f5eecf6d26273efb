import Runs

/// For each item one run that was asked it, the first that is given, and its place there.
struct ItemExamples {
  struct Place {
    /// Among the runs that were given.
    let run: Int
    let at: Int
  }

  /// In the order of the items; nil for those that no run has.
  let places: [Place?]

  init(of asked: [Asked], for items: [ItemName]) {
    let runs = Dictionary(grouping: asked.indices, by: { asked[$0].run.suite })
    var walks: [Int: Walk] = [:]
    places = items.map { name in
      for run in runs[name.suite] ?? [] {
        if let at = walks[run, default: Walk()].next(name.item, in: asked[run].columns.items) {
          return Place(run: run, at: at)
        }
      }
      return nil
    }
  }

  /// A run's items stand nearly always in the order in which they are asked for; the names are only learnt where not.
  private struct Walk {
    private var at = 0
    private var places: [String: Int]?

    mutating func next(_ name: String, in items: PackedNames) -> Int? {
      var name = name
      if at < items.count, name.withUTF8({ items.isName(at, $0) }) {
        at += 1
        return at - 1
      }
      let known = places ?? Dictionary(zip(items, items.indices), uniquingKeysWith: { first, _ in first })
      places = known
      guard let found = known[name] else { return nil }
      at = found + 1
      return found
    }
  }
}
