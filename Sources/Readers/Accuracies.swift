import Runs

/// Scores as accuracies. Some scorers give points, 7 of 10: such say nothing of right and wrong, those that happen to be
/// 0 or 1 no more than the others. What else their items hold stays.
enum Accuracies {
  /// With a little more at the ends, for sums of rounded parts.
  static func isAccuracy(_ score: Double) -> Bool { score.isNaN || (-1e-6...1 + 1e-6).contains(score) }

  /// Sampled answers that nobody called right or wrong.
  static func unjudged(in columns: [Columns]) -> Int {
    columns.reduce(0) { $0 + ($1.kind == .generated ? $1.correct.count(where: \.isNaN) : 0) }
  }

  /// Says of the whole file, once, how many there are of them.
  static func remark(on columns: [Columns], _ problems: inout ProblemList) {
    let unjudged = unjudged(in: columns)
    guard unjudged > 0 else { return }
    problems.add(
      "no verdict on \(counted(unjudged, "answer"))", "kept, and counted as neither right nor wrong", rejects: false)
  }

  /// Forgets all scores of each set of columns in which one is outside 0…1, and says so of the whole file, once.
  static func settle(_ columns: inout [Columns], _ problems: inout ProblemList) {
    var points = 0
    for at in columns.indices {
      if columns[at].correct.allSatisfy(isAccuracy) {
        // No number stays none.
        for item in columns[at].correct.indices where columns[at].correct[item] < 0 { columns[at].correct[item] = 0 }
        for item in columns[at].correct.indices where columns[at].correct[item] > 1 { columns[at].correct[item] = 1 }
      } else {
        points += columns[at].correct.count { !$0.isNaN }
        columns[at].correct = Array(repeating: .nan, count: columns[at].count)
      }
    }
    guard points > 0 else { return }
    problems.add(
      "score outside 0…1 is no accuracy", "\(counted(points, "score")) not counted as right or wrong", rejects: false)
  }
}
