import Runs

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension TaskFacts {
  /// The stored aggregates of a task without items as columns of one row, for each filter one.
  ///
  /// Perplexity of the last word becomes the mean log-likelihood that it was made of, −log ppl, nats; a share of right
  /// answers the accuracy. What is in another unit (a difference, a share of stereotypes, F1) gives none: it stays
  /// among `aggregates` and is told.
  var aggregateColumns: [Columns] {
    let filters = Set(aggregates.keys.map(Self.filter)).sorted()
    return filters.prefix(mostColumns).compactMap { filter in
      func value(_ names: [String]) -> Double? { names.lazy.compactMap { aggregates["\($0),\(filter)"] }.first }
      let nats = value(["ppl", "perplexity"]).flatMap { $0 > 0 && $0.isFinite ? -log($0) : nil }
      let share = value(["acc", "multiple_choice_grade", "exact_match", "exact_str_match", "em"])
      let correct = share.flatMap { (0...1).contains($0) ? $0 : nil }
      guard nats != nil || correct != nil else { return nil }
      var columns = Columns(task: name, filter: filter == "none" ? nil : filter, kind: .aggregate)
      columns.append(
        item: "aggregate", at: Address(offset: 0, length: 0, line: 0), values: nats.map { [$0] } ?? [],
        correct: correct ?? .nan)
      return columns
    }
  }

  /// `acc,none` → `none`.
  private static func filter(of metric: String) -> String {
    metric.lastIndex(of: ",").map { String(metric[metric.index(after: $0)...]) } ?? "none"
  }
}

extension RunFacts {
  /// Forgets stored aggregates that are no finite number, and says so of the whole file, once. Nothing reads the errors
  /// beside them, which of one item alone are NaN.
  mutating func settleAggregates(_ problems: inout ProblemList) {
    var odd: [String] = []
    for at in tasks.indices {
      for (metric, value) in tasks[at].aggregates.sorted(by: { $0.key < $1.key }) where !value.isFinite {
        tasks[at].aggregates[metric] = nil
        if metric.contains("stderr") { continue }
        odd.append("\(metric.hasSuffix(",none") ? String(metric.dropLast(5)) : metric) of \(tasks[at].name)")
      }
    }
    guard let first = odd.first else { return }
    problems.add(
      "no finite number in \(counted(odd.count, "stored aggregate")), first \(first)", "left out", rejects: false)
  }
}
