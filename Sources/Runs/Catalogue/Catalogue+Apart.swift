/// What is called alike and is not the same: told apart, before anything is taken for a copy of anything.
extension Catalogue {
  /// Models of several organisations or folders that end alike get as much of their paths as tells them apart; a
  /// revision that is neither the final model nor a step of it makes a model of its own.
  static func withModelsApart(_ runs: [Run], problems: inout [Problem]) -> [Run] {
    var paths: [String: Set<[String]>] = [:]
    for run in runs where run.isCalledByItsPath { paths[run.model.name, default: []].insert(run.logged.path) }
    let alike = paths.filter { $0.value.count > 1 }.mapValues { NamesByPath($0) }.filter { $0.value.names.count > 1 }
    var told: Set<String> = []
    var apart = runs
    for at in apart.indices {
      let (name, place) = (apart[at].model.name, Place(file: apart[at].path))
      if let names = alike[name], apart[at].isCalledByItsPath {
        apart[at].model.name = names[apart[at].logged.path] ?? name
        if told.insert(name).inserted {
          let list = names.names.prefix(3).joined(separator: ", ") + (names.names.count > 3 ? ", …" : "")
          problems.append(
            Problem(
              place, "\(names.names.count) models are called \(name): \(list)",
              "told apart; where they are one, give them one name in vane.toml", rejects: false))
        }
      }
      guard let revision = apart[at].logged.revision else { continue }
      let model = apart[at].model.name
      apart[at].revisionOf = model
      apart[at].model.name = "\(model)@\(revision)"
      if told.insert(apart[at].model.name).inserted {
        problems.append(
          Problem(
            place, "revision \(revision) of \(model) is neither main nor a training step",
            "shown as \(model)@\(revision), and on no ladder with \(model) itself", rejects: false))
      }
    }
    return apart
  }

  /// Answers that were read in several ways, by filters or by scorers, are as many variants: `worked:stated-answer`.
  /// The name stands on all runs of the suite as soon as one model has several of them, so that a model whose answers
  /// were read in one way stands on the ladder of that way.
  static func withFiltersApart(_ runs: [Run]) -> [Run] {
    guard runs.contains(where: { $0.filter != nil }) else { return runs }
    struct Suite: Hashable {
      let key: BehaviourKey
      let suite: String

      init(_ run: Run) { (key, suite) = (run.key, run.suite) }
    }
    struct Asked: Hashable {
      let identity: Identity
      let kind: Columns.Kind
      /// nil: wherever it is stored.
      let path: String?

      init(_ run: Run, path: String? = nil) { (identity, kind, self.path) = (Identity(run), run.kind, path) }
    }
    var inFile: [Asked: String?] = [:]
    var named: [Asked: String] = [:]
    var several: Set<Suite> = []
    for run in runs {
      let own = Asked(run, path: run.path)
      if let other = inFile[own], other != run.filter { several.insert(Suite(run)) }
      inFile[own] = .some(run.filter)
      // Not every log tells how its only reading was made: between two logs, only names are held against one another.
      guard let filter = run.filter else { continue }
      if let other = named[Asked(run)], other != filter { several.insert(Suite(run)) }
      named[Asked(run)] = filter
    }
    guard !several.isEmpty else { return runs }
    return runs.map { run in
      guard let filter = run.filter, several.contains(Suite(run)) else { return run }
      var run = run
      run.key.variant = run.key.variant.map { "\($0):\(filter)" } ?? filter
      return run
    }
  }

  /// Runs that would be one, and were asked in different ways, are variants: `plain` and `plain:5shot`. In what they
  /// differ is added to the variant of all runs of the behaviour, so that a ladder's models were asked alike.
  static func withVariantsApart(_ runs: [Run]) -> [Run] {
    var first: [Identity: [String: String]] = [:]
    var differing: [BehaviourKey: Set<String>] = [:]
    // Whole texts stand on no ladder, and their aggregate knows of no variants.
    for run in runs where run.kind != .rolling {
      guard let ways = run.ways else { continue }
      let identity = Identity(run)
      guard let other = first[identity] else {
        first[identity] = ways
        continue
      }
      guard other != ways else { continue }
      let names = Set(other.keys).union(ways.keys).filter { other[$0] != ways[$0] }
      differing[run.key, default: []].formUnion(names)
    }
    guard !differing.isEmpty else { return runs }
    return runs.map { run in
      let names = run.kind == .rolling ? [] : differing[run.key, default: []].sorted()
      let ways = names.compactMap { run.ways?[$0] }
      guard !ways.isEmpty else { return run }
      var run = run
      let way = ways.joined(separator: ":")
      run.way = way
      run.key.variant = run.key.variant.map { "\($0):\(way)" } ?? way
      return run
    }
  }
}

extension Run {
  /// False where a manifest names the model, and for those of which the name alone is known: there is one `gpt2`.
  fileprivate var isCalledByItsPath: Bool { !hasGivenName && KnownModels.family(of: model.name) == nil }
}
