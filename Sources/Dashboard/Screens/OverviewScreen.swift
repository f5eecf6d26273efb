public import Canvas
public import Runs
internal import Trends

/// All behaviours, one line each, in name order, with what is known of their direction.
public struct OverviewScreen: Screen {
  public enum Action: Hashable, Sendable {
    case open, pick, compare, lineup, plans, order, reverse, filter, shared, copy, search, nextMatch, previousMatch,
      unpick
    case nextPane, previousPane, enlarge, shrink
    case move(Move)
  }

  public static let title = "Overview"
  public static let keymap = Keymap<Action>(
    Move.bindings { .move($0) } + [
      .init(.enter, .right, does: .open, as: "open", "open the behaviour", hint: "open"),
      .init(" ", does: .pick, as: "pick", "pick for a comparison, or put back", hint: "pick"),
      .init("c", does: .compare, as: "compare", "compare the picked behaviours, 2 to 12", hint: "compare"),
      .init("l", does: .lineup, as: "lineup", "line-up: a blind test of what these lines tell", hint: "line-up"),
      .init("P", does: .plans, as: "plans", "plans: what was predicted before larger scales landed"),
      .init("s", does: .order, as: "sort", "sort: name, verdict, slope, P, last mean, N", hint: "sort"),
      .init("S", does: .reverse, as: "reverse", "turn the order round"),
      .init("/", does: .search, as: "find", "find a name", hint: "find"),
      .init("&", does: .filter, as: "filter", "show only: a pattern, or verdict = rising and n > 50; empty shows all"),
      .init("n", does: .nextMatch, as: "find-next", "next name found"),
      .init("N", does: .previousMatch, as: "find-previous", "previous name found"),
      .init("z", does: .shared, as: "y-axis", "sparklines: one y axis for all rows, or one for each"),
      .init("u", does: .unpick, as: "unpick", "put all picks back"),
      .init("y", does: .copy, as: "copy", "copy the behaviour's sentence"),
      .init(.tab, does: .nextPane, as: "next-pane", "in a wide terminal: the next pane; j k Enter are about it"),
      .init(.backTab, does: .previousPane, as: "previous-pane", "pane before"),
      .init("+", does: .enlarge, as: "enlarge", "the pane in all of the room"),
      .init("_", does: .shrink, as: "shrink", "all panes again"),
    ])

  var place = ListPlace()
  /// False until a person moves: then the selection is theirs.
  private var hasMoved = false
  /// The selected row's own name: rows that fill in above it do not move the selection.
  var selected: BehaviourKey?
  /// In the order in which they were picked.
  var picks: [BehaviourKey] = []
  var sharesScale = true
  private(set) var order = RowOrder.name
  private(set) var isReversed = false
  var search = Search()
  /// What stands beside the list.
  var panes = OverviewPanes()
  /// Only rows that it holds for are listed; the others count as hidden.
  private(set) var filter: Filter?
  /// The rows that it holds for: found when it is set or rows arrive, not for each frame.
  private var found: Set<BehaviourKey> = []
  private var filtering: Prompt?
  private var title: String

  /// - Parameter title: the run folders as the user wrote them.
  public init(title: String) { self.title = title }

  public var crumb: String { title }
  public var prompt: Prompt? { filtering ?? search.prompt }

  public func subject(_ around: Surroundings) -> BehaviourKey? { row(around)?.key }

  /// The rows that are listed, in the order chosen.
  func rows(_ around: Surroundings) -> [BehaviourRow] { listed(around.overview) }

  private func listed(_ contents: OverviewContents) -> [BehaviourRow] {
    let all = order.sorted(contents.rows, reversed: isReversed)
    return filter == nil ? all : all.filter { found.contains($0.key) }
  }

  private mutating func look(at rows: [BehaviourRow]) {
    guard let filter else { return }
    found = Set(rows.filter { filter.holds($0.key, $0.finding, suites: $0.suites) }.map(\.key))
  }

  func row(_ around: Surroundings) -> BehaviourRow? {
    let rows = rows(around)
    return rows.indices.contains(place.selected) ? rows[place.selected] : nil
  }

