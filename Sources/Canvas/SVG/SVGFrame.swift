/// One chart drawn into a rectangle of a figure: axes with their units, bands, lines and marks.
struct SVGFrame {
  let chart: Chart
  /// Place of each line of the chart among the styles.
  let styles: [Int]
  /// False where neighbouring points are of different families, so that a line between them would say nothing.
  let isJoined: Bool
  let x: Double
  let y: Double
  let width: Double
  let height: Double
  /// Size of the axes' letters.
  let letters: Double
  /// What is written along the axes.
  let names: Names
  /// Columns of letters that the widest tick takes: at least its own, more where frames stand below one another.
  var tickColumns: Int

  private let ticks: [Axis.Tick]

  struct Names {
    /// What stands at the axis below: nothing, the scales, or also what they are.
    enum Below { case nothing, scales, all }

    var below = Below.all
    var unit = true
  }

  init(
    _ panel: SVGFigure.Panel, chart: Chart? = nil, styles: [String: Int], x: Double, y: Double, width: Double,
    height: Double, letters: Double, names: Names
  ) {
    self.chart = chart ?? panel.chart
    self.styles = self.chart.series.enumerated().map { at, series in
      panel.style.map { $0 + at } ?? styles[series.name] ?? at
    }
    isJoined = panel.isJoined
    (self.x, self.y, self.width, self.height, self.letters, self.names) = (x, y, width, height, letters, names)
    ticks = Axis(self.chart.y, count: max(3, Int(height / (letters * 3.6)))).ticks
    tickColumns = ticks.map { Text.width($0.text) }.max() ?? 0
  }

  func draw(in body: inout SVGElements) {
    drawAxes(in: &body)
    for place in chart.series.indices { drawIntervals(ofSeries: place, in: &body) }
    for place in chart.series.indices { drawSeries(place, in: &body) }
  }

  // MARK: Where things are

  private var left: Double { x + SVGPage.width(of: tickColumns, at: letters) + 6 + (names.unit ? letters * 1.5 : 0) }
  private var right: Double { x + width - 2 }
  private var top: Double { y + 4 }
  private var bottom: Double { y + height }

  /// What the names below take.
  static func below(_ names: Names.Below, letters: Double) -> Double {
    switch names {
    case .nothing: 6
    case .scales: letters * 1.8
    case .all: letters * 3.4
    }
  }

  private func across(_ place: Double) -> Double? {
    let inset = min(14, (right - left) / 10)
    return chart.share(x: place).map { left + inset + $0 * (right - left - 2 * inset) }
  }

  /// Cut to the frame, as the values themselves are not.
  private func up(_ value: Double) -> Double {
    let span = chart.y.upperBound - chart.y.lowerBound
    let inside = min(max(value, chart.y.lowerBound), chart.y.upperBound)
    return bottom - 4 - (inside - chart.y.lowerBound) / span * max(1, bottom - top - 8)
  }

  private func points(of series: Chart.Series) -> [(x: Double, mean: Double, interval: ClosedRange<Double>?)] {
    series.points.compactMap { point in
      guard let mean = point.mean, mean.isFinite, let place = across(point.x) else { return nil }
      return (place, mean, point.interval)
    }.sorted { $0.x < $1.x }
  }

  // MARK: Drawing

  private func drawAxes(in body: inout SVGElements) {
    for tick in ticks {
      let height = up(tick.value)
      let isZero = abs(tick.value) < 1e-12
      body.line(
        left, height, right, height, colour: isZero ? "#888888" : "#e4e4e4",
        extra: isZero ? "stroke-dasharray=\"2 3\"" : "")
      body.text(tick.text, x: left - 4, y: height + letters * 0.35, size: letters, anchor: "end")
    }
    body.line(left, top, left, bottom, colour: "#333333")
    body.line(left, bottom, right, bottom, colour: "#333333")
    drawLabels(in: &body)
    if names.unit {
      body.text(
        Text.truncated(chart.unit, to: Int((bottom - top) / SVGPage.width(of: 1, at: letters))), x: x + letters,
        y: (top + bottom) / 2, size: letters, anchor: "middle", isUpright: false)
    }
    if names.below == .all {
      body.text(
        chart.scale, x: (left + right) / 2, y: bottom + letters * 2.8, size: letters, anchor: "middle")
    }
  }

  private func drawLabels(in body: inout SVGElements) {
    var end = -Double.infinity
    // Fonts differ, and some are wider than what is reckoned with.
    let gap = letters * 0.8
    let last = chart.labels.count - 1
    let lastStart =
      last >= 0 ? across(chart.labels[last].x).map { $0 - half(chart.labels[last].text) } ?? right : right
    for (place, label) in chart.labels.enumerated() {
      guard let centre = across(label.x) else { continue }
      body.line(centre, bottom, centre, bottom + 3, colour: "#333333")
      if names.below == .nothing { continue }
      // Names that would overlap are left out, never the last; the tick stays.
      let start = centre - half(label.text)
      guard start > end + gap, place == last || centre + half(label.text) < lastStart - gap else { continue }
      body.text(label.text, x: centre, y: bottom + letters * 1.4, size: letters, anchor: "middle")
      end = centre + half(label.text)
    }
  }

  private func half(_ text: String) -> Double { SVGPage.width(of: text, at: letters) / 2 }

  private func drawIntervals(ofSeries number: Int, in body: inout SVGElements) {
    let banded = points(of: chart.series[number]).compactMap { point in
      point.interval.map { (x: point.x, low: up($0.lowerBound), high: up($0.upperBound)) }
    }
    guard !banded.isEmpty else { return }
    let colour = SVGStyle(styles[number]).colour
    if isJoined {
      let outline = banded.map { ($0.x, $0.high) } + banded.reversed().map { ($0.x, $0.low) }
      body.add("<polygon points=\"\(SVGElements.points(outline))\" fill=\"\(colour)\" fill-opacity=\"0.14\"/>")
    }
    for bar in banded { body.line(bar.x, bar.low, bar.x, bar.high, colour: colour, extra: "stroke-width=\"1.5\"") }
  }

  private func drawSeries(_ number: Int, in body: inout SVGElements) {
    let look = SVGStyle(styles[number])
    let points = points(of: chart.series[number])
    if points.count > 1, isJoined {
      let corners = SVGElements.points(points.map { ($0.x, up($0.mean)) })
      body.add("<polyline points=\"\(corners)\" fill=\"none\" \(look.stroke)/>")
    }
    for point in points { body.mark(look, x: point.x, y: up(point.mean)) }
  }
}
