public import Canvas
public import Runs
internal import Trends

/// Models as columns and behaviours as rows: each cell a mean. Two of the models are held against each other, item by item.
public struct ModelsScreen: Screen {
  public enum Action: Hashable, Sendable {
    case move(Move)
    case open, right, left, pick, swap, only, order, copy
  }

  public static let title = "Models"
  public static let keymap = Keymap<Action>(
    [
      .init(" ", does: .pick, as: "pick", "pick the model, or put it back; the first two are A and B", hint: "pick"),
      .init(.enter, does: .open, as: "open", "the items of the behaviour under these models", hint: "items"),
      .init("l", .right, does: .right, as: "right", "next model"),
      .init("h", .left, does: .left, as: "left", "model before"),
      .init("s", does: .swap, as: "swap", "swap A and B", hint: "swap"),
      .init("o", does: .only, as: "only-picked", "only the picked models, or all", hint: "only picked"),
      .init(
        "D", does: .order, as: "order", "largest difference A − B first, whichever way, or by name", hint: "by A−B"),
      .init("y", does: .copy, as: "copy", "copy what A and B made of the behaviours"),
    ] + Move.bindings { .move($0) })

  /// A model's name that means none.
  struct Unknown: Error {
    var sentence: String
  }

  private(set) var selected: BehaviourKey?
  /// Place among all models.
  private(set) var read = 0
  /// All models, by name: the one that is read stays so when others land.
  private var names: [String]
  /// Names of models, in the order in which they were picked.
  private(set) var picks: [String] = []
  private(set) var showsPickedOnly = false
  private(set) var isOrdered = false
  /// Of A and B, once it has been computed.
  private(set) var differences: ModelsContents?
  private var measure: Measure

  /// - Parameter names: of models, or their sizes as the columns are headed.
  init(of subject: BehaviourKey?, picking names: [String], in overview: OverviewContents) throws(Unknown) {
    selected = subject ?? overview.rows.first?.key
    measure = overview.measure
    let columns = Self.columns(overview)
    self.names = columns.map(\.name)
    for name in names {
      let found = columns.first { $0.name == name } ?? columns.first { Self.label($0, overview) == name }
      guard let found else {
        throw Unknown(sentence: "no model is called '\(name)'; M shows them all")
      }
      if !picks.contains(found.name) { picks.append(found.name) }
    }
    guard picks.count <= CompareRequest.count.upperBound else {
      throw Unknown(sentence: CompareRequest.refusal(of: picks.count))
    }
    showsPickedOnly = picks.count > 1
    read = picks.first.flatMap { name in columns.firstIndex { $0.name == name } } ?? max(0, columns.count - 1)
  }

  public var crumb: String { pair.map { "models \($0.a), \($0.b)" } ?? "models" }
  public var question: Question? { pair.map { .instrument(.models($0, measure: measure)) } }
  public func subject(_ around: Surroundings) -> BehaviourKey? { selected }

  var pair: ModelPair? { picks.count > 1 ? ModelPair(a: picks[0], b: picks[1]) : nil }

  static func columns(_ overview: OverviewContents) -> [ScaleColumns.Column] {
    overview.digest.families.all.flatMap(\.columns)
  }

  static func label(_ column: ScaleColumns.Column, _ overview: OverviewContents) -> String {
    ScaleColumns.label(column.x, on: overview.digest.families.axis)
  }

  /// Of the behaviour; nil until it is known.
  func difference(of key: BehaviourKey) -> ModelDifference? {
    differences.flatMap { $0.pair == pair ? $0.rows.first { $0.key == key } : nil }
  }

  func rows(_ around: Surroundings) -> [BehaviourRow] {
    guard isOrdered, let differences, differences.pair == pair else { return around.overview.rows }
    let sizes = Dictionary(
      differences.rows.map { ($0.key, $0.comparison.map { abs($0.difference) } ?? -1) }, uniquingKeysWith: { $1 })
    let rows = around.overview.rows
    let order = rows.indices.sorted { (sizes[rows[$1].key] ?? -1, $0) < (sizes[rows[$0].key] ?? -1, $1) }
    return order.map { rows[$0] }
  }

  /// Places of the models that are wanted.
  func shown(_ columns: [ScaleColumns.Column]) -> [Int] {
    showsPickedOnly && picks.count > 1
      ? picks.compactMap { name in columns.firstIndex { $0.name == name } } : Array(columns.indices)
  }

  public mutating func update(_ action: Action, times: Int?, _ around: inout Surroundings) -> [Effect] {
    let columns = Self.columns(around.overview)
    switch action {
    case .move(let move):
      let rows = rows(around)
      var place = ListPlace()
      place.selected = rows.firstIndex { $0.key == selected } ?? 0
      place.move(move, count: rows.count, page: page(around.size, around), times: times)
      if rows.indices.contains(place.selected) { selected = rows[place.selected].key }
    case .open:
      guard let selected else { break }
      return [.ask(.instrument(.modelItems(selected, pair, measure: measure)))]
    case .right: step(by: times ?? 1, among: shown(columns))
    case .left: step(by: -(times ?? 1), among: shown(columns))
    case .pick: return pick(columns, &around)
    case .swap:
      guard picks.count > 1 else {
        around.message = ModelPair.missing
        break
      }
      picks.swapAt(0, 1)
      return question.map { [.replace($0)] } ?? []
    case .only:
      showsPickedOnly.toggle()
      if showsPickedOnly, picks.count < 2 { around.message = ModelPair.missing }
      step(by: 0, among: shown(columns))
    case .order:
      isOrdered.toggle()
      if isOrdered, pair == nil { around.message = ModelPair.missing }
    case .copy: return [.copy(words(around))]
    }
    return []
  }

  private mutating func step(by steps: Int, among shown: [Int]) {
    let at = shown.firstIndex(of: read) ?? 0
    if !shown.isEmpty { read = shown[max(0, min(shown.count - 1, at + steps))] }
  }

  private mutating func pick(_ columns: [ScaleColumns.Column], _ around: inout Surroundings) -> [Effect] {
    guard columns.indices.contains(read) else { return [] }
    let (name, before) = (columns[read].name, pair)
    if let at = picks.firstIndex(of: name) {
      picks.remove(at: at)
    } else if picks.count < CompareRequest.count.upperBound {
      picks.append(name)
    } else {
      around.message = "\(CompareRequest.count.upperBound) models are as many as stand side by side"
    }
    guard pair != before, let question else { return [] }
    return [.replace(question)]
  }

  /// Rows above the list: words, A and B, the families where there are several, the sizes.
  static func headings(_ size: Size, _ around: Surroundings) -> Int {
    size.rows >= 16 && around.overview.digest.families.all.count > 1 ? 4 : 3
  }

  func page(_ size: Size, _ around: Surroundings) -> Int {
    max(1, size.rows - Self.headings(size, around) - (size.rows < 16 || pair == nil ? 2 : 4))
  }

  public mutating func take(_ answer: Answer) -> Bool {
    switch answer {
    case .overview(let contents):
      let name = names.indices.contains(read) ? names[read] : nil
      names = Self.columns(contents).map(\.name)
      picks.removeAll { !names.contains($0) }
      measure = contents.measure
      read = names.firstIndex { $0 == name } ?? min(read, max(0, names.count - 1))
      return true
    case .instrument(.models, .models(let new)):
      differences = new
      return true
    case .behaviour, .item, .compare, .lineup, .instrument, .plans, .found, .texts, .refused: return false
    }
  }
}
