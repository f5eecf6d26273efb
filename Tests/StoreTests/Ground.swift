import Foundation
import Runs
import Store
import Testing

/// A folder of its own for one test; gone with the value.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "vane-store-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func bytes(of name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: "\(path)/\(name)"))) }

  func write(_ bytes: some Sequence<UInt8>, to name: String) throws {
    try Data(bytes).write(to: URL(filePath: "\(path)/\(name)"))
  }
}

/// SplitMix64: the same numbers for the same seed everywhere.
struct SeededDice: RandomNumberGenerator {
  private var state: UInt64

  init(seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }

  mutating func chance(_ share: Double) -> Bool { Double.random(in: 0..<1, using: &self) < share }

  /// What logs hold, and what only a broken one does.
  mutating func number() -> Double {
    switch Int.random(in: 0..<12, using: &self) {
    case 0: .nan
    case 1: -.infinity
    case 2: .infinity
    case 3: -0.0
    case 4: .leastNonzeroMagnitude
    case 5: -.greatestFiniteMagnitude
    case _: Double.random(in: -100...0, using: &self)
    }
  }

  mutating func text() -> String {
    [
      "", "a", "é", "e\u{301}", "\u{1B}[2J", "a\0b", "日本語", "\u{202E}x", "two\nlines", "🧭",
      String(repeating: "x", count: 300),
    ]
    .randomElement(using: &self).map { $0 + String(UInt8.random(in: 0...9, using: &self)) } ?? ""
  }

  mutating func maybe(_ text: String) -> String? { chance(0.5) ? text : nil }
}

extension Columns {
  /// Any columns that a reader could make: empty, ragged, with and without lengths, coverage and gaps between the lines.
  static func made(with dice: inout SeededDice) -> Columns {
    var columns = Columns(
      task: dice.text(), filter: dice.maybe(dice.text()), kind: Kind.allCases.randomElement(using: &dice) ?? .choices)
    let (ragged, lengths, coverage, gaps) = (dice.chance(0.4), dice.chance(0.5), dice.chance(0.3), dice.chance(0.4))
    let stride = Int.random(in: 0...5, using: &dice)
    var next = UInt64.random(in: 0...(1 << 40), using: &dice)
    for item in 0..<Int.random(in: 0...40, using: &dice) {
      let choices = ragged ? Int.random(in: 0...9, using: &dice) : stride
      let length = UInt32.random(in: 0...5000, using: &dice)
      columns.append(
        item: "\(item) \(dice.text())", content: dice.next(),
        at: Address(offset: next, length: length, line: UInt32(item + 1)),
        values: (0..<choices).map { _ in dice.number() },
        bytes: lengths ? (0..<choices).map { _ in Int32.random(in: 0...900, using: &dice) } : [], watched: dice.next(),
        correct: dice.number(), coverage: coverage ? dice.number() : .nan)
      next += UInt64(length) + (gaps ? UInt64.random(in: 0...9, using: &dice) : 1)
    }
    return columns
  }

  /// To the bit; a number that is none equals itself.
  struct Exact: Equatable {
    var rest: Columns
    var numbers: [[UInt64]]
  }

  var exact: Exact {
    var rest = self
    (rest.values, rest.correct, rest.coverage) = ([], [], [])
    let numbers = [values, correct, coverage].map { $0.map { ($0.isNaN ? .nan : $0).bitPattern } }
    return Exact(rest: rest, numbers: numbers)
  }
}

