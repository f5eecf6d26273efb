#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What stands on the x axis. Source: `docs/statistics.md` §1.
public enum ScaleAxis: String, Sendable, CaseIterable, BitwiseCopyable {
  /// log₁₀ of the parameters. The default.
  case parameters
  /// log₁₀ of the training compute in FLOPs.
  case flops
  /// Minus the loss on plain text, nats per byte: larger is better, and nothing is a power of ten.
  case loss

  /// True where one step is a factor of ten; false where it is one nat per byte.
  public var isLogarithmic: Bool {
    switch self {
    case .parameters, .flops: true
    case .loss: false
    }
  }

  /// What a slope is per: `nats per decade`, `nats per nat/byte`.
  public var slopeUnit: String { isLogarithmic ? "decade" : "nat/byte" }

  /// The same for sentences: `+0.26 nats per ×10`.
  public var per: String { isLogarithmic ? "per ×10" : "per nat/byte" }

  /// For headers and charts: `parameters`, `FLOPs`, `text loss`.
  public var title: String {
    switch self {
    case .parameters: "parameters"
    case .flops: "FLOPs"
    case .loss: "text loss"
    }
  }
}

extension Model {
  /// Where the model stands on an axis; nil if that is unknown, or beyond all numbers.
  public func x(on axis: ScaleAxis) -> Double? {
    let x: Double? =
      switch axis {
      case .parameters: scale
      case .flops: compute.flatMap { $0.value > 0 ? log10($0.value) : nil }
      case .loss: textLoss.map { -$0.value }
      }
    return x.flatMap { $0.isFinite ? $0 : nil }
  }

  /// Training compute in FLOPs: as given, else 6 × parameters × training tokens, marked as derived; nil where that is
  /// beyond all numbers.
  ///
  /// - Source: Kaplan et al. 2020, arXiv 2001.08361 §2.1: 2 FLOPs per parameter and token forward, 4 backward.
  public var compute: Sourced? {
    if let flops { return flops }
    guard let parameters, let trainingTokens else { return nil }
    let product = 6 * parameters.value * trainingTokens.value
    return product.isFinite ? Sourced(product, .derived) : nil
  }

  /// The number that the axis stands on, with its source.
  public func sourced(on axis: ScaleAxis) -> Sourced? {
    switch axis {
    case .parameters: parameters
    case .flops: compute
    case .loss: textLoss
    }
  }
}
