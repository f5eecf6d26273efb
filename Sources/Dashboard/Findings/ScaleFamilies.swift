internal import Runs
internal import Trends

/// The scales that stand in any of many findings, by family. Taken once, when they arrive.
struct ScaleFamilies: Sendable, Equatable {
  struct Family: Sendable, Equatable {
    var name: String
    /// In the order of scale.
    var columns: [ScaleColumns.Column]
    /// What the means of all findings span, each measure by itself: nats and fractions share no axis.
    var spans: [Span] = []

    /// nil where nothing is measured so.
    func span(of measure: Measure) -> ClosedRange<Double>? {
      spans.first { $0.measure == measure }.map { $0.low...$0.high }
    }
  }

  struct Span: Sendable, Equatable, BitwiseCopyable {
    var measure: Measure
    var low: Double
    var high: Double
  }

  private(set) var axis = ScaleAxis.parameters
  /// In name order.
  private(set) var all: [Family] = []

  /// - Parameters:
  ///   - count: of findings.
  ///   - finding: each in its turn; a row is a large value, and is not copied for this.
  init(count: Int, finding: (Int) -> (axis: ScaleAxis, measure: Measure, points: [Finding.Point])) {
    var found: [String: [Int: ScaleColumns.Column]] = [:]
    var ranges: [Measure: [String: (low: Double, high: Double)]] = [:]
    var last: [Finding.Point] = []
    for at in 0..<count {
      let (axis, measure, points) = finding(at)
      if at == 0 { self.axis = axis }
      var own = ranges.removeValue(forKey: measure) ?? [:]
      for point in points where point.mean.isFinite {
        let known = own[point.rung.family] ?? (point.mean, point.mean)
        own[point.rung.family] = (min(known.low, point.mean), max(known.high, point.mean))
      }
      ranges[measure] = own
      // Most rows stand on the same models as the row above.
      if points.elementsEqual(last, by: { $0.rung.x == $1.rung.x && $0.rung.models == $1.rung.models }) { continue }
      last = points
      for point in points {
        found[point.rung.family, default: [:]][ScaleColumns.place(point.rung.x)] =
          ScaleColumns.Column(family: point.rung.family, x: point.rung.x, name: point.rung.name)
      }
    }
    all = found.map { name, columns in
      let spans = Measure.allCases.compactMap { measure in
        ranges[measure]?[name].map { Span(measure: measure, low: $0.low, high: $0.high) }
      }
      return Family(name: name, columns: columns.values.sorted { $0.x < $1.x }, spans: spans)
    }.sorted { $0.name < $1.name }
  }

  init(of findings: [Finding]) {
    self.init(count: findings.count) { (findings[$0].axis, findings[$0].measure, findings[$0].points) }
  }
}

extension ScaleFamilies: Packable {
  static var blank: ScaleFamilies { ScaleFamilies(of: []) }

  mutating func pack(by packing: inout some Packing) throws {
    try packing.bits(&axis)
    try packing.values(&all)
  }
}

extension ScaleFamilies.Family: Packable {
  static var blank: ScaleFamilies.Family { ScaleFamilies.Family(name: "", columns: []) }

  mutating func pack(by packing: inout some Packing) throws {
    try packing.text(&name)
    try packing.values(&columns)
    try packing.bits(&spans)
  }
}

extension ScaleColumns.Column: Packable {
  static var blank: ScaleColumns.Column { ScaleColumns.Column(family: "", x: 0, name: "") }

  mutating func pack(by packing: inout some Packing) throws {
    try packing.text(&family)
    try packing.bits(&x)
    try packing.text(&name)
  }
}