extension Reading {
  static func made(with dice: inout SeededDice, in file: String) -> Reading {
    var reading = Reading(format: dice.text())
    reading.ignoredBecause = dice.chance(0.2) ? dice.text() : nil
    for _ in 0..<Int.random(in: 0...3, using: &dice) {
      var facts = RunFacts()
      facts.stamp = dice.text()
      facts.model = dice.maybe(dice.text())
      facts.namesProvider = dice.chance(0.5)
      facts.parameters = dice.chance(0.5) ? 1.4e9 : nil
      facts.revision = dice.maybe(dice.text())
      facts.date = dice.chance(0.5) ? 1_795_000_000.25 : nil
      facts.harness = dice.maybe(dice.text())
      facts.limit = dice.chance(0.5) ? 0.1 : nil
      facts.keptItems = dice.chance(0.5)
      facts.ways = dice.chance(0.5) ? ["plan": dice.text(), dice.text(): "x"] : [:]
      for _ in 0..<Int.random(in: 0...3, using: &dice) {
        var task = TaskFacts(name: dice.text())
        task.version = dice.maybe(dice.text())
        task.outputType = dice.maybe(dice.text())
        task.behaviour = dice.maybe(dice.text())
        task.prompt = dice.maybe(dice.text())
        task.shots = dice.chance(0.5) ? 0 : nil
        task.items = dice.chance(0.5) ? 6540 : nil
        task.aggregates = dice.chance(0.5) ? ["acc,none": 0.1 + 0.2, "ppl,none": .infinity] : [:]
        task.logprobs = dice.chance(0.5) ? [LogprobUse(LogprobPlace(["a.b", dice.text(), ""]), items: 3)] : []
        facts.tasks.append(task)
      }
      facts.groups = dice.chance(0.5) ? ["all": ["a", "b"], "none": []] : [:]
      reading.facts.append(facts)
    }
    for _ in 0..<Int.random(in: 0...3, using: &dice) { reading.columns.append(.made(with: &dice)) }
    for _ in 0..<Int.random(in: 0...3, using: &dice) {
      let place = Place(file: file, line: dice.chance(0.5) ? Int.random(in: 1...1_000_000, using: &dice) : nil)
      reading.problems.append(Problem(place, dice.text(), dice.text(), rejects: dice.chance(0.5)))
    }
    return reading
  }
}

/// Everything that an index says about the files below a path, in a form that can be compared to the bit.
struct Contents: Equatable {
  struct File: Equatable {
    var file: IndexedFile
    var columns: [Columns.Exact]
  }

  var files: [File]

  init(_ index: RunIndex, under path: String = "/") throws {
    files = try index.files(under: [path]).map { file in
      var bare = file
      // Ids and digests are the index's own affair.
      for at in bare.heads.indices {
        (bare.heads[at].id, bare.heads[at].list, bare.heads[at].numbers) = (0, nil, nil)
      }
      return File(file: bare, columns: try index.columns(file.heads.map(\.id)).map(\.exact))
    }
  }

  /// What an index must say to whom these were given.
  init(_ entries: [RunIndex.Entry]) {
    files = entries.sorted { $0.stamp.path < $1.stamp.path }.map { entry in
      let reading = entry.reading
      let heads = (reading?.columns ?? []).map {
        ColumnsHead(id: 0, task: $0.task, filter: $0.filter, kind: $0.kind, count: $0.count, values: $0.values.count)
      }
      let file = IndexedFile(
        stamp: entry.stamp, format: reading?.format, facts: reading?.facts ?? [], heads: heads,
        problems: reading?.problems ?? [], ignoredBecause: reading?.ignoredBecause)
      return File(file: file, columns: (reading?.columns ?? []).map(\.exact))
    }
  }
}

/// An entry with one task of `items` items, told from others by `mark`.
func entry(_ path: String, items: Int = 3, mark: Double = 0, modified: Int64 = 1) -> RunIndex.Entry {
  var columns = Columns(task: "task", kind: .choices)
  for item in 0..<items {
    columns.append(
      item: "q\(item)", content: UInt64(item),
      at: Address(offset: UInt64(item * 100), length: 99, line: UInt32(item + 1)),
      values: [mark - Double(item), -2], watched: 1, correct: 1)
  }
  var reading = Reading(format: "lm-eval-samples")
  reading.columns = [columns]
  return .init(stamp: FileStamp(path: path, size: 10, modified: modified), reading: reading)
}
