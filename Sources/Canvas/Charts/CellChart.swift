/// A chart in cells: labels left and below, a mark for each mean, intervals both as a ground and as a texture, so that
/// they are there without colours as well.
///
///     +0.4 |                 ░●░
///     +0.2 |        ░●░·······
///     +0.0 |·░●░··················
///          + 14M    410M     12B
public struct CellChart: Equatable, Sendable {
  public var chart: Chart
  public var glyphs: GlyphSet
  /// Light dots between the means of a series.
  public var isJoined: Bool
  /// The label, counted from the left, whose column lies on the cursor's ground.
  public var cursor: Int?

  public init(_ chart: Chart, glyphs: GlyphSet = .block, joined: Bool = true, cursor: Int? = nil) {
    self.chart = chart
    self.glyphs = glyphs
    isJoined = joined
    self.cursor = cursor
  }

  /// The mark, role and name of each series, for a legend.
  public var legend: [(mark: Character, role: Role, name: String)] {
    chart.series.enumerated().map { (mark(of: $0), $1.role, $1.name) }
  }

  /// Draws in exactly that size; what has no room is left out, the labels first.
  public func drawn(_ size: Size) -> Grid {
    var grid = Grid(size)
    guard size.columns > 0, size.rows > 0 else { return grid }
    grid.depict(chart)
    let frame = Frame(chart, size)
    drawAxis(in: frame, on: &grid)
    for series in chart.series { drawIntervals(of: series, in: frame, on: &grid) }
    if isJoined { for series in chart.series { drawLine(of: series, in: frame, on: &grid) } }
    var taken: Set<Place> = []
    for place in chart.series.indices { drawMarks(ofSeries: place, in: frame, on: &grid, taken: &taken) }
    drawLabels(in: frame, on: &grid)
    offerScales(in: frame, on: &grid)
    if let cursor, chart.labels.indices.contains(cursor), let column = frame.column(chart.labels[cursor].x) {
      for row in 0..<size.rows { grid.fill(row: row, columns: column..<column + 1, on: .cursor) }
    }
    return grid
  }

  /// A click anywhere in the chart means the nearest scale.
  private func offerScales(in frame: Frame, on grid: inout Grid) {
    let columns = chart.labels.map { frame.column($0.x) ?? frame.left }
    for (number, column) in columns.enumerated() {
      let left = number > 0 ? (columns[number - 1] + column + 1) / 2 : frame.left
      let right = number + 1 < columns.count ? (column + columns[number + 1] + 1) / 2 : frame.right
      guard left < right else { continue }
      grid.offer(.scale(number), rows: 0..<grid.size.rows, columns: left..<right)
    }
  }

  private struct Place: Hashable {
    var row: Int
    var column: Int
  }

  /// Where things are in a grid of a given size.
  private struct Frame {
    let chart: Chart
    let scale: RowScale
    /// The column of the axis; nil if there is no room for it.
    let axis: Int?
    let left: Int
    let right: Int
    private let inset: Int

    init(_ chart: Chart, _ size: Size) {
      self.chart = chart
      let hasLabels = !chart.labels.isEmpty && size.rows > 2
      let scale = RowScale(chart.y, rows: hasLabels ? size.rows - 1 : size.rows)
      self.scale = scale
      let widest = (0..<scale.rows).compactMap { scale.label(of: $0)?.count }.max() ?? 0
      axis = size.columns >= widest + 10 ? widest + 1 : nil
      left = axis.map { $0 + 1 } ?? 0
      right = size.columns
      // Room for half a label and half a band at both ends.
      inset = right - left >= 16 ? 2 : 0
    }

    func column(_ x: Double) -> Int? {
      guard let share = chart.share(x: x) else { return nil }
      return left + inset + Int((share * Double(max(0, right - left - 1 - 2 * inset))).rounded())
    }

    /// The means of a series that can be drawn, from left to right.
    func places(of series: Chart.Series) -> [(column: Int, mean: Double, interval: ClosedRange<Double>?)] {
      series.points.compactMap { point in
        guard let mean = point.mean, mean.isFinite, let column = column(point.x) else { return nil }
        return (column, mean, point.interval)
      }.sorted { $0.column < $1.column }
    }
  }

  private func mark(of place: Int) -> Character { glyphs.marks[place % glyphs.marks.count] }

  private func drawAxis(in frame: Frame, on grid: inout Grid) {
    let zero = frame.scale.row(of: 0)
    for row in 0..<frame.scale.rows {
      if row == zero {
        for column in frame.left..<frame.right { grid.put(Cell(glyphs.dot, as: .dim), row: row, column: column) }
      }
      guard let axis = frame.axis else { continue }
      if let label = frame.scale.label(of: row) {
        grid.write(label, row: row, column: axis - 1 - label.count, as: .dim)
      }
      grid.put(Cell("|", as: .dim), row: row, column: axis)
    }
  }

