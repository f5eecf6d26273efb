internal import Runs
internal import Trends

/// The scales that stand in any of many findings, by family. Taken once, when they arrive.
struct ScaleFamilies: Sendable, Equatable {
  struct Family: Sendable, Equatable {
    var name: String
    /// In the order of scale.
    var columns: [ScaleColumns.Column]
    /// Of the means of all findings; upside down where there is none.
    var low = Double.infinity
    var high = -Double.infinity
  }

  private(set) var axis = ScaleAxis.parameters
  /// In name order.
  private(set) var all: [Family] = []

  /// - Parameters:
  ///   - count: of findings.
  ///   - finding: each in its turn; a row is a large value, and is not copied for this.
  init(count: Int, finding: (Int) -> (axis: ScaleAxis, points: [Finding.Point])) {
    var found: [String: [Int: ScaleColumns.Column]] = [:]
    var ranges: [String: (low: Double, high: Double)] = [:]
    var last: [Finding.Point] = []
    for at in 0..<count {
      let (axis, points) = finding(at)
      if at == 0 { self.axis = axis }
      for point in points where point.mean.isFinite {
        let known = ranges[point.rung.family] ?? (.infinity, -.infinity)
        ranges[point.rung.family] = (min(known.low, point.mean), max(known.high, point.mean))
      }
      // Most rows stand on the same models as the row above.
      if points.elementsEqual(last, by: { $0.rung.x == $1.rung.x && $0.rung.models == $1.rung.models }) { continue }
      last = points
      for point in points {
        found[point.rung.family, default: [:]][ScaleColumns.place(point.rung.x)] =
          ScaleColumns.Column(family: point.rung.family, x: point.rung.x, name: point.rung.name)
      }
    }
    all = found.map { name, columns in
      let range = ranges[name] ?? (.infinity, -.infinity)
      return Family(name: name, columns: columns.values.sorted { $0.x < $1.x }, low: range.low, high: range.high)
    }.sorted { $0.name < $1.name }
  }

  init(of findings: [Finding]) {
    self.init(count: findings.count) { (findings[$0].axis, findings[$0].points) }
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
    try packing.bits(&low)
    try packing.bits(&high)
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
