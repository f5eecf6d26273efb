public import Canvas
public import Runs
internal import Trends

/// One behaviour: its curve with the interval, the verdict with its numbers, and what it is made of.
public struct BehaviourScreen: Screen {
  public enum Action: Hashable, Sendable {
    case move(Move)
    case open, back, nextPane, previousPane, nextMeasure, readLeft, readRight, copy, search, nextMatch, previousMatch
    case measure(Measure)
    case mark, unmark, filter, sort, reverse, columns, compare
    case enlarge, shrink
    case flag(FlagDeed)
    case flagEffect
  }

  public static let title = "Behaviour"
  public static let keymap = Keymap<Action>(
    Move.bindings(counted: false) { .move($0) } + [
      .init(.enter, does: .open, as: "open", "the items of the suite; the item", hint: "open"),
      .init(.tab, does: .nextPane, as: "next-list", "next list: suites, items, notes", hint: "suites/items/notes"),
      .init(.backTab, does: .previousPane, as: "previous-list", "list before"),
      .init("l", .right, does: .readRight, as: "read-right", "read the next scale", hint: "read"),
      .init("h", .left, does: .readLeft, as: "read-left", "read the scale before"),
      .init("u", does: .nextMeasure, as: "next-measure", "next measure", hint: "measure"),
      .init("1", does: .measure(.margin), as: "measure-margin", "margin: log-odds of the watched choice"),
      .init("2", does: .measure(.nlp), as: "measure-nlp", "nlp: log of its probability among the choices"),
      .init("3", does: .measure(.logp), as: "measure-logp", "logp: log of its probability"),
      .init("4", does: .measure(.accuracy), as: "measure-accuracy", "accuracy"),
      .init("5", does: .measure(.coverage), as: "measure-coverage", "coverage: what all choices hold together"),
      .init(
        "6", does: .measure(.marginPerByte), as: "measure-margin-per-byte",
        "margin per byte, where choices differ in length"),
      .init("7", does: .measure(.logpPerByte), as: "measure-logp-per-byte", "logp per byte"),
      .init("8", does: .measure(.brier), as: "measure-brier", "Brier: minus the squared error of its probability"),
      .init(" ", does: .mark, as: "mark", "mark the item; what the marked ones say stands beside all", hint: "mark"),
      .init("D", does: .unmark, as: "unmark", "take all marks back"),
      .init(
        "&", does: .filter, as: "filter",
        "only items: a pattern for name and text, or slope < 0 and last > 1; ! in front hides those; empty: all"),
      .init("s", does: .sort, as: "sort", "sort this list by a column; what was first breaks the ties"),
      .init("S", does: .reverse, as: "reverse", "turn the order round"),
      .init("C", does: .columns, as: "columns", "choose the columns of this list"),
      .init("/", does: .search, as: "find", "find a suite by name, an item by name or whole text; //text lists them"),
      .init("n", does: .nextMatch, as: "find-next", "next one found"),
      .init("N", does: .previousMatch, as: "find-previous", "the one found before"),
      .init(
        "c", does: .compare, as: "compare", "its prompts side by side, or its suites where it has one prompt",
        hint: "compare"
      ),
      .init("y", does: .copy, as: "copy", "copy the verdict's sentence"),
      .init("+", does: .enlarge, as: "enlarge", "the list in the chart's place, too"),
      .init("_", does: .shrink, as: "shrink", "the chart again"),
      .init(.escape, does: .back, as: "back", "back from a suite's items; back to the overview"),
      .init(
        "E", does: .flagEffect, as: "flag-effect",
        "the verdict with and without the flagged items; do they lean to one side"
      ),
    ] + FlagDeed.bindings { .flag($0) })

  public static let commands = Command.Form.ofLists + [recompute]

  enum Pane: CaseIterable, Sendable { case suites, items, notes }

