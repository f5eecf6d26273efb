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
      if apart[at].isCalledByItsPath, let names = alike[name] {
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
}

extension Run {
  /// False where a manifest names the model, and for those of which the name alone is known: there is one `gpt2`.
  fileprivate var isCalledByItsPath: Bool { !hasGivenName && KnownModels.family(of: model.name) == nil }
}
