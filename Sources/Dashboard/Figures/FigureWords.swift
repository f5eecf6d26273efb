internal import Canvas
internal import Runs
internal import Trends

/// What figures say alike, below what they draw.
enum FigureWords {
  /// A finding's word with its false-discovery rate: `↗ rising   q .03 ●`.
  static func verdict(_ finding: Finding) -> String {
    finding.word + (finding.q.map { "   q \(Decimal.p($0)) \(finding.qMark)" } ?? "").withoutBlanksAtEnd
  }

  /// Slope, interval and p; nil where there is no slope.
  static func slope(_ finding: Finding) -> String? {
    guard let trend = finding.trend, finding.slope != nil else { return nil }
    let p = finding.verdict.isRefusal ? "" : ", p \(Decimal.p(trend.p))"
    return "Slope \(trend.slopeWords(by: finding.measure)) \(finding.measure.unit) \(finding.axis.per), 95 % "
      + "\(trend.interval.words(by: finding.measure))\(p)."
  }

  /// What the bands of these are, for words: `Bands: 95 % over items`.
  static func bands(_ findings: [Finding]) -> String {
    let kinds = Set(findings.map { String($0.bandLegend.drop { $0 == "░" || $0 == " " }) }).sorted()
    return "Bands: \(kinds.count == 1 ? kinds[0] : "95 % over items, and models too on a trend")."
  }

  static func unit(_ measure: Measure) -> String { "\(measure.rawValue), \(measure.unit)" }

  /// Every scale of all of them, so that equal scales stand at equal places.
  static func labels(_ findings: [Finding]) -> [Chart.Label] {
    let all = findings.flatMap(\.scaleLabels).sorted { $0.x < $1.x }
    return all.indices.filter { $0 == 0 || !all[$0].x.isOneScale(with: all[$0 - 1].x) }.map { all[$0] }
  }
}

extension Chart {
  /// With the measure's name before its unit, as an axis of a figure has it.
  func named(_ measure: Measure) -> Chart {
    var chart = self
    chart.unit = FigureWords.unit(measure)
    return chart
  }
}
