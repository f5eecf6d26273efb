internal import RealModule
public import Runs

/// The robust scores of every item: `docs/statistics.md` §8. All n long, in the ladder's order.
public struct ItemScores: Sendable, Equatable {
  /// β̂ − β̂ without the item.
  public var influence: [Double]
  /// (b_i − median) / MAD; 0 where the MAD is 0.
  public var slope: [Double]
  /// The same of the step between the two largest scales of the family that has the largest.
  public var lastStep: [Double]
  /// That step itself, and the item's slope over all rungs but the largest.
  public var lastStepSize: [Double]
  public var slopeBefore: [Double]
  /// Margin ≤ −ln 9 at all of the largest models, while the median item's is above 0 there.
  public var keyLooksWrong: [Bool]

  /// nil when there is no slope. Values must be finite.
  public init?(of ladder: Ladder) {
    let values = ladder.values
    guard let fits = LineFits(values, design: Design(of: ladder)) else { return nil }
    let n = values.rows
    influence = fits.slopes.map { n > 1 ? ($0 - fits.slope) / Double(n - 1) : 0 }
    slope = Self.robustScores(fits.slopes)
    let order = ladder.rungsByScale
    guard let last = order.last else { return nil }
    let steps = ladder.rung(below: last).map { before in (0..<n).map { values[$0, last] - values[$0, before] } }
    lastStepSize = steps ?? [Double](repeating: 0, count: n)
    lastStep = Self.robustScores(lastStepSize)
    let rest = ladder.keeping(rungs: ladder.rungs.indices.filter { $0 != last })
    slopeBefore = LineFits(rest.values, design: Design(of: rest))?.slopes ?? [Double](repeating: 0, count: n)
    let top = order.suffix(max(2, (order.count + 2) / 3))
    guard let margins = ladder.measure == .margin ? values : ladder.others[.margin] else {
      keyLooksWrong = [Bool](repeating: false, count: n)
      return
    }
    let middle = (0..<n).flatMap { i in top.map { margins[i, $0] } }.filter { !$0.isNaN }.median
    let least = -Double.log(9)
    keyLooksWrong = (0..<n).map { i in middle > 0 && top.allSatisfy { margins[i, $0] <= least } }
  }

  static func robustScores(_ values: [Double]) -> [Double] {
    let (centre, spread) = (values.median, values.robustDeviation)
    return values.map { spread > 0 ? ($0 - centre) / spread : 0 }
  }
}
