public import Canvas
public import Runs
internal import Trends

/// The items of one behaviour under every model: what did both of two miss, what only one, what neither.
public struct ModelItemsScreen: Screen {
  public enum Action: Hashable, Sendable {
    case move(Move)
    case open, right, left, pick, swap, nextOutcome, previousOutcome, nextMeasure, search, nextMatch, previousMatch,
      copy
    case flag(FlagDeed)
  }

  public static let title = "Items by model"
  public static let keymap = Keymap<Action>(
    [
      .init(
        .tab, does: .nextOutcome, as: "next-list", "next list: all, both missed, only A, only B, both right",
        hint: "both missed …"),
      .init(.backTab, does: .previousOutcome, as: "previous-list", "list before"),
      .init(.enter, does: .open, as: "open", "open the item", hint: "open"),
      .init(" ", does: .pick, as: "pick", "make the model B, and what was B is A", hint: "pick"),
      .init("l", .right, does: .right, as: "right", "next model"),
      .init("h", .left, does: .left, as: "left", "model before"),
      .init("s", does: .swap, as: "swap", "swap A and B", hint: "swap"),
      .init("u", does: .nextMeasure, as: "next-measure", "next measure", hint: "measure"),
      .init("/", does: .search, as: "find", "find a name or a text in the list"),
      .init("n", does: .nextMatch, as: "find-next", "next one found"),
      .init("N", does: .previousMatch, as: "find-previous", "one found before"),
      .init("y", does: .copy, as: "copy", "copy the counts, the names of the items listed, and the card"),
    ] + FlagDeed.bindings { .flag($0) } + Move.bindings { .move($0) })

  private(set) var contents: ModelItemsContents
  /// nil: all items.
  private(set) var outcome: Discordance.Outcome?
  /// Places of the rows that are listed, in order.
  private(set) var listed: [Int] = []
  private(set) var place = ListPlace()
  /// Place among the models.
  private(set) var read = 0
  private var search = Search()
  var flagger = Flagger()
  var anchor: Int?
  /// The first of two models, until the second is picked.
  private(set) var first: String?

  init(_ contents: ModelItemsContents) {
    self.contents = contents
    read =
      contents.pair.flatMap { pair in contents.models.firstIndex { $0.name == pair.b } }
      ?? max(0, contents.models.count - 1)
    list()
  }

  public var crumb: String { "\(contents.key) by model" }
  public var question: Question? { .instrument(.modelItems(contents.key, contents.pair, measure: contents.measure)) }
  public var prompt: Prompt? { flagger.prompt ?? search.prompt }
  public func subject(_ around: Surroundings) -> BehaviourKey? { contents.key }

  var row: ModelItemsContents.Row? {
    listed.indices.contains(place.selected) ? contents.rows[listed[place.selected]] : nil
  }

