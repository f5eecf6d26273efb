public import Canvas
public import Runs
internal import Trends

/// Items that deserve a look, worst first with their reasons; the behaviours that turn, and where, with those whose largest
/// model alone breaks the trend; the items that turn.
public struct SuspicionsScreen: Screen {
  public enum Action: Sendable {
    case move(Move)
    case open, pane, backPane, next, previous, copy
    case flag(FlagDeed)
  }

  public static let title = "Turns and suspicions"
  public static let keymap = Keymap<Action>(
    Move.bindings { .move($0) } + [
      .init(.enter, does: .open, as: "open", "the item with its evidence; the behaviour that turns", hint: "open"),
      .init(
        .tab, does: .pane, as: "next-list", "suspicious items, turning behaviours, turning items",
        hint: "suspicions/turns"),
      .init(.backTab, does: .backPane, as: "previous-list", "list before"),
      .init("n", does: .next, as: "next", "next line; on an item's screen the next suspicious item"),
      .init("N", does: .previous, as: "previous", "line before"),
      .init("y", does: .copy, as: "copy", "copy the line"),
    ] + FlagDeed.bindings { .flag($0) })

  enum Pane: CaseIterable, Sendable { case suspects, behaviours, items }

  private var contents: SuspicionsContents
  /// Items whose last step goes against their own line. Kept, for a range asks for its items one by one.
  private var turningItems: [Suspect]
  private let instrument: Instrument
  private(set) var pane = Pane.suspects
  private var places = [Pane: ListPlace]()
  var flagger = Flagger()
  var anchor: Int?

  init(_ contents: SuspicionsContents, _ instrument: Instrument) {
    self.contents = contents
    turningItems = Self.turning(contents)
    self.instrument = instrument
    if contents.suspects.isEmpty, !contents.turns.isEmpty { pane = .behaviours }
  }

  public var crumb: String { "\(contents.key) > suspicions" }
  public var question: Question? { .instrument(instrument) }
  public func subject(_ around: Surroundings) -> BehaviourKey? { contents.key }

  public var prompt: Prompt? { flagger.prompt }

  public mutating func type(_ key: Key, _ around: inout Surroundings) -> [Effect] {
    flagger.type(key, &around).map { [.flag($0)] } ?? []
  }

  public mutating func paste(_ text: String) { flagger.paste(text) }

  private var place: ListPlace { places[pane] ?? ListPlace() }
  private static func turning(_ contents: SuspicionsContents) -> [Suspect] {
    contents.suspects.filter { $0.suspicions.contains { $0.reason == .lateTurn } }
  }

  private var items: [Suspect] { pane == .items ? turningItems : contents.suspects }
  private var count: Int { pane == .behaviours ? contents.turns.count : items.count }

  public mutating func update(_ action: Action, times: Int?, _ around: inout Surroundings) -> [Effect] {
    switch action {
    case .move(let move): self.move(move, times, &around)
    case .next: move(.down, times, &around)
    case .previous: move(.up, times, &around)
    case .pane: turn(by: 1)
    case .backPane: turn(by: Pane.allCases.count - 1)
    case .open:
      if pane == .behaviours {
        guard contents.turns.indices.contains(place.selected) else { break }
        return [.ask(.behaviour(contents.turns[place.selected].key, measure: contents.measure))]
      }
      guard items.indices.contains(place.selected) else { break }
      return [.ask(.item(contents.key, items[place.selected].name))]
    case .flag(let deed): return flag(deed, times: times, &around)
    case .copy:
      if let line { return [.copy(line)] }
    }
    return []
  }

  private mutating func move(_ move: Move, _ times: Int?, _ around: inout Surroundings) {
    var place = place
    place.move(move, count: count, page: Self.page(around.size), times: times)
    place.settle(count: count, page: Self.page(around.size), words: words(around.size).count)
    places[pane] = place
    tellRange(&around)
  }

  private mutating func turn(by steps: Int) {
    let all = Pane.allCases
    anchor = nil
    pane = all[((all.firstIndex(of: pane) ?? 0) + steps) % all.count]
  }

  private var line: String? {
    if pane == .behaviours {
      guard contents.turns.indices.contains(place.selected) else { return nil }
      let row = contents.turns[place.selected]
      return "\(row.key): \(row.finding.word). \(row.finding.sentence)"
    }
    guard items.indices.contains(place.selected) else { return nil }
    let suspect = items[place.selected]
    return "\(contents.key) \(suspect.name.suite) \(suspect.name.item): "
      + suspect.suspicions.map { "\($0.reason.rawValue), \($0.evidence)" }.joined(separator: "; ")
  }

