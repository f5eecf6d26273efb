#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What is drawn and tested: one number per item and model, in nats unless it says otherwise.
/// Definitions: `docs/statistics.md` §1.
public enum Measure: String, Sendable, CaseIterable, BitwiseCopyable {
  /// ℓ_M − logsumexp of the others: log-odds of the watched choice. The default.
  case margin
  /// ℓ_M − coverage: log of the watched choice's probability among the choices.
  case nlp
  /// ℓ_M: log of the probability of the watched choice itself.
  case logp
  /// logsumexp over all choices: how much probability the choices hold together.
  case coverage
  /// 1 if the log judged the answer right (or the likeliest choice is watched), a fraction where it says so.
  case accuracy
  /// The margin with ℓ_c / bytes_c of each choice in place of ℓ_c, so that a long answer does not lose by its length.
  case marginPerByte = "margin-per-byte"
  /// ℓ_M / bytes of the only watched choice.
  case logpPerByte = "logp-per-byte"
  /// −(1 − q)², q the watched choice's probability among the choices: minus its squared error, so that up is towards
  /// the behaviour and 0 is certainty of it.
  case brier

  public var unit: String {
    switch self {
    case .margin, .nlp, .logp, .coverage: "nats"
    case .accuracy: "fraction"
    case .marginPerByte, .logpPerByte: "nats per byte"
    case .brier: "squared probability"
    }
  }

  public var isPerByte: Bool { self == .marginPerByte || self == .logpPerByte }

  /// Above 0 the behaviour is preferred, below it another choice.
  public var hasNeutralZero: Bool { self == .margin || self == .marginPerByte }
}

/// The measures of one item under one model. NaN: not in this log.
public struct Measured: Sendable, Equatable {
  public var margin = Double.nan
  public var nlp = Double.nan
  public var logp = Double.nan
  public var coverage = Double.nan
  public var accuracy = Double.nan
  public var marginPerByte = Double.nan
  public var logpPerByte = Double.nan

  public var brier = Double.nan

  public init() {}

  public subscript(measure: Measure) -> Double {
    switch measure {
    case .margin: margin
    case .nlp: nlp
    case .logp: logp
    case .coverage: coverage
    case .accuracy: accuracy
    case .marginPerByte: marginPerByte
    case .logpPerByte: logpPerByte
    case .brier: brier
    }
  }
}

extension Measured {
  func adding(_ other: Measured) -> Measured {
    var sum = self
    sum.margin += other.margin
    sum.nlp += other.nlp
    sum.logp += other.logp
    sum.coverage += other.coverage
    sum.accuracy += other.accuracy
    sum.marginPerByte += other.marginPerByte
    sum.logpPerByte += other.logpPerByte
    sum.brier += other.brier
    return sum
  }

  func divided(by count: Double) -> Measured {
    var mean = self
    mean.margin /= count
    mean.nlp /= count
    mean.logp /= count
    mean.coverage /= count
    mean.accuracy /= count
    mean.marginPerByte /= count
    mean.logpPerByte /= count
    mean.brier /= count
    return mean
  }
}

/// 30 nats: odds of 10¹³, past any log's precision. Margins beyond it are clamped, and clamps are counted.
public let marginClamp = 30.0

extension Measured {
  /// From the log-likelihood of each choice in total nats and the bit set of the watched ones.
  ///
  /// - Source: `docs/statistics.md` §1. All choices at −∞: margin and nlp are NaN.
  public init(logLikelihoods: some Collection<Double>, watched: UInt64) {
    let watchedSum = logSumExp(logLikelihoods, where: { watched & (1 << UInt64($0)) != 0 })
    let otherSum = logSumExp(logLikelihoods, where: { watched & (1 << UInt64($0)) == 0 })
    let cover = logSumExp([watchedSum, otherSum], where: { _ in true })
    logp = watchedSum
    coverage = cover
    guard cover > -.infinity else { return }
    nlp = watchedSum - cover
    brier = Self.brier(fromNLP: nlp)
    margin = Self.clamped(watchedSum - otherSum)
    // As the harness does: the first of equal maxima is the answer.
    var (best, top) = (0, -Double.infinity)
    for (at, value) in logLikelihoods.enumerated() where value > top { (best, top) = (at, value) }
    accuracy = watched & (1 << UInt64(best)) != 0 ? 1 : 0
  }

  /// From `loss` = −log q, q the watched answer's probability renormalised over the choices: margin = logit q.
  public init(loss: Double, coverage: Double) {
    nlp = -loss
    brier = Self.brier(fromNLP: nlp)
    margin = Self.margin(fromLoss: loss)
    self.coverage = coverage
    logp = coverage - loss
  }

