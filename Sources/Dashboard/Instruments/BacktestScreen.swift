public import Canvas
public import Runs
internal import Trends

/// The largest scale hidden, the call made from the rest, and what it was worth: one ladder at a time, then the record.
public struct BacktestScreen: Screen {
  public enum Action: Sendable {
    case move(Move)
    case reveal, record, open, copy
  }

  public static let title = "Backtest"
  public static let keymap = Keymap<Action>(
    Move.bindings { .move($0) } + [
      .init(" ", does: .reveal, as: "reveal", "show what was hidden, and hide it again", hint: "reveal"),
      .init(.tab, does: .record, as: "record", "the record over all ladders, and back", hint: "record"),
      .init(.enter, does: .open, as: "open", "open the behaviour", hint: "open"),
      .init("y", does: .copy, as: "copy", "copy the record"),
    ])

  private var contents: BacktestContents
  private let instrument: Instrument
  private(set) var place = ListPlace()
  private var revealed: Set<Int> = []
  private var showsRecord = false
  private var scroll = Scroll()

  init(_ contents: BacktestContents, _ instrument: Instrument) {
    self.contents = contents
    self.instrument = instrument
    if contents.backtest.rows.isEmpty { showsRecord = true }
  }

  public var crumb: String { "backtest" }
  public var question: Question? { .instrument(instrument) }
  public func isIdle(_ name: String, _ around: Surroundings) -> Bool {
    name == "reveal" && (showsRecord || row == nil)
  }

  public func subject(_ around: Surroundings) -> BehaviourKey? {
    row.flatMap { row in around.overview.rows.first { $0.key.description == row.name }?.key }
  }

  private var rows: [Backtest.Row] { contents.backtest.rows }
  private var row: Backtest.Row? { rows.indices.contains(place.selected) ? rows[place.selected] : nil }

  public mutating func update(_ action: Action, times: Int?, _ around: inout Surroundings) -> [Effect] {
    switch action {
    case .move(let move):
      if showsRecord {
        let lines = record(columns: around.size.columns - 2).lines.count
        scroll.move(move, lines: lines, page: around.size.rows, times: times)
      } else {
        place.move(move, count: rows.count, page: Self.listed(around.size), times: times)
        place.settle(count: rows.count, page: Self.listed(around.size))
      }
    case .reveal:
      guard !showsRecord, row != nil else { break }
      if revealed.remove(place.selected) == nil { revealed.insert(place.selected) }
    case .record: showsRecord.toggle()
    case .open:
      guard let key = subject(around) else { break }
      return [.ask(.behaviour(key, measure: contents.measure))]
    case .copy: return [.copy(BacktestWords.summary(contents).joined(separator: "\n"))]
    }
    return []
  }

  public mutating func take(_ answer: Answer) -> Bool {
    guard case .instrument(_, .backtest(let new)) = answer else { return false }
    // A behaviour has a ladder in each family.
    place.follow(from: rows.map { [$0.name, $0.family] }, to: new.backtest.rows.map { [$0.name, $0.family] })
    let seen = Set(revealed.map { Self.hidden(by: rows[$0]) })
    revealed = Set(new.backtest.rows.indices.filter { seen.contains(Self.hidden(by: new.backtest.rows[$0])) })
    contents = new
    return true
  }

  /// A run of a larger scale hides another one, that nobody has seen.
  private static func hidden(by row: Backtest.Row) -> [String] { [row.name, row.family, "\(row.largestVisible)"] }

  private func record(columns: Int) -> Page { BacktestWords.record(contents, columns: columns) }

  // MARK: - View

  /// Ladders that are listed at once.
  private static func listed(_ size: Size) -> Int { max(1, size.rows < 18 ? 2 : size.rows / 3) }

  public func view(_ size: Size, _ around: Surroundings) -> Grid {
    var grid = Grid(size)
    guard !showsRecord, let row else {
      record(columns: size.columns - 2).draw(in: &grid, rows: 0..<size.rows, from: scroll.top)
      return grid
    }
    let list = Self.listed(size)
    let isOpen = revealed.contains(place.selected)
    var head = Words()
    head.add("\(place.selected + 1)/\(rows.count) ", .key)
    head.add(row.name, .title)
    head.add(" \(row.family)", .text)
    head.add("  \(contents.measure.rawValue), \(contents.measure.unit)", .dim)
    let scales = contents.backtest.hide == 1 ? "largest scale" : "\(contents.backtest.hide) largest scales"
    head.add("  \(scales) \(isOpen ? "revealed" : "hidden")", isOpen ? .accent : .warning)
    head.write(in: &grid, row: 0, column: 1, to: size.columns)
    let words = callWords(row, isOpen: isOpen, columns: size.columns - 2)
    let chart = max(2, size.rows - 2 - words.lines.count - list)
    drawChart(&grid, row, isOpen: isOpen, from: 1, rows: chart, around.looks.glyphs)
    words.draw(in: &grid, rows: 1 + chart..<1 + chart + words.lines.count, from: 0)
    drawList(&grid, from: size.rows - list - 1, page: list)
    return grid
  }

