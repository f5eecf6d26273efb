import Canvas
import Dashboard
import Runs
import Trends

/// The answer of `vane items`: what the behaviour's screen lists.
struct ItemsReport: Report {
  struct Line {
    var item: ItemRow
    var isFlagged: Bool
    var isMarked: Bool
  }

  let contents: BehaviourContents
  let listed: [Line]

  init(contents: BehaviourContents, lines: [Line]) {
    self.contents = contents
    listed = lines
  }

  private var rungs: [Ladder.Rung] { contents.row.finding.points.map(\.rung) }
  /// What was measured may be another measure than the one that was asked for.
  private var measure: Measure { contents.row.finding.measure }

  var json: JSON {
    .object([
      ("schema", .string("vane.items/1")), ("behaviour", .string(contents.row.key.behaviour)),
      ("variant", JSON(contents.row.key.variant)), ("measure", .string(measure.rawValue)),
      ("unit", .string(measure.unit)), ("axis", .string(contents.row.finding.axis.rawValue)),
      (
        "models",
        .array(
          rungs.map { rung in
            .object([("name", .string(rung.name)), ("family", .string(rung.family)), ("x", .number(rung.x))])
          })
      ),
      ("rows", .array(lines)), ("hidden", .integer(contents.items.count - listed.count)),
    ])
  }

  var lines: [JSON] {
    listed.map { line in
      .object([
        ("suite", .string(line.item.name.suite)), ("item", .string(line.item.name.item)),
        ("text", .string(line.item.text)), ("values", .array(line.item.values.map(JSON.number))),
        ("slope", .number(line.item.slope)), ("flagged", .bool(line.isFlagged)), ("marked", .bool(line.isMarked)),
      ])
    }
  }

  /// One line per item × model, as `vane trends` has one per row × point.
  var csv: String {
    var rows = Rows(header: [
      "behaviour", "variant", "suite", "item", "text", "model", "x", "value", "measure", "slope", "flagged", "marked",
    ])
    let key = contents.row.key
    for line in listed {
      for (rung, value) in zip(rungs, line.item.values) {
        rows.rows.append([
          .text(key.behaviour), .init(key.variant), .text(line.item.name.suite), .text(line.item.name.item),
          .text(line.item.text), .text(rung.name), .number(rung.x), .number(value), .text(measure.rawValue),
          .number(line.item.slope), .truth(line.isFlagged), .truth(line.isMarked),
        ])
      }
    }
    return rows.csv
  }

  var table: String {
    var rows = Rows(header: ["", "suite", "item"] + rungs.map(\.name) + ["slope", "text"])
    rows.rows = listed.map { line in
      [
        .text((line.isFlagged ? "!" : "") + (line.isMarked ? "+" : "")), .text(line.item.name.suite),
        .text(line.item.name.item),
      ] + line.item.values.map(Rows.Field.number) + [
        .number(line.item.slope), .text(String(line.item.text.prefix(60))),
      ]
    }
    let count = "\(listed.count) of \(contents.items.count) items of \(contents.row.key)"
    return rows.table + "\n" + "\(count), \(measure.rawValue), \(measure.unit)".printable + "\n"
  }
}
