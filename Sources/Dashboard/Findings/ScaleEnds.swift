internal import Runs
internal import Trends

/// Where the smallest and the largest model stand among a finding's points, or an item's values: those are in the order of
/// families, and the last family by name seldom holds the largest model. Of models of one size as the trends take them.
struct ScaleEnds: Sendable, Equatable {
  let smallest: Int
  let largest: Int

  /// nil without points.
  init?(of points: [Finding.Point]) { self.init(of: points.map(\.rung)) }

  /// nil without rungs.
  init?(of rungs: [Ladder.Rung]) {
    let byScale = rungs.indices.sorted { (rungs[$0].x, $0) < (rungs[$1].x, $1) }
    guard let smallest = byScale.first, let largest = byScale.last else { return nil }
    self.smallest = smallest
    self.largest = largest
  }
}
