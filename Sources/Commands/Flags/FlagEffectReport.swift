import Canvas
import Dashboard
import Runs
import Trends

/// The answer of `vane flags effect`.
struct FlagEffectReport: Report {
  let options: RunOptions
  let rows: [FlagEffectContents]

  var json: JSON {
    .object([
      ("schema", .string("vane.flag-effect/1")), ("measure", .string(options.measure.rawValue)),
      ("unit", .string(options.measure.unit)), ("axis", .string(options.axis.rawValue)),
      ("alpha", .number(options.rules.alpha)), ("test", .string("exact binomial, two-sided")),
      ("note", .string(FlagEffectContents.warning)), ("rows", .array(lines)),
    ])
  }

  var lines: [JSON] {
    rows.map { row in
      let direction = row.effect.all.trend?.slope ?? 0
      return .object([
        ("behaviour", .string(row.request.key.behaviour)), ("variant", JSON(row.request.key.variant)),
        ("left_out", .string(row.request.why.rawValue)),
        (
          "items",
          .array(
            row.effect.left.map { item in
              .object([
                ("suite", .string(item.name.suite)), ("item", .string(item.name.item)), ("slope", .number(item.slope)),
                ("side", JSON(Self.side(item.side(along: direction)))),
              ])
            })
        ), ("all", json(row.effect.all)), ("without", row.effect.without.map(json) ?? .null),
        ("lean", row.effect.lean.map(json) ?? .null),
      ])
    }
  }

  private static func side(_ product: Double) -> String? { product > 0 ? "helps" : product < 0 ? "hurts" : nil }

  private func json(_ finding: Finding) -> JSON {
    let last = FlagEffectContents.largest(of: finding)
    return .object([
      ("verdict", .string(finding.verdict.rawValue)), ("n", .integer(finding.n)), ("slope", JSON(finding.trend?.slope)),
      ("ci", JSON(finding.trend?.interval)), ("p", JSON(finding.trend?.p)), ("p_rise", JSON(finding.trend?.pRise)),
      ("last_model", JSON(last?.rung.name)), ("last", JSON(last?.mean)), ("last_se", JSON(last?.standardError)),
    ])
  }

  private func json(_ lean: Omission.Lean) -> JSON {
    .object([
      ("hurting", .integer(lean.hurting)), ("helping", .integer(lean.helping)),
      ("all_hurting", .integer(lean.allHurting)), ("all_helping", .integer(lean.allHelping)),
      ("share_hurting", .number(lean.share)), ("p", .number(lean.p)),
    ])
  }

  /// Two lines for each behaviour: with all items, and without. The JSON's names flattened; what leans has a p beside
  /// that of the slope.
  private var flat: Rows {
    var flat = Rows(header: [
      "behaviour", "variant", "left_out", "items", "verdict", "n", "slope", "ci_low", "ci_high", "p", "p_rise",
      "last_model", "last", "last_se", "hurting", "helping", "all_hurting", "all_helping", "share_hurting", "lean_p",
    ])
    for row in rows {
      let lean = row.effect.lean
      for (words, finding) in [
        ("all", row.effect.all as Finding?), ("without \(row.request.why.rawValue)", row.effect.without),
      ] {
        let last = finding.flatMap(FlagEffectContents.largest(of:))
        flat.rows.append([
          .text(row.request.key.behaviour), .init(row.request.key.variant), .text(row.request.why.rawValue),
          .text(words),
          .init(finding?.verdict.rawValue), .init(finding?.n), .init(finding?.trend?.slope),
          .init(finding?.trend?.interval.lowerBound), .init(finding?.trend?.interval.upperBound),
          .init(finding?.trend?.p), .init(finding?.trend?.pRise),
          .init(last?.rung.name), .init(last?.mean), .init(last?.standardError), .init(lean?.hurting),
          .init(lean?.helping), .init(lean?.allHurting), .init(lean?.allHelping), .init(lean?.share), .init(lean?.p),
        ])
      }
    }
    return flat
  }

  var csv: String { flat.csv }

  var table: String {
    guard !rows.isEmpty else { return "no item is flagged\n" }
    return rows.map { row in
      var rows = Rows(header: [row.request.key.description.printable, "all items", "without \(row.what)"])
      rows.rows = row.lines.map { [.text($0.name), .text($0.all), .text($0.without)] }
      return rows.table + "\(row.change)\n\(row.leaning)\n"
    }.joined(separator: "\n") + "\n\(FlagEffectContents.warning)\n"
  }
}