  private(set) var contents: BehaviourContents
  var pane = Pane.suites
  /// Drawn as a part of another screen, where its own keys are not at hand.
  var isPart = false
  /// The list has the chart's room.
  var isEnlarged = false
  /// The selected item as it is shown beside the list in a wide terminal.
  var beside: ItemScreen?
  /// Places among the suites, in the order shown.
  var suites: [Int32] = []
  var suiteSorting = Sorting<FindingColumn>()
  var suitePlace = ListPlace()
  var list = ItemList()
  /// First line of the notes.
  private(set) var noteTop = 0
  /// The point that is read out, in the finding's order.
  private(set) var reading: Int?
  var search = Search()
  var filterLine = FilterLine(label: "only items", fields: Filter.itemFields)
  var menu: ListMenu?
  var flagger = Flagger()
  /// Items that are looked at apart from the others.
  private(set) var marked: Set<ItemName> = [] { didSet { chosen = choice() } }
  var chosen: Chosen?
  /// The choice whose worth was asked, and the one that is known.
  var asked: SubsetRequest?
  private(set) var worth: SubsetContents?

  init(_ contents: BehaviourContents) {
    self.contents = contents
    if contents.suites.count < 2 { pane = .items }
    listSuites()
    listItems()
  }

  public var crumb: String { contents.row.key.description + (list.suite.map { " > \($0)" } ?? "") }
  public var question: Question? { .behaviour(contents.row.key, measure: contents.measure) }
  public var prompt: Prompt? { menu?.prompt ?? flagger.prompt ?? filterLine.prompt ?? search.prompt }
  public func subject(_ around: Surroundings) -> BehaviourKey? { contents.row.key }

  mutating func listItems() {
    list.make(from: contents)
    chosen = choice()
  }

  public mutating func update(_ action: Action, times: Int?, _ around: inout Surroundings) -> [Effect] {
    switch action {
    case .move(let move):
      self.move(move, times, around)
      tellRange(&around)
      return askAgain(&around)
    case .open: return open(&around)
    case .back:
      if dropRange(&around) { return [] }
      guard list.suite != nil else { return [.back] }
      (list.suite, pane, list.place) = (nil, .suites, ListPlace())
      listItems()
      return guardSubset(&around)
    case .mark: return mark(&around)
    case .flag(let deed): return flag(deed, times: times, &around)
    case .flagEffect: return showEffect(.flagged, &around)
    case .unmark:
      marked = []
      return guardSubset(&around)
    case .filter:
      pane = .items
      filterLine.open(list.filter, around.history)
    case .sort, .reverse, .columns: return arrange(action, &around)
    case .enlarge: isEnlarged = true
    case .shrink: isEnlarged = false
    case .nextPane: turn(by: 1)
    case .previousPane: turn(by: Pane.allCases.count - 1)
    case .nextMeasure: return ask(contents.measure.next)
    case .measure(let measure): return ask(measure)
    case .readLeft: read(by: -(times ?? 1))
    case .readRight: read(by: times ?? 1)
    case .copy:
      return [
        .copy(
          "\(contents.row.key), \(contents.measure.rawValue): \(contents.row.finding.word). \(contents.row.finding.sentence)"
        )
      ]
    case .compare: return compare(&around)
    case .search: search.open(around.history)
    case .nextMatch: return find(forward: true, from: place.selected, &around)
    case .previousMatch: return find(forward: false, from: place.selected, &around)
    }
    return []
  }

  private func compare(_ around: inout Surroundings) -> [Effect] {
    let prompts = around.overview.variants(of: contents.row.key)
    let sides = prompts.count > 1 ? prompts : around.overview.suites(of: contents.row.key)
    guard let request = CompareRequest(sides, measure: contents.measure) else {
      around.message =
        sides.count < 2
        ? "it has one prompt and one suite: nothing to compare" : CompareRequest.refusal(of: sides.count)
      return []
    }
    return [.ask(.compare(request))]
  }

  mutating func move(_ move: Move, _ times: Int?, _ around: Surroundings) {
    let page = BehaviourLayout(around.size, isEnlarged: isEnlarged).page
    switch pane {
    case .suites:
      suitePlace.move(move, count: contents.suites.count, page: page, times: times)
      suitePlace.settle(count: contents.suites.count, page: page)
    case .items:
      list.place.move(move, count: list.count, page: page, times: times)
      list.place.settle(count: list.count, page: page)
    case .notes:
      var place = ListPlace()
      place.selected = noteTop
      let lines = notes(columns: around.size.columns - 2).count
      place.move(move, count: max(1, lines - page), page: page, times: times)
      noteTop = place.selected
    }
  }

