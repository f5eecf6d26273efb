public import Canvas
internal import Runs
public import Trends

/// Two to eight behaviours for a paper: a panel for each on the same axes, or all lines in one, and their differences.
public struct CompareFigure: Sendable {
  /// One behaviour less the first, item by item; or why there is no such difference.
  public struct Difference: Sendable {
    public var a: String
    public var b: String
    public var outcome: Result<PairedComparison, PairedComparison.Refusal>

    public init(a: String, b: String, outcome: Result<PairedComparison, PairedComparison.Refusal>) {
      self.a = a
      self.b = b
      self.outcome = outcome
    }
  }

  let contents: CompareContents
  let isOverlay: Bool
  /// Empty where none are shown.
  let differences: [Difference]
  let card: Card

  public init(_ contents: CompareContents, isOverlay: Bool, differences: [Difference] = [], card: Card) {
    self.contents = contents
    self.isOverlay = isOverlay
    self.differences = differences
    self.card = card
  }

  public func figure(width: Double) -> SVGFigure {
    let findings = contents.rows.map(\.finding)
    let panels = (isOverlay ? [overlay] : contents.rows.indices.map(panel)) + differencePanels
    var notes = contents.rows.indices.map { at in
      let finding = findings[at]
      return "\(ItemScreen.letter(at)) \(contents.rows[at].key): \(FigureWords.verdict(finding)). "
        + (FigureWords.slope(finding) ?? "No slope.") + " \(finding.n) items, \(finding.points.count) models."
    }
    notes += differences.map(sentence)
    notes.append(FigureWords.bands(findings) + " One y axis for all\(isOverlay ? "." : " behaviours.")")
    let names = contents.rows.map(\.key.description).joined(separator: ", ")
    return SVGFigure(
      "\(contents.measure.rawValue): \(names)", panels: panels, across: panels.count == 4 ? 2 : 3,
      notes: notes + card.lines, about: card.origin, width: width)
  }

  /// Holds every mean and interval of all of them.
  private var y: ClosedRange<Double>? { hull(contents.rows.compactMap(\.finding.span)) }
  private var labels: [Chart.Label] { FigureWords.labels(contents.rows.map(\.finding)) }

  private func panel(_ at: Int) -> SVGFigure.Panel {
    let row = contents.rows[at]
    let own = row.finding.chart(y: y)
    let chart = Chart(
      own.series, labels: labels, unit: FigureWords.unit(contents.measure), scale: own.scale, y: y)
    return .init("\(ItemScreen.letter(at)) \(row.key)", word: row.finding.word, chart: chart, style: at)
  }

  /// A line for each behaviour; families stand at their places on the axis, and between them no line is drawn.
  private var overlay: SVGFigure.Panel {
    let series = contents.rows.enumerated().map { at, row in
      Chart.Series(
        "\(ItemScreen.letter(at)) \(row.key) \(row.finding.word)",
        points: row.finding.drawn(row.finding.points).sorted { $0.x < $1.x })
    }
    let axis = contents.rows.first?.finding.axis ?? .parameters
    let families = Set(contents.rows.flatMap { $0.finding.points.map(\.rung.family) })
    return .init(
      chart: Chart(series, labels: labels, unit: FigureWords.unit(contents.measure), scale: axis.label, y: y),
      isJoined: families.count < 2)
  }

  private var differencePanels: [SVGFigure.Panel] {
    differences.enumerated().compactMap { at, one in
      guard case .success(let paired) = one.outcome else { return nil }
      let points = paired.points.map { point in
        Chart.Point(
          x: point.rung.x, mean: point.difference,
          interval: point.interval.lowerBound.isFinite && point.interval.upperBound.isFinite ? point.interval : nil)
      }
      let axis = contents.rows.first?.finding.axis ?? .parameters
      let families = Set(paired.points.map(\.rung.family))
      let zero = Chart.range(of: points).map { min($0.lowerBound, 0)...max($0.upperBound, 0) }
      let title = "\(ItemScreen.letter(0)) − \(ItemScreen.letter(at + 1))"
      let chart = Chart(
        [Chart.Series(title, points: points)],
        labels: labels.filter { label in
          points.contains { abs($0.x - label.x) < 1e-4 }
        }, unit: "\(title), \(contents.measure.unit)", scale: axis.label, y: zero)
      return .init(
        title, word: paired.verdict.isRefusal ? "" : paired.verdict.word, chart: chart, style: 6,
        isJoined: families.count < 2)
    }
  }

  private func sentence(_ one: Difference) -> String {
    switch one.outcome {
    case .failure(let refusal): "\(one.a) − \(one.b): not paired. \(refusal.sentence)"
    case .success(let paired):
      "\(one.a) − \(one.b) on \(paired.n) shared items"
        + (paired.trend.map { trend in
          ": slope \(Decimal.signed(trend.slope)), 95 % \(Decimal.signed(trend.interval.lowerBound)) to "
            + "\(Decimal.signed(trend.interval.upperBound))"
        } ?? "") + (paired.verdict.isRefusal ? ", no verdict on the difference." : ", \(paired.verdict.rawValue).")
        + " Bars: 95 % over items."
    }
  }
}
