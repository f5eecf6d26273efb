public import Canvas
public import Runs
internal import Trends

/// Aggregate perplexity and the texts that it is made of; then what of each behaviour is left when it is held constant.
public struct AggregateScreen: Screen {
  public enum Action: Sendable {
    case move(Move)
    case open, pane, copy
  }

  public static let title = "Aggregate"
  public static let keymap = Keymap<Action>(
    Move.bindings { .move($0) } + [
      .init(
        .enter, does: .open, as: "open", "open the behaviour; of a text the behaviour that it belongs to", hint: "open"),
      .init(.tab, .backTab, does: .pane, as: "next-list", "texts, or slopes at equal perplexity", hint: "texts/slopes"),
      .init("y", does: .copy, as: "copy", "copy the table of models"),
    ])

  private(set) var showsSlopes = false
  private var texts = ListPlace()
  private var slopes = ListPlace()
  /// What is listed, as it was last: by it the selections find what they are on.
  private var listed: (texts: [String], slopes: [BehaviourKey])

  init(_ overview: OverviewContents) {
    showsSlopes = overview.aggregate == nil
    listed = Self.listed(overview)
  }

  public var crumb: String { "aggregate" }

  public func subject(_ around: Surroundings) -> BehaviourKey? {
    let rows = around.overview.rows
    guard !showsSlopes else { return rows.indices.contains(slopes.selected) ? rows[slopes.selected].key : nil }
    let lines = lines(around)
    guard lines.indices.contains(texts.selected) else { return nil }
    return rows.first { $0.suites.contains(lines[texts.selected].name) }?.key
  }

  private func lines(_ around: Surroundings) -> [AggregateLine] { Self.lines(around.overview) }

  private static func lines(_ overview: OverviewContents) -> [AggregateLine] {
    overview.aggregate.map(AggregateLine.all) ?? []
  }

  private static func listed(_ overview: OverviewContents) -> (texts: [String], slopes: [BehaviourKey]) {
    (lines(overview).map(\.name), overview.rows.map(\.key))
  }

  public mutating func heed(_ around: Surroundings) {
    let new = Self.listed(around.overview)
    texts.follow(from: listed.texts, to: new.texts)
    slopes.follow(from: listed.slopes, to: new.slopes)
    listed = new
  }

  public mutating func update(_ action: Action, times: Int?, _ around: inout Surroundings) -> [Effect] {
    switch action {
    case .move(let move):
      if showsSlopes {
        slopes.move(move, count: around.overview.rows.count, page: Self.slopePage(around.size), times: times)
        slopes.settle(count: around.overview.rows.count, page: Self.slopePage(around.size))
      } else {
        let count = lines(around).count
        texts.move(move, count: count, page: Self.textPage(around.size), times: times)
        texts.settle(count: count, page: Self.textPage(around.size))
      }
    case .pane: showsSlopes.toggle()
    case .open:
      guard let key = subject(around) else {
        around.message = "this text is in no behaviour; it is part of the aggregate alone"
        break
      }
      return [.ask(.behaviour(key, measure: around.overview.measure))]
    case .copy:
      let lines = lines(around)
      guard lines.indices.contains(texts.selected) else { break }
      let rows = lines[texts.selected].points.map { "\($0.model.name)\t\(Decimal.short($0.mean))" }
      return [.copy((["model\tnats per byte on \(lines[texts.selected].name)"] + rows).joined(separator: "\n"))]
    }
    return []
  }

  private static func textPage(_ size: Size) -> Int { max(1, min(8, size.rows / 3)) }
  private static func slopePage(_ size: Size) -> Int { max(1, size.rows - 5) }

  public func view(_ size: Size, _ around: Surroundings) -> Grid {
    var grid = Grid(size)
    if showsSlopes { drawSlopes(&grid, around) } else { drawTexts(&grid, around) }
    return grid
  }

  // MARK: - Texts

  private func drawTexts(_ grid: inout Grid, _ around: Surroundings) {
    let lines = lines(around)
    guard !lines.isEmpty else {
      grid.write("no aggregate perplexity in these runs", row: 0, column: 1, as: .dim)
      return
    }
    let name = min(28, lines.reduce(6) { max($0, Text.width($1.name)) })
    let page = min(lines.count, Self.textPage(grid.size))
    let window = texts.window(count: lines.count, page: page)
    drawTitle("Aggregate perplexity, nats per byte; lower is better", window, of: lines.count, in: &grid)
    for (line, at) in window.enumerated() {
      let points = lines[at].points
      grid.list(at, row: 1 + line, isSelected: at == texts.selected)
      var words = Words()
      words.add(Text.padded(lines[at].name, to: name) + "  ")
      let spots = points.spots
      if let range = Spark.range(of: spots), spots.count <= grid.size.columns - name - 24 {
        words.add(Spark.text(spots, in: range) + "  ", .accent)
      }
      if let ends = points.ends {
        words.add(ends)
        words.add("  \(points.count) models", .dim)
      }
      words.write(in: &grid, row: 1 + line, column: 1, to: grid.size.columns)
    }
    guard lines.indices.contains(texts.selected) else { return }
    drawModels(&grid, lines[texts.selected].points, of: lines[texts.selected].name, from: 2 + page)
  }

  private func drawTitle(_ title: String, _ window: Range<Int>, of count: Int, in grid: inout Grid) {
    let told = grid.tell(window, of: count, row: 0)
    grid.write(Text.truncated(title, to: grid.size.columns - max(2, told + 1)), row: 0, column: 1, as: .heading)
  }

