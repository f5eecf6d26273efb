import Runs

/// The queries of a log, sample by sample.
struct BigBenchQueries {
  private struct Key: Hashable {
    var shots: Int
    var kind: Columns.Kind
  }

  private var order: [Key] = []
  private var found: [Key: Columns] = [:]
  /// Of each number of shots how many samples there were, also those that could not be read: a sample is known by its
  /// position, and the others must keep theirs.
  private var positions: [Int: Int] = [:]
  /// Whether any query says how many shots it has; without a word it has none.
  private var tellsShots = false

  mutating func read(
    _ scan: inout JSONScanner, _ problems: inout ProblemList, _ cancelled: () -> Bool
  ) throws(JSONScanner.Fault) {
    try scan.enterArray()
    while try scan.nextElement() {
      var shots: Int?
      // The shots may stand behind the samples, so these wait until the query is over.
      var samples: [(sample: BigBenchSample, address: Address)?] = []
      try scan.enterObject()
      while try scan.nextKey() {
        if scan.textIs("shots") {
          shots = try scan.number().flatMap { Int(exactly: $0) }
        } else if scan.textIs("samples"), try scan.peek() == 0x5B {
          try scan.enterArray()
          while try scan.nextElement() {
            if samples.count & 0xFF == 0xFF, cancelled() { throw .end }
            samples.append(try Self.sample(&scan, &problems))
          }
        } else {
          try scan.skip()
        }
      }
      for read in samples {
        let position = positions[shots ?? 0, default: 0]
        positions[shots ?? 0] = position + 1
        guard let (sample, address) = read else { continue }
        if let complaint = add(sample, shots: shots, position: position, at: address) {
          problems.add(complaint, "sample skipped")
        }
      }
    }
  }

  /// The next sample; nil if it cannot be used.
  private static func sample(
    _ scan: inout JSONScanner, _ problems: inout ProblemList
  ) throws(JSONScanner.Fault) -> (sample: BigBenchSample, address: Address)? {
    guard let (record, address) = try scan.record(called: "sample", &problems) else { return nil }
    guard let sample = BigBenchSample(record) else {
      problems.add("the sample at byte \(address.offset) has no input", "sample skipped")
      return nil
    }
    guard !sample.isImpossible else {
      problems.add("the sample at byte \(address.offset) has scores that are no log-likelihoods", "sample skipped")
      return nil
    }
    return (sample, address)
  }

  /// Returns what is wrong with it, if it cannot be used.
  private mutating func add(_ sample: BigBenchSample, shots: Int?, position: Int, at address: Address) -> String? {
    let key = Key(shots: shots ?? 0, kind: sample.kind)
    if shots != nil { tellsShots = true }
    if found[key] == nil {
      guard order.count < mostColumns else { return "more than \(mostColumns) numbers of shots" }
      order.append(key)
    }
    var columns = found.removeValue(forKey: key) ?? Columns(task: "", kind: key.kind)
    columns.append(
      item: String(position), content: Fingerprint.of(sample.input.utf8.suffix(48)), at: address,
      values: sample.values, bytes: sample.bytes, watched: sample.watched, correct: sample.correct)
    found[key] = columns
    return nil
  }

  func columns(task: String) -> [(columns: Columns, shots: Int?)] {
    order.compactMap { key in
      guard var columns = found[key] else { return nil }
      let shots = tellsShots ? key.shots : nil
      columns.task = BigBenchReader.name(task, shots: shots)
      return (columns, shots)
    }
  }
}

/// One sample of a query.
struct BigBenchSample {
  var input: String
  var choices: [String] = []
  /// The right answers' texts.
  var targets: [String]
  var response: String?
  var values: [Double] = []
  var correct = Double.nan
  /// Scores are there, but they cannot be log-likelihoods: missing, above 0, or more than a set of bits can mark.
  private(set) var isImpossible = false
  private var weights: JSON?

  init?(_ record: JSON) {
    guard let input = record["input"]?.string else { return nil }
    self.input = input
    func texts(_ key: String) -> [String]? {
      record[key].map { $0.isArray ? $0.elements.compactMap(\.name) : [$0.name].compactMap { $0 } }
    }
    targets = texts("target") ?? texts("targets") ?? []
    response = record["output"]?.string ?? record["output"]?.elements.first?.string
    weights = record["target_values"]
    correct = record["correct"]?.number ?? record["correct"]?.bool.map { $0 ? 1 : 0 } ?? .nan
    let scores = record["absolute_scores"]?.elements.map(\.number) ?? []
    let numbers = scores.compactMap { $0 }
    guard !scores.isEmpty else { return }
    guard numbers.count == scores.count, numbers.count <= 64, !numbers.contains(where: { $0 > 1e-6 }) else {
      isImpossible = true
      return
    }
    values = numbers
    let lists = [texts("choice"), texts("choices"), texts("targets"), weights?.members.map(\.key)].compactMap { $0 }
    choices = lists.first { $0.count == numbers.count } ?? []
  }

  var kind: Columns.Kind { values.isEmpty ? .generated : values.count > 1 ? .choices : .sequence }

  var bytes: [Int32] { choices.count == values.count ? choices.map { Int32(clamping: $0.utf8.count) } : [] }

  /// The choices that count as right; from the verdict where the log names none.
  var watched: UInt64 {
    guard kind == .choices else { return 0 }
    var bits: UInt64 = 0
    for (at, choice) in choices.enumerated() {
      let weight = weights?[choice]?.number ?? weights?.elements.dropFirst(at).first?.number
      if weight.map({ $0 > 0 }) ?? (targets.count < choices.count && targets.contains(choice)) {
        bits |= 1 << UInt64(at)
      }
    }
    return bits != 0 ? bits : Marks.bits(byVerdict: correct, among: values)
  }
}
