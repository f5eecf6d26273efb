public import Canvas
public import Runs
internal import Trends

/// The same items by every measure: what holds whichever is taken, and what does not.
public struct MeasuresScreen: Screen {
  public enum Action: Sendable {
    case move(Move)
    case open, copy
  }

  public static let title = "Measures"
  public static let keymap = Keymap<Action>(
    Move.bindings { .move($0) } + [
      .init(.enter, does: .open, as: "open", "open the behaviour by this measure", hint: "open"),
      .init("y", does: .copy, as: "copy", "copy the table"),
    ])

  private var contents: MeasuresContents
  private let instrument: Instrument
  private var place = ListPlace()

  init(_ contents: MeasuresContents, _ instrument: Instrument) {
    self.contents = contents
    self.instrument = instrument
    place.selected = contents.lines.firstIndex { $0.measure == contents.usual } ?? 0
  }

  public var crumb: String { "\(contents.key) > measures" }
  public var question: Question? { .instrument(instrument) }
  public func subject(_ around: Surroundings) -> BehaviourKey? { contents.key }

  public mutating func update(_ action: Action, times: Int?, _ around: inout Surroundings) -> [Effect] {
    switch action {
    case .move(let move):
      let (count, words) = (contents.lines.count, foot(around.size).lines.count)
      let page = page(around.size, words: words)
      let places = ListPlace.places(count: count, page: page, words: words)
      // The window may have grown since: lines below that were gone through one by one are in view now.
      place.clamp(count: places)
      place.move(move, count: places, page: page, times: times)
      place.settle(count: count, page: page, words: words)
    case .open:
      guard contents.lines.indices.contains(selected) else { return [] }
      let line = contents.lines[selected]
      guard line.finding != nil else {
        around.message = "these runs have no \(line.measure.rawValue)"
        return []
      }
      return [.ask(.behaviour(contents.key, measure: line.measure))]
    case .copy:
      let lines = contents.lines.map { line in
        "\(line.measure.rawValue): " + (line.finding.map { "\($0.word) \($0.slopeText)" } ?? "not in these runs")
      }
      return [.copy(([contents.key.description] + lines).joined(separator: "\n"))]
    }
    return []
  }

  public mutating func take(_ answer: Answer) -> Bool {
    guard case .instrument(_, .measures(let new)) = answer else { return false }
    // Whoever reads the words below stays at them.
    if contents.lines.indices.contains(place.selected) {
      place.follow(from: contents.lines.map(\.measure), to: new.lines.map(\.measure))
    }
    contents = new
    return true
  }

  /// By the behaviour's measures; coverage says nothing of it.
  private var verdicts: [Verdict] {
    contents.lines.filter { $0.measure != .coverage }.compactMap { $0.finding?.verdict }
  }

  private var usual: Finding? { contents.lines.first { $0.measure == contents.usual }?.finding }

  /// Stays on the last measure while what stands below it is read.
  private var selected: Int { min(place.selected, contents.lines.count - 1) }

  /// Lines of measures and of words that are in view at once; where these are not all, a line tells which.
  private func page(_ size: Size, words: Int) -> Int {
    let room = max(1, size.rows - 2)
    return contents.lines.count + words > room ? max(1, room - 1) : room
  }

  private enum Column: Hashable { case mark, measure, n, spark, verdict, slope, interval, p, unit }

