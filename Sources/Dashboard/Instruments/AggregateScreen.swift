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

  init(_ overview: OverviewContents) { showsSlopes = overview.aggregate == nil }

  public var crumb: String { "aggregate" }

  public func subject(_ around: Surroundings) -> BehaviourKey? {
    let rows = around.overview.rows
    guard !showsSlopes else { return rows.indices.contains(slopes.selected) ? rows[slopes.selected].key : nil }
    let lines = lines(around)
    guard lines.indices.contains(texts.selected) else { return nil }
    return rows.first { $0.suites.contains(lines[texts.selected].name) }?.key
  }

  private func lines(_ around: Surroundings) -> [AggregateLine] {
    around.overview.aggregate.map(AggregateLine.all) ?? []
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
    grid.write("Aggregate perplexity, nats per byte; lower is better", row: 0, column: 1, as: .heading)
    let name = min(28, lines.reduce(6) { max($0, Text.width($1.name)) })
    let page = min(lines.count, Self.textPage(grid.size))
    for (line, at) in texts.window(count: lines.count, page: page).enumerated() {
      let points = lines[at].points
      grid.list(at, row: 1 + line, isSelected: at == texts.selected)
      var words = Words()
      words.add(Text.padded(lines[at].name, to: name) + "  ")
      let spots = Self.spots(points)
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

  private static func spots(_ points: [Aggregate.Point]) -> [ScaleColumns.Spot] {
    points.enumerated().flatMap { at, point -> [ScaleColumns.Spot] in
      let gap = at > 0 && points[at - 1].model.family != point.model.family
      let half = point.standardError.isNaN ? 0 : 1.96 * point.standardError
      return (gap ? [.blank] : []) + [point.mean.isNaN ? .none : .value(point.mean, half: half)]
    }
  }

  private func drawModels(_ grid: inout Grid, _ points: [Aggregate.Point], of text: String, from top: Int) {
    let name = min(28, points.reduce(5) { max($0, Text.width($1.model.name)) })
    grid.write(
      Text.padded("MODEL", to: name) + "   SIZE  NATS/BYTE    ±95  BITS/BYTE   DOCS  on \(text)", row: top, column: 1,
      as: .heading)
    for (line, point) in points.prefix(max(0, grid.size.rows - top - 1)).enumerated() {
      var words = Words()
      words.add(Text.padded(point.model.name, to: name))
      words.add(
        Text.padded(point.model.scale.map { ScaleColumns.label($0, on: .parameters) } ?? "?", to: 7, .right), .dim)
      words.add(Text.padded(Decimal.fixed(point.mean, places: 3), to: 11, .right))
      words.add(Text.padded(Decimal.fixed(1.96 * point.standardError, places: 3), to: 7, .right), .dim)
      words.add(Text.padded(Decimal.fixed(point.mean / 0.6931471805599453, places: 3), to: 11, .right))
      words.add(Text.padded(Decimal.count(point.n), to: 7, .right), .dim)
      words.write(in: &grid, row: top + 1 + line, column: 1, to: grid.size.columns)
    }
  }

  // MARK: - Slopes

  private func drawSlopes(_ grid: inout Grid, _ around: Surroundings) {
    let rows = around.overview.rows
    let held = around.marks?.held ?? [:]
    grid.write("Slope, and what is left of it at equal perplexity", row: 0, column: 1, as: .heading)
    let name = min(30, rows.reduce(9) { max($0, Text.width($1.key.description)) })
    grid.write(
      Text.padded("BEHAVIOUR", to: name) + "   SLOPE   vsPPL  95 % CI            LEFT", row: 1, column: 1, as: .heading)
    let page = Self.slopePage(grid.size)
    for (line, at) in slopes.window(count: rows.count, page: page).enumerated() {
      let row = rows[at]
      grid.list(at, row: 2 + line, isSelected: at == slopes.selected)
      var words = Words()
      words.add(Text.padded(Text.clipped(row.key.description, to: name), to: name))
      words.add(
        Text.padded(row.finding.slope.map { Decimal.signed($0) } ?? "·", to: 8, .right), row.finding.verdict.role)
      let one = held[row.key]
      words.add(
        Text.padded(one?.trend.map { Decimal.signed($0.slope) } ?? (around.marks == nil ? "…" : "n/a"), to: 8, .right))
      words.add("  " + Text.padded(one?.trend?.interval.words ?? "", to: 17), .dim)
      let left = one.flatMap { $0.tolerance.isNaN ? nil : Decimal.fixed(100 * $0.tolerance, places: 0) + " %" } ?? "·"
      words.add(Text.padded(left, to: 6, .right), .dim)
      words.write(in: &grid, row: 2 + line, column: 1, to: grid.size.columns)
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
