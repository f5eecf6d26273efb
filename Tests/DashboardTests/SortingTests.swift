import Canvas
import Runs
import Testing
import Trends

@testable import Dashboard

@Suite struct SortingTests {
  private static let values: [Double] = [3, .nan, -1, 0, -0.0, 3, .infinity, -.infinity, .nan, 1e-300, 3]
  private static let names = ["b", "", "a", "c", "c", "b", "", "z", "a", "ä", "b"]

  enum Column: Hashable, Sendable { case number, name }

  private func places(_ levels: [Sorting<Column>.Level]) -> [Int32] {
    Sorting(levels).places(of: Self.values.count) { column in
      switch column {
      case .number: .numbers(Self.values)
      case .name: .words(Self.names)
      }
    }
  }

  @Test func theLargestComesFirstAndWhatIsUnknownLastWhicheverWayRound() {
    #expect(places([.init(column: .number)]) == [6, 0, 5, 10, 9, 3, 4, 2, 7, 1, 8])
    #expect(places([.init(column: .number, isReversed: true)]) == [7, 2, 3, 4, 9, 0, 5, 10, 6, 1, 8])
  }

  @Test func wordsComeInTheOrderOfTheAlphabetAndNoneLast() {
    #expect(places([.init(column: .name)]) == [2, 8, 0, 5, 10, 3, 4, 7, 9, 1, 6])
    #expect(places([.init(column: .name, isReversed: true)]) == [9, 7, 3, 4, 0, 5, 10, 2, 8, 1, 6])
  }

  @Test func theSecondLevelBreaksTies() {
    #expect(places([.init(column: .name), .init(column: .number)]) == [2, 8, 0, 5, 10, 3, 4, 7, 9, 6, 1])
    #expect(
      places([.init(column: .number), .init(column: .name, isReversed: true)]) == [6, 0, 5, 10, 9, 3, 4, 2, 7, 8, 1])
    #expect(places([.init(column: .name), .init(column: .number, isReversed: true)])[0...1] == [2, 8])
  }

  /// Against what the language sorts, with every pair of levels.
  @Test(arguments: 1...8) func everyOrderIsTotalStableAndHoldsEveryRowOnce(seed: UInt64) {
    var dice = PatternTests.Dice(state: seed)
    let count = 60
    let numbers = (0..<count).map { _ in [Double.nan, 0, 1, 2, -1][dice.next(5)] }
    let words = (0..<count).map { _ in ["", "a", "b", "c"][dice.next(4)] }
    for (first, second) in [(Column.number, Column.name), (.name, .number)] {
      for turned in 0..<4 {
        let levels: [Sorting<Column>.Level] = [
          .init(column: first, isReversed: turned & 1 == 1), .init(column: second, isReversed: turned & 2 == 2),
        ]
        let places = Sorting(levels).places(of: count) { $0 == .number ? .numbers(numbers) : .words(words) }
        #expect(places.sorted() == (0..<Int32(count)).map { $0 })
        func compare(_ level: Sorting<Column>.Level, _ a: Int32, _ b: Int32) -> Int {
          let (a, b) = (Int(a), Int(b))
          switch level.column {
          case .number:
            if numbers[a].isNaN || numbers[b].isNaN { return (numbers[a].isNaN ? 1 : 0) - (numbers[b].isNaN ? 1 : 0) }
            let order = numbers[a] > numbers[b] ? -1 : numbers[a] < numbers[b] ? 1 : 0
            return level.isReversed ? -order : order
          case .name:
            if words[a].isEmpty || words[b].isEmpty { return (words[a].isEmpty ? 1 : 0) - (words[b].isEmpty ? 1 : 0) }
            let order = words[a] < words[b] ? -1 : words[a] > words[b] ? 1 : 0
            return level.isReversed ? -order : order
          }
        }
        for (a, b) in zip(places, places.dropFirst()) {
          let order = levels.lazy.map { compare($0, a, b) }.first { $0 != 0 } ?? (a < b ? -1 : 1)
          #expect(order < 0, "\(a) before \(b) by \(levels)")
        }
      }
    }
  }

  @Test func aColumnBecomesTheFirstLevelAndTheFormerTheSecond() {
    var sorting = Sorting<FindingColumn>()
    sorting.choose(.slope)
    #expect(sorting.mark(on: .slope) == "▾" && sorting.mark(on: .n) == "")
    sorting.choose(.n)
    sorting.turnRound()
    #expect(sorting.mark(on: .n) == "▴1" && sorting.mark(on: .slope) == "▾2")
    sorting.choose(.last)
    #expect(sorting.levels.map(\.column) == [.last, .n] && sorting.levels[1].isReversed)
    sorting.choose(.n)
    #expect(sorting.levels.map(\.column) == [.n, .last] && !sorting.levels[0].isReversed)
    sorting.choose(.n)
    #expect(sorting.levels[0].isReversed, "the same again turns it round")
  }

  @Test func aLineOfColumnsIsUnderstood() throws {
    let sorting = try Sorting<FindingColumn>("slope, -n")
    #expect(sorting.levels == [.init(column: .slope), .init(column: .n, isReversed: true)])
    for (text, place) in [("slop", 0), ("slope spark", 6), ("slope, n, last", 10), ("slope -", 6)] {
      do throws(LineMistake) {
        _ = try Sorting<FindingColumn>(text)
        Issue.record("'\(text)' is no mistake")
      } catch {
        #expect(error.place == place, "\(text): \(error.what)")
      }
    }
  }

  @Test func aSlipInAColumnsNameIsTold() {
    var desk = Desk()
    desk.command("sort slpoe")
    #expect(desk.picture().text.contains("no column is called 'slpoe', did you mean 'slope'?"))
  }

}
