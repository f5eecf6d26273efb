import Canvas
import Dashboard
import Runs
import Trends

/// The answer of `vane elicitation`: prompts × scales, and what may be claimed after trying so many.
struct ElicitationReport: Report {
  let behaviour: String
  let measure: Measure
  let contents: ElicitationContents
  /// Every model that any prompt has, in the order of family and scale.
  private let models: [Ladder.Rung]

  init(behaviour: String, measure: Measure, contents: ElicitationContents) {
    self.behaviour = behaviour
    self.measure = measure
    self.contents = contents
    var seen: [String: Ladder.Rung] = [:]
    for (_, finding) in Self.all(contents) {
      for rung in finding.points.map(\.rung) where seen[rung.seedless] == nil { seen[rung.seedless] = rung }
    }
    models = seen.values.sorted { ($0.family, $0.x, $0.name) < ($1.family, $1.x, $1.name) }
  }

  private var elicitation: Elicitation { contents.elicitation }

  private static func all(_ contents: ElicitationContents) -> [(name: String, finding: Finding)] {
    contents.elicitation.prompts.map { ($0.name, $0.finding) } + contents.others.map { ($0.name, $0.finding) }
  }

  /// Prompts need not have been put to the same seeds of a scale.
  private static func point(of finding: Finding, at model: Ladder.Rung) -> Finding.Point? {
    finding.points.first { $0.rung.seedless == model.seedless }
  }

  /// Model × prompt pairs without a run: what to run next.
  private var missing: [(prompt: String, model: String)] {
    Self.all(contents).flatMap { name, finding in
      models.filter { Self.point(of: finding, at: $0) == nil }.map { (name, $0.name) }
    }
  }

  /// Largest minus smallest mean over the prompts, at each model that at least two have.
  private var spread: [(model: String, value: Double)] {
    models.compactMap { model in
      let means = elicitation.prompts.compactMap { Self.point(of: $0.finding, at: model)?.mean }.filter(\.isFinite)
      guard means.count > 1, let low = means.min(), let high = means.max() else { return nil }
      return (model.name, high - low)
    }
  }

  var json: JSON {
    .object([
      ("schema", .string("vane.elicitation/1")), ("behaviour", .string(behaviour)),
      ("measure", .string(measure.rawValue)),
      (
        "models",
        .array(
          models.map { .object([("name", .string($0.name)), ("family", .string($0.family)), ("x", .number($0.x))]) })
      ),
      ("prompts", .array(lines)), ("tried", .integer(elicitation.tried)), ("shown", .bool(elicitation.isShown)),
      ("best", JSON(elicitation.best.map { elicitation.prompts[$0].name })),
      ("lower_bound", .number(elicitation.lowerBound)), ("raw_maximum", .number(elicitation.rawMaximum)),
      ("spread", .array(spread.map { .object([("model", .string($0.model)), ("spread", .number($0.value))]) })),
      ("missing", .array(missing.map { .object([("prompt", .string($0.prompt)), ("model", .string($0.model))]) })),
      ("sentence", .string(elicitation.caveat.sentence)),
    ])
  }

  var lines: [JSON] {
    elicitation.prompts.map { prompt in
      .object(
        fields(prompt.name, prompt.finding) + [
          ("lower_bound", .number(prompt.lowerBound)), ("p_holm", .number(prompt.p)),
          ("shrunk_slope", .number(prompt.shrunkSlope)), ("lower_level", .number(prompt.lowerLevel)),
          ("shown", .bool(prompt.isShown)), ("shown_at_largest", .bool(prompt.isShownAtLargest)),
        ])
    } + contents.others.map { .object(fields($0.name, $0.finding)) }
  }

