public import Runs

/// One reason to look at an item, with the number behind it. A suspicion never removes an item by itself.
/// Source: `docs/statistics.md` §8.
public struct Suspicion: Sendable, Equatable {
  public enum Reason: String, Sendable, CaseIterable {
    /// The behaviour's verdict or slope hangs on this item.
    case influence
    /// Its slope lies far from the other items'.
    case slope
    /// Its last step is unlike the others', and against its own line so far.
    case lateTurn = "late-turn"
    /// The largest models are sure of the other answer: is the key wrong?
    case key = "key?"
    case duplicate
    /// The key's length stands out, and the sign of the margin depends on the length.
    case length
    /// The log's judgement and its log-likelihoods disagree.
    case mismatch
    /// Preference rises while accuracy falls, or the reverse.
    case disagreement
    /// The choices hold less than 1 % of the probability at some model.
    case coverage
    case clamped
    /// Left out: some model has no value for it.
    case missing
  }

  public var reason: Reason
  /// How far beyond its threshold, 1 at the threshold; the sum over reasons ranks the items.
  public var strength: Double
  /// `slope z = -4.2`: what to print beside the reason.
  public var evidence: String

  public init(reason: Reason, strength: Double, evidence: String) {
    self.reason = reason
    self.strength = strength
    self.evidence = evidence
  }
}

/// What the scores need of an item beside its measures; everything may be unknown.
public struct ItemFacts: Sendable, Equatable {
  /// Hash of the normalised question; 0: unknown.
  public var content: UInt64
  /// Number of choices; 0: unknown.
  public var choices: Int
  /// Bytes of the key, and mean bytes of the other choices; NaN: unknown.
  public var keyBytes: Double
  public var otherBytes: Double

  public init(content: UInt64 = 0, choices: Int = 0, keyBytes: Double = .nan, otherBytes: Double = .nan) {
    self.content = content
    self.choices = choices
    self.keyBytes = keyBytes
    self.otherBytes = otherBytes
  }
}

/// An item with its reasons, strongest first.
public struct Suspect: Sendable, Equatable {
  /// Row of the ladder; nil for an item that was left out.
  public var row: Int?
  public var name: ItemName
  public var suspicions: [Suspicion]
  public var strength: Double { suspicions.reduce(0) { $0 + $1.strength } }
}
