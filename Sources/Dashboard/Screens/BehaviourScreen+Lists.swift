public import Canvas
internal import Runs
internal import Trends

/// Finding, filtering, sorting and columns of the two lists.
extension BehaviourScreen {
  var selectedSuite: SuiteRow? {
    suites.indices.contains(suitePlace.selected) ? contents.suites[Int(suites[suitePlace.selected])] : nil
  }

  public var columnNames: [String] {
    pane == .suites ? FindingColumn.allCases.map(\.rawValue) : ItemColumn.allCases.map(\.rawValue)
  }
  public var fieldNames: [String] { Filter.itemFields.map(\.name) }

  var place: ListPlace { pane == .suites ? suitePlace : list.place }

  func listed(_ suite: SuiteRow, _ flags: Flags) -> ListedRow {
    ListedRow(
      name: suite.name, key: contents.row.key, finding: suite.finding, suites: [suite.name],
      flagged: flags.flagged(in: suite.name))
  }

  /// In the order chosen; the selection stays on its suite.
  mutating func listSuites() {
    let selected = suites.indices.contains(suitePlace.selected) ? suites[suitePlace.selected] : nil
    let rows = contents.suites.map { listed($0, list.facts.flags) }
    suites = suiteSorting.places(of: rows.count) { column in
      switch column.order {
      case .words: .words(rows.map { column.words(of: $0) })
      case .numbers, nil: .numbers(rows.map { column.number(of: $0) })
      }
    }
    if let at = selected.flatMap({ suites.firstIndex(of: $0) }) { suitePlace.selected = at }
  }

  public mutating func type(_ key: Key, _ around: inout Surroundings) -> [Effect] {
    if let outcome = menu?.press(key) { return take(outcome, &around) }
    if flagger.prompt != nil { return flagger.type(key, &around).map { [.flag($0)] } ?? [] }
    if filterLine.prompt != nil { return take(filterLine.type(key), &around) }
    guard search.type(key) else { return [] }
    list.texts.forgetStopped()
    return find(forward: true, from: place.selected - 1, &around)
  }

  public mutating func paste(_ text: String) {
    if menu != nil { return }
    if flagger.prompt != nil { return flagger.paste(text) }
    if filterLine.prompt != nil { filterLine.paste(text) } else { search.paste(text) }
  }

  public mutating func obey(_ command: Command, _ around: inout Surroundings) -> [Effect]? {
    if command.name == Self.recompute.name { return recompute(command.words, &around) }
    guard !command.words.isEmpty else { return nil }
    switch Command.OfLists(rawValue: command.name) {
    case .find:
      guard search.look(for: command.words) else { return [] }
      list.texts.forgetStopped()
      return find(forward: true, from: place.selected - 1, &around)
    case .filter:
      pane = .items
      return take(filterLine.take(command.words), &around)
    case .sort:
      do throws(LineMistake) {
        if pane == .suites { return sort(try Sorting<FindingColumn>(command.words), around) }
        return sort(try Sorting<ItemColumn>(command.words), &around)
      } catch {
        around.message = error.what
        return []
      }
    case .columns:
      let kind: ListKind = pane == .suites ? .suites : .items
      if let why = around.columns.choose(command.words, for: kind) {
        around.message = why
        return []
      }
      return [around.columns.keeping(kind)] + goOn(&around)
    case nil: return nil
    }
  }

  /// The keys `s`, `S` and `C`.
  mutating func arrange(_ action: Action, _ around: inout Surroundings) -> [Effect] {
    guard pane != .notes else {
      around.message = "Tab goes to the lists"
      return []
    }
    switch action {
    case .sort: menu = pane == .suites ? .sort(suiteSorting) : .sort(list.sorting)
    case .columns: menu = .columns(of: pane == .suites ? .suites : .items, as: around.columns)
    case .reverse where pane == .suites:
      var sorting = suiteSorting
      if sorting.levels.isEmpty { sorting = Sorting([.init(column: .name)]) }
      sorting.turnRound()
      return sort(sorting, around)
    case .reverse:
      var sorting = list.sorting
      if sorting.levels.isEmpty { sorting = Sorting([.init(column: .id)]) }
      sorting.turnRound()
      return sort(sorting, &around)
    case .move, .open, .back, .nextPane, .previousPane, .nextMeasure, .readLeft, .readRight, .copy, .search, .nextMatch,
      .previousMatch, .measure, .mark, .unmark, .filter, .compare, .enlarge, .shrink, .flag, .flagEffect:
      break
    }
    return []
  }

  private mutating func take(_ outcome: ListMenu.Outcome, _ around: inout Surroundings) -> [Effect] {
    switch outcome {
    case .goesOn: return []
    case .closes: menu = nil
    case .sorts(let name):
      menu = nil
      if pane == .suites, let column = FindingColumn(rawValue: name) {
        var sorting = suiteSorting
        sorting.choose(column)
        return sort(sorting, around)
      }
      guard let column = ItemColumn(rawValue: name) else { break }
      var sorting = list.sorting
      sorting.choose(column)
      return sort(sorting, &around)
    case .shows(let names):
      menu = nil
      let kind: ListKind = pane == .suites ? .suites : .items
      around.columns.names[kind] = names
      return [around.columns.keeping(kind)] + goOn(&around)
    }
    return []
  }