  public mutating func update(_ action: Action, times: Int?, _ around: inout Surroundings) -> [Effect] {
    switch action {
    case .move(let move):
      if let effects = panes.move(move, times, row(around), around) { return effects }
      self.move(move, times, around)
    case .nextPane: panes.turn(by: 1, row(around), &around)
    case .previousPane: panes.turn(by: -1, row(around), &around)
    case .enlarge: panes.enlarge(true, &around)
    case .shrink: panes.enlarge(false, &around)
    case .open:
      if let effects = panes.open(row(around), around) { return effects }
      if let row = row(around) { return [.ask(.behaviour(row.key, measure: around.overview.measure))] }
    case .pick: pick(around)
    case .unpick: picks = []
    case .compare:
      guard let request = CompareRequest(picks.map { CompareSide($0) }, measure: around.overview.measure) else {
        around.message = "\(picks.count) picked; Space picks the behaviour in this line, c compares 2 to 12 of them"
        break
      }
      return [.ask(.compare(request))]
    case .lineup: return [.ask(.lineup(LineupScreen.request(nil, measure: around.overview.measure, around)))]
    case .plans: return [.ask(.plans)]
    case .order:
      order = order.next
      follow(around)
    case .reverse:
      isReversed.toggle()
      follow(around)
    case .filter: filtering = Prompt(label: "show only", text: filter?.text ?? "")
    case .shared: sharesScale.toggle()
    case .copy: if let row = row(around) { return [.copy("\(row.key): \(row.finding.word). \(row.finding.sentence)")] }
    case .search: search.open()
    case .nextMatch: find(forward: true, from: place.selected, &around)
    case .previousMatch: find(forward: false, from: place.selected, &around)
    }
    return []
  }

  public mutating func type(_ key: Key, _ around: inout Surroundings) -> [Effect] {
    if var prompt = filtering {
      if key == .enter {
        do throws(Filter.Mistake) {
          filter = prompt.text.isEmpty ? nil : try Filter(prompt.text, fields: Filter.rowFields)
        } catch {
          around.message = error.description
          filtering = nil
          return []
        }
        filtering = nil
        look(at: around.overview.rows)
        around.filtered = around.overview.rows.count - rows(around).count
        if around.filtered > 0 { around.looked.insert(.rows(rows(around).map(\.key))) }
        follow(around)
      } else if key.leavesPrompt {
        filtering = nil
      } else {
        prompt.edit(key)
        filtering = prompt
      }
      return []
    }
    // From the line before, so that the one where the search began counts too.
    if search.type(key) { find(forward: true, from: place.selected - 1, &around) }
    return []
  }

  private mutating func find(forward: Bool, from start: Int, _ around: inout Surroundings) {
    let names = rows(around).map(\.key.description)
    guard let found = search.match(in: names, from: start, forward: forward) else {
      around.message = search.failure
      return
    }
    place.selected = found
    settle(around)
  }

  private mutating func move(_ move: Move, _ times: Int?, _ around: Surroundings) {
    place.move(move, count: rows(around).count, page: OverviewLayout(around).page, times: times)
    settle(around)
  }

  private mutating func settle(_ around: Surroundings) {
    hasMoved = true
    place.settle(count: rows(around).count, page: OverviewLayout(around).page)
    selected = row(around)?.key
  }

  /// The selection stays on its behaviour wherever that goes.
  private mutating func follow(_ around: Surroundings) {
    let rows = rows(around)
    place.clamp(count: rows.count)
    if let at = rows.firstIndex(where: { $0.key == selected }) { place.selected = at }
    settle(around)
  }

  /// Picks the row and goes on to the next one, so that neighbours are picked quickly.
  private mutating func pick(_ around: Surroundings) {
    guard let key = row(around)?.key else { return }
    if let at = picks.firstIndex(of: key) { picks.remove(at: at) } else { picks.append(key) }
    move(.down, nil, around)
  }

  public mutating func take(_ answer: Answer) -> Bool {
    guard case .overview(let contents) = answer else { return false }
    title = contents.title
    panes.forget()
    picks.removeAll { key in !contents.rows.contains { $0.key == key } }
    look(at: contents.rows)
    let rows = listed(contents)
    // Nobody has chosen a row yet: rows that fill in above the first do not push it down.
    if place.selected == 0, !hasMoved { selected = rows.first?.key }
    if let selected, let at = rows.firstIndex(where: { $0.key == selected }) {
      place.selected = at
    } else {
      place.clamp(count: rows.count)
      selected = rows.indices.contains(place.selected) ? rows[place.selected].key : nil
    }
    return true
  }
}
