import Runs
import Store
import Testing

@Suite struct RoundTripTests {
  @Test(arguments: 1...150)
  func whatAFileSaidComesBackToTheBit(seed: Int) throws {
    var dice = SeededDice(seed: seed)
    let entries = (0..<Int.random(in: 1...4, using: &dice)).map { at in
      // No system has a path with a zero in it.
      let path = "/runs/\(at) \(dice.text().filter { $0 != "\0" })"
      let stamp = FileStamp(path: path, size: dice.next(), modified: Int64(truncatingIfNeeded: dice.next()))
      return RunIndex.Entry(stamp: stamp, reading: dice.chance(0.9) ? .made(with: &dice, in: path) : nil)
    }
    let index = try RunIndex()
    try index.add(entries)
    #expect(try Contents(index) == Contents(entries), "seed \(seed)")
  }

  /// Small numbers are kept in few bytes: the largest that fits each width, and the first that does not.
  @Test(arguments: [0, 1, 255, 256, 65_535, 65_536, 1 << 31, (1 << 32) - 1, 1 << 32, UInt64.max] as [UInt64])
  func numbersOfEverySizeComeBack(largest: UInt64) throws {
    var columns = Columns(task: "t", kind: .choices)
    for (item, number) in [0, largest, 1, largest].enumerated() {
      columns.append(
        item: "\(item)", content: number,
        at: Address(
          offset: number, length: UInt32(truncatingIfNeeded: number), line: UInt32(truncatingIfNeeded: number)),
        values: [-1.5], bytes: [Int32(truncatingIfNeeded: number)], watched: number, correct: 1)
    }
    #expect(try afterwards(columns).exact == columns.exact)
  }

  @Test(
    arguments: [[0, 1, .nan], [0, 1, 0.5], [-0.0, 1], [.nan, .nan], [2, 1], [.infinity, 0], []] as [[Double]])
  func aJudgementComesBackToTheBit(correct: [Double]) throws {
    var columns = Columns(task: "t", kind: .generated)
    for (item, judged) in correct.enumerated() {
      columns.append(item: "\(item)", at: Address(offset: 0, length: 0, line: 0), values: [], correct: judged)
    }
    #expect(try afterwards(columns).exact == columns.exact)
  }

  private func afterwards(_ columns: Columns) throws -> Columns {
    var reading = Reading(format: "x")
    reading.columns = [columns]
    let index = try RunIndex()
    try index.add([.init(stamp: FileStamp(path: "/a", size: 1, modified: 1), reading: reading)])
    return try #require(try index.columns(index.files(under: ["/a"]).flatMap { $0.heads.map(\.id) }).first)
  }

  @Test func aStoredAggregateThatIsNoNumberStaysNone() throws {
    var reading = Reading(format: "lm-eval-results")
    var task = TaskFacts(name: "t")
    task.aggregates = ["acc,none": .nan]
    reading.facts = [RunFacts()]
    reading.facts[0].tasks = [task]
    let index = try RunIndex()
    try index.add([.init(stamp: FileStamp(path: "/a", size: 1, modified: 1), reading: reading)])
    let value = try #require(try index.files(under: ["/a"]).first?.facts.first?.tasks.first?.aggregates["acc,none"])
    #expect(value.isNaN)
  }

  /// Thousands of logs with a thousand broken lines each fit in memory, and none of them looks whole.
  @Test func ofVeryManyProblemsTheFirstOfEachFileAreToldAndTheOthersCounted() throws {
    let index = try RunIndex()
    for at in 0..<104 {
      let path = "/a/\(1000 + at)"
      var reading = Reading(format: "x")
      reading.problems = (1...1000).map {
        Problem(Place(file: path, line: $0), "no JSON", "skipped", rejects: $0 > 500 && at % 2 == 0)
      }
      try index.add([.init(stamp: FileStamp(path: path, size: 1, modified: 1), reading: reading)])
    }
    let files = try index.files(under: ["/a"])
    #expect(files.map(\.problems.count) == Array(repeating: 1000, count: 100) + Array(repeating: 4, count: 4))
    #expect(files[101].problems.map(\.place.line) == [1, 2, 3, nil])
    #expect(files[101].problems[3].what == "997 more problems")
    #expect(files.map { $0.problems.contains(where: \.rejects) } == (0..<104).map { $0 % 2 == 0 })
    #expect(files[102].problems[3].count == 500, "those that reject")
    #expect(try index.files(under: ["/a/1103"])[0].problems.count == 1000, "alone it is told in full")
  }

  @Test func numbersComeInTheOrderOfTheQuestion() throws {
    let index = try RunIndex()
    try index.add((0..<5).map { entry("/\($0)", mark: Double($0)) })
    let ids = try index.files(under: ["/"]).flatMap { $0.heads.map(\.id) }
    let order = [3, 0, 4, 4, 1]
    #expect(try index.columns(order.map { ids[$0] }).map(\.values[0]) == order.map(Double.init))
  }

  /// A copy may stand elsewhere in its file; what was measured tells it from another run of the same items.
  @Test func aCopyHasTheSameNumbersAndAnotherRunHasNot() throws {
    var moved = entry("/b", mark: -3)
    moved.reading?.columns[0].offsets = [7, 400, 900]
    moved.reading?.columns[0].lines = [2, 4, 9]
    var judged = entry("/d", mark: -3)
    judged.reading?.columns[0].correct[1] = 0
    let index = try RunIndex()
    try index.add([entry("/a", mark: -3), moved, entry("/c", mark: -5), judged])
    let heads = try index.files(under: ["/"]).flatMap(\.heads)
    try #require(heads.count == 4 && heads.allSatisfy { $0.numbers != nil })
    #expect(heads[1].numbers == heads[0].numbers)
    #expect(Set(heads.map(\.numbers)).count == 3)
    #expect(Set(heads.map(\.list)).count == 1)
  }

  @Test func modelsThatWereAskedTheSameShareNothingButTheQuestions() throws {
    let index = try RunIndex()
    // The same items, other numbers; then one item asked differently, and one more item.
    var other = entry("/c", mark: -7)
    other.reading?.columns[0].contents[1] = 99
    let entries = [entry("/a", mark: -3), entry("/b", mark: -5), other, entry("/d", items: 4)]
    try index.add(entries)
    #expect(try Contents(index) == Contents(entries))
    try index.forget(["/a"])
    #expect(try Contents(index) == Contents(Array(entries.dropFirst())))
  }

  @Test func aLongRunComesBackWhole() throws {
    let long = entry("/long", items: 20_000)
    let index = try RunIndex()
    try index.add([long])
    #expect(try Contents(index) == Contents([long]))
  }
}