  private func fields(_ name: String, _ finding: Finding) -> [(String, JSON)] {
    [
      ("prompt", .string(name)), ("measure", .string(finding.measure.rawValue)), ("n", .integer(finding.n)),
      (
        "cells",
        .array(
          finding.points.map { point in
            .object([
              ("model", .string(point.rung.name)), ("mean", .number(point.mean)), ("se", .number(point.standardError)),
              ("accuracy", .number(point.accuracy)),
            ])
          })
      ),
      ("slope", JSON(finding.trend?.slope)), ("ci", JSON(finding.trend?.interval)), ("p", JSON(finding.trend?.p)),
      ("verdict", .string(finding.verdict.rawValue)),
    ]
  }

  /// One line per prompt × cell, the JSON's names flattened.
  var csv: String {
    var flat = Rows(header: [
      "prompt", "measure", "n", "model", "mean", "se", "accuracy", "slope", "ci_low", "ci_high", "p", "verdict",
      "lower_bound", "p_holm", "shrunk_slope", "lower_level", "shown", "shown_at_largest",
    ])
    func add(_ name: String, _ finding: Finding, _ tail: [Rows.Field]) {
      let head: [Rows.Field] = [.text(name), .text(finding.measure.rawValue), .integer(finding.n)]
      let trend = finding.trend
      let middle: [Rows.Field] = [
        .init(trend?.slope), .init(trend?.interval.lowerBound), .init(trend?.interval.upperBound), .init(trend?.p),
        .text(finding.verdict.rawValue),
      ]
      let cells: [[Rows.Field]] = finding.points.map { point in
        [.text(point.rung.name), .number(point.mean), .number(point.standardError), .number(point.accuracy)]
      }
      // A prompt that no model of known scale was put to is not left out.
      for cell in cells.isEmpty ? [[.empty, .empty, .empty, .empty]] : cells {
        flat.rows.append(head + cell + middle + tail)
      }
    }
    for prompt in elicitation.prompts {
      let tail: [Rows.Field] = [
        .number(prompt.lowerBound), .number(prompt.p), .number(prompt.shrunkSlope), .number(prompt.lowerLevel),
        .truth(prompt.isShown), .truth(prompt.isShownAtLargest),
      ]
      add(prompt.name, prompt.finding, tail)
    }
    for other in contents.others { add(other.name, other.finding, [Rows.Field](repeating: .empty, count: 6)) }
    return flat.csv
  }

  /// For eyes: one line per prompt.
  private var rows: Rows {
    var rows = Rows(
      header: ["prompt", "n"] + models.map(\.name) + ["slope", "shrunk", "lower", "p_holm", "verdict", "shown"])
    func cells(_ finding: Finding) -> [Rows.Field] {
      models.map { .init(Self.point(of: finding, at: $0)?.mean) }
    }
    rows.rows = elicitation.prompts.map { prompt in
      let head: [Rows.Field] = [.text(prompt.name), .integer(prompt.finding.n)]
      let tail: [Rows.Field] = [
        .init(prompt.finding.trend?.slope), .number(prompt.shrunkSlope), .number(prompt.lowerBound), .number(prompt.p),
        .text(prompt.finding.verdict.rawValue), .text(prompt.isShown ? "shown" : "not shown"),
      ]
      return head + cells(prompt.finding) + tail
    }
    rows.rows += contents.others.map { other in
      let tail: [Rows.Field] = [
        .init(other.finding.trend?.slope), .empty, .empty, .empty, .text(other.finding.verdict.rawValue),
        .text("\(other.finding.measure.rawValue) only"),
      ]
      return [.text(other.name), .integer(other.finding.n)] + cells(other.finding) + tail
    }
    return rows
  }

  var table: String {
    var text = "\(behaviour.printable): mean \(measure.rawValue) by prompt and model\n\n\(rows.table)\n"
    text += elicitation.sentence.printable + "\n"
    if !spread.isEmpty {
      text +=
        "Spread between prompts: "
        + spread.map { "\($0.model) \(Decimal.fixed($0.value, places: measure.readPlaces))" }
        .joined(separator: ", ").printable + "\n"
    }
    text += missing.isEmpty ? "No cell is missing.\n" : "Missing cells, to run next:\n"
    for cell in missing { text += "  \(cell.prompt) on \(cell.model)".printable + "\n" }
    return text
  }
}
