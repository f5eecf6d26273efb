internal import Canvas
internal import Runs
internal import Trends

extension Finding {
  /// One of its points, read out on one line: no number is cut, and what does not fit is left out whole, the last first.
  func words(on point: Point, columns: Int) -> Words {
    let all = sides(of: point, columns: columns)
    let whole = words(on: point, all.map(\.long), isLong: columns >= 70)
    if whole.width <= columns { return whole }
    for count in stride(from: all.count, through: 0, by: -1) {
      let short = words(on: point, all.prefix(count).map(\.short), isLong: false)
      if short.width <= columns { return short }
    }
    return words(on: point, [], isLong: false, tellsSeeds: false)
  }

  private func words(on point: Point, _ sides: [String], isLong: Bool, tellsSeeds: Bool = true) -> Words {
    var words = Words()
    words.add(" \(ScaleColumns.label(point.rung.x, on: axis)) ", .key)
    words.add(point.rung.name, .heading)
    let others = point.rung.seeds - 1
    if others > 0, tellsSeeds { words.add(isLong ? " and \(others) more seeds" : " +\(others) seeds", .dim) }
    let places = measure.readPlaces
    words.add("  \(Decimal.signed(point.mean, places: places)) ±\(Decimal.fixed(point.half, places: places))")
    // Where all items are alike, sd / √n is 0, and that is no certainty.
    if point.half == 0 { words.add(" (all alike)", .dim) } else if isLong { words.add(" over items", .dim) }
    for side in ["n \(Decimal.count(point.n))"] + sides { words.add("  " + side, .dim) }
    return words
  }

  /// What else is known there, with shorter names for a narrow screen.
  private func sides(of point: Point, columns: Int) -> [(long: String, short: String)] {
    var sides: [(long: String, short: String)] = []
    func add(_ value: Double, _ own: Measure, _ long: String, _ short: String, _ text: (Double) -> String) {
      if !value.isNaN, own != measure { sides.append(("\(long) \(text(value))", "\(short) \(text(value))")) }
    }
    add(point.accuracy, .accuracy, "acc", "acc") { Decimal.fixed($0, places: 2) }
    add(point.logp, .logp, "logp", "logp") { Decimal.signed($0) }
    add(point.coverage, .coverage, "coverage", "cov") { Decimal.signed($0) }
    if columns >= 100, let size = point.rung.models.first?.sourced(on: axis) {
      let source = "\(axis.noun) from \(size.source.rawValue)"
      sides.append((source, source))
    }
    return sides
  }
}