  /// What only one missed stands by how far the two are apart; what both missed, or had right, by how clearly.
  private mutating func list() {
    anchor = nil
    guard let outcome, let items = contents.difference?.items else {
      listed = Array(contents.rows.indices)
      return
    }
    let wanted = Dictionary(
      items.lazy.filter { $0.outcome == outcome }.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let found = contents.rows.indices.compactMap { at in wanted[contents.rows[at].name].map { (at, $0.weight) } }
    listed = found.sorted { ($1.1, $0.0) < ($0.1, $1.0) }.map(\.0)
  }

  public mutating func update(_ action: Action, times: Int?, _ around: inout Surroundings) -> [Effect] {
    switch action {
    case .move(let move):
      place.move(move, count: listed.count, page: Self.page(around.size), times: times)
      place.settle(count: listed.count, page: Self.page(around.size))
      tellRange(&around)
    case .flag(let deed): return flag(deed, times: times, &around)
    case .open: if let row { return [.ask(.item(contents.key, row.name))] }
    case .right: read = min(read + (times ?? 1), max(0, contents.models.count - 1))
    case .left: read = max(read - (times ?? 1), 0)
    case .pick: return pick(&around)
    case .swap:
      guard let pair = contents.pair else {
        around.message = ModelPair.missing
        break
      }
      return ask(ModelPair(a: pair.b, b: pair.a))
    case .nextOutcome: turn(by: 1, &around)
    case .previousOutcome: turn(by: -1, &around)
    case .nextMeasure:
      return [.replace(.instrument(.modelItems(contents.key, contents.pair, measure: contents.measure.next)))]
    case .search: search.open(around.history)
    case .nextMatch: return find(forward: true, from: place.selected, &around)
    case .previousMatch: return find(forward: false, from: place.selected, &around)
    case .copy: return [.copy(words(around))]
    }
    return []
  }

  private func ask(_ pair: ModelPair) -> [Effect] {
    [.replace(.instrument(.modelItems(contents.key, pair, measure: contents.measure)))]
  }

  private mutating func pick(_ around: inout Surroundings) -> [Effect] {
    guard contents.models.indices.contains(read) else { return [] }
    let name = contents.models[read].name
    guard let before = contents.pair?.b ?? first else {
      first = name
      around.message = "A is \(name); Space picks B"
      return []
    }
    guard before != name else {
      around.message = "\(name) is picked already; h l goes to another model"
      return []
    }
    return ask(ModelPair(a: before, b: name))
  }

  /// A list that the outcome chose is a choice of items, and counts as looked at.
  private mutating func turn(by steps: Int, _ around: inout Surroundings) {
    guard contents.difference?.discordance != nil else {
      around.message = contents.pair == nil ? ModelPair.missing : "nothing stored tells right from wrong"
      return
    }
    let all: [Discordance.Outcome?] = [nil] + Discordance.Outcome.allCases
    outcome = all[((all.firstIndex(of: outcome) ?? 0) + steps + all.count) % all.count]
    place = ListPlace()
    list()
    if outcome != nil, !listed.isEmpty {
      around.looked.insert(.items(contents.key, listed.map { contents.rows[$0].name }.sorted()))
    }
  }

  public mutating func type(_ key: Key, _ around: inout Surroundings) -> [Effect] {
    if flagger.prompt != nil { return flagger.type(key, &around).map { [.flag($0)] } ?? [] }
    return search.type(key) ? find(forward: true, from: place.selected - 1, &around) : []
  }

  public mutating func paste(_ text: String) {
    if flagger.prompt != nil { flagger.paste(text) } else { search.paste(text) }
  }

  /// By name and by how a question begins; where there is none, the whole texts of the behaviour's items.
  private mutating func find(forward: Bool, from start: Int, _ around: inout Surroundings) -> [Effect] {
    guard let wanted = search.wanted else {
      around.message = search.failure
      return []
    }
    let found = search.match(among: wanted.inTexts ? 0 : listed.count, from: start, forward: forward) { line in
      let row = contents.rows[listed[line]]
      return "\(row.name.item)\n\(row.text)"
    }
    guard let found else { return [.ask(.find(FindRequest(wanted.needle, in: contents.key)))] }
    place.selected = found
    place.settle(count: listed.count, page: Self.page(around.size))
    return []
  }

  static func page(_ size: Size) -> Int { max(1, size.rows - (size.rows < 16 ? 5 : 6)) }

  public mutating func take(_ answer: Answer) -> Bool {
    guard case .instrument(.modelItems, .modelItems(let new)) = answer, new.key == contents.key else { return false }
    let (item, model) = (row?.name, contents.models.indices.contains(read) ? contents.models[read].name : nil)
    contents = new
    first = nil
    if new.difference?.discordance == nil { outcome = nil }
    list()
    read = new.models.firstIndex { $0.name == model } ?? max(0, min(read, new.models.count - 1))
    if let at = listed.firstIndex(where: { new.rows[$0].name == item }) { place.selected = at }
    place.clamp(count: listed.count)
    return true
  }
}

extension ModelDifference.Item {
  /// By which a list of one outcome is ordered, largest first.
  fileprivate var weight: Double {
    switch outcome {
    case .bothMissed: -(a + b)
    case .onlyAMissed, .onlyBMissed: abs(a - b)
    case .bothRight: a + b
    case nil: 0
    }
  }
}

extension ModelItemsScreen: ListsItems {
  var itemLines: Int { listed.count }
  var itemLine: Int { place.selected }

  func item(at line: Int) -> FlagSubject? {
    listed.indices.contains(line)
      ? FlagSubject(key: contents.key, name: contents.rows[listed[line]].name) : nil
  }

  mutating func go(to line: Int, _ around: Surroundings) {
    place.selected = line
    place.settle(count: listed.count, page: Self.page(around.size))
  }
}

extension ModelItemsScreen {
  public mutating func endRange(_ around: inout Surroundings) -> Bool { dropRange(&around) }
}