  private enum ModelColumn: Hashable { case model, size, mean, half, bits, documents }

  private func drawModels(_ grid: inout Grid, _ points: [Aggregate.Point], of text: String, from top: Int) {
    let longest = points.reduce(5) { max($0, Text.width($1.model.name)) }
    let plan = ColumnPlan<ModelColumn>(
      [
        .init(id: .model, title: "MODEL", width: min(12, longest), alignment: .left, holdsNames: true),
        .init(id: .size, title: "SIZE", width: 7, goes: 3, gap: 0),
        .init(id: .mean, title: "NATS/BYTE", width: 11, gap: 0),
        .init(id: .half, title: "±95", width: 7, goes: 2, gap: 0),
        .init(id: .bits, title: "BITS/BYTE", width: 11, goes: 1, gap: 0),
        .init(id: .documents, title: "DOCS", width: 7, goes: 0, gap: 0),
      ], in: grid.size.columns - 1, growing: .model, limit: min(28, longest))
    for placed in plan.placed { grid.write(placed.column.title, placed, row: top, as: .heading) }
    let end = plan.placed.last.map { $0.at + $0.column.width + 2 } ?? 0
    if end + Text.width("on \(text)") <= grid.size.columns {
      grid.write("on \(text)", row: top, column: end, as: .heading)
    }
    let room = max(0, grid.size.rows - top - 1)
    let shown = points.count > room ? max(0, room - 1) : points.count
    for (line, point) in points.prefix(shown).enumerated() {
      for placed in plan.placed {
        let (text, role): (String, Role) =
          switch placed.column.id {
          case .model: (point.model.name, .text)
          case .size: (point.model.scale.map { ScaleColumns.label($0, on: .parameters) } ?? "?", .dim)
          case .mean: (Decimal.fixed(point.mean, places: 3), .text)
          case .half: (Decimal.fixed(1.96 * point.standardError, places: 3), .dim)
          case .bits: (Decimal.fixed(point.mean / 0.6931471805599453, places: 3), .text)
          case .documents: (Decimal.count(point.n), .dim)
          }
        grid.write(text, placed, row: top + 1 + line, as: role)
      }
    }
    guard shown < points.count, room > 0 else { return }
    let more = "… \(Decimal.count(points.count - shown)) more models; y copies all of them"
    grid.write(Text.truncated(more, to: grid.size.columns - 2), row: top + 1 + shown, column: 1, as: .dim)
  }

  // MARK: - Slopes

  private enum SlopeColumn: Hashable { case name, slope, held, interval, left }

  /// How much of the scale the aggregate leaves.
  private static func left(_ held: HeldConstant) -> String? {
    held.tolerance.isNaN ? nil : Decimal.fixed(100 * held.tolerance, places: 0) + " %"
  }

  private static func interval(_ held: HeldConstant) -> String? { held.trend?.interval.words(by: held.measure) }

  private func drawSlopes(_ grid: inout Grid, _ around: Surroundings) {
    let rows = around.overview.rows
    let held = around.marks?.held ?? [:]
    let window = slopes.window(count: rows.count, page: Self.slopePage(grid.size))
    drawTitle("Slope, and what is left of it at equal perplexity", window, of: rows.count, in: &grid)
    let longest = rows.reduce(9) { max($0, Text.width($1.key.description)) }
    let plan = ColumnPlan<SlopeColumn>(
      [
        .init(id: .name, title: "BEHAVIOUR", width: min(14, longest), alignment: .left, holdsNames: true),
        .init(id: .slope, title: "SLOPE", width: 8, gap: 0),
        .init(id: .held, title: "vsPPL", width: 8, gap: 0),
        .init(id: .interval, title: "95 % CI", width: 17, alignment: .left, goes: 1, gap: 2),
        .init(id: .left, title: "LEFT", width: 6, goes: 0, gap: 0),
      ], in: grid.size.columns - 1, growing: .name, limit: min(30, longest))
    for placed in plan.placed { grid.write(placed.column.title, placed, row: 1, as: .heading) }
    for (line, at) in window.enumerated() {
      let (row, one) = (rows[at], held[rows[at].key])
      grid.list(at, row: 2 + line, isSelected: at == slopes.selected)
      for placed in plan.placed {
        let (text, role): (String, Role) =
          switch placed.column.id {
          case .name: (row.key.description, .text)
          case .slope: (row.finding.slopeFigure, row.finding.verdict.role)
          case .held: (one.map(OverviewMarks.text) ?? (around.marks == nil ? "…" : "n/a"), .text)
          case .interval: (one.flatMap(Self.interval) ?? "", .dim)
          case .left: (one.flatMap(Self.left) ?? "·", .dim)
          }
        grid.write(text, placed, row: 2 + line, as: role)
      }
    }
    let text: String
    if around.marks == nil {
      text = "computing …"
    } else if rows.indices.contains(slopes.selected), let one = held[rows[slopes.selected].key] {
      text = one.sentence + " LEFT: how much of the scale the aggregate does not explain."
    } else {
      text = "No aggregate is stored for these models, so it cannot be held constant."
    }
    for (at, line) in Paragraph.lines(text, columns: grid.size.columns - 2, rows: 3).enumerated() {
      grid.write(line, row: grid.size.rows - 3 + at, column: 1, as: at == 0 ? .text : .dim)
    }
  }
}
