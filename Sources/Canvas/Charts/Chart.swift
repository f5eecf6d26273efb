/// Means with intervals over scale, as numbers: what `CellChart` and `SVGFigure` draw. Knows neither cells nor SVG.
public struct Chart: Equatable, Sendable {
  /// One model's mean.
  public struct Point: Equatable, Sendable {
    /// Where the model stands: log₁₀ of its size, so that equal ratios take equal room.
    public var x: Double
    /// nil, or not finite: no run, and nothing is drawn.
    public var mean: Double?
    public var interval: ClosedRange<Double>?

    public init(x: Double, mean: Double?, interval: ClosedRange<Double>? = nil) {
      self.x = x
      self.mean = mean
      self.interval = interval
    }
  }

  /// One family of models, or one line of a comparison.
  public struct Series: Equatable, Sendable {
    public var name: String
    public var role: Role
    public var points: [Point]

    public init(_ name: String, as role: Role = .line1, points: [Point]) {
      self.name = name
      self.role = role
      self.points = points
    }
  }

  /// The name of a model under its place.
  public struct Label: Equatable, Sendable {
    public var x: Double
    public var text: String

    public init(x: Double, text: String) {
      self.x = x
      self.text = text
    }
  }

  public var series: [Series]
  public var labels: [Label]
  /// What the means are measured in.
  public var unit: String
  /// What the places are: `parameters, log scale`.
  public var scale: String
  /// Holds every mean and interval unless it was given.
  public var y: ClosedRange<Double>
  /// Holds every point and label.
  public var x: ClosedRange<Double>

  /// - Parameters:
  ///   - labels: in any order; those that stand nowhere are left out.
  ///   - y: the same for all charts that are compared; nil: what this one needs.
  public init(
    _ series: [Series], labels: [Label], unit: String, scale: String = "", y: ClosedRange<Double>? = nil
  ) {
    self.series = series
    self.scale = scale
    self.labels = labels.filter { Self.isDrawable($0.x) }.sorted { $0.x < $1.x }
    self.unit = unit
    let points = series.flatMap(\.points)
    x = Self.hull((points.map(\.x) + labels.map(\.x)).filter(Self.isDrawable)) ?? 0...0
    self.y = Self.drawable(y) ?? Self.drawable(Self.range(of: points)) ?? 0...1
  }

  /// The share of the way from the left end to the right end; the middle if there is only one place.
  func share(x place: Double) -> Double? {
    guard Self.isDrawable(place) else { return nil }
    let span = x.upperBound - x.lowerBound
    return span > 0 ? (place - x.lowerBound) / span : 0.5
  }

  /// What the means and intervals of some points span.
  public static func range(of points: [Point]) -> ClosedRange<Double>? {
    hull(
      points.flatMap { point in
        [point.mean ?? .nan] + (point.interval.map { [$0.lowerBound, $0.upperBound] } ?? [])
      })
  }

  /// Past this no measure goes, and sums of what is left cannot overflow. False for what is not a number.
  private static func isDrawable(_ place: Double) -> Bool { abs(place) < 1e12 }

  private static func hull(_ values: [Double]) -> ClosedRange<Double>? {
    let finite = values.filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max() else { return nil }
    return low...high
  }

  /// A range with an extent that can be divided into rows; nil for ends past all drawing.
  private static func drawable(_ range: ClosedRange<Double>?) -> ClosedRange<Double>? {
    guard let range, isDrawable(range.lowerBound), isDrawable(range.upperBound) else { return nil }
    let most = max(abs(range.lowerBound), abs(range.upperBound))
    if range.upperBound - range.lowerBound > max(most * 1e-6, 1e-9) { return range }
    let room = most > 0 ? most * 0.1 : 0.1
    return range.lowerBound - room...range.upperBound + room
  }
}
