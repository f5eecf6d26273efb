internal import Canvas
internal import Runs

extension [Aggregate.Point] {
  /// `0.346 … 0.163`, of several families `0.346 … 0.163 in gpt3`: those of the family with most models, as in the lists,
  /// since ends of different families do not compare.
  var ends: String? {
    let figured =
      longestFamily(of: Dictionary(grouping: self, by: \.model.family)) {
        ($0.value.count, $0.value.compactMap(\.model.scale).max(), $0.key)
      }?.value ?? []
    guard let first = figured.first, let last = figured.last else { return nil }
    let place = figured.count < count ? " in \(first.model.family)" : ""
    return "\(Decimal.fixed(first.mean, places: 3)) … \(Decimal.fixed(last.mean, places: 3))\(place)"
  }

  /// For a sparkline, with a blank between families.
  var spots: [ScaleColumns.Spot] {
    enumerated().flatMap { at, point -> [ScaleColumns.Spot] in
      let gap = at > 0 && self[at - 1].model.family != point.model.family
      let half = point.standardError.isNaN ? 0 : 1.96 * point.standardError
      return (gap ? [.blank] : []) + [point.mean.isNaN ? .none : .value(point.mean, half: half)]
    }
  }
}

/// A line of the aggregate's list: one text, or all of them; a point for each scale, whatever seeds it has.
struct AggregateLine {
  let name: String
  let points: [Aggregate.Point]

  private init(_ name: String, over texts: [Aggregate.Text]) {
    self.name = name
    points = Aggregate(texts: texts).points
  }

  /// The mean of all texts, then each of them; a single text by itself.
  static func all(of aggregate: Aggregate) -> [AggregateLine] {
    let finals = FinalModels(of: aggregate.texts.flatMap { $0.points.map(\.model) })
    let texts = aggregate.texts.map { text in
      let points = text.points.filter { finals.contains($0.model) }.map { last in
        var point = last
        // As on a ladder, where the furthest checkpoint stands for its model.
        point.model.checkpoint = nil
        return point
      }
      return Aggregate.Text(suite: text.suite, points: points)
    }
    let single = texts.map { AggregateLine($0.suite, over: [$0]) }
    return single.count == 1 ? single : [AggregateLine("all texts", over: texts)] + single
  }
}
