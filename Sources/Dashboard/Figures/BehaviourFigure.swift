public import Canvas
internal import Runs
internal import Trends

/// A behaviour's curve for a paper: what its screen's chart shows, what it means, and how it was picked.
public struct BehaviourFigure: Sendable {
  let row: BehaviourRow
  let card: Card

  public init(_ row: BehaviourRow, card: Card) {
    self.row = row
    self.card = card
  }

  public func figure(width: Double) -> SVGFigure {
    let finding = row.finding
    let families = finding.families.joined(separator: ", ")
    let verdict = [FigureWords.verdict(finding), FigureWords.slope(finding)].compactMap { $0 }.joined(separator: "   ")
    var notes = [finding.sentence]
    notes += finding.caveats.map { "\($0.mark): \($0.sentence)" }
    notes.append(
      "\(FigureWords.bands([finding])) \(finding.n) items, \(finding.points.count) models"
        + (families.isEmpty ? "." : ": \(families)."))
    let chart = finding.chartWithParts().named(finding.measure)
    return SVGFigure(
      "\(row.key)", subtitle: verdict, panels: finding.canBeDrawn ? [.init(chart: chart)] : [],
      notes: notes + card.lines, about: card.origin, width: width)
  }
}
