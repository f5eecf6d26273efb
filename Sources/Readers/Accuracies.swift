import Runs

/// The scores of one file as accuracies. Some scorers give points, 7 of 10: that says nothing of right and wrong. What
/// else such an item holds stays.
struct Accuracies {
  /// Scores that are none.
  private(set) var others = 0

  /// 0…1 as it is, with a little more for sums of rounded parts; NaN for any other score.
  mutating func accuracy(_ score: Double) -> Double {
    guard !score.isNaN else { return .nan }
    let nearest = min(1, max(0, score))
    if abs(score - nearest) < 1e-6 { return nearest }
    others += 1
    return .nan
  }

  /// Says so of the whole file, once.
  func remark(in problems: inout ProblemList) {
    guard others > 0 else { return }
    problems.add(
      "score outside 0…1 is no accuracy", "\(counted(others, "score")) not counted as right or wrong", rejects: false)
  }
}