  private func drawIntervals(of series: Chart.Series, in frame: Frame, on grid: inout Grid) {
    let half = halfWidth(in: frame)
    for place in frame.places(of: series) {
      guard let interval = place.interval, let rows = frame.scale.rows(of: interval) else { continue }
      for row in rows {
        for column in place.column - half...place.column + half where (frame.left..<frame.right).contains(column) {
          grid.put(Cell(glyphs.uncertain, as: series.role, on: .band), row: row, column: column)
        }
      }
    }
  }

  /// Bands are three columns wide where they keep apart, else one.
  private func halfWidth(in frame: Frame) -> Int {
    guard chart.series.count == 1, let series = chart.series.first else { return 0 }
    let columns = frame.places(of: series).map(\.column)
    return zip(columns, columns.dropFirst()).allSatisfy { $1 - $0 >= 4 } ? 1 : 0
  }

  private func drawLine(of series: Chart.Series, in frame: Frame, on grid: inout Grid) {
    let places = frame.places(of: series)
    var dots = Dots(rows: frame.scale.rows, columns: grid.size.columns, glyphs: glyphs)
    for (from, to) in zip(places, places.dropFirst()) where to.column > from.column {
      dots?.draw(
        from: (frame.scale.height(of: from.mean), from.column), to: (frame.scale.height(of: to.mean), to.column))
      guard dots == nil else { continue }
      for column in from.column + 1..<to.column {
        let share = Double(column - from.column) / Double(to.column - from.column)
        let row = frame.scale.row(of: from.mean * (1 - share) + to.mean * share)
        put(glyphs.dot, of: series, row: row, column: column, in: frame, on: &grid)
      }
    }
    guard let dots else { return }
    for row in 0..<dots.rows {
      for column in frame.left..<frame.right {
        if let glyph = dots.glyph(row: row, column: column) {
          put(glyph, of: series, row: row, column: column, in: frame, on: &grid)
        }
      }
    }
  }

  /// Marks and intervals say more than the line between them.
  private func put(
    _ glyph: Character, of series: Chart.Series, row: Int, column: Int, in frame: Frame, on grid: inout Grid
  ) {
    guard (0..<frame.scale.rows).contains(row) else { return }
    let there = grid[row, column]
    guard there.ground == .plain, there.glyph == " " || there.role == .dim else { return }
    grid.put(Cell(glyph, as: series.role), row: row, column: column)
  }

  /// Two marks in one cell would be one mark: the later moves aside by a column if it can.
  private func drawMarks(ofSeries number: Int, in frame: Frame, on grid: inout Grid, taken: inout Set<Place>) {
    let series = chart.series[number]
    for place in frame.places(of: series) {
      let wished = frame.scale.row(of: place.mean)
      let row = min(max(wished, 0), frame.scale.rows - 1)
      let glyph = wished < row ? glyphs.above : wished > row ? glyphs.below : mark(of: number)
      let free = [0, 1, -1].map { Place(row: row, column: place.column + $0) }
        .first { (frame.left..<frame.right).contains($0.column) && !taken.contains($0) }
      let at = free ?? Place(row: row, column: place.column)
      taken.insert(at)
      grid.write(String(glyph), row: at.row, column: at.column, as: series.role)
    }
  }

  /// The ends and the cursor first, then what still has room.
  private func drawLabels(in frame: Frame, on grid: inout Grid) {
    let row = frame.scale.rows
    guard row < grid.size.rows else { return }
    if let axis = frame.axis { grid.put(Cell("+", as: .dim), row: row, column: axis) }
    let measured = Set(chart.series.flatMap(\.points).filter { $0.mean?.isFinite == true }.map(\.x))
    var order: [Int] = [cursor, 0, chart.labels.count - 1].compactMap { $0 }.filter(chart.labels.indices.contains)
    order += chart.labels.indices
    var taken = [Bool](repeating: false, count: grid.size.columns + 1)
    for number in order {
      let label = chart.labels[number]
      let width = Text.width(label.text)
      guard let centre = frame.column(label.x), width <= frame.right - frame.left else { continue }
      let start = min(max(centre - width / 2, frame.left), frame.right - width)
      // A blank on either side, so that two names never read as one.
      guard !taken[max(0, start - 1)...start + width].contains(true) else { continue }
      for column in start..<start + width { taken[column] = true }
      let role: Role = number == cursor ? .key : measured.contains(label.x) ? .text : .dim
      grid.write(label.text, row: row, column: start, as: role)
    }
  }
}
