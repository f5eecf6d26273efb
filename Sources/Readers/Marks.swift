import Runs

/// Which choices are marked, as bit sets; and items of which no choice can be held against the others.
enum Marks {
  /// Place of the likeliest choice, of equal ones of the first; 0 of none.
  static func likeliest(_ values: [Double]) -> Int {
    values.indices.max { values[$0] < values[$1] || (values[$0] == values[$1] && $0 > $1) } ?? 0
  }

  /// What the verdict alone tells: a right answer is the likeliest choice, a wrong one of two the other. 0 where it tells
  /// nothing.
  static func bits(byVerdict correct: Double?, among values: [Double]) -> UInt64 {
    let best = likeliest(values)
    if correct == 1 { return 1 << UInt64(best) }
    return correct == 0 && values.count == 2 ? 1 << UInt64(1 - best) : 0
  }

  /// The first of the choices that are marked.
  static func text(of choices: [String], marked bits: UInt64) -> String? {
    choices.indices.first { bits & (1 << UInt64($0)) != 0 }.map { choices[$0] }
  }

  /// Says of the whole file, once, how many items have NaN for a log-likelihood. For formats that write a number for
  /// each choice: elsewhere NaN may mean that one is not told.
  static func remarkNaN(in columns: [Columns], _ problems: inout ProblemList) {
    let count = columns.reduce(0) { sum, one in
      sum + (0..<one.count).count { one.values(of: $0).contains(where: \.isNaN) }
    }
    guard count > 0 else { return }
    problems.add("NaN in \(counted(count, "item"))", "kept, but no trend can use it", rejects: false)
  }

  /// Says of the whole file, once, how many items have all of their choices marked, and how many have none.
  ///
  /// - Parameter tellsNone: false for a reader that has words of its own for those.
  static func remark(on columns: [Columns], _ problems: inout ProblemList, tellsNone: Bool = true) {
    var (none, all) = (0, 0)
    for one in columns where one.kind == .choices {
      for at in 0..<one.count where !one.values(of: at).isEmpty {
        if one.watched[at] == 0 { none += 1 }
        if one.watched[at].nonzeroBitCount == one.values(of: at).count { all += 1 }
      }
    }
    if none > 0, tellsNone {
      problems.add(
        "the marked answer of \(counted(none, "item")) could not be found", "kept, without a margin", rejects: false)
    }
    if all > 0 {
      problems.add("all choices of \(counted(all, "item")) are marked", "kept, without a margin", rejects: false)
    }
  }
}