  public mutating func take(_ answer: Answer) -> Bool {
    guard case .instrument(_, .suspicions(let new)) = answer else { return false }
    let (old, turned) = (contents, turningItems)
    contents = new
    turningItems = Self.turning(new)
    anchor = nil
    places[.suspects, default: ListPlace()].follow(from: old.suspects.map(\.name), to: new.suspects.map(\.name))
    places[.behaviours, default: ListPlace()].follow(from: old.turns.map(\.key), to: new.turns.map(\.key))
    places[.items, default: ListPlace()].follow(from: turned.map(\.name), to: turningItems.map(\.name))
    return true
  }

  // MARK: - View

  /// Lines that the selected row's own words take below the list.
  private static func details(_ size: Size) -> Int { size.rows < 14 ? 2 : 5 }
  private static func page(_ size: Size) -> Int { max(1, size.rows - 3 - details(size)) }

  public func view(_ size: Size, _ around: Surroundings) -> Grid {
    var grid = Grid(size)
    drawTabs(&grid)
    switch pane {
    case .suspects, .items: drawItems(&grid, around)
    case .behaviours: drawBehaviours(&grid)
    }
    drawDetails(&grid)
    return grid
  }

  private func drawTabs(_ grid: inout Grid) {
    grid.fill(row: 0, columns: 0..<grid.size.columns, on: .bar)
    let whole = Pane.allCases.reduce(1) { $0 + Text.width(name(of: $1, isShort: false)) + 2 }
    var column = 1
    for one in Pane.allCases {
      let name = name(of: one, isShort: whole > grid.size.columns)
      let text = one == pane ? "[\(name)]" : " \(name) "
      column += grid.write(text, row: 0, column: column, as: one == pane ? .title : .dim, on: .bar)
    }
  }

  private func name(of pane: Pane, isShort: Bool) -> String {
    switch pane {
    case .suspects: "\(isShort ? "look at" : "items to look at") \(contents.suspects.count)"
    case .behaviours: "\(isShort ? "turns" : "turns and last steps") \(contents.turns.count)"
    case .items: "\(isShort ? "items turn" : "items that turn") \(turningItems.count)"
    }
  }

  /// In the place of an empty list.
  private func draw(none: String, in grid: inout Grid) {
    var page = Page(columns: grid.size.columns - 2)
    page.add(none, .dim)
    page.draw(in: &grid, rows: 2..<2 + page.lines.count, from: 0)
  }

  private enum Column: Hashable { case rank, flag, item, suite, strength, reasons }

  private func drawItems(_ grid: inout Grid, _ around: Surroundings) {
    let all = items
    guard !all.isEmpty else {
      draw(none: pane == .items ? "no item's last step goes against its own line" : "no item stands out", in: &grid)
      return
    }
    let longest = all.reduce(4) { max($0, Text.width($1.name.item)) }
    let suite = all.reduce(5) { max($0, Text.width($1.name.suite)) }
    let reasons = all.reduce(7) { max($0, Text.width(Self.reasons($1))) }
    let plan = ColumnPlan<Column>(
      [
        .init(id: .rank, title: "#", width: 4, gap: 0),
        .init(id: .flag, title: "", width: 1),
        .init(id: .item, title: "ITEM", width: min(longest, 16), alignment: .left, holdsNames: true),
        .init(id: .suite, title: "SUITE", width: min(suite, 24), alignment: .left, goes: 0, gap: 2),
        .init(id: .strength, title: "SCORE", width: 5, goes: 1, gap: 2),
        .init(id: .reasons, title: "REASONS", width: 12, alignment: .left, gap: 2),
      ], in: grid.size.columns - 1, growing: .reasons, limit: reasons)
    for placed in plan.placed { grid.write(placed.column.title, placed, row: 1, as: .heading) }
    let words = words(grid.size)
    let window = place.window(count: all.count, page: Self.page(grid.size), words: words.count)
    let noun = words.isEmpty ? nil : "lines"
    grid.tell(window, of: all.count + words.count, noun: noun, row: 2 + Self.page(grid.size))
    for (line, at) in window.enumerated() {
      guard all.indices.contains(at) else {
        grid.write(words[at - all.count], row: 2 + line, column: 1, as: .dim)
        continue
      }
      grid.list(at, row: 2 + line, isSelected: at == place.selected, isPicked: isInRange(at))
      for placed in plan.placed {
        let suspect = all[at]
        let (text, role): (String, Role) =
          switch placed.column.id {
          case .rank: ("\(at + 1)", .dim)
          case .flag: (around.flags[suspect.name]?.isFlagged == true ? "!" : "", .flag)
          case .item: (suspect.name.item, .text)
          case .suite: (suspect.name.suite, .dim)
          case .strength: (Decimal.fixed(suspect.strength, places: 1), .text)
          case .reasons: (Self.reasons(suspect), .warning)
          }
        grid.write(text, placed, row: 2 + line, as: role)
      }
      if isInRange(at) { grid.markRange(row: 2 + line) }
    }
  }

  private static func reasons(_ suspect: Suspect) -> String {
    suspect.suspicions.map(\.reason.rawValue).joined(separator: ", ")
  }

