internal import Runs

/// What a column is put in order by.
enum SortOrder: Sendable { case numbers, words }

/// In which order a list stands: by one column, where that is the same by another, and else as it came.
struct Sorting<Column: Hashable & Sendable>: Hashable, Sendable {
  struct Level: Hashable, Sendable {
    var column: Column
    /// The other way than is usual: small numbers and late words first.
    var isReversed = false
  }

  /// First level and second; none: as the list comes.
  private(set) var levels: [Level] = []

  init(_ levels: [Level] = []) { self.levels = Array(levels.prefix(2)) }

  /// Makes the column the first level and what was first the second; the first level again is turned round.
  mutating func choose(_ column: Column) {
    guard levels.first?.column != column else { return turnRound() }
    levels = [Level(column: column)] + levels.filter { $0.column != column }.prefix(1)
  }

  mutating func turnRound() { if !levels.isEmpty { levels[0].isReversed.toggle() } }

  /// For the column's title: `▾1`, `▴2`; without a number where there is one level only.
  func mark(on column: Column) -> String {
    guard let at = levels.firstIndex(where: { $0.column == column }) else { return "" }
    return (levels[at].isReversed ? "▴" : "▾") + (levels.count > 1 ? "\(at + 1)" : "")
  }

  /// A title with its mark in so many cells; the title is cut rather than that the column grows and another has to go.
  func marked(_ title: String, on column: Column, columns: Int) -> String {
    let mark = mark(on: column)
    return mark.isEmpty ? title : String(title.prefix(max(0, columns - mark.count))) + mark
  }

  /// Places of `count` rows in this order. What has no number, or no words, comes last whichever way round.
  ///
  /// - Parameter keys: of a column's rows, in the order in which they came.
  func places(of count: Int, keys: (Column) -> SortKeys) -> [Int32] {
    let places = Int32(0)..<Int32(count)
    if levels.isEmpty { return Array(places) }
    // The last level first: each sorting leaves alone what is the same to it.
    return levels.reversed().reduce(Array(places)) { places, level in
      Self.sorted(places, by: keys(level.column).ranks(isReversed: level.isReversed))
    }
  }

  /// Byte by byte of the ranks, from the lowest: a list may hold a million rows, and comparing them takes ten times as long.
  private static func sorted(_ places: [Int32], by ranks: [UInt64]) -> [Int32] {
    var (from, to) = (places, places)
    for shift in stride(from: 0, to: UInt64.bitWidth, by: 8) {
      var starts = [Int](repeating: 0, count: 257)
      for place in from { starts[Int(ranks[Int(place)] >> shift & 0xFF) + 1] += 1 }
      // They all have the same byte here.
      if starts.contains(from.count) { continue }
      for byte in 1..<257 { starts[byte] += starts[byte - 1] }
      for place in from {
        let byte = Int(ranks[Int(place)] >> shift & 0xFF)
        to[starts[byte]] = place
        starts[byte] += 1
      }
      swap(&from, &to)
    }
    return from
  }
}

/// What rows are put in order by.
enum SortKeys {
  case numbers([Double])
  case words([String])

  /// Numbers that rise in the order wanted.
  func ranks(isReversed: Bool) -> [UInt64] {
    switch self {
    case .numbers(let values):
      return values.map { value in
        if value.isNaN { return .max }
        // The bits of a number, so turned that they rise as it does; 0 and −0 are one.
        let bits = (value + 0).bitPattern
        let rising = bits & 1 << 63 == 0 ? bits | 1 << 63 : ~bits
        return isReversed ? rising : .max - 1 - rising
      }
    case .words(let words):
      var ranks = [UInt64](repeating: .max, count: words.count)
      let known = words.indices.filter { !words[$0].isEmpty }.sorted { words[$0] < words[$1] }
      var rank: UInt64 = 0
      for (at, place) in known.enumerated() {
        if at > 0, words[place] != words[known[at - 1]] { rank += 1 }
        ranks[place] = isReversed ? .max - 1 - rank : rank
      }
      return ranks
    }
  }
}

extension Sorting where Column: RawRepresentable, Column.RawValue == String {
  /// From what stands behind `:sort`: `slope, -n`. The minus turns a level round, as S does.
  ///
  /// - Parameter columns: those that can be sorted by.
  fileprivate init(_ text: String, among columns: [Column]) throws(LineMistake) {
    var levels: [Level] = []
    for word in text.split(whereSeparator: { $0 == "," || $0.isWhitespace }) {
      let place = text.distance(from: text.startIndex, to: word.startIndex)
      guard levels.count < 2 else { throw LineMistake(place: place, what: "two columns at most") }
      let isReversed = word.hasPrefix("-")
      let name = String(isReversed ? word.dropFirst() : word)
      guard let found = columns.first(where: { $0.rawValue == name }) else {
        let hint = name.isEmpty ? "" : Nearest.hint(name, columns.map(\.rawValue))
        throw LineMistake(place: place, what: "no column is called '\(name)'\(hint)")
      }
      if !levels.contains(where: { $0.column == found }) { levels.append(Level(column: found, isReversed: isReversed)) }
    }
    self.init(levels)
  }
}

extension Sorting where Column == FindingColumn {
  init(_ text: String) throws(LineMistake) {
    try self.init(text, among: FindingColumn.allCases.filter { $0.order != nil })
  }
}

extension Sorting where Column == ItemColumn {
  init(_ text: String) throws(LineMistake) {
    try self.init(text, among: ItemColumn.allCases.filter { $0.order != nil })
  }
}
