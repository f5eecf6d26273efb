internal import Runs
internal import Trends

/// The items of a behaviour as they are listed: which of them, in which order. A million may be, so this is made when
/// something is chosen or arrives, and as places among the behaviour's items.
struct ItemList: Sendable {
  /// Only this suite's items are listed.
  var suite: String?
  /// Only items that it holds for.
  private(set) var filter: Filter?
  private(set) var sorting = Sorting<ItemColumn>()
  /// Places among the behaviour's items, in the order shown.
  private(set) var places: [Int32] = []
  /// Items of the suite, or all: those that the filter hides too.
  private(set) var inSuite = 0
  var place = ListPlace()
  /// The line where a range was begun.
  var anchor: Int?
  /// What had to be asked for.
  var facts = ItemAsides()
  var texts = ItemTexts()
  /// What is wanted and has to be asked for first; the list stays as it is until then.
  private(set) var pending: Pending?
  /// Somebody stopped what was asked: nothing is asked again by itself.
  private(set) var isStopped = false
  /// Other items came, and of those not everything is known that the list is made by.
  private var isOutdated = false

  enum Pending: Equatable, Sendable {
    case filter(Filter?)
    case sorting(Sorting<ItemColumn>)
    /// The next match from this line on.
    case find(Pattern, from: Int, forward: Bool)
  }

  var count: Int { places.count }

  func item(_ line: Int, of contents: BehaviourContents) -> ItemRow? {
    places.indices.contains(line) ? contents.items[Int(places[line])] : nil
  }

  func selected(of contents: BehaviourContents) -> ItemRow? { item(place.selected, of: contents) }

  /// Lists what `suite`, filter and order say; the selection stays on its item.
  mutating func make(from contents: BehaviourContents) {
    let selected = places.indices.contains(place.selected) ? places[place.selected] : nil
    anchor = nil
    facts.ends = contents.ends
    isOutdated = !lacks(filter, sorting).isEmpty
    let test = filter.map(FilterTest.init)
    let order = sorting.places(of: contents.items.count) { column in
      switch column {
      case .id: Self.ids(of: contents.items)
      case .suite: .words(contents.items.map(\.name.suite))
      case .flagged, .text, .length, .spark, .first, .last, .lowest, .highest, .accuracy, .slope, .suspicion:
        .numbers(contents.items.indices.map { column.number(of: contents.items[$0], $0, facts) })
      }
    }
    let own = suite == nil ? order : order.filter { contents.items[Int($0)].name.suite == suite }
    inSuite = own.count
    places = own
    if let test {
      let patterns = test.filter.patterns
      places.removeAll { place in
        !test.holds(contents.items[Int(place)], Int(place), facts, measure: contents.measure) { pattern in
          texts.holds(patterns[pattern], Int(place))
        }
      }
    }
    if let selected, let line = places.firstIndex(of: selected) { place.selected = line }
    place.clamp(count: places.count)
  }

  /// As numbers where all of them are.
  private static func ids(of items: [ItemRow]) -> SortKeys {
    var numbers: [Double] = []
    numbers.reserveCapacity(items.count)
    for item in items {
      // Digits alone, and so few that no two of them are one number.
      guard item.name.item.utf8.count < 16, let number = UInt64(item.name.item) else {
        return .words(items.map(\.name.item))
      }
      // Small numbers first, as words are.
      numbers.append(-Double(number))
    }
    return .numbers(numbers)
  }

  // MARK: what is wanted

  mutating func want(_ wanted: Pending) { (pending, isStopped) = (wanted, false) }
  mutating func done() { pending = nil }

  mutating func stop() {
    texts.stop()
    (pending, isStopped) = (nil, true)
  }

  /// What has to be known for what is wanted, and for the columns that are shown.
  func needs(of columns: [ItemColumn]) -> Needs {
    var needs: Needs
    switch pending {
    case nil: needs = isOutdated && !isStopped ? lacks(filter, sorting) : Needs()
    case .filter(let wanted): needs = lacks(wanted, sorting)
    case .sorting(let wanted): needs = lacks(filter, wanted)
    case .find(let pattern, _, _):
      needs = lacks(filter, sorting)
      needs.patterns.removeAll { $0 == pattern }
      if !texts.isKnown(pattern, orStopped: true) { needs.patterns.insert(pattern, at: 0) }
    }
    needs.facts.formUnion(columns.compactMap(\.need).filter { !isKnown($0) })
    return needs
  }

  /// What a list by these is made of and is not known.
  private func lacks(_ filter: Filter?, _ sorting: Sorting<ItemColumn>) -> Needs {
    var needs = Needs()
    for pattern in Self.patterns(of: filter) where !needs.patterns.contains(pattern) && !texts.isKnown(pattern) {
      needs.patterns.append(pattern)
    }
    needs.facts = Set(sorting.levels.compactMap(\.column.need)).union(filter?.needs ?? []).filter { !isKnown($0) }
    return needs
  }

  private func isKnown(_ fact: ItemNeed) -> Bool {
    switch fact {
    case .lengths: facts.lengths != nil
    case .suspicions: facts.suspicions != nil
    }
  }