  private mutating func sort(_ sorting: Sorting<FindingColumn>, _ around: Surroundings) -> [Effect] {
    list.see(around)
    suiteSorting = sorting
    listSuites()
    return []
  }

  private mutating func sort(_ sorting: Sorting<ItemColumn>, _ around: inout Surroundings) -> [Effect] {
    list.want(.sorting(sorting))
    return goOn(&around)
  }

  private mutating func take(_ outcome: FilterLine.Outcome, _ around: inout Surroundings) -> [Effect] {
    guard case .given(let filter) = outcome else { return [] }
    list.want(.filter(filter))
    return goOn(&around)
  }

  // MARK: - Finding

  /// Suites by their names, items by name and whole text; where there is none, or for `//`, a list of what was found.
  mutating func find(forward: Bool, from start: Int, _ around: inout Surroundings) -> [Effect] {
    guard let wanted = search.wanted, let pattern = try? wanted.needle.pattern() else {
      around.message = search.failure
      return []
    }
    if pane == .items, !wanted.inTexts {
      list.want(.find(pattern, from: start, forward: forward))
      return goOn(&around)
    }
    if !wanted.inTexts {
      let found = search.match(among: pane == .suites ? suites.count : 0, from: start, forward: forward) { line in
        contents.suites[Int(suites[line])].name
      }
      if let found {
        move(.first, found + 1, around)
        return []
      }
      let looked = pane == .suites ? "\(wanted.needle.quoted) is in no suite's name; " : ""
      around.message = looked + "looking in the items' texts"
    }
    return [.ask(.find(FindRequest(wanted.needle, in: contents.row.key)))]
  }

  /// Goes to the match, if the way to it is known; a match further on may still be found before it.
  private mutating func goToMatch(_ around: inout Surroundings) {
    guard case .find(let pattern, let start, let forward) = list.pending else { return }
    let found = list.match(pattern, from: start, forward: forward, in: contents)
    let isWhole = list.texts.isKnown(pattern, orStopped: true)
    let isNext = found.map { list.sorting.levels.isEmpty && forward && $0 > start } ?? false
    guard isWhole || isNext else { return }
    list.done()
    if let found { move(.first, found + 1, around) }
    guard isWhole, let (progress, hits) = list.texts.result(of: pattern) else { return }
    let name = search.wanted?.needle.quoted ?? ""
    let unread = progress.unread.map { "; \($0)" } ?? ""
    let isPart = list.count < contents.items.count
    around.message =
      switch (progress.isDone, found) {
      case (true, nil): "\(name) is in no name and no text\(isPart ? " of the items listed" : "")\(unread)"
      case (true, _?): "\(name) is in \(Decimal.count(hits)) of \(Decimal.count(progress.of)) texts\(unread)"
      case (false, nil): "\(name) is in none of the \(Decimal.count(progress.searched)) texts that were looked through"
      case (false, _?):
        "\(name) is in \(Decimal.count(hits)) of the \(Decimal.count(progress.searched)) texts that were looked through"
      }
  }

  // MARK: - What has to be asked for

  public mutating func goOn(_ around: inout Surroundings) -> [Effect] {
    list.see(around)
    if list.renew(from: contents) { chosen = choice() }
    goToMatch(&around)
    let needs = list.needs(of: pane == .items ? around.columns.items ?? ItemColumn.usual : [])
    if !needs.isEmpty {
      let question = question(needs)
      return list.isStopped || around.awaited.contains(question) ? [] : [.replace(question)]
    }
    let wasFiltered = list.filter
    guard list.settle(from: contents) else { return askAgain(&around) }
    chosen = choice()
    return list.filter == wasFiltered ? askAgain(&around) : guardSubset(&around)
  }

  private func question(_ needs: ItemList.Needs) -> Question {
    let (key, measure) = (contents.row.key, contents.measure)
    if needs.facts.contains(.suspicions) { return .instrument(.suspicions(key, measure: measure)) }
    return .texts(
      TextsRequest(
        key: key, measure: measure, patterns: needs.patterns, wantsLengths: needs.facts.contains(.lengths)))
  }

  /// What was not there when the behaviour was opened.
  mutating func takeFacts(_ answer: Answer) -> Bool {
    switch answer {
    case .instrument(.suspicions(let key, let measure), .suspicions(let found)):
      guard key == contents.row.key, measure == contents.measure else { return false }
      list.facts.suspicions = Dictionary(found.suspects.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
      return true
    case .texts(let found):
      guard found.request.key == contents.row.key else { return false }
      // Files have landed since: the items come anew, and then this is asked again.
      guard found.identity == contents.identity else {
        list.stop()
        return true
      }
      list.take(found)
      return true
    case .overview, .behaviour, .item, .compare, .lineup, .instrument, .plans, .found, .refused: return false
    }
  }

  public mutating func giveUp() { list.stop() }

  /// A filter or an order by flags is made anew when flags have changed.
  public mutating func heed(_ around: Surroundings) {
    guard list.see(around) else { return }
    if suiteSorting.levels.contains(where: { $0.column == .flagged }) { listSuites() }
    guard list.dependsOnFlags else { return }
    list.make(from: contents)
    chosen = choice()
  }
}