  /// From the log-odds of class 0, with coverage and judgement as in `columns` at `at`.
  init(logOdds: Double, like columns: Columns, _ at: Int) {
    margin = Self.clamped(logOdds)
    nlp = -log1p(exp(-margin))
    brier = Self.brier(fromNLP: nlp)
    coverage = columns.coverage[at]
    logp = nlp + coverage
    accuracy = columns.correct[at]
  }

  /// −(1 − q)², from log q.
  private static func brier(fromNLP nlp: Double) -> Double {
    guard !nlp.isNaN else { return .nan }
    let miss = expm1(min(0, nlp))
    return -miss * miss
  }

  /// Both measures per byte; NaN where the length of a choice is not known.
  ///
  /// - Parameter bytes: one for each choice, 0 if unknown.
  /// - Source: `docs/statistics.md` §1. Divided choice by choice, before any sum.
  mutating func divide(_ logLikelihoods: ArraySlice<Double>, by bytes: ArraySlice<Int32>, watched: UInt64) {
    guard watched != 0, bytes.count == logLikelihoods.count, bytes.allSatisfy({ $0 > 0 }) else { return }
    let scaled = zip(logLikelihoods, bytes).map { $0 / Double($1) }
    let own = logSumExp(scaled, where: { watched & (1 << UInt64($0)) != 0 })
    let other = logSumExp(scaled, where: { watched & (1 << UInt64($0)) == 0 })
    if own > -.infinity || other > -.infinity { marginPerByte = Self.clamped(own - other) }
    if watched.nonzeroBitCount == 1 { logpPerByte = own }
  }

  /// −log(expm1(loss)), stable at both ends: `docs/statistics.md` §10.
  public static func margin(fromLoss loss: Double) -> Double {
    if loss.isNaN { return .nan }
    if loss <= 0 { return marginClamp }
    return clamped(loss > 0.6931471805599453 ? -(loss + log1p(-exp(-loss))) : -log(expm1(loss)))
  }

  static func clamped(_ margin: Double) -> Double {
    margin.isNaN ? margin : min(marginClamp, max(-marginClamp, margin))
  }
}

/// log Σ exp, with the maximum taken out first. −∞ for none; NaN if any is NaN.
func logSumExp(_ values: some Collection<Double>, where counts: (Int) -> Bool) -> Double {
  var top = -Double.infinity
  for (at, value) in values.enumerated() where counts(at) {
    if value.isNaN { return .nan }
    top = max(top, value)
  }
  guard top.isFinite else { return top == .infinity ? .nan : top }
  var sum = 0.0
  for (at, value) in values.enumerated() where counts(at) { sum += exp(value - top) }
  return top + log(sum)
}

extension Columns {
  /// The measures of item `at`.
  ///
  /// For `loss` the file's `correct` is the accuracy; for `choices` it is recomputed where the log does not judge.
  /// For `logOdds` the margin is that of class 0, whatever the marked answer: that is what the file defines.
  public func measured(_ at: Int) -> Measured {
    var result = Measured()
    switch kind {
    case .choices:
      if Self.watched(watched[at], among: values(of: at).count) != 0 {
        result = Measured(logLikelihoods: values(of: at), watched: watched[at])
        result.divide(values(of: at), by: bytes(of: at), watched: watched[at])
      }
      if !correct[at].isNaN { result.accuracy = correct[at] }
      return result
    case .loss:
      result = Measured(loss: values(of: at).first ?? .nan, coverage: coverage[at])
    case .logOdds:
      return Measured(logOdds: values(of: at).first ?? .nan, like: self, at)
    case .logOddsDifference:
      result.margin = Measured.clamped(values(of: at).first ?? .nan)
      result.coverage = coverage[at]
    case .sequence, .rolling, .aggregate:
      result.logp = values(of: at).first ?? .nan
      if let length = bytes(of: at).first, length > 0 { result.logpPerByte = result.logp / Double(length) }
    case .generated, .questions:
      break
    }
    result.accuracy = correct[at]
    return result
  }

  /// Those of the bits that are of one of so many choices; 0 where that is all of them, for nothing is left then to be
  /// preferred to.
  static func watched(_ bits: UInt64, among count: Int) -> UInt64 {
    let all: UInt64 = count >= 64 ? .max : (1 << UInt64(count)) - 1
    return bits & all == all ? 0 : bits & all
  }
}
