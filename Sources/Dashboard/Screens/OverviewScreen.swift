public import Canvas
public import Runs
internal import Trends

/// All behaviours, one line each, with what is known of their direction.
public struct OverviewScreen: Screen {
  public enum Action: Hashable, Sendable {
    case open, pick, compare, lineup, plans, sort, reverse, columns, filter, shared, copy, search, nextMatch,
      previousMatch, unpick
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
      .init("s", does: .sort, as: "sort", "sort by a column; what was first breaks the ties", hint: "sort"),
      .init("S", does: .reverse, as: "reverse", "turn the order round"),
      .init("C", does: .columns, as: "columns", "choose the columns"),
      .init("/", does: .search, as: "find", "find a name, else items by their text; //text at once", hint: "find"),
      .init(
        "&", does: .filter, as: "filter",
        "show only: a pattern, or verdict = rising and n > 50; ! in front hides those; empty shows all"),
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
  public static let commands = Command.Form.ofLists

  /// What its keys are about are behaviours.
  public func isIdle(_ name: String, _ around: Surroundings) -> Bool { around.overview.rows.isEmpty }

  var place = ListPlace()
  /// False until a person moves: then the selection is theirs.
  private var hasMoved = false
  /// The selected row's own name: rows that fill in above it do not move the selection.
  var selected: BehaviourKey?
  var sharesScale = true
  var search = Search()
  /// What stands beside the list.
  var panes = OverviewPanes()
  private var filterLine = FilterLine(label: "show only", fields: Filter.rowFields)
  private(set) var menu: ListMenu?
  private var title: String

  /// - Parameter title: the run folders as the user wrote them.
  public init(title: String) { self.title = title }

  public var sharesY: Bool? { sharesScale }
  public var crumb: String { title }
  public var columnNames: [String] { FindingColumn.allCases.map(\.rawValue) }
  public var fieldNames: [String] { Filter.rowFields.map(\.name) }
  public var prompt: Prompt? { menu?.prompt ?? filterLine.prompt ?? search.prompt }

  public func subject(_ around: Surroundings) -> BehaviourKey? { row(around)?.key }

