public import Canvas
internal import Runs
public import Trends

extension Finding {
  /// The mean curve with a 95 % band: a series for each family.
  ///
  /// - Parameters:
  ///   - y: shared by charts that are compared; nil: what this one needs.
  ///   - role: of a single family's line.
  public func chart(y: ClosedRange<Double>? = nil, as role: Role? = nil) -> Chart {
    let families = families
    let series = families.enumerated().map { at, family in
      Chart.Series(
        family, as: families.count == 1 ? role ?? verdict.role : Role.lines[at % Role.lines.count],
        points: drawn(points.filter { $0.rung.family == family }))
    }
    return Chart(series, labels: scaleLabels, unit: measure.unit, scale: axis.label, y: y)
  }

  /// The same, and where log-probability is shown its two parts as lines of their own: what is preferred among the
  /// choices (nlp), and how much probability the choices hold together (coverage).
  func chartWithParts() -> Chart {
    let whole = chart()
    guard measure == .logp, whole.series.count == 1, points.contains(where: { $0.coverage.isFinite }) else {
      return whole
    }
    func line(_ name: String, as role: Role, _ value: (Point) -> Double) -> Chart.Series {
      Chart.Series(
        name, as: role,
        points: points.map { point in
          let mean = value(point)
          return Chart.Point(x: point.rung.x, mean: mean.isFinite ? mean : nil)
        })
    }
    var logp = whole.series[0]
    logp.name = "logp"
    let series = [
      logp, line("nlp", as: .line2) { $0.mean - $0.coverage }, line("coverage", as: .line3, \.coverage),
    ]
    return Chart(series, labels: whole.labels, unit: whole.unit, scale: whole.scale)
  }

  /// Axes without a point on them would be invented numbers.
  var canBeDrawn: Bool { points.contains { !$0.mean.isNaN } }

  /// In name order.
  public var families: [String] { Set(points.map(\.rung.family)).sorted() }

  /// The scales from small to large, each once.
  var scaleLabels: [Chart.Label] {
    var labels: [Chart.Label] = []
    for x in points.map(\.rung.x).sorted() where x.isFinite {
      if let last = labels.last, x.isOneScale(with: last.x) { continue }
      labels.append(Chart.Label(x: x, text: ScaleColumns.label(x, on: axis)))
    }
    return labels
  }

  /// The points of the family with most scales, and of several such that which goes furthest: first and last of different
  /// families do not compare.
  public var mainFamily: [Point] {
    if points.allSatisfy({ $0.rung.family == points.first?.rung.family }) { return points }
    return longestFamily(of: Dictionary(grouping: points, by: \.rung.family)) {
      ($0.value.count, $0.value.map(\.rung.x).max(), $0.key)
    }?.value ?? []
  }

  /// What the means and their bands span.
  var span: ClosedRange<Double>? { Chart.range(of: drawn(points)) }

  /// How much further than by its items alone one model's mean strays from the trend, as a variance. nil where there is
  /// no straight trend to stray from. Residuals hold the item noise too, which is taken out: it comes back point by point.
  private var modelVariance: Double? {
    guard let trend, !verdict.isRefusal, verdict != .turning, trend.residualDeviation.isFinite else { return nil }
    let errors = points.map(\.standardError).filter(\.isFinite)
    let items = errors.isEmpty ? 0 : errors.reduce(0) { $0 + $1 * $1 } / Double(errors.count)
    return max(0, trend.residualDeviation * trend.residualDeviation - items)
  }

  /// What the band is, for the legend.
  public var bandLegend: String { modelVariance == nil ? "░ 95 % over items" : "░ 95 % items and models" }

  /// Items alone would make the band far too narrow: a model's mean also strays because it is that model.
  func drawn(_ points: [Point]) -> [Chart.Point] {
    let models = modelVariance ?? 0
    return points.map { point in
      let half = 1.96 * (point.standardError * point.standardError + models).squareRoot()
      let interval = half.isFinite && point.mean.isFinite ? point.mean - half...point.mean + half : nil
      return Chart.Point(x: point.rung.x, mean: point.mean.isNaN ? nil : point.mean, interval: interval)
    }
  }
}

/// One range that holds them all; nil for none.
func hull(_ ranges: some Sequence<ClosedRange<Double>>) -> ClosedRange<Double>? {
  ranges.reduce(nil) { sum, next in
    sum.map { min($0.lowerBound, next.lowerBound)...max($0.upperBound, next.upperBound) } ?? next
  }
}

/// Of several families that with most scales, and of several such that which goes furthest: ends of different families do
/// not compare.
func longestFamily<Family>(
  of families: some Sequence<Family>, by rank: (Family) -> (count: Int, largest: Double?, name: String)
) -> Family? {
  families.max { one, other in
    let (a, b) = (rank(one), rank(other))
    return (a.count, a.largest ?? -.infinity, b.name) < (b.count, b.largest ?? -.infinity, a.name)
  }
}
