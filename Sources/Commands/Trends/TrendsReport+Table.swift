import Canvas
import Dashboard
import Runs
import Trends

extension TrendsReport {
  var csv: String {
    var text = ""
    writeCSV { text += $0 }
    return text
  }

  /// One line per row × point, the JSON's names flattened.
  func writeCSV(_ take: (String) throws -> Void) rethrows {
    var text = Rows(
      header: [
        "behaviour", "suite", "item", "variant", "n", "n_dropped", "n_eff", "model", "x", "mean", "point_se", "point_n",
        "accuracy", "logp", "coverage", "measure", "slope", "se", "ci_low", "ci_high", "ci90_low", "ci90_high", "p",
        "q",
        "p_rise", "df_model", "resid_sd", "var_model", "var_item", "var_cross", "pooled", "mds", "tau", "i2",
        "share_rising",
        "share_rising_low", "share_rising_high", "verdict", "shape", "caveats", "accuracy_class", "linearity",
        "breakthroughness", "file", "offset", "length",
      ] + SecondOpinions.header
    ).csv
    for row in rows {
      let finding = row.finding
      let head: [Rows.Field] = [
        .text(row.key.behaviour), .init(row.suite), .init(row.item), .init(row.key.variant), .integer(finding.n),
        .integer(finding.dropped), .init(finding.effectiveItems),
      ]
      let tail = tail(of: finding) + source(of: row) + SecondOpinions(row).fields
      for point in finding.points {
        let middle: [Rows.Field] = [
          .text(point.rung.name), .number(point.rung.x), .number(point.mean), .number(point.standardError),
          .integer(point.n), .number(point.accuracy), .number(point.logp), .number(point.coverage),
        ]
        text += Rows.csvLine(head + middle + tail)
      }
      if finding.points.isEmpty { text += Rows.csvLine(head + [Rows.Field](repeating: .empty, count: 8) + tail) }
      try text.handOver(to: take)
    }
    try take(text)
  }

  private func tail(of finding: Finding) -> [Rows.Field] {
    let trend = finding.trend
    return [
      .text(finding.measure.rawValue), .init(trend?.slope), .init(trend?.standardError),
      .init(trend?.interval.lowerBound), .init(trend?.interval.upperBound), .init(trend?.interval90.lowerBound),
      .init(trend?.interval90.upperBound), .init(trend?.p), .init(finding.q), .init(trend?.pRise),
      .init(trend?.degreesOfFreedom), .init(trend?.residualDeviation), .init(trend?.modelVariance),
      .init(trend?.itemVariance), .init(trend?.crossVariance), .truth(trend?.isPooled == true),
      .init(trend?.minimalDetectableSlope), .init(trend?.tau), .init(trend?.iSquared), .init(trend?.shareRising),
      .init(trend?.shareRisingInterval.lowerBound), .init(trend?.shareRisingInterval.upperBound),
      .text(finding.verdict.rawValue), .init(finding.shape), .text(finding.caveats.map(\.name).joined(separator: "; ")),
      .init(finding.accuracyClass), .init(finding.linearity), .init(finding.breakthroughness),
    ]
  }

  private func source(of row: TrendRow) -> [Rows.Field] {
    guard let source = row.source else { return [.empty, .empty, .empty] }
    return [.text(name(source.path)), .integer(Int(source.address.offset)), .integer(Int(source.address.length))]
  }

  /// For eyes: one line per row, the numbers that decide.
  var table: String {
    let suite = rows.contains { $0.suite != nil }
    let item = rows.contains { $0.item != nil }
    var table = Rows(
      header: ["behaviour", "variant"] + (suite ? ["suite"] : []) + (item ? ["item"] : [])
        + ["n", "models", "first", "last", "slope", "ci_low", "ci_high", "p", "q", "mds", "verdict", "caveats"])
    for row in rows {
      let (finding, trend) = (row.finding, row.finding.trend)
      var fields: [Rows.Field] = [.text(row.key.behaviour), .init(row.key.variant)]
      if suite { fields.append(.init(row.suite)) }
      if item { fields.append(.init(row.item)) }
      fields += [
        .integer(finding.n), .integer(finding.points.count), .init(finding.mainFamily.first?.mean),
        .init(finding.mainFamily.last?.mean), .init(trend?.slope), .init(trend?.interval.lowerBound),
        .init(trend?.interval.upperBound), .init(trend?.p), .init(finding.q), .init(trend?.minimalDetectableSlope),
        .text(finding.verdict.rawValue), .text(finding.caveats.map(\.mark).joined(separator: " ")),
      ]
      table.rows.append(fields)
    }
    let census = self.census
    let tested = rows.count == all.count ? "\(all.count) tested" : "\(rows.count) shown of \(all.count) tested"
    return table.table
      + "\n\(tested): \(census.rising) rising, \(census.falling) falling, \(census.turning) turning, "
      + "\(census.flat) flat (±\(options.flatBound)), \(census.unresolved) open, \(census.refused) refused, "
      + "\(hidden) hidden; \(options.measure.rawValue), \(options.measure.unit) per \(options.axis.slopeUnit)"
      + "\(otherwise)\n"
      + (sizeless.map { "\($0)\n" } ?? "")
  }

  /// Rows of logs that lack what was asked for are measured by what they have.
  private var otherwise: String {
    let others = Dictionary(grouping: rows.map(\.finding.measure).filter { $0 != options.measure }, by: \.rawValue)
    return others.sorted { $0.key < $1.key }.map { "; \(counted($1.count, "row")) by \($0)" }.joined()
  }
}
