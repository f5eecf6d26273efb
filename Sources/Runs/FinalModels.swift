/// Which of several models of one name are final: those without a checkpoint, or else those of the largest step stored.
///
/// The same rule as for ladders, of which only a model's last checkpoint stands on one: logs may name a revision
/// (`step143000`) for finished models too.
public struct FinalModels: Sendable {
  /// By name; `Int.max` for a model without a checkpoint.
  private var last: [String: Int] = [:]

  public init(of models: some Sequence<Model>) {
    for model in models { last[model.name] = max(last[model.name] ?? .min, model.checkpoint ?? .max) }
  }

  public func contains(_ model: Model) -> Bool { last[model.name] == (model.checkpoint ?? .max) }
}

extension Catalogue {
  /// Models without their earlier checkpoints, by family and size.
  public var finalModels: [Model] {
    let all = models
    return all.filter(FinalModels(of: all).contains)
  }
}
