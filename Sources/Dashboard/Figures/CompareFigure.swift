public import Canvas
internal import Runs
internal import Trends

/// Two to twelve behaviours for a paper: a panel for each on the same axes, or all lines in one, and their differences.
public struct CompareFigure: Sendable {
  let contents: CompareContents
  let isOverlay: Bool
  let sharesScale: Bool
  /// Whether each other side is drawn as what the base is above or below it.
  let showsDifferences: Bool
  let card: Card

  public init(
    _ contents: CompareContents, isOverlay: Bool, sharesScale: Bool = true, showsDifferences: Bool = false, card: Card
  ) {
    self.contents = contents
    self.isOverlay = isOverlay
    self.sharesScale = sharesScale
    self.showsDifferences = showsDifferences
    self.card = card
  }

  public func figure(width: Double) -> SVGFigure {
    let findings = contents.rows.map(\.finding)
    let panels = (isOverlay ? [overlay] : contents.rows.indices.map(panel)) + differencePanels
    var notes = contents.rows.indices.map { at in
      let finding = findings[at]
      return "\(ItemScreen.letter(at)) \(name(at)): \(FigureWords.verdict(finding)). "
        + (FigureWords.slope(finding) ?? "No slope.") + " \(finding.n) items, \(finding.points.count) models."
    }
    notes += differences.flatMap { pair in
      CompareSentences(contents, pair, base: contents.letter(of: contents.request.base), title: title(pair)).sentences
    }
    let scale =
      isOverlay
      ? "One y axis for all."
      : !sharesScale
        ? "A y axis for each."
        : contents.hasOneMeasure ? "One y axis for all behaviours." : "One y axis for each measure."
    let undrawn = contents.rows.indices.filter { isOverlay && findings[$0].measure != contents.baseMeasure }
    let left = undrawn.map { "\(ItemScreen.letter($0)) (\(findings[$0].measure.rawValue))" }.joined(separator: ", ")
    notes.append(
      FigureWords.bands(findings) + " " + scale + (left.isEmpty ? "" : " Not drawn, for another measure: \(left)."))
    let names = contents.rows.indices.map(name).joined(separator: ", ")
    return SVGFigure(
      "\(contents.shownMeasure.rawValue): \(names)", panels: panels, across: panels.count == 4 ? 2 : 3,
      notes: notes + card.lines, about: card.origin, width: width)
  }

  private func name(_ at: Int) -> String { contents.name(of: contents.rows[at]) }

  private var differences: [CompareContents.Pair] { showsDifferences ? contents.pairs : [] }
  private func title(_ pair: CompareContents.Pair) -> String {
    "\(contents.letter(of: contents.request.base)) − \(contents.letter(of: pair.other))"
  }

  /// Holds every mean and interval of those that are measured alike.
  private func y(of measure: Measure) -> ClosedRange<Double>? {
    sharesScale || isOverlay
      ? hull(contents.rows.lazy.map(\.finding).filter { $0.measure == measure }.compactMap(\.span)) : nil
  }

  private var labels: [Chart.Label] { FigureWords.labels(contents.rows.map(\.finding)) }

  /// Whether a panel has a line for each family: then a line's look says the family, and the title the behaviour.
  private var hasFamilies: Bool {
    contents.rows.contains { $0.finding.families.count > 1 }
  }

  private func panel(_ at: Int) -> SVGFigure.Panel {
    let row = contents.rows[at]
    let own = row.finding.chart(y: y(of: row.finding.measure))
    let chart = Chart(
      own.series, labels: labels, unit: FigureWords.unit(row.finding.measure), scale: own.scale, y: own.y)
    return .init(
      "\(ItemScreen.letter(at)) \(name(at))", word: row.finding.word, chart: chart, style: hasFamilies ? nil : at)
  }

  /// A line for each behaviour; families stand at their places on the axis, and between them no line is drawn.
  private var overlay: SVGFigure.Panel {
    let base = contents.baseMeasure
    // A line in another measure has no place on the axis.
    let series = contents.rows.indices.filter { contents.rows[$0].finding.measure == base }.map { at in
      let finding = contents.rows[at].finding
      return Chart.Series(
        "\(ItemScreen.letter(at)) \(name(at)) \(finding.word)",
        points: finding.drawn(finding.points).sorted { $0.x < $1.x })
    }
    let axis = contents.rows.first?.finding.axis ?? .parameters
    let families = Set(contents.rows.flatMap(\.finding.families))
    return .init(
      chart: Chart(series, labels: labels, unit: FigureWords.unit(base), scale: axis.label, y: y(of: base)),
      isJoined: families.count < 2)
  }

  private var differencePanels: [SVGFigure.Panel] {
    differences.filter { !$0.difference.points.isEmpty }.map { pair in
      let points = pair.difference.points.map { point in
        Chart.Point(
          x: point.rung.x, mean: point.difference, interval: point.half.isFinite ? point.interval : nil)
      }
      let axis = contents.rows.first?.finding.axis ?? .parameters
      let families = Set(pair.difference.points.map(\.rung.family))
      let zero = Chart.range(of: points).map { min($0.lowerBound, 0)...max($0.upperBound, 0) }
      let chart = Chart(
        [Chart.Series(title(pair), points: points)],
        labels: labels.filter { label in
          points.contains { $0.x.isOneScale(with: label.x) }
        }, unit: "\(title(pair)), \(contents.baseMeasure.unit)", scale: axis.label, y: zero)
      let verdict = pair.difference.verdict.flatMap { $0.isRefusal ? nil : $0.word }
      return .init(title(pair), word: verdict ?? "", chart: chart, style: 6, isJoined: families.count < 2)
    }
  }
}
