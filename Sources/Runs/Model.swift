#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A number and where it came from, so that a guess is never shown as a fact.
public struct Sourced: Sendable, Hashable, BitwiseCopyable {
  public enum Source: String, Sendable, CaseIterable, BitwiseCopyable {
    /// The log says so.
    case file
    /// Read from the model's name.
    case name
    /// From the table of known models, published.
    case table
    /// From the table of known models, somebody's estimate.
    case estimate
    /// `vane.toml`.
    case manifest
    /// Computed from other numbers: FLOPs = 6 × parameters × training tokens. An estimate.
    case derived
    /// Measured on the runs over whole texts that stand beside the others.
    case texts
  }
  public var value: Double
  public var source: Source

  public init(_ value: Double, _ source: Source) {
    self.value = value
    self.source = source
  }
}

/// A model at one checkpoint and seed.
public struct Model: Sendable, Hashable {
  /// As shown: `vane-37k-seed1`, `gpt2-medium`. Without the organisation and the step.
  public var name: String
  public var family: String
  /// Parameters as the log counts them (lm-eval: total with embeddings). nil: unknown, shown as unknown.
  public var parameters: Sourced?
  /// Training compute in FLOPs, where somebody states it. `compute` derives it where nobody does.
  public var flops: Sourced?
  public var trainingTokens: Sourced?
  /// Loss on plain text, nats per byte.
  public var textLoss: Sourced?
  /// Training step of an unfinished checkpoint; nil for the final model.
  public var checkpoint: Int?
  public var seed: Int?

  public init(name: String, family: String, parameters: Sourced? = nil, checkpoint: Int? = nil, seed: Int? = nil) {
    self.name = name
    self.family = family
    self.parameters = parameters
    self.checkpoint = checkpoint
    self.seed = seed
  }

  /// log10 of the parameters; nil if unknown.
  public var scale: Double? { parameters.flatMap { $0.value > 0 ? log10($0.value) : nil } }
}
