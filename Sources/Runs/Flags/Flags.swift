/// What people have said about all items, as it stands: each author's own last word on each item, and the notes.
///
/// A flag is taken back by its author alone. Lines may come in any order and more than once, so that files merge by
/// being put one behind the other, and a line that arrives is taken in without looking at the others.
public struct Flags: Sendable {
  /// Of one suite.
  private struct Shelf: Sendable {
    var settled: [String: FlagState] = [:]
    /// What has changed lately, apart from the rest: whoever holds an older value shares `settled` with this one, and a
    /// million items are not copied for one line.
    var recent: [String: FlagState] = [:]
    var flagged = 0

    subscript(item: String) -> FlagState? { recent[item] ?? settled[item] }

    mutating func add(_ line: Flag) {
      let item = line.name.item
      // Out of its place while it changes: what is shared is copied.
      var state = recent.removeValue(forKey: item) ?? settled[item] ?? FlagState()
      let wasFlagged = state.isFlagged
      state.add(line)
      flagged += (state.isFlagged ? 1 : 0) - (wasFlagged ? 1 : 0)
      recent[item] = state
      if recent.count >= 4096 { settle() }
    }

    mutating func settle() {
      for (item, state) in recent { settled[item] = state }
      recent = [:]
    }
  }

  private var shelves: [String: Shelf] = [:]

  public init() {}

  /// Linear in their number.
  public init(_ lines: some Sequence<Flag>) { for line in lines { add(line) } }

  public mutating func add(_ line: Flag) { shelves[line.name.suite, default: Shelf()].add(line) }

  /// nil where nobody has said anything.
  public subscript(name: ItemName) -> FlagState? { shelves[name.suite]?[name.item] }

  /// Flagged items of that suite.
  public func flagged(in suite: String) -> Int { shelves[suite]?.flagged ?? 0 }

  public func flagged(in suites: some Sequence<String>) -> Int { suites.reduce(0) { $0 + flagged(in: $1) } }

  public var hasFlagged: Bool { shelves.contains { $0.value.flagged > 0 } }

  /// Names of the flagged items of these suites, suite by suite, in the order of their names.
  public func flaggedItems(of suites: some Sequence<String>) -> [ItemName] {
    suites.flatMap { suite in inNoOrder(of: suite).sorted() }
  }

  /// The flagged item that comes next, or before, by an order of one's own; round the end. Linear in their number.
  ///
  /// - Parameter precedes: in the order wished for.
  public func flagged(
    after name: ItemName, backwards: Bool = false, of suites: some Sequence<String>,
    by precedes: (ItemName, ItemName) -> Bool
  ) -> ItemName? {
    func isBefore(_ a: ItemName, _ b: ItemName) -> Bool { backwards ? precedes(b, a) : precedes(a, b) }
    var (next, first) = (nil as ItemName?, nil as ItemName?)
    for other in suites.lazy.flatMap({ inNoOrder(of: $0) }) {
      if first.map({ isBefore(other, $0) }) ?? true { first = other }
      if isBefore(name, other), next.map({ isBefore(other, $0) }) ?? true { next = other }
    }
    return next ?? first
  }

  private func inNoOrder(of suite: String) -> [ItemName] {
    guard let shelf = shelves[suite], shelf.flagged > 0 else { return [] }
    return all(of: suite, shelf).filter(\.value.isFlagged).map(\.key)
  }

  /// Every item of which something still stands, in the order of suite and item.
  public var items: [(key: ItemName, value: FlagState)] {
    shelves.sorted { $0.key < $1.key }.flatMap { suite, shelf in
      all(of: suite, shelf).filter { !$0.value.isSilent }.sorted { $0.key < $1.key }
    }
  }

  private func all(of suite: String, _ shelf: Shelf) -> [(key: ItemName, value: FlagState)] {
    let older = shelf.settled.lazy.filter { shelf.recent[$0.key] == nil }.map { $0 }
    return (Array(older) + shelf.recent.map { $0 }).map { (ItemName(suite: suite, item: $0.key), $0.value) }
  }
}

extension Flags: Equatable {
  /// Whatever is settled in one and recent in the other.
  public static func == (a: Flags, b: Flags) -> Bool {
    func states(_ flags: Flags) -> [ItemName: FlagState] {
      Dictionary(
        flags.shelves.flatMap { flags.all(of: $0.key, $0.value) }.map { ($0.key, $0.value) }, uniquingKeysWith: { $1 })
    }
    return states(a) == states(b)
  }
}
