import Runs

extension Collection {
  /// The behaviours that a name on the command line means: `boolq` (every variant), `boolq:0shot` or `boolq 0shot`.
  func behaviours(named name: String) throws(CommandProblem) -> [Catalogue.Behaviour] {
    let found = catalogue.behaviours.filter { $0.key.names.contains(name) }
    if !found.isEmpty { return found }
    let keys = catalogue.behaviours.map(\.key)
    throw .unknown("behaviour", name, among: keys.map(\.behaviour), or: keys.flatMap(\.names))
  }

  /// The same, but a behaviour that has a name of its own beside variants of it is meant alone.
  func behaviours(meant name: String) throws(CommandProblem) -> [Catalogue.Behaviour] {
    let found = try behaviours(named: name)
    return found.first { $0.key == BehaviourKey(name) }.map { [$0] } ?? found
  }

  /// Those that a name means, or all that the options leave in view where there is none.
  func behaviours(named name: String?, variant: String?) throws(CommandProblem) -> [Catalogue.Behaviour] {
    guard let name else { return behaviours(variant: variant) }
    guard let variant else { return try behaviours(meant: name) }
    let found = try behaviours(named: name)
    let own = found.filter { $0.key.variant == variant }
    if own.isEmpty { throw Self.notRun(name, under: variant, but: found.map(\.key)) }
    return own
  }

  static func notRun(_ name: String, under variant: String, but keys: [BehaviourKey]) -> CommandProblem {
    let others = Set(keys.compactMap(\.variant)).sorted()
    let has = others.isEmpty ? "it has none" : "it has: \(CommandProblem.listed(others))"
    return CommandProblem(.wrongUsage, "'\(name)' was not run under the prompt variant '\(variant)'; \(has)")
  }

  /// The one behaviour and variant that a name means, among those that the options leave in view.
  func behaviour(named name: String, variant: String?) throws(CommandProblem) -> Catalogue.Behaviour {
    let found = try behaviours(named: name, variant: variant)
    if found.count == 1 { return found[0] }
    let variants = found.map { "\($0.key.behaviour):\($0.key.variant ?? "")" }.joined(separator: ", ")
    throw CommandProblem(.wrongUsage, "'\(name)' has several variants; name one: \(variants)")
  }

  /// A family and a variant that the options pick must be among the runs: nothing is no answer to a misspelt name.
  func requireNames(in options: RunOptions) throws(CommandProblem) {
    if !options.family.isEmpty {
      let families = Set((catalogue.behaviours.flatMap(\.runs) + catalogue.texts).map(\.model.family))
      if let name = options.family.first(where: { !families.contains($0) }) {
        throw .unknown("model family", name, among: families)
      }
    }
    if let name = options.variant {
      let variants = Set(catalogue.behaviours.compactMap(\.key.variant))
      if !variants.contains(name) { throw .unknown("prompt variant", name, among: variants) }
    }
  }

  /// Every model of these families (nil: of all) that stands on a ladder must have its place on the axis.
  func require(_ axis: ScaleAxis, of families: Set<String>?) throws(CommandProblem) {
    guard axis != .parameters else { return }
    let lacking = catalogue.models(without: axis, of: families)
    guard !lacking.isEmpty else { return }
    let (what, remedy) =
      axis == .flops
      ? ("no FLOPs", "write flops, or parameters and training_tokens, for each of them in vane.toml")
      : ("no text loss", "write text_loss (nats per byte) for each of them in vane.toml, or run them on whole texts")
    throw CommandProblem(
      .wrongUsage,
      "--axis \(axis.rawValue): \(what) for \(lacking.joined(separator: ", ")); \(remedy), or choose a --family")
  }
}
