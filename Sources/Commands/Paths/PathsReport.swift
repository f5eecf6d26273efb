import Canvas
import Dashboard
import Runs
import Trends

/// The answer of `vane paths`.
struct PathsReport: Report {
  let forks: [Forks]
  let options: RunOptions

  var json: JSON {
    .object([
      ("schema", .string("vane.paths/1")), ("measure", .string(options.measure.rawValue)),
      ("axis", .string(options.axis.rawValue)), ("delta", .number(options.rules.delta)),
      ("alpha", .number(options.rules.alpha)), ("behaviours", .array(forks.map(json(of:)))), ("rows", .array(lines)),
    ])
  }

  private func json(of one: Forks) -> JSON {
    let all = one.multiverse
    return .object([
      ("behaviour", .string(one.key.behaviour)), ("variant", JSON(one.key.variant)),
      ("verdict", JSON(one.finding?.verdict.rawValue)), ("paths", .integer(all.paths.count)),
      ("rising", .integer(all.rising)), ("falling", .integer(all.falling)), ("others", .integer(all.others)),
      ("up", .integer(all.up)), ("down", .integer(all.down)), ("agreement", JSON(all.agreement)),
      ("without_slope", .integer(all.withoutSlope)),
      (
        "halves",
        one.halves.map { halves in
          .object([
            ("agree", .bool(halves.agree)), ("verdicts", .array(halves.halves.map { .string($0.rawValue) })),
            ("slopes", .array(halves.slopes.map(JSON.number))),
          ])
        } ?? .null
      ),
      ("search", one.search.map(json(of:)) ?? .null),
    ])
  }

  private func json(of search: ItemSearch) -> JSON {
    .object([
      ("kind", .string(search.kind)), ("chosen", JSON(search.chosen)), ("rules", .integer(search.rules)),
      ("n", .integer(search.test.rows.count)), ("raw_slope", .number(search.test.raw)),
      ("shrunk_slope", .number(search.test.shrunk)), ("all_slope", .number(search.test.all)),
      ("p", .number(search.test.p)), ("orders", .integer(search.test.permutations)),
      ("sampled", .bool(search.test.isSampled)), ("chosen_half_slope", JSON(search.check?.chosenSlope)),
      ("verified_slope", JSON(search.check?.verifiedSlope)), ("halvings", JSON(search.check?.verified.count)),
    ])
  }

  var lines: [JSON] { rows.map { .object(zip(Self.header, $0.json).map { ($0, $1) }) } }

  /// In JSON `ci` is one pair.
  private static let header = [
    "behaviour", "variant", "measure", "aggregation", "families", "axis", "default", "n", "models", "slope",
    "slope_unit", "ci", "p", "pooled", "verdict",
  ]

  private var rows: [Row] {
    forks.flatMap { one in
      one.multiverse.paths.map { Row(behaviour: one.key.behaviour, choices: one.choices[$0.universe], path: $0) }
    }
  }

  /// One path.
  private struct Row {
    let behaviour: String
    let choices: PathsContents.Choices
    let path: Multiverse.Path

    var unit: String { "\(path.measure.unit) per \(choices.axis.slopeUnit)" }

    var json: [JSON] {
      [
        .string(behaviour), JSON(choices.variant), .string(path.measure.rawValue), .string(path.aggregation.rawValue),
        .array(choices.families.map(JSON.string)), .string(choices.axis.rawValue), .bool(path.isDefault),
        .integer(path.n), .integer(path.models), .number(path.slope), .string(unit), JSON(path.interval),
        .number(path.p), .bool(path.isPooled), .string(path.verdict.rawValue),
      ]
    }

    var fields: [Rows.Field] {
      [
        .text(behaviour), .init(choices.variant), .text(path.measure.rawValue), .text(path.aggregation.rawValue),
        .text(choices.families.joined(separator: "; ")), .text(choices.axis.rawValue),
        .truth(path.isDefault), .integer(path.n), .integer(path.models), .number(path.slope),
        .text(unit), .number(path.interval.lowerBound), .number(path.interval.upperBound), .number(path.p),
        .truth(path.isPooled), .text(path.verdict.rawValue),
      ]
    }
  }

  private static let flatHeader = header.flatMap { $0 == "ci" ? ["ci_low", "ci_high"] : [$0] }

  var csv: String {
    var flat = Rows(header: Self.flatHeader)
    flat.rows = rows.map(\.fields)
    return flat.csv
  }

  var table: String {
    forks.map { one in
      var flat = Rows(header: [
        "", "measure", "aggregation", "prompt", "families", "axis", "n", "models", "slope", "ci_low", "ci_high", "p",
        "verdict",
      ])
      flat.rows = one.multiverse.paths.map { path in
        let choices = one.choices[path.universe]
        return [
          .text(path.isDefault ? ">" : ""), .text(path.measure.rawValue), .text(path.aggregation.rawValue),
          .init(choices.variant), .text(choices.families.joined(separator: "+")), .text(choices.axis.rawValue),
          .integer(path.n), .integer(path.models), .number(path.slope), .number(path.interval.lowerBound),
          .number(path.interval.upperBound), .number(path.p), .text(path.verdict.rawValue),
        ]
      }
      return "\(one.key)".printable + "\n" + flat.table + "\n" + sentences(on: one).joined(separator: "\n") + "\n"
    }.joined(separator: "\n")
  }

  private func sentences(on one: Forks) -> [String] {
    let all = one.multiverse
    guard !all.paths.isEmpty else { return ["No path has a slope."] }
    func signed(_ slope: Double) -> String { Decimal.signed(slope, places: options.measure.readPlaces) }
    var said = [
      "\(all.up) of \(all.paths.count) paths up, \(all.down) down; \(all.rising) rising, \(all.falling) falling, "
        + "\(all.others) neither. Paths share their data: their number is no number of tests."
    ]
    if let agreement = all.agreement {
      said.append("\(Decimal.fixed(100 * agreement, places: 0)) % have the sign of the default path (>).")
    }
    if all.withoutSlope > 0 {
      let those = all.withoutSlope == 1 ? "1 combination has" : "\(all.withoutSlope) combinations have"
      said.append("\(those) no slope: nothing is stored there, or no family has two scales.")
    }
    if let halves = one.halves {
      let slopes = halves.slopes.map(signed).joined(separator: " and ")
      said.append("Two halves of the items: slopes \(slopes). " + (halves.caveat?.sentence ?? "Both say the same."))
    }
    if let search = one.search {
      let what =
        search.chosen.map { "\($0) (\(search.test.rows.count) items)" }
        ?? "the \(search.test.rows.count) steepest items"
      said.append(
        "Searched \(search.kind), found \(what): ".printable + search.test.caveat.sentence
          + " All items: \(signed(search.test.all)).")
      if let check = search.check {
        said.append(
          "Chosen on one half and looked at on the other, over \(check.verified.count) halvings: "
            + "\(signed(check.chosenSlope)) became \(signed(check.verifiedSlope)).")
      }
    }
    return said
  }
}
