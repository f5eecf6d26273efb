import Canvas
import Runs
import Trends

/// The answer of `vane noise`.
struct NoiseReport: Report {
  let rows: [NoiseRow]
  let options: RunOptions

  var json: JSON {
    .object([
      ("schema", .string("vane.noise/1")), ("measure", .string(options.measure.rawValue)),
      ("axis", .string(options.axis.rawValue)), ("delta", .number(options.rules.delta)),
      ("alpha", .number(options.rules.alpha)), ("rows", .array(lines)),
    ])
  }

  var lines: [JSON] {
    rows.map { row in
      let (finding, trend) = (row.finding, row.finding.trend)
      return .object([
        ("behaviour", .string(row.key.behaviour)), ("variant", JSON(row.key.variant)),
        ("measure", .string(finding.measure.rawValue)), ("n", .integer(finding.n)),
        ("models", .integer(finding.points.count)), ("slope", JSON(trend?.slope)), ("ci", JSON(trend?.interval)),
        ("verdict", .string(finding.verdict.rawValue)), ("mds", JSON(trend?.minimalDetectableSlope)),
        ("resid_sd", JSON(trend?.residualDeviation)), ("layers", .array(layers(of: row))),
        ("settle", settle(row)),
      ])
    }
  }

  private func layers(of row: NoiseRow) -> [JSON] {
    NoiseLayers.Kind.allCases.map { kind in
      let layer = row.layer(kind)
      return .object([
        ("layer", .string(kind.rawValue)), ("known", .bool(layer != nil)), ("variance", JSON(layer?.variance)),
        ("share", JSON(layer?.share)), ("df", JSON(layer?.degreesOfFreedom)),
      ])
    }
  }

  private func settle(_ row: NoiseRow) -> JSON {
    guard let remedy = row.remedy else { return .null }
    return .object([
      ("target", .number(remedy.target)), ("best", JSON(remedy.best?.rawValue)),
      (
        "needed",
        .object(Remedy.Kind.allCases.map { ($0.rawValue, JSON(remedy.needed[$0])) })
      ),
      (
        "mds_if_doubled",
        .object(Remedy.Kind.allCases.map { ($0.rawValue, JSON(remedy.doubled[$0])) })
      ),
    ])
  }

  /// One line per row × layer.
  var csv: String {
    var flat = Rows(header: [
      "behaviour", "variant", "measure", "n", "models", "slope", "ci_low", "ci_high", "verdict", "mds", "resid_sd",
      "layer", "known", "variance", "share", "df", "target", "best", "needed_models", "needed_seeds", "needed_items",
      "mds_if_doubled_models", "mds_if_doubled_seeds", "mds_if_doubled_items",
    ])
    for row in rows {
      let (finding, trend, remedy) = (row.finding, row.finding.trend, row.remedy)
      let head: [Rows.Field] = [
        .text(row.key.behaviour), .init(row.key.variant), .text(finding.measure.rawValue), .integer(finding.n),
        .integer(finding.points.count), .init(trend?.slope), .init(trend?.interval.lowerBound),
        .init(trend?.interval.upperBound), .text(finding.verdict.rawValue), .init(trend?.minimalDetectableSlope),
        .init(trend?.residualDeviation),
      ]
      let tail: [Rows.Field] =
        [.init(remedy?.target), .init(remedy?.best?.rawValue)]
        + Remedy.Kind.allCases.map { .init(remedy?.needed[$0]) }
        + Remedy.Kind.allCases.map { .init(remedy?.doubled[$0]) }
      for kind in NoiseLayers.Kind.allCases {
        let layer = row.layer(kind)
        let middle: [Rows.Field] = [
          .text(kind.rawValue), .truth(layer != nil), .init(layer?.variance), .init(layer?.share),
          .init(layer?.degreesOfFreedom),
        ]
        flat.rows.append(head + middle + tail)
      }
    }
    return flat.csv
  }

  /// Shares in per cent; `?` is unknown.
  var table: String {
    var flat = Rows(
      header: ["behaviour", "variant", "n", "models", "slope", "mds", "verdict"]
        + NoiseLayers.Kind.allCases.map { "\($0.rawValue) %" })
    flat.rows = rows.map { row in
      let (finding, trend) = (row.finding, row.finding.trend)
      let head: [Rows.Field] = [
        .text(row.key.behaviour), .init(row.key.variant), .integer(finding.n), .integer(finding.points.count),
        .init(trend?.slope), .init(trend?.minimalDetectableSlope), .text(finding.verdict.rawValue),
      ]
      return head
        + NoiseLayers.Kind.allCases.map { kind in
          .text(row.layer(kind).map { Decimal.fixed(100 * ($0.share ?? .nan), places: 0) } ?? "?")
        }
    }
    var text = flat.table + "\nShares of the variance of one point of the curve; ? is unknown, not 0.\n"
    let open = rows.filter { $0.remedy != nil }
    if open.isEmpty { return text }
    text += "What would settle the open ones, at 80 % power:\n"
    for row in open { text += "  " + sentence(on: row).printable + "\n" }
    return text
  }

  private func sentence(on row: NoiseRow) -> String {
    guard let remedy = row.remedy else { return "" }
    let ways = Remedy.Kind.allCases.map { kind -> String in
      guard remedy.doubled[kind] != nil else { return "\(kind.rawValue) unknown" }
      guard let needed = remedy.needed[kind] else { return "no number of \(kind.rawValue)" }
      switch kind {
      case .models: return "\(needed) models (\(row.finding.points.count) now)"
      case .seeds: return "\(needed) seeds at each scale (\(row.seeds) at most now)"
      case .items: return "\(needed) items (\(row.finding.n) now)"
      }
    }
    let alone = remedy.needed.isEmpty ? ", but no one of them will do alone" : ""
    let best = remedy.best.map { "; \($0.rawValue) help most\(alone)" } ?? ""
    return "\(row.key): to see ±\(Decimal.short(remedy.target, digits: 2)): \(ways.joined(separator: ", or "))\(best)"
  }
}

extension NoiseRow {
  /// nil where the runs cannot tell.
  fileprivate func layer(_ kind: NoiseLayers.Kind) -> NoiseLayers.Layer? { layers.layers.first { $0.kind == kind } }
}
