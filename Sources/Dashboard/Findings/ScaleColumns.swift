internal import Canvas
internal import Runs
internal import Trends

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// One column per scale of each family, the same for every row, so that a column of a sparkline is one model.
struct ScaleColumns: Equatable {
  struct Column: Sendable, Equatable {
    var family: String
    var x: Double
    var name: String

    func holds(_ rung: Ladder.Rung) -> Bool { isAt(rung.x, of: rung.family) }

    func isAt(_ x: Double, of family: String) -> Bool {
      family == self.family && ScaleColumns.place(x) == ScaleColumns.place(self.x)
    }
  }

  let columns: [Column]
  let axis: ScaleAxis
  /// Families that there is no room for.
  let hidden: Int

  init(of findings: [Finding], limit: Int) { self.init(of: ScaleFamilies(of: findings), limit: limit) }

  /// - Parameter limit: cells. Where all families do not fit, the one with most scales is drawn, whole: a line that left
  ///   scales out would hide which model moved.
  init(of families: ScaleFamilies, limit: Int) {
    axis = families.axis
    let whole = families.all.reduce(0) { $0 + $1.columns.count } + max(0, families.all.count - 1)
    let most = longestFamily(of: families.all) { ($0.columns.count, $0.columns.last?.x, $0.name) }
    let drawn = whole <= limit ? families.all : most.map { [$0] } ?? []
    columns = drawn.flatMap(\.columns)
    hidden = families.all.count - drawn.count
  }

  /// Scales that share it are one column. What is beyond all bounds, as a stated text loss may be, shares the last.
  static func place(_ x: Double) -> Int { Int(exactly: (x * 1e4).rounded()) ?? .max }

  /// Cells, with a blank between families.
  var width: Int { columns.count + max(0, familyCount - 1) }
  var familyCount: Int { families.count }
  var families: [String] { Set(columns.map(\.family)).sorted() }

  /// `37k…2.8M`; with several families their names where they fit.
  func title(columns room: Int) -> String {
    guard let first = columns.first, let last = columns.last else { return "" }
    if familyCount > 1 { return names }
    let (left, right) = (Self.label(first.x, on: axis), Self.label(last.x, on: axis))
    let ends = left + "…" + right
    if hidden > 0 { return title(of: first.family, ends, columns: room) }
    return Text.width(ends) <= room ? ends : Text.truncated(right, to: room)
  }

  /// `opt 125M…66B, 1 of 7 families`: that others are left out is said as long as anything is.
  private func title(of family: String, _ ends: String, columns room: Int) -> String {
    let mark = " 1/\(hidden + 1)"
    let forms = ["\(family) \(ends), \(share)", "\(family), \(share)", family + mark]
    return forms.first { Text.width($0) <= room } ?? Text.clipped(family, to: room - Text.width(mark)) + mark
  }

  /// How many of the families are drawn.
  var share: String { "\(familyCount) of \(familyCount + hidden) families" }

  /// Each family's name above its columns.
  private var names: String {
    families.map { family in
      let count = columns.count { $0.family == family }
      return Text.padded(name(family, in: count), to: count)
    }.joined(separator: " ")
  }

  /// A name that is cut says so, where more than one cell is there. Names that would be cut alike are cut where they differ:
  /// most do at the end.
  private func name(_ family: String, in count: Int) -> String {
    guard Text.width(family) > count else { return family }
    let seen = family.prefix(max(1, count - 1))
    let isAlike = families.contains { $0 != family && $0.hasPrefix(seen) }
    if count == 1 { return String(isAlike ? family.suffix(1) : seen) }
    guard isAlike else { return Text.truncated(family, to: count) }
    return count > 3 ? Text.clipped(family, to: count) : Text.ending(family, in: count)
  }

  /// A model's scale as people write it: `410M` parameters, `1.4e21` FLOPs, a text loss of `1.31`.
  static func label(_ x: Double, on axis: ScaleAxis) -> String {
    axis.isLogarithmic ? Decimal.magnitude(pow(10, x)) : Decimal.fixed(-x, places: 2)
  }

  /// The row's points in the columns' order, with a blank between families. All blank where its models are of families that
  /// are not drawn: these were run.
  func cells(of finding: Finding) -> [Spot] {
    if hidden > 0, !finding.points.isEmpty {
      let drawn = families
      if !finding.points.contains(where: { drawn.contains($0.rung.family) }) {
        return [Spot](repeating: .blank, count: width)
      }
    }
    var spots: [Spot] = []
    for (at, column) in columns.enumerated() {
      if at > 0, columns[at - 1].family != column.family { spots.append(.blank) }
      // Nearly always in its own place.
      let point =
        finding.points.indices.contains(at) && column.holds(finding.points[at].rung)
        ? finding.points[at] : finding.points.first { column.holds($0.rung) }
      spots.append(point.map { $0.mean.isNaN ? .none : .value($0.mean, half: $0.half) } ?? .none)
    }
    return spots
  }

  enum Spot: Equatable {
    case value(Double, half: Double)
    case none
    case blank
  }
}

extension Double {
  /// Whether two places on the axis are one scale to the eye.
  func isOneScale(with other: Double) -> Bool { abs(self - other) < 1e-4 }
}

extension Finding.Point {
  /// Half of the 95 % interval over items; NaN for a single item.
  var half: Double { 1.96 * standardError }
}