  /// Marks the item and goes on to the next one, so that neighbours are marked quickly.
  private mutating func mark(_ around: inout Surroundings) -> [Effect] {
    guard pane == .items, let name = list.selected(of: contents)?.name else {
      around.message = "Tab goes to the items; Space marks one of them"
      return []
    }
    if marked.remove(name) == nil { marked.insert(name) }
    move(.down, nil, around)
    return guardSubset(&around)
  }

  private mutating func open(_ around: inout Surroundings) -> [Effect] {
    switch pane {
    case .suites:
      guard let suite = selectedSuite else { return [] }
      (list.suite, pane, list.place) = (suite.name, .items, ListPlace())
      listItems()
      return guardSubset(&around)
    case .items:
      guard let item = list.selected(of: contents) else { return [] }
      // The worth of a choice that is still computed gives way, and is asked for again.
      if worth?.request != asked { asked = nil }
      return [.ask(.item(contents.row.key, item.name))]
    case .notes: return []
    }
  }

  private mutating func turn(by steps: Int) {
    let all = Pane.allCases
    anchor = nil
    pane = all[((all.firstIndex(of: pane) ?? 0) + steps) % all.count]
  }

  private func ask(_ measure: Measure) -> [Effect] {
    measure == contents.measure ? [] : [.replace(.behaviour(contents.row.key, measure: measure))]
  }

  private mutating func read(by steps: Int) {
    let last = contents.row.finding.points.count - 1
    guard last >= 0 else { return }
    reading = reading.map { max(0, min(last, $0 + steps)) } ?? (steps > 0 ? 0 : last)
  }

  public mutating func read(_ label: Int) {
    let finding = contents.row.finding
    let labels = finding.chartWithParts().labels
    guard labels.indices.contains(label) else { return }
    reading = finding.points.firstIndex { $0.rung.x.isOneScale(with: labels[label].x) } ?? reading
  }

  public mutating func take(_ answer: Answer) -> Bool {
    if case .instrument(.subset(let request), .subset(let found)) = answer, request.key == contents.row.key {
      worth = found
      return true
    }
    if takeFacts(answer) { return true }
    guard case .behaviour(let new) = answer, new.row.key == contents.row.key else { return false }
    beside = nil
    let (old, line) = (contents, selectedSuite?.name)
    contents = new
    marked.formIntersection(new.items.map(\.name))
    if let suite = list.suite, !new.suites.contains(where: { $0.name == suite }) { list.suite = nil }
    if old.measure != new.measure { list.facts.suspicions = nil }
    list.take(new, instead: old)
    chosen = choice()
    listSuites()
    if let at = suites.firstIndex(where: { new.suites[Int($0)].name == line }) { suitePlace.selected = at }
    suitePlace.clamp(count: suites.count)
    reading = reading.flatMap { at in
      let rung = old.row.finding.points[at].rung
      return new.row.finding.points.firstIndex { $0.rung.isSame(as: rung) }
    }
    return true
  }

  /// Everything that qualifies the verdict, in full.
  func notes(columns: Int) -> [(String, Role)] {
    let finding = contents.row.finding
    var lines: [(String, Role)] = []
    func add(_ text: String, _ role: Role = .text) {
      lines += Text.wrapped(text, to: max(1, columns)).map { ($0, role) }
    }
    add(finding.sentence)
    if let worth, worth.request == chosen?.request, let test = worth.test {
      add("\(test.caveat.mark)  \(test.caveat.sentence)")
    }
    for caveat in finding.caveats { add("\(caveat.mark)  \(caveat.sentence)") }
    for family in finding.familySlopes {
      let slope = Decimal.signed(family.slope, places: family.interval.places(of: finding.measure))
      add(
        "\(family.family) alone: \(slope) \(family.interval.bracketed(by: finding.measure)) "
          + "over \(family.scales) scales")
    }
    if let parts = finding.parts {
      add(
        "log-probability \(Decimal.signed(parts.logp)) = preference \(Decimal.signed(parts.preference)) + "
          + "coverage \(Decimal.signed(parts.coverage)), nats \(finding.axis.per)")
    }
    if let kind = finding.accuracyClass { add("accuracy curve: \(kind)") }
    for line in contents.checkpoints { add("checkpoint, not on the ladder: \(line)", .dim) }
    return lines
  }
}
