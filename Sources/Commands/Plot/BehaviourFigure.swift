import Canvas
import Dashboard
import Runs
import Trends

/// A behaviour's curve for a paper: what the dashboard's chart shows, what it means, and how it was picked.
struct BehaviourFigure {
  let key: BehaviourKey
  let finding: Finding
  let card: Card

  /// SVG.
  var text: String { SVGChart(finding.chart(), title: "\(key)", notes: notes).text }

  private var notes: [String] {
    let band = String(finding.bandLegend.drop { $0 == "░" || $0 == " " })
    let families = Set(finding.points.map(\.rung.family)).sorted().joined(separator: ", ")
    var notes = [finding.word + (finding.q.map { "   q \(Decimal.p($0))" } ?? ""), finding.sentence]
    notes += finding.caveats.map { "\($0.mark): \($0.sentence)" }
    notes.append("Band: \(band). \(finding.measure.rawValue), \(finding.axis.title), \(families).")
    notes.append("\(finding.n) items, \(finding.points.count) models.")
    notes += card.lines
    // An SVG does not break lines by itself; so many letters stand beside one another at its width.
    return notes.flatMap { Text.wrapped($0, to: 100) }
  }
}