  private func drawBehaviours(_ grid: inout Grid) {
    let all = contents.turns
    guard !all.isEmpty else {
      draw(
        none: "no behaviour both rises and falls by more than noise, and no last step breaks a trend", in: &grid)
      return
    }
    let name = min(30, all.reduce(9) { max($0, Text.width($1.key.description)) })
    let scales = ScaleColumns(of: all.map(\.finding), limit: max(8, grid.size.columns - name - 40))
    let spark = max(8, scales.width)
    // Where it turns is what the list is for: in a narrow terminal the sparkline gives way.
    let hasSpark = name + spark + 30 <= grid.size.columns
    let verdict = hasSpark ? 12 : all.reduce(7) { max($0, Text.width($1.finding.word)) }
    let title = hasSpark ? Text.padded(scales.title(columns: spark), to: spark) + "  " : ""
    let heading = Text.padded("BEHAVIOUR", to: name) + "  " + title + Text.padded("VERDICT", to: verdict) + "  NEAR"
    grid.write(Text.truncated(heading, to: grid.size.columns - 1), row: 1, column: 1, as: .heading)
    let window = place.window(count: all.count, page: Self.page(grid.size))
    grid.tell(window, of: all.count, row: 2 + Self.page(grid.size))
    for (line, at) in window.enumerated() {
      let finding = all[at].finding
      grid.list(at, row: 2 + line, isSelected: at == place.selected)
      var words = Words()
      words.add(Text.padded(all[at].key.description, to: name) + "  ")
      if hasSpark {
        words.add(
          Text.padded(FindingColumn.spark.cell(of: finding, on: scales).0, to: spark) + "  ",
          finding.verdict.role)
      }
      words.add(Text.padded(finding.word, to: verdict) + "  ", finding.verdict.role)
      words.add(Self.place(of: finding))
      words.write(in: &grid, row: 2 + line, column: 1, to: grid.size.columns)
    }
  }

  private static func place(of finding: Finding) -> String {
    if finding.verdict == .turning { return finding.turningPlace }
    let last = finding.caveats.first(where: \.isOfLastPoint)?.mark ?? ""
    let largest = ScaleEnds(of: finding.points).map { finding.points[$0.largest].rung.name }
    return "\(last) \(largest ?? "?") alone"
  }

  /// The selected line's own words, cut where there is little room, for Enter shows all of them; then the remark on the list.
  private func drawDetails(_ grid: inout Grid) {
    let columns = max(1, grid.size.columns - 2)
    // Without a list there is room.
    let rows = count == 0 ? 5 : Self.details(grid.size)
    let remarks = pane != .behaviours && words(grid.size).isEmpty ? Text.wrapped(remark, to: columns) : []
    let own = Paragraph.lines(details, columns: columns, rows: max(1, rows - remarks.count))
    for (at, line) in (own + remarks.map { ($0, Role.dim) }).enumerated() {
      grid.write(line.0, row: grid.size.rows - rows + at, column: 1, as: line.1)
    }
  }

  /// How many items are listed, and what that says.
  private var remark: String {
    let share =
      "\(contents.suspects.count) of \(Decimal.count(contents.n)) items. A suspicion is no verdict on an item."
    let length =
      contents.lengthCorrelation.map { " Margin with the key's length: rank correlation \(Decimal.signed($0))." } ?? ""
    return share + length
  }

  /// The remark below the last item, where a short terminal has no room for it below the list.
  private func words(_ size: Size) -> [String] {
    let isBelow = pane != .behaviours && !items.isEmpty && Self.details(size) < 5
    return isBelow ? Text.wrapped(remark, to: max(1, size.columns - 2)) : []
  }

  /// What the selected line says in full.
  private var details: [(String, Role)] {
    if pane == .behaviours {
      guard contents.turns.indices.contains(place.selected) else { return [] }
      let finding = contents.turns[place.selected].finding
      return [(finding.sentence, .text)]
        + finding.caveats.filter(\.isOfLastPoint).map { ($0.sentence, .dim) }
    }
    guard items.indices.contains(place.selected) else { return [] }
    return items[place.selected].suspicions.map { ("\($0.reason.rawValue): \($0.evidence)", .text) }
  }
}

extension SuspicionsScreen: ListsItems {
  var itemLines: Int { pane == .behaviours ? 0 : items.count }
  var itemLine: Int { place.selected }

  func item(at line: Int) -> FlagSubject? {
    items.indices.contains(line) ? FlagSubject(key: contents.key, name: items[line].name) : nil
  }

  mutating func go(to line: Int, _ around: Surroundings) {
    var place = place
    place.move(.first, count: count, page: Self.page(around.size), times: line + 1)
    place.settle(count: count, page: Self.page(around.size), words: words(around.size).count)
    places[pane] = place
  }
}

extension SuspicionsScreen {
  public mutating func endRange(_ around: inout Surroundings) -> Bool { dropRange(&around) }
}
