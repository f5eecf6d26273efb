/// Which way a behaviour moves, in the order in which the rules decide (`docs/statistics.md` §3).
public enum Verdict: String, Sendable, CaseIterable, BitwiseCopyable {
  case tooFew = "too-few"
  case tooNarrow = "too-narrow"
  case degenerate
  case turning
  case flat
  case rising
  case falling
  case unresolved

  /// True when no trend was tested at all.
  public var isRefusal: Bool {
    switch self {
    case .tooFew, .tooNarrow, .degenerate: true
    case .turning, .flat, .rising, .falling, .unresolved: false
    }
  }
}
