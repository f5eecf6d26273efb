import Runs

/// What `--mark SUITE/ITEM` names.
struct Marks {
  let names: Set<ItemName>

  /// - Throws: where one is no item of these behaviours.
  init(_ words: [String], in behaviours: [Catalogue.Behaviour], of collection: Collection) throws {
    let suites = Set(behaviours.flatMap(\.suites))
    // A name may hold the sign as well, so the suite is looked for.
    let meant = words.map { word in
      suites.filter { word.hasPrefix($0 + "/") }.map { ItemName(suite: $0, item: String(word.dropFirst($0.count + 1))) }
    }
    let names = try collection.present(meant.joined())
    guard let wrong = zip(words, meant).first(where: { !$1.contains(where: names.contains) })?.0 else {
      self.names = names
      return
    }
    throw CommandProblem(
      .wrongUsage,
      "--mark \(wrong): no such item; it is SUITE/ITEM, of the suites \(suites.sorted().joined(separator: ", ")); "
        + "vane items lists the items")
  }
}