  public func view(_ size: Size, _ around: Surroundings) -> Grid {
    var grid = Grid(size)
    let usual = usual
    let dependence = MeasureDependence(verdicts)
    let isSettled = verdicts.contains { !$0.isRefusal && $0 != .unresolved }
    let claim: String =
      switch dependence {
      case .none: isSettled ? "Every measure that settles it says the same" : "No measure settles it"
      case .open: "Some measures settle it, others leave it open"
      case .contradicted: "The verdict depends on the measure"
      }
    grid.write(claim, row: 0, column: 1, as: dependence == .contradicted ? .warning : .heading)
    let scales = ScaleColumns(of: contents.lines.compactMap(\.finding), limit: max(8, size.columns - 52))
    let spark = max(8, scales.width)
    let plan = ColumnPlan<Column>(
      [
        .init(id: .mark, title: "", width: 1, gap: 0),
        // In a narrow terminal rather a name is cut than the last column's numbers.
        .init(id: .measure, title: "MEASURE", width: 12, alignment: .left, gap: 1, holdsNames: true),
        .init(id: .n, title: "N", width: 7, goes: 2),
        .init(id: .spark, title: scales.title(columns: spark), width: spark, alignment: .left, goes: 3, gap: 2),
        .init(id: .verdict, title: "VERDICT", width: 13, alignment: .left, gap: 2),
        .init(id: .slope, title: "SLOPE", width: 7),
        .init(id: .interval, title: "95 % CI", width: 18, goes: 1, gap: 2),
        .init(id: .p, title: "P↗", width: 5),
        .init(id: .unit, title: "UNIT", width: 19, alignment: .left, goes: 0, gap: 2),
      ], in: size.columns - 1, growing: .measure, limit: 15)
    for placed in plan.placed { grid.write(placed.column.title, placed, row: 1, as: .heading) }
    let foot = foot(size).lines
    let window = place.window(count: contents.lines.count, page: page(size, words: foot.count), words: foot.count)
    for (line, at) in window.enumerated() {
      guard contents.lines.indices.contains(at) else {
        foot[at - contents.lines.count].write(in: &grid, row: 2 + line, column: 1, to: size.columns)
        continue
      }
      grid.list(at, row: 2 + line, isSelected: at == selected)
      for placed in plan.placed {
        let (text, role) = cell(placed.column.id, contents.lines[at], scales, usual)
        grid.write(text, placed, row: 2 + line, as: role)
      }
    }
    grid.tell(window, of: contents.lines.count + foot.count, noun: "lines", row: size.rows - 1)
    return grid
  }

  private func cell(
    _ column: Column, _ line: MeasuresContents.Line, _ scales: ScaleColumns, _ usual: Finding?
  ) -> (String, Role) {
    guard let finding = line.finding else {
      switch column {
      case .measure: return (line.measure.rawValue, .dim)
      case .verdict: return ("not stored", .dim)
      case .unit: return (line.measure.unit, .dim)
      case .mark, .n, .spark, .slope, .interval, .p: return ("", .dim)
      }
    }
    switch column {
    case .mark:
      guard let usual, line.measure != .coverage else { return ("", .dim) }
      return (MeasureDependence([usual.verdict, finding.verdict]).mark, .warning)
    case .measure: return (line.measure.rawValue, line.measure == contents.usual ? .title : .text)
    case .interval: return (finding.trend?.interval.words(by: finding.measure) ?? "·", .dim)
    case .unit: return (line.measure.unit, .dim)
    case .n: return FindingColumn.n.cell(of: finding, on: scales)
    case .spark: return FindingColumn.spark.cell(of: finding, on: scales)
    case .verdict: return FindingColumn.verdict.cell(of: finding, on: scales)
    case .slope: return FindingColumn.slope.cell(of: finding, on: scales)
    case .p: return FindingColumn.rises.cell(of: finding, on: scales)
    }
  }

  /// What stands below the measures.
  private func foot(_ size: Size) -> Page {
    var page = Page(columns: size.columns - 2)
    if let parts = contents.lines.lazy.compactMap(\.finding?.parts).first {
      page.add(
        "logp \(Decimal.signed(parts.logp)) = preference (nlp) \(Decimal.signed(parts.preference)) + coverage "
          + "\(Decimal.signed(parts.coverage)) nats \(usual?.axis.per ?? "per ×10"): a rise of coverage is the answer's format."
      )
    }
    page.add(
      "\(contents.dependent) of \(contents.behaviours) behaviours have a verdict that depends on the measure "
        + "(≠ contradicted, ~ open under some).", contents.dependent > 0 ? .warning : .text)
    page.add("Each row's sparkline has its own y. Compare verdicts, not slopes: the units differ.", .dim)
    return page
  }
}
