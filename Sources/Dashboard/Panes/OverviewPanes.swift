internal import Canvas
internal import Runs
internal import Trends

/// What stands beside the overview's list in a wide terminal: the selected behaviour's curve, suites and items, and the
/// selected item. Each pane is that thing's own screen, drawn smaller.
struct OverviewPanes: Sendable {
  enum Pane: Sendable { case list, suites, items, item }

  private(set) var focus = Pane.list
  /// The pane in focus has the whole room.
  private(set) var isEnlarged = false
  /// The behaviours that were looked at last, the newest at the end: going back to one shows it at once.
  private var known: [Known] = []
  /// Those of them that may be out of date. They stay, with what is selected in them, until they have been asked for
  /// again: the next key is about it.
  private var outdated: Set<BehaviourKey> = []
  private var item: ItemScreen?

  /// One behaviour's screen twice, with the suites and with the items in view.
  struct Known: Sendable {
    var suites: BehaviourScreen
    var items: BehaviourScreen

    var key: BehaviourKey { items.contents.row.key }
    var hasSuites: Bool { items.contents.suites.count > 1 }

    init(_ contents: BehaviourContents) {
      suites = BehaviourScreen(contents)
      suites.isPart = true
      items = suites
      guard contents.suites.count > 1 else { return }
      items.pane = .items
      items.isEnlarged = true
    }

    /// The same behaviour as it is now. What is selected stays selected, unless the panes are others now.
    mutating func take(_ contents: BehaviourContents) {
      guard hasSuites == (contents.suites.count > 1) else {
        self = Known(contents)
        return
      }
      _ = suites.take(.behaviour(contents))
      _ = items.take(.behaviour(contents))
    }
  }

  private static let mostKnown = 6
  /// Of one behaviour: more would be read for a glance only.
  static let mostItems = 20_000

  /// Columns and rows from which on there is room for them.
  static func fit(_ size: Size) -> Bool { size.columns >= 160 && size.rows >= 30 }

  func known(_ row: BehaviourRow?) -> Known? { known.first { $0.key == row?.key } }

  func item(of behaviour: Known) -> ItemScreen? {
    guard let item, item.contents.key == behaviour.key, item.contents.name == behaviour.items.selectedItem else {
      return nil
    }
    return item
  }

  /// The panes that can be gone to, in their order.
  private func panes(_ row: BehaviourRow?, _ size: Size) -> [Pane] {
    guard Self.fit(size), let behaviour = known(row) else { return [.list] }
    return behaviour.hasSuites ? [.list, .suites, .items, .item] : [.list, .items, .item]
  }

  // MARK: What is asked for

  func wish(_ row: BehaviourRow?, _ around: Surroundings) -> Question? {
    guard Self.fit(around.size), let row else { return nil }
    guard let behaviour = known(row), !outdated.contains(row.key) else {
      return row.finding.n + row.finding.dropped <= Self.mostItems
        ? .behaviour(row.key, measure: around.overview.measure) : nil
    }
    guard item(of: behaviour) == nil, let name = behaviour.items.selectedItem else { return nil }
    return .item(row.key, name)
  }

  mutating func glimpse(_ answer: Answer) {
    switch answer {
    case .behaviour(let contents):
      var behaviour = known.first { $0.key == contents.row.key }
      behaviour?.take(contents)
      known.removeAll { $0.key == contents.row.key }
      known.append(behaviour ?? Known(contents))
      outdated.remove(contents.row.key)
      if known.count > Self.mostKnown { known.removeFirst() }
    case .item(let contents):
      item = ItemScreen(contents)
      item?.isPart = true
    case .overview, .compare, .lineup, .plans, .instrument, .found, .texts, .refused: break
    }
  }

  /// Other files have been read: what is known may be out of date.
  mutating func doubt() { (outdated, item) = (Set(known.map(\.key)), nil) }

  // MARK: Keys

  mutating func turn(by steps: Int, _ row: BehaviourRow?, _ around: inout Surroundings) {
    let all = panes(row, around.size)
    guard all.count > 1 else {
      around.message =
        Self.fit(around.size) ? "still being read" : "more panes stand beside the list from 160x32 on; + enlarges"
      focus = .list
      return
    }
    focus = all[((all.firstIndex(of: focus) ?? 0) + steps + all.count) % all.count]
  }

  mutating func enlarge(_ wanted: Bool, _ around: inout Surroundings) {
    guard OverviewScreen.listWidth(around.size) < around.size.columns else {
      around.message = "panes stand beside the list from 120 columns on"
      return
    }
    isEnlarged = wanted
  }

  /// nil where the list itself is in focus.
  mutating func move(_ move: Move, _ times: Int?, _ row: BehaviourRow?, _ around: Surroundings) -> [Effect]? {
    settle(row, around)
    guard focus != .list, let at = known.firstIndex(where: { $0.key == row?.key }) else { return nil }
    var inner = around
    inner.size = room(around.size)
    switch focus {
    case .list: return nil
    case .suites: _ = known[at].suites.update(.move(move), times: times, &inner)
    case .items: _ = known[at].items.update(.move(move), times: times, &inner)
    case .item: _ = item?.update(.move(move), times: times, &inner)
    }
    return []
  }

  /// nil where the list itself is in focus.
  func open(_ row: BehaviourRow?, _ around: Surroundings) -> [Effect]? {
    guard Self.fit(around.size), let behaviour = known(row) else { return nil }
    switch focus {
    case .list: return nil
    case .suites: return [.ask(.behaviour(behaviour.key, measure: around.overview.measure))]
    case .items, .item: return behaviour.items.selectedItem.map { [.ask(.item(behaviour.key, $0))] } ?? []
    }
  }

  /// Goes back to the list where the pane in focus is there no more: the terminal has become narrower.
  private mutating func settle(_ row: BehaviourRow?, _ around: Surroundings) {
    if !panes(row, around.size).contains(focus) { focus = .list }
  }

  /// About what a pane in focus has, for moving by pages.
  private func room(_ size: Size) -> Size {
    Size(columns: size.columns - OverviewScreen.listWidth(size) - 2, rows: size.rows / 2)
  }
}

extension OverviewScreen {
  public func wish(_ around: Surroundings) -> Question? { panes.wish(row(around), around) }
  public mutating func glimpse(_ answer: Answer) { panes.glimpse(answer) }
}