  private func drawChart(
    _ grid: inout Grid, _ row: Backtest.Row, isOpen: Bool, from top: Int, rows: Int, _ glyphs: GlyphSet
  ) {
    guard let finding = contents.findings[row.name] else { return }
    let all = finding.points.filter { $0.rung.family == row.family }.sorted { $0.rung.x < $1.rung.x }
    let hidden = all.filter { $0.rung.x > row.largestVisible + 1e-9 }
    // The band of the whole ladder would tell of what is hidden, so the bars are the items' alone.
    func drawn(_ points: some Sequence<Finding.Point>) -> [Chart.Point] {
      points.map { point in
        let (mean, half) = (point.mean, point.half)
        let interval = half.isFinite && mean.isFinite ? mean - half...mean + half : nil
        return Chart.Point(x: point.rung.x, mean: mean.isNaN ? nil : mean, interval: interval)
      }
    }
    var series = [Chart.Series("seen", as: .line1, points: drawn(all.dropLast(hidden.count)))]
    if isOpen { series.append(Chart.Series("hidden", as: row.rose ? .rising : .falling, points: drawn(hidden))) }
    let labels = all.map { Chart.Label(x: $0.rung.x, text: ScaleColumns.label($0.rung.x, on: finding.axis)) }
    let chart = Chart(series, labels: labels, unit: contents.measure.unit)
    grid.paste(
      CellChart(chart, glyphs: glyphs).drawn(Size(columns: grid.size.columns - 1, rows: rows)), row: top, column: 0)
  }

  private func read(_ value: Double) -> String { Decimal.signed(value, places: contents.measure.readPlaces) }

  private func callWords(_ row: Backtest.Row, isOpen: Bool, columns: Int) -> Page {
    var page = Page(columns: columns)
    var call = Words()
    call.add("call  P(rise) \(Decimal.p(row.pRise))", .heading)
    call.add("  pooled noise \(Decimal.p(row.pRisePooled))  items alone \(Decimal.p(row.pItemsOnly))", .dim)
    call.add("  slope \(read(row.slope)), df \(row.degreesOfFreedom)", .dim)
    page.add(call)
    var truth = Words()
    if isOpen {
      truth.add("truth it \(row.rose ? "rose" : "did not rise"): \(read(row.change))", .accent)
      let isRight = (row.pRise > 0.5) == row.rose
      truth.add(isRight ? "  the call was right" : "  the call was wrong", isRight ? .rising : .falling)
      if row.isMissedJump { truth.add("  a missed jump", .warning) }
    } else {
      truth.add("truth hidden: what do you say? Space reveals", .key)
    }
    page.add(truth)
    return page
  }

  private enum Column: Hashable { case name, rise, truth, family }

  private func drawList(_ grid: inout Grid, from top: Int, page: Int) {
    let longest = rows.reduce(6) { max($0, Text.width($1.name)) }
    let family = rows.reduce(6) { max($0, Text.width($1.family)) }
    let plan = ColumnPlan<Column>(
      [
        .init(id: .name, title: "LADDER", width: min(12, longest), alignment: .left, holdsNames: true),
        .init(id: .rise, title: "P(rise)", width: 9, gap: 0),
        .init(id: .truth, title: "truth", width: 7, gap: 0),
        .init(
          id: .family, title: "family", width: min(family, 24), alignment: .left, goes: 0, gap: 3, holdsNames: true),
      ], in: grid.size.columns - 1, growing: .name, limit: min(36, longest))
    grid.fill(row: top, columns: 0..<grid.size.columns, on: .bar)
    for placed in plan.placed { grid.write(placed.column.title, placed, row: top, as: .heading) }
    for (line, at) in place.window(count: rows.count, page: page).enumerated() {
      let (row, ladder) = (top + 1 + line, rows[at])
      grid.list(at, row: row, isSelected: at == place.selected)
      for placed in plan.placed {
        let (text, role): (String, Role) =
          switch placed.column.id {
          case .name: (ladder.name, .text)
          case .rise: (Decimal.p(ladder.pRise), .text)
          case .truth: revealed.contains(at) ? (read(ladder.change), .accent) : ("?", .dim)
          case .family: (ladder.family, .dim)
          }
        grid.write(text, placed, row: row, as: role)
      }
    }
  }
}
