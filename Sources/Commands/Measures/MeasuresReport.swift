import Canvas
import Dashboard
import Runs
import Store
import Trends

/// The answer of `vane measures`.
struct MeasuresReport: Report {
  struct Row {
    var key: BehaviourKey
    var depends: MeasureDependence
    /// nil where the runs lack the measure.
    var findings: [(measure: Measure, finding: Finding?)]
    var parts: (rungs: [Ladder.Rung], spread: PreferenceSpread)?
  }

  let options: RunOptions
  let rows: [Row]

  /// Of these behaviours; q and pooled noise belong to all in view.
  init(of chosen: [Catalogue.Behaviour], from answers: Answers) throws {
    options = answers.options
    let all = try Measure.allCases.map { measure in
      try Interruption.check()
      return (measure: measure, findings: try answers.findings(measure: measure))
    }
    rows = try chosen.map { behaviour in
      let findings = try answers.stored(
        all.map { (measure: $0.measure, finding: $0.findings[behaviour.key]) }, of: behaviour)
      let ladder = Ladder(of: try answers.collection.asked(behaviour.runs), choosing: answers.choice(.margin)).finite
      return Row(
        key: behaviour.key,
        depends: MeasureDependence(findings.filter { $0.measure != .coverage }.compactMap { $0.finding?.verdict }),
        findings: findings, parts: PreferenceSpread(of: ladder).map { (ladder.rungs, $0) })
    }
  }

  var json: JSON {
    .object([
      ("schema", .string("vane.measures/1")), ("usual", .string(options.measure.rawValue)),
      ("axis", .string(options.axis.rawValue)), ("delta", .number(options.rules.delta)),
      ("alpha", .number(options.rules.alpha)), ("q", .number(options.rules.q)),
      ("dependent", .integer(rows.count { $0.depends != .none })), ("rows", .array(lines)),
    ])
  }

  var lines: [JSON] {
    rows.map { row in
      .object([
        ("behaviour", .string(row.key.behaviour)), ("variant", JSON(row.key.variant)),
        ("depends", .string(row.depends.word)),
        ("measures", .array(row.findings.compactMap { measure, finding in finding.map { json($0, by: measure) } })),
        ("nlp_parts", row.parts.map { json($0.spread, on: $0.rungs) } ?? .null),
      ])
    }
  }

  private func json(_ finding: Finding, by measure: Measure) -> JSON {
    .object([
      ("measure", .string(measure.rawValue)), ("unit", .string(measure.unit)), ("n", .integer(finding.n)),
      ("first", JSON(finding.mainFamily.first?.mean)), ("last", JSON(finding.mainFamily.last?.mean)),
      ("slope", JSON(finding.trend?.slope)), ("ci", JSON(finding.trend?.interval)), ("p", JSON(finding.trend?.p)),
      ("q", JSON(finding.q)), ("verdict", .string(finding.verdict.rawValue)),
    ])
  }

  private func json(_ spread: PreferenceSpread, on rungs: [Ladder.Rung]) -> JSON {
    .array(
      rungs.indices.map { k in
        .object([
          ("model", .string(rungs[k].name)), ("x", .number(rungs[k].x)),
          ("preference", .number(spread.preference[k])), ("spread", .number(spread.spread[k])),
        ])
      })
  }

  /// One line per row × measure.
  var csv: String {
    var flat = Rows(header: [
      "behaviour", "variant", "depends", "measure", "unit", "n", "first", "last", "slope", "ci_low", "ci_high", "p",
      "q",
      "verdict",
    ])
    for row in rows {
      // A behaviour without any measure is not left out.
      if row.findings.allSatisfy({ $0.finding == nil }) {
        let names: [Rows.Field] = [.text(row.key.behaviour), .init(row.key.variant), .text(row.depends.word)]
        flat.rows.append(names + [Rows.Field](repeating: .empty, count: flat.header.count - names.count))
      }
      for case (let measure, let finding?) in row.findings {
        let trend = finding.trend
        flat.rows.append([
          .text(row.key.behaviour), .init(row.key.variant), .text(row.depends.word), .text(measure.rawValue),
          .text(measure.unit), .integer(finding.n), .init(finding.mainFamily.first?.mean),
          .init(finding.mainFamily.last?.mean), .init(trend?.slope), .init(trend?.interval.lowerBound),
          .init(trend?.interval.upperBound), .init(trend?.p), .init(finding.q), .text(finding.verdict.rawValue),
        ])
      }
    }
    return flat.csv
  }

  /// Verdicts with slopes; a measure that no row has gets no column.
  var table: String {
    let shown = Measure.allCases.indices.filter { at in rows.contains { $0.findings[at].finding != nil } }
    var flat = Rows(header: ["behaviour", "variant", "depends"] + shown.map { Measure.allCases[$0].rawValue })
    flat.rows = rows.map { row in
      [.text(row.key.behaviour), .init(row.key.variant), .text(row.depends == .none ? "" : row.depends.word)]
        + shown.map { .init(row.findings[$0].finding.map(Self.words)) }
    }
    let dependent = rows.count { $0.depends != .none }
    return flat.table + "\nThe verdict of \(dependent) of \(rows.count) depends on the measure.\n"
  }

  private static func words(of finding: Finding) -> String {
    let slope = finding.trend.map { " " + $0.slopeWords(by: finding.measure) } ?? ""
    return finding.verdict.rawValue + slope
  }
}

extension MeasureDependence {
  /// For scripts.
  fileprivate var word: String {
    switch self {
    case .none: "no"
    case .open: "open"
    case .contradicted: "contradicted"
    }
  }
}
