public import Canvas
public import Runs
internal import Trends

/// All lines for a paper: a small chart of every behaviour on the same axes, with its accuracy below.
public struct PanelsFigure: Sendable {
  let rows: [BehaviourRow]
  let measure: Measure
  /// One y axis for all, or one for each.
  let sharesScale: Bool
  let card: Card

  public init(_ rows: [BehaviourRow], measure: Measure, sharesScale: Bool, card: Card) {
    self.rows = rows
    self.measure = measure
    self.sharesScale = sharesScale
    self.card = card
  }

  public func figure(width: Double) -> SVGFigure {
    let findings = rows.map(\.finding)
    let all = Dictionary(grouping: findings, by: \.measure).compactMapValues { hull($0.compactMap(\.span)) }
    let sharing = all.count > 1 ? "one for each measure" : "one for all"
    let main = Card.measure(of: findings.map(\.measure), asked: measure)
    let counts = Verdict.censusOrder.compactMap { verdict -> String? in
      let count = findings.count { $0.verdict == verdict }
      return count > 0 ? "\(count) \(verdict.word)" : nil
    }
    return SVGFigure(
      "\(rows.count) behaviours: \(FigureWords.unit(main)), and accuracy below",
      panels: rows.map { row -> SVGFigure.Panel in
        let y = sharesScale ? all[row.finding.measure] : nil
        return SVGFigure.Panel(
          "\(row.key)", word: row.finding.measure.name(row.finding.word, beside: main),
          chart: row.finding.chart(y: y).named(row.finding.measure), strip: accuracy(row.finding))
      }, across: 4,
      notes: [
        counts.joined(separator: ", ") + ".",
        "\(FigureWords.bands(findings)) y: \(sharesScale ? sharing : "each its own"); accuracy from 0 to 1.",
      ] + card.lines, about: card.origin, width: width)
  }

  /// A share, so its axis is 0 to 1 everywhere; nil where the runs have none.
  private func accuracy(_ finding: Finding) -> Chart? {
    guard finding.points.contains(where: { !$0.accuracy.isNaN }) else { return nil }
    let series = finding.families.map { family in
      Chart.Series(
        family,
        points: finding.points.filter { $0.rung.family == family }.map { point in
          Chart.Point(x: point.rung.x, mean: point.accuracy.isNaN ? nil : point.accuracy)
        })
    }
    return Chart(series, labels: finding.scaleLabels, unit: "acc", scale: finding.axis.label, y: 0...1)
  }
}
