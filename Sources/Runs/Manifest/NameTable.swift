/// Patterns for names, made ready to be held against thousands of names: a plain one is looked up, only the others are
/// tried one by one.
struct NameTable: Sendable {
  private var named: [String: [Int]] = [:]
  private var others: [(place: Int, glob: Glob)] = []

  init(_ globs: some Sequence<Glob>) {
    for (place, glob) in globs.enumerated() {
      if glob.isName { named[glob.pattern, default: []].append(place) } else { others.append((place, glob)) }
    }
  }

  /// Where those stand that mean any of these names, as `Glob.matchesName` has it; in their order.
  func places(of names: [String]) -> [Int] {
    var found = Set(others.lazy.filter { names.contains(where: $0.glob.matchesName) }.map(\.place))
    if !named.isEmpty {
      for name in names {
        found.formUnion(named[name] ?? [])
        if let last = Glob.last(name) { found.formUnion(named[String(last)] ?? []) }
      }
    }
    return found.sorted()
  }
}

/// Names that thousands of patterns may mean: the other way round.
struct NamesMeant {
  let names: Set<String>
  /// With what stands behind the last slash of each.
  let spellings: Set<String>

  init(_ names: Set<String>) {
    self.names = names
    spellings = names.union(names.compactMap { Glob.last($0).map { String($0) } })
  }

  func contains(_ glob: Glob) -> Bool {
    glob.isName ? spellings.contains(glob.pattern) : names.contains(where: glob.matchesName)
  }
}
