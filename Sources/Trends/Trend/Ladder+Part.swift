public import Runs

extension Ladder {
  /// Without the items that have a value that is not finite (a log of 0) somewhere; those join `dropped`.
  public var finite: Ladder {
    if values.values.allSatisfy(\.isFinite) { return self }
    let kept = (0..<values.rows).filter { values.row($0).allSatisfy(\.isFinite) }
    var part = keeping(items: kept)
    let staying = Set(kept)
    part.dropped += items.indices.filter { !staying.contains($0) }.map { items[$0] }
    return part
  }

  /// Only these rows, in this order.
  public func keeping(items rows: [Int]) -> Ladder {
    var part = self
    part.items = rows.compactMap { items.indices.contains($0) ? items[$0] : nil }
    part.values = values.keeping(rows: rows)
    part.others = others.mapValues { $0.keeping(rows: rows) }
    return part
  }

  /// Only these rungs, in this order.
  public func keeping(rungs columns: [Int]) -> Ladder {
    var part = self
    part.rungs = columns.map { rungs[$0] }
    part.values = values.keeping(columns: columns)
    part.others = others.mapValues { $0.keeping(columns: columns) }
    part.seedSpread = seedSpread?.keeping(Set(part.rungs.map(\.name)))
    return part
  }

  /// The same items seen through another measure; nil where the log lacks it for some cell.
  public func measured(by measure: Measure) -> Ladder? {
    if measure == self.measure { return self }
    guard let matrix = others[measure], matrix.rows == values.rows, !matrix.values.contains(where: \.isNaN) else {
      return nil
    }
    var other = self
    other.others[self.measure] = values
    other.others[measure] = nil
    other.values = matrix
    other.measure = measure
    return other
  }
}

extension Ladder.SeedSpread {
  /// Of these scales alone; nil where none of them has several seeds.
  fileprivate func keeping(_ names: Set<String>) -> Ladder.SeedSpread? {
    if scales.isEmpty { return self }
    let kept = scales.filter { names.contains($0.name) }
    let degrees = kept.reduce(0) { $0 + $1.means.count - 1 }
    guard degrees > 0 else { return nil }
    let squares = kept.reduce(0) { $0 + $1.means.squaresAboutMean }
    return .init(deviation: (squares / Double(degrees)).squareRoot(), degreesOfFreedom: degrees, scales: kept)
  }
}
