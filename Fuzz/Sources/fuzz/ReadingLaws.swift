import Runs

@testable import Readers

/// What holds of anything that was read from any bytes.
struct ReadingLaws {
  private let reading: Reading
  private let file: LogFile
  private let size: Int

  init(_ reading: Reading, of file: LogFile, size: Int) {
    self.reading = reading
    self.file = file
    self.size = size
  }

  func hold() {
    for columns in reading.columns { hold(columns) }
    for problem in reading.problems { hold(problem) }
    for facts in reading.facts { hold(facts) }
    claim(
      !reading.columns.isEmpty || !reading.problems.isEmpty || reading.ignoredBecause != nil || !reading.facts.isEmpty,
      "a file of which nothing is read says why")
    if let end = reading.end { claim(end.offset <= size, "reading ends in the file") }
  }

  private func hold(_ columns: Columns) {
    let n = columns.count
    let counts = [
      columns.contents.count, columns.offsets.count, columns.lengths.count, columns.lines.count,
      columns.watched.count, columns.correct.count, columns.coverage.count, columns.starts.count - 1,
    ]
    claim(counts.allSatisfy { $0 == n }, "columns of one length: \(n) \(counts)")
    claim(columns.starts.first == 0 && Int(columns.starts.last ?? -1) == columns.values.count, "starts span the values")
    claim(zip(columns.starts, columns.starts.dropFirst()).allSatisfy { $0 <= $1 }, "starts rise")
    claim(columns.bytes.count == columns.values.count && columns.bytes.allSatisfy { $0 >= 0 }, "a length per value")
    claim(Set(columns.items.map { Array($0.utf8) }).count == n, "an item's name is unique in its task")
    for at in 0..<n {
      let values = columns.values(of: at)
      claim(values.allSatisfy { $0.isNaN || $0 < .infinity }, "no value is without end upwards")
      // HELM's calibrated choices are differences of two.
      if [.choices, .sequence, .rolling].contains(columns.kind), reading.format != "helm-choices" {
        claim(values.allSatisfy { !($0 > 1e-6) }, "no log-likelihood is above 0: \(Array(values))")
      }
      if columns.kind == .loss { claim(values.allSatisfy { $0 >= 0 }, "no loss is below 0") }
      if columns.kind == .generated { claim(values.isEmpty, "sampled answers have no log-likelihoods") }
      let watched = columns.watched[at]
      claim(values.count >= 64 || watched >> UInt64(values.count) == 0, "only choices that are there are watched")
      claim(columns.offsets[at] <= size, "an address lies in the file")
      if reading.format != "inspect-eval" {
        claim(columns.offsets[at] + UInt64(columns.lengths[at]) <= size, "a record lies in the file")
      }
      claim(columns.lines[at] <= size + 1, "a line is one of the file's")
    }
  }

  private func hold(_ problem: Problem) {
    claim(problem.place.file == file.path, "a problem has its place")
    claim(!problem.what.isEmpty && !problem.action.isEmpty, "a problem says what is wrong and what to do")
    claim((1...size + 1).contains(problem.place.line ?? 1), "a problem's line is one of the file's")
    // Names from the log may stand in it, and they are cut before they are read by anybody.
    claim(problem.description.utf8.count < 20_000, "a problem is a sentence: \(problem.description.utf8.count) bytes")
  }

  private func hold(_ facts: RunFacts) {
    if let parameters = facts.parameters { claim(parameters > 0, "parameters are above 0") }
    for task in facts.tasks {
      claim(task.aggregates.values.allSatisfy { !$0.isNaN }, "what is no number is no aggregate")
    }
  }
}

extension Reading {
  /// NaN is itself here, as it is not by `==`.
  func isSame(as other: Reading) -> Bool { self == other || image == other.image }

  private var image: [String] {
    facts.map { "\($0)".sortedLetters } + problems.map(\.description) + [ignoredBecause ?? "", "\(end as Any)"]
      + columns.flatMap(\.image)
  }
}

extension Columns {
  var image: [String] {
    ["\(task) \(filter ?? "") \(kind)"] + (0..<count).map(image(of:))
  }

  func image(of at: Int) -> String {
    let numbers = Array(values(of: at)) + [correct[at], coverage[at]]
    return "\(items[at]) \(contents[at]) \(address(of: at)) \(numbers) \(Array(bytes(of: at))) \(watched[at])"
  }
}

extension String {
  /// Dictionaries print in any order.
  fileprivate var sortedLetters: String { String(decoding: utf8.sorted(), as: UTF8.self) }
}
