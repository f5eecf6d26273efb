import Canvas
import Runs
import Trends

/// The answer of `vane aggregate`.
struct AggregateReport: Report {
  let options: RunOptions
  let aggregate: Aggregate?
  let rows: [TrendRow]
  let held: [BehaviourKey: HeldConstant]

  private static let unit = "nats per byte"

  var json: JSON {
    .object([
      ("schema", .string("vane.aggregate/1")), ("kind", JSON(aggregate.map { _ in "perplexity" })),
      ("unit", JSON(aggregate.map { _ in Self.unit })), ("measure", .string(options.measure.rawValue)),
      ("axis", .string(options.axis.rawValue)), ("alpha", .number(options.rules.alpha)),
      ("points", points(aggregate?.points ?? [])),
      (
        "texts",
        .array(
          (aggregate?.texts ?? []).map { .object([("suite", .string($0.suite)), ("points", points($0.points))]) })
      ),
      ("rows", .array(lines)),
    ])
  }

  private func refusal(of held: HeldConstant?) -> String? {
    held.map { $0.refusal?.rawValue } ?? HeldConstant.Refusal.noAggregate.rawValue
  }

  private func points(_ points: [Aggregate.Point]) -> JSON {
    .array(
      points.map { point in
        .object([
          ("model", .string(point.model.name)), ("checkpoint", JSON(point.model.checkpoint)),
          ("mean", .number(point.mean)), ("se", JSON(point.standardError)), ("n", .integer(point.n)),
        ])
      })
  }

  var lines: [JSON] {
    rows.map { row in
      let (trend, held) = (row.finding.trend, held[row.key])
      return .object([
        ("behaviour", .string(row.key.behaviour)), ("variant", JSON(row.key.variant)),
        ("measure", .string(row.finding.measure.rawValue)), ("n", .integer(row.finding.n)),
        ("slope", JSON(trend?.slope)), ("ci", JSON(trend?.interval)),
        ("held_slope", JSON(held?.trend?.slope)), ("held_ci", JSON(held?.trend?.interval)),
        ("held_p", JSON(held?.trend?.p)), ("tolerance", JSON(held?.tolerance)),
        ("refusal", JSON(refusal(of: held))),
      ])
    }
  }

  var csv: String {
    var flat = Rows(header: [
      "behaviour", "variant", "measure", "n", "slope", "ci_low", "ci_high", "held_slope", "held_ci_low", "held_ci_high",
      "held_p", "tolerance", "refusal",
    ])
    flat.rows = rows.map { row in
      let (trend, held) = (row.finding.trend, held[row.key])
      return [
        .text(row.key.behaviour), .init(row.key.variant), .text(row.finding.measure.rawValue),
        .integer(row.finding.n), .init(trend?.slope), .init(trend?.interval.lowerBound),
        .init(trend?.interval.upperBound), .init(held?.trend?.slope), .init(held?.trend?.interval.lowerBound),
        .init(held?.trend?.interval.upperBound), .init(held?.trend?.p), .init(held?.tolerance),
        .init(refusal(of: held)),
      ]
    }
    return flat.csv
  }

  var table: String {
    guard let aggregate else {
      return "These runs have no whole texts, so there is no aggregate to hold constant.\n"
    }
    var models = Rows(header: ["model", Self.unit, "n"])
    models.rows = aggregate.points.map { [.text($0.model.name), .number($0.mean), .integer($0.n)] }
    var slopes = Rows(header: ["behaviour", "variant", "slope", "held", "ci_low", "ci_high", "tolerance", "why not"])
    slopes.rows = rows.map { row in
      let (trend, held) = (row.finding.trend, held[row.key])
      return [
        .text(row.key.behaviour), .init(row.key.variant), .init(trend?.slope), .init(held?.trend?.slope),
        .init(held?.trend?.interval.lowerBound), .init(held?.trend?.interval.upperBound), .init(held?.tolerance),
        .init(refusal(of: held)),
      ]
    }
    let remarks = aggregate.texts.compactMap(\.remark).map { $0.printable + "\n" }.joined()
    return models.table + remarks + (rows.isEmpty ? "" : "\n" + slopes.table)
  }
}
