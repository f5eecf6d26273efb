import Canvas
import Runs
import Trends

/// The answer of `vane lineup`: every curve with its class, and whether the line told anything.
struct LineupReport: Report {
  var test: WasonTest
  var cases: [WasonTest.Case]
  var measure: Measure
  var seed: UInt64

  var json: JSON {
    .object([
      ("schema", .string("vane.lineup/1")), ("measure", .string(measure.rawValue)),
      ("seed", .integer(Int(clamping: seed))),
      ("curves", .integer(cases.count)), ("jumping", .integer(test.jumping)), ("smooth", .integer(test.smooth)),
      ("refused", .bool(test.isRefused)), ("sentence", .string(test.sentence)),
      (
        "features",
        .array(
          test.features.map { feature in
            .object([
              ("name", .string(feature.feature.rawValue)), ("auc", .number(feature.area)), ("p", .number(feature.p)),
            ])
          })
      ),
      ("best_p", .number(test.bestP)), ("held_out_auc", .number(test.heldOutArea)),
      ("held_out_p", .number(test.heldOutP)),
      (
        "matching",
        test.matching.map { matching in
          .object([
            ("n", .integer(matching.n)), ("first", .number(matching.first)),
            ("chance_first", .number(matching.chanceFirst)),
            ("mean_rank", .number(matching.meanRank)), ("p", .number(matching.p)),
          ])
        } ?? .null
      ),
      ("rows", .array(lines)),
    ])
  }

  var lines: [JSON] {
    cases.map { one in
      .object([
        ("behaviour", .string(one.name)), ("group", .string(one.group)), ("class", .string(one.kind.rawValue)),
        ("slope", .number(one.slope)), ("line", .array(one.line.map(JSON.number))),
        ("accuracy", .array(one.accuracy.map(JSON.number))),
      ])
    }
  }

  /// - Parameter grouped: also which curves are of one behaviour, which an eye sees by their names.
  private func rows(grouped: Bool) -> Rows {
    var rows = Rows(
      header: ["behaviour"] + (grouped ? ["group"] : []) + [
        "class", "slope", "scatter", "first", "last", "first_accuracy", "last_accuracy",
      ])
    rows.rows = cases.map { one in
      let names: [Rows.Field] = [.text(one.name)] + (grouped ? [.text(one.group)] : [])
      return names + [
        .text(one.kind.rawValue), .number(one.slope), .number(one.scatter), .init(one.line.first),
        .init(one.line.last), .init(one.accuracy.first), .init(one.accuracy.last),
      ]
    }
    return rows
  }

  var csv: String { rows(grouped: true).csv }

  var table: String {
    var text = rows(grouped: false).table + "\n"
    if !test.features.isEmpty {
      var features = Rows(header: ["feature of the line", "auc", "p"])
      features.rows = test.features.map { [.text($0.feature.rawValue), .number($0.area), .number($0.p)] }
      text += features.table + "\n"
    }
    text += test.sentence + "\n"
    if let matching = test.matching {
      text +=
        "Among \(matching.n) curves the own accuracy fits a line best in \(Decimal.short(matching.first)) of cases "
        + "(by luck \(Decimal.short(matching.chanceFirst))); mean rank \(Decimal.short(matching.meanRank)) "
        + "(0 best, 0.5 luck), p \(Decimal.short(matching.p))\n"
    }
    return text
  }
}