  /// Patterns that are looked for in the items' texts.
  private static func patterns(of filter: Filter?) -> [Pattern] {
    filter.map { filter in filter.textPatterns.map { filter.patterns[$0] } } ?? []
  }

  struct Needs: Equatable {
    var patterns: [Pattern] = []
    var facts: Set<ItemNeed> = []

    var isEmpty: Bool { patterns.isEmpty && facts.isEmpty }
  }

  /// Does what was wanted, once everything for it is there.
  ///
  /// - Returns: true if the list is another now.
  mutating func settle(from contents: BehaviourContents) -> Bool {
    switch pending {
    case nil, .find: return false
    case .filter(let wanted):
      filter = wanted
    case .sorting(let wanted): sorting = wanted
    }
    pending = nil
    make(from: contents)
    return true
  }

  /// Makes the list anew once everything is known of the items that came.
  ///
  /// - Returns: true if it was made.
  mutating func renew(from contents: BehaviourContents) -> Bool {
    guard isOutdated, lacks(filter, sorting).isEmpty else { return false }
    make(from: contents)
    return true
  }

  /// Takes other items in. What was known by the places of the old ones is asked for again; until it comes, those stay
  /// listed that were.
  mutating func take(_ new: BehaviourContents, instead old: BehaviourContents) {
    let selected = self.selected(of: old)?.name
    (facts.lengths, facts.ends) = (nil, new.ends)
    texts = ItemTexts()
    anchor = nil
    isOutdated = !lacks(filter, sorting).isEmpty
    if isOutdated {
      let listed = Set(places.map { old.items[Int($0)].name })
      places = new.items.indices.filter { listed.contains(new.items[$0].name) }.map(Int32.init)
    } else {
      make(from: new)
    }
    if let selected, let line = places.firstIndex(where: { new.items[Int($0)].name == selected }) {
      place.selected = line
    }
    place.clamp(count: places.count)
    isStopped = false
  }

  /// Takes what was found in texts, or a part of it.
  mutating func take(_ found: TextsContents) {
    texts.take(found, keeping: Set(Self.patterns(of: filter)))
    if found.request.wantsLengths, found.progress.isDone { facts.lengths = found.lengths }
  }

  /// Takes the flags as they are now.
  ///
  /// - Returns: false if they are the same.
  @discardableResult mutating func see(_ around: Surroundings) -> Bool {
    guard facts.flagsRevision != around.flagsRevision else { return false }
    (facts.flags, facts.flagsRevision) = (around.flags, around.flagsRevision)
    return true
  }

  var dependsOnFlags: Bool {
    filter.map { filter in ["flagged", "author", "reason"].contains(where: filter.mentions) } ?? false
      || sorting.levels.contains { $0.column == .flagged }
  }

  // MARK: finding

  /// The next line whose item's identity or text holds the pattern, round the end.
  func match(_ pattern: Pattern, from start: Int, forward: Bool, in contents: BehaviourContents) -> Int? {
    guard !places.isEmpty else { return nil }
    let machine = PatternMachine(pattern)
    for step in 1...places.count {
      let line = (start + (forward ? step : -step) + 2 * places.count) % places.count
      let place = Int(places[line])
      if texts.holds(pattern, place) || machine.finds(contents.items[place].name.item) { return line }
    }
    return nil
  }
}

/// What was found in the texts of a behaviour's items, by their places.
struct ItemTexts: Sendable {
  /// A look for one pattern.
  private struct Outcome {
    var holds: [Bool]
    var progress: TextProgress
  }

  private var looks: [Pattern: Outcome] = [:]
  /// Somebody stopped the look: what was found until then has to do for going from one to the next.
  private var stopped: Set<Pattern> = []

  /// - Parameter stopped: whether a look that was stopped is enough.
  func isKnown(_ pattern: Pattern, orStopped stopped: Bool = false) -> Bool {
    looks[pattern]?.progress.isDone == true || (stopped && self.stopped.contains(pattern))
  }

  func holds(_ pattern: Pattern?, _ place: Int) -> Bool {
    guard let pattern, let found = looks[pattern]?.holds, found.indices.contains(place) else { return false }
    return found[place]
  }

  /// How far the look for it has come, and in how many texts it was found; nil for none.
  func result(of pattern: Pattern) -> (progress: TextProgress, hits: Int)? {
    looks[pattern].map { look in (look.progress, look.holds.count { $0 }) }
  }

  /// - Parameter listed: patterns that a list is made by: they stay known.
  mutating func take(_ contents: TextsContents, keeping listed: Set<Pattern> = []) {
    // A byte for each item and pattern: of many looks the old ones go, and are asked for again.
    if looks.count > 8, contents.progress.isDone {
      looks = looks.filter { listed.contains($0.key) }
      stopped.formIntersection(listed)
    }
    for (pattern, holds) in zip(contents.request.patterns, contents.holds) {
      looks[pattern] = Outcome(holds: holds, progress: contents.progress)
    }
  }

  mutating func stop() { stopped.formUnion(looks.keys) }
  mutating func forgetStopped() { stopped = [] }
}
