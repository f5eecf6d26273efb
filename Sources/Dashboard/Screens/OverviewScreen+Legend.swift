internal import Canvas
internal import Runs

extension OverviewScreen {
  /// What the pictures of the list mean, in as many whole pieces as fit behind `before`. Which rows share a y axis goes last:
  /// without it lines are compared that do not compare.
  func legend(_ scales: ScaleColumns, _ around: Surroundings, behind before: [String], columns: Int) -> [String] {
    let rank = "x: rank of scale"
    let names = scales.families.joined(separator: ", ")
    let places =
      scales.hidden > 0
      ? ["\(rank) in \(names), \(scales.share)", "x: \(names), \(scales.share)", rank]
      : scales.familyCount > 1 ? ["\(rank) in \(names)", rank] : [rank]
    let isOne = around.listing.spans.count < 2
    let y = "y: " + (!sharesScale ? "each row its own" : isOne ? "one for all rows" : around.listing.sharing)
    let forms = places.map { [$0, y, "░ wide", "· no run"] } + [[rank, y, "· no run"], [y, "· no run"], [y]]
    return forms.first { Text.width(Self.line(before + $0)) <= columns } ?? []
  }

  /// Pieces one behind the other, with a blank at either end.
  static func line(_ pieces: [String]) -> String { " " + pieces.joined(separator: "   ") + " " }
}
