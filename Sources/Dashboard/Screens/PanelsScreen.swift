public import Canvas
public import Runs
internal import Trends

/// All lines at once: a small chart of every behaviour, on the same axes, with its accuracy below.
public struct PanelsScreen: Screen {
  public enum Action: Sendable { case right, left, down, up, pageDown, pageUp, first, last, open, shared }

  public static let title = "All lines"
  public static let keymap = Keymap<Action>([
    .init("j", .down, does: .down, as: "down", "a row of charts down", hint: "down"),
    .init("k", .up, does: .up, as: "up", "a row up"),
    .init("l", .right, does: .right, as: "right", "next behaviour", hint: "next"),
    .init("h", .left, does: .left, as: "left", "behaviour before"),
    .init(.control("f"), .pageDown, .control("d"), does: .pageDown, as: "page-down", "a page on"),
    .init(.control("b"), .pageUp, .control("u"), does: .pageUp, as: "page-up", "a page back"),
    .init("g", .home, does: .first, as: "first", "first"),
    .init("G", .end, does: .last, as: "last", "last"),
    .init(.enter, does: .open, as: "open", "open the behaviour", hint: "open"),
    .init("z", does: .shared, as: "y-axis", "one y axis for all, or one for each", hint: "y axis"),
  ])

  private(set) var selected: BehaviourKey?
  private(set) var sharesScale = true

  init(subject: BehaviourKey?) { selected = subject }

  public var sharesY: Bool? { sharesScale }
  public var crumb: String { "all lines" }
  public func subject(_ around: Surroundings) -> BehaviourKey? { around.listed(place(around))?.key }

  /// How many charts fit: none smaller than 26 x 8, and at least one.
  private static func shape(_ size: Size) -> (across: Int, down: Int) {
    (max(1, size.columns / 26), max(1, (size.rows - 1) / 8))
  }

  private func place(_ around: Surroundings) -> Int {
    around.line(of: selected) ?? 0
  }

  public mutating func update(_ action: Action, times: Int?, _ around: inout Surroundings) -> [Effect] {
    let (across, down) = Self.shape(around.size)
    var at = place(around)
    let steps = times ?? 1
    switch action {
    case .right: at += steps
    case .left: at -= steps
    case .down: at += steps * across
    case .up: at -= steps * across
    case .pageDown: at += steps * across * down
    case .pageUp: at -= steps * across * down
    case .first: at = 0
    case .last: at = around.listing.count - 1
    case .open:
      guard let key = subject(around) else { return [] }
      return [.ask(.behaviour(key, measure: around.overview.measure))]
    case .shared: sharesScale.toggle()
    }
    at = max(0, min(at, around.listing.count - 1))
    selected = around.listed(at)?.key ?? selected
    return []
  }

  public var wheelSteps: Int { 1 }

  public mutating func select(_ line: Int, _ around: inout Surroundings) -> [Effect]? {
    guard let row = around.listed(line) else { return nil }
    selected = row.key
    return []
  }

  public func view(_ size: Size, _ around: Surroundings) -> Grid {
    var grid = Grid(size)
    let (across, down) = Self.shape(size)
    let page = across * down
    let at = place(around)
    let first = at / page * page
    let shown = first..<max(first, min(around.listing.count, first + page))
    drawHead(&grid, around, shown)
    if shown.isEmpty, let filter = around.listing.filter {
      grid.write(Text.truncated("nothing is so: \(filter.text)", to: size.columns - 2), row: 1, column: 1, as: .dim)
    }
    let (width, height) = (size.columns / across, (size.rows - 1) / down)
    let usual = around.usualMeasure
    for (number, index) in shown.enumerated() {
      let (row, column) = (1 + number / across * height, number % across * width)
      guard let listed = around.listed(index) else { continue }
      draw(
        listed, isSelected: index == at, beside: usual,
        y: sharesScale ? around.listing.spans[listed.finding.measure] : nil, &grid, row: row, column: column,
        Size(columns: width - 1, rows: height), around.looks.glyphs)
      grid.offer(
        index == at ? .open : .line(index), rows: row..<row + height, columns: column..<column + width - 1)
    }
    return grid
  }

  private func drawHead(_ grid: inout Grid, _ around: Surroundings, _ shown: Range<Int>) {
    let contents = around.overview
    let isFiltered = around.listing.filter != nil
    var words = Words()
    words.add(" \(shown.isEmpty ? 0 : shown.lowerBound + 1)-\(shown.upperBound) of \(around.listing.count)  ")
    words.add(around.hidden(columns: grid.size.columns / 2) + "  ", isFiltered ? .warning : .text)
    if isFiltered { words.add("of all: ", .dim) }
    for (verdict, count) in zip(Verdict.censusOrder, contents.digest.census) {
      if count > 0 || !verdict.isRefusal { words.add("\(verdict.sign) \(count)  ", count > 0 ? verdict.role : .dim) }
    }
    words.add(" \(around.usualMeasure.rawValue), y \(sharesScale ? around.listing.sharing : "each its own")", .dim)
    words.write(in: &grid, row: 0, column: 0, to: grid.size.columns)
  }

  private func draw(
    _ row: BehaviourRow, isSelected: Bool, beside usual: Measure, y: ClosedRange<Double>?, _ grid: inout Grid,
    row top: Int, column: Int, _ size: Size, _ glyphs: GlyphSet
  ) {
    let finding = row.finding
    let measure = finding.measure.name("", beside: usual)
    let name = Text.clipped(row.key.description, to: max(4, size.columns - 3 - measure.count)) + measure
    grid.write(
      Text.padded(name, to: size.columns - 3), row: top, column: column + 1, as: isSelected ? .title : .text)
    grid.write(finding.verdict.sign, row: top, column: column + size.columns - 1, as: finding.verdict.role)
    if isSelected { grid.fill(row: top, columns: column..<column + size.columns, on: .cursor) }
    guard finding.canBeDrawn else {
      grid.write("nothing to draw", row: top + 1, column: column + 1, as: .dim)
      return
    }
    let chart = CellChart(finding.chart(y: y), glyphs: glyphs, joined: true)
    grid.paste(chart.drawn(Size(columns: size.columns, rows: max(1, size.rows - 2))), row: top + 1, column: column)
    let accuracy = finding.points.map { $0.accuracy.isNaN ? ScaleColumns.Spot.none : .value($0.accuracy, half: 0) }
    guard accuracy.contains(where: { $0 != .none }), accuracy.count <= size.columns - 6 else { return }
    grid.write("acc", row: top + size.rows - 1, column: column + 1, as: .dim)
    // Accuracy is a share, so its axis is 0 to 1 everywhere.
    grid.write(Spark.text(accuracy, in: 0...1), row: top + size.rows - 1, column: column + 5, as: .accent)
  }
}
