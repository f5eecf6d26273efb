import Runs

/// Goes through the files of one question in their order, and sees to it that their problems fit in memory: of all files
/// together a hundred thousand are told in full, more than anybody reads; of each file behind them the first ones.
struct FewProblems {
  private var left = 100_000
  /// Of a file behind the others: enough to see what is wrong with it.
  private static let ofEach = 3

  mutating func keep(in file: inout IndexedFile) {
    let problems = file.problems
    let kept = max(left, Self.ofEach)
    left = max(0, left - problems.count)
    // The line that counts the others takes the place of at least two.
    guard problems.count > kept + 1 else { return }
    let others = problems[kept...]
    let rejecting = others.count(where: \.rejects)
    var rest = Problem(
      Place(file: file.stamp.path), "\(others.count) more problems", "look at this file alone to see them",
      rejects: rejecting > 0)
    rest.count = max(1, rejecting)
    file.problems.replaceSubrange(kept..., with: [rest])
  }
}