  func row(_ around: Surroundings) -> BehaviourRow? { around.listed(place.selected) }

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
    case .pick: pick(&around)
    case .unpick: around.picks = []
    case .compare:
      let sides = around.picks.map { CompareSide($0) }
      guard let request = CompareRequest(sides, measure: around.overview.measure) else {
        around.message = "\(sides.count) picked; Space picks the behaviour in this line, c compares 2 to 12 of them"
        break
      }
      return [.ask(.compare(request))]
    case .lineup: return [.ask(.lineup(LineupScreen.request(nil, measure: around.overview.measure, around)))]
    case .plans: return [.ask(.plans)]
    case .sort: menu = .sort(around.listing.sorting)
    case .reverse:
      guard !around.listing.sorting.levels.isEmpty else {
        sort(Sorting([.init(column: .name, isReversed: true)]), &around)
        break
      }
      var sorting = around.listing.sorting
      sorting.turnRound()
      sort(sorting, &around)
    case .columns: menu = .columns(of: .overview, as: around.columns)
    case .filter: filterLine.open(around.listing.filter, around.history)
    case .shared: sharesScale.toggle()
    case .copy: if let row = row(around) { return [.copy("\(row.key): \(row.finding.word). \(row.finding.sentence)")] }
    case .search: search.open(around.history)
    case .nextMatch: return find(forward: true, from: place.selected, &around)
    case .previousMatch: return find(forward: false, from: place.selected, &around)
    }
    return []
  }

  public mutating func type(_ key: Key, _ around: inout Surroundings) -> [Effect] {
    if let outcome = menu?.press(key) { return take(outcome, &around) }
    if filterLine.prompt != nil { return take(filterLine.type(key), &around) }
    // From the line before, so that the one where the search began counts too.
    return search.type(key) ? find(forward: true, from: place.selected - 1, &around) : []
  }

  public mutating func paste(_ text: String) {
    if menu != nil { return }
    if filterLine.prompt != nil { filterLine.paste(text) } else { search.paste(text) }
  }

  public mutating func obey(_ command: Command, _ around: inout Surroundings) -> [Effect]? {
    guard !command.words.isEmpty else { return nil }
    switch Command.OfLists(rawValue: command.name) {
    case .find: return search.look(for: command.words) ? find(forward: true, from: place.selected - 1, &around) : []
    case .filter: return take(filterLine.take(command.words), &around)
    case .sort:
      do throws(LineMistake) {
        sort(try Sorting(command.words), &around)
      } catch {
        around.message = error.what
      }
      return []
    case .columns:
      if let why = around.columns.choose(command.words, for: .overview) {
        around.message = why
        return []
      }
      return [around.columns.keeping(.overview)]
    case nil: return nil
    }
  }

  private mutating func take(_ outcome: ListMenu.Outcome, _ around: inout Surroundings) -> [Effect] {
    switch outcome {
    case .goesOn: return []
    case .closes: menu = nil
    case .sorts(let name):
      menu = nil
      guard let column = FindingColumn(rawValue: name) else { break }
      var sorting = around.listing.sorting
      sorting.choose(column)
      sort(sorting, &around)
    case .shows(let names):
      menu = nil
      around.columns.names[.overview] = names
      return [around.columns.keeping(.overview)]
    }
    return []
  }

  private mutating func take(_ outcome: FilterLine.Outcome, _ around: inout Surroundings) -> [Effect] {
    guard case .given(let filter) = outcome else { return [] }
    around.listing.filter = filter
    around.list()
    if around.filtered > 0 {
      around.looked.insert(.rows(around.listing.places.map { around.overview.rows[Int($0)].key }.sorted()))
    }
    follow(around)
    return []
  }

  private mutating func sort(_ sorting: Sorting<FindingColumn>, _ around: inout Surroundings) {
    around.listing.sorting = sorting
    around.list()
    follow(around)
  }

  /// In names and suites; where none holds it, in the items' texts.
  private mutating func find(forward: Bool, from start: Int, _ around: inout Surroundings) -> [Effect] {
    guard let wanted = search.wanted else {
      around.message = search.failure
      return []
    }
    if !wanted.inTexts {
      let found = search.match(among: around.listing.count, from: start, forward: forward) { line in
        around.listed(line).map { ([$0.key.description] + $0.suites).joined(separator: "\n") } ?? ""
      }
      if let found {
        place.selected = found
        settle(around)
        return []
      }
      let looked = around.filtered > 0 ? " that is listed" : ""
      around.message = "\(search.failure)\(looked); looking in the items' texts"
    }
    return [.ask(.find(FindRequest(wanted.needle)))]
  }

  private mutating func move(_ move: Move, _ times: Int?, _ around: Surroundings) {
    place.move(move, count: around.listing.count, page: OverviewLayout(around).page, times: times)
    settle(around)
  }

  private mutating func settle(_ around: Surroundings) {
    hasMoved = true
    place.settle(count: around.listing.count, page: OverviewLayout(around).page)
    selected = row(around)?.key
  }

  /// Selects a behaviour that is listed.
  mutating func select(_ key: BehaviourKey, _ around: Surroundings) {
    guard let line = around.line(of: key) else { return }
    place.selected = line
    settle(around)
  }

  /// The selection stays on its behaviour wherever that goes.
  private mutating func follow(_ around: Surroundings) {
    place.clamp(count: around.listing.count)
    if let line = around.line(of: selected) { place.selected = line }
    settle(around)
  }

  /// Picks the row and goes on to the next one, so that neighbours are picked quickly.
  private mutating func pick(_ around: inout Surroundings) {
    guard let key = row(around)?.key else { return }
    if let at = around.picks.firstIndex(of: key) { around.picks.remove(at: at) } else { around.picks.append(key) }
    move(.down, nil, around)
  }

  public mutating func take(_ answer: Answer) -> Bool {
    guard case .overview = answer else { return false }
    panes.doubt()
    return true
  }

  public mutating func heed(_ around: Surroundings) {
    title = around.overview.title
    // Nobody has chosen a row yet: rows that fill in above the first do not push it down.
    if place.selected == 0, !hasMoved { selected = around.listed(0)?.key }
    if let line = around.line(of: selected) {
      place.selected = line
    } else {
      place.clamp(count: around.listing.count)
      selected = row(around)?.key
    }
  }
}

extension Command {
  /// What can be typed after `:` over a list.
  enum OfLists: String { case find, filter, sort, columns }
}

extension Command.Form {
  static let ofLists: [Command.Form] = [
    .init("find", "WORDS", "find names, else texts; /WORDS texts alone; ~PATTERN a pattern"),
    .init("filter", "WORDS", "show only these, by an expression or a pattern; ! in front hides them", of: .fields),
    .init("sort", "COLUMNS", "sort by a column, ties by another: slope, -n; - turns one round", of: .columns),
    .init("columns", "COLUMNS", "show these columns in this order: name n spark slope", of: .columns),
  ]
}
