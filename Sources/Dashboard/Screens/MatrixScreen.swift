public import Canvas
public import Runs
internal import Trends

/// Elicitation: the prompts of one behaviour against the scales, and what the verdict depends on.
public struct MatrixScreen: Screen {
  public enum Action: Sendable {
    case move(Move)
    case open, right, left, changed, base, missing, compare
  }

  public static let title = "Elicitation"
  public static let keymap = Keymap<Action>(
    Move.bindings { .move($0) } + [
      .init(.enter, does: .open, as: "open", "open the behaviour under this prompt", hint: "open"),
      .init(
        "d", does: .changed, as: "changed-items", "items whose side this prompt changed, against the base row",
        hint: "changed"),
      .init("B", does: .base, as: "base-row", "make this row the base that others are held against", hint: "base"),
      .init("w", does: .missing, as: "to-run", "what to run next: the cells without a run", hint: "to run"),
      .init("c", does: .compare, as: "compare", "the prompts' lines side by side", hint: "compare"),
      .init("l", .right, does: .right, as: "right", "next larger scale"),
      .init("h", .left, does: .left, as: "left", "next smaller scale"),
    ])

  let behaviour: String
  private(set) var selected: String?
  /// The prompt that changes are counted from.
  private(set) var base: String?
  /// The scale that is read; nil: the largest.
  private var column: ScaleColumns.Column?
  private(set) var showsMissing = false
  /// Where the list of missing cells is scrolled to.
  private(set) var scroll = Scroll()
  /// What may be claimed, once it has been computed.
  private(set) var claims: ElicitationContents?
  private let measure: Measure

  /// - Returns: nil when the runs have one prompt only.
  init?(of subject: BehaviourKey?, in overview: OverviewContents) {
    guard let subject else { return nil }
    let rows = overview.rows.filter { $0.key.behaviour == subject.behaviour }
    guard rows.count > 1 else { return nil }
    behaviour = subject.behaviour
    selected = subject.variant
    base = rows[0].key.variant
    measure = overview.measure
  }

  /// Why there is no matrix.
  static func none(for subject: BehaviourKey?) -> String {
    subject.map { "\($0.behaviour) was run under one prompt only; elicitation needs two or more" }
      ?? "nothing is selected"
  }

  public var crumb: String { "\(behaviour) > elicitation" }
  public var question: Question? { .instrument(.elicitation(behaviour, measure: measure)) }
  public func subject(_ around: Surroundings) -> BehaviourKey? { BehaviourKey(behaviour, variant: selected) }

  func rows(_ around: Surroundings) -> [BehaviourRow] { around.overview.rows.filter { $0.key.behaviour == behaviour } }

  func scales(_ rows: [BehaviourRow]) -> ScaleColumns { ScaleColumns(of: rows.map(\.finding), limit: .max) }

  public mutating func update(_ action: Action, times: Int?, _ around: inout Surroundings) -> [Effect] {
    let rows = rows(around)
    switch action {
    case .move(let move) where showsMissing:
      let lines = page(ofMissing: rows, columns: around.size.columns - 2).lines.count
      scroll.move(move, lines: lines, page: around.size.rows, times: times)
    case .move(let move):
      var place = ListPlace()
      place.selected = rows.firstIndex { $0.key.variant == selected } ?? 0
      place.move(move, count: rows.count, page: Self.page(around.size), times: times)
      if rows.indices.contains(place.selected) { selected = rows[place.selected].key.variant }
    case .open: return [.ask(.behaviour(BehaviourKey(behaviour, variant: selected), measure: around.overview.measure))]
    case .right: step(by: times ?? 1, among: scales(rows).columns)
    case .left: step(by: -(times ?? 1), among: scales(rows).columns)
    case .changed: return changed(rows, &around)
    case .base:
      base = selected
      around.message = "base: \(selected ?? "no name")"
    case .missing: (showsMissing, scroll) = (!showsMissing, Scroll())
    case .compare:
      let base = CompareSide(BehaviourKey(behaviour, variant: base))
      guard let request = CompareRequest(rows.map { CompareSide($0.key) }, base: base, measure: measure) else {
        around.message = CompareRequest.refusal(of: rows.count)
        break
      }
      return [.ask(.compare(request))]
    }
    return []
  }

  /// Place among the scales as they are now; nil: the largest.
  func scale(among columns: [ScaleColumns.Column]) -> Int? {
    column.flatMap { read in columns.firstIndex { $0.isAt(read.x, of: read.family) } }
  }

  private mutating func step(by steps: Int, among columns: [ScaleColumns.Column]) {
    guard let last = columns.indices.last else { return }
    column = columns[max(0, min(last, (scale(among: columns) ?? last) + steps))]
  }

  private func changed(_ rows: [BehaviourRow], _ around: inout Surroundings) -> [Effect] {
    guard selected != base else {
      around.message = "this row is the base; j k chooses another, B makes another the base"
      return []
    }
    let columns = scales(rows).columns
    let both = rows.filter { $0.key.variant == selected || $0.key.variant == base }.map(\.finding)
    let shared = columns.indices.filter { at in both.allSatisfy { $0.point(at: columns[at]) != nil } }
    guard let at = scale(among: columns) ?? shared.last, shared.contains(at) else {
      around.message = "one of the two prompts has no run here; h l goes to another scale"
      return []
    }
    let pair = PromptPair(behaviour: behaviour, base: base, other: selected, model: columns[at].name)
    return [.ask(.instrument(.changed(pair, measure: measure)))]
  }

  public mutating func take(_ answer: Answer) -> Bool {
    guard case .instrument(.elicitation(behaviour, measure: _), .elicitation(let new)) = answer else { return false }
    claims = new
    return true
  }

  /// Prompts that are shown at once.
  static func page(_ size: Size) -> Int { max(1, size.rows - (size.rows < 16 ? 5 : 12)) }

  /// Model × prompt pairs without a run, prompts that are still open first: there a run decides most.
  func missing(_ rows: [BehaviourRow]) -> [(row: BehaviourRow, scales: [ScaleColumns.Column])] {
    let columns = scales(rows).columns
    let gaps = rows.map { row in (row: row, scales: columns.filter { row.finding.point(at: $0) == nil }) }
    let open = { (row: BehaviourRow) in row.finding.verdict.isRefusal || row.finding.verdict == .unresolved }
    return gaps.filter { !$0.scales.isEmpty && open($0.row) } + gaps.filter { !$0.scales.isEmpty && !open($0.row) }
  }
}

extension Finding {
  /// Of a scale of a family; nil where there is no run.
  func point(at column: ScaleColumns.Column) -> Point? {
    points.first { column.holds($0.rung) && !$0.mean.isNaN }
  }

  /// Sd of the mean there, over items and, on a trend, models: half of the band / 1.96.
  func error(at column: ScaleColumns.Column) -> Double {
    guard let point = point(at: column), let band = drawn([point]).first?.interval else { return .nan }
    return (band.upperBound - band.lowerBound) / 2 / 1.96
  }
}
