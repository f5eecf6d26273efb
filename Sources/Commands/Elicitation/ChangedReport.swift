import Canvas
import Dashboard
import Runs

/// The answer of `vane elicitation --changed`: the items whose side is another under another prompt.
struct ChangedReport: Report {
  let contents: ChangedContents

  var json: JSON {
    let pair = contents.pair
    return .object([
      ("schema", .string("vane.changed/1")), ("behaviour", .string(pair.behaviour)), ("base", JSON(pair.base)),
      ("changed", JSON(pair.other)), ("model", .string(pair.model)), ("measure", .string(contents.measure.rawValue)),
      ("shared", .integer(contents.shared)), ("towards", .integer(contents.towards)), ("rows", .array(lines)),
    ])
  }

  var lines: [JSON] {
    contents.items.map { item in
      .object([
        ("suite", .string(item.name.suite)), ("item", .string(item.name.item)), ("text", .string(item.text)),
        ("before", .number(item.before)), ("after", .number(item.after)),
      ])
    }
  }

  private var rows: Rows {
    var rows = Rows(header: ["suite", "item", "before", "after", "text"])
    rows.rows = contents.items.map { item in
      [
        .text(item.name.suite), .text(item.name.item), .number(item.before), .number(item.after), .text(item.text),
      ]
    }
    return rows
  }

  var csv: String { rows.csv }

  var table: String {
    let pair = contents.pair
    let (base, other) = (pair.base ?? "no name", pair.other ?? "no name")
    return rows.table + "\n"
      + "\(contents.items.count) of \(contents.shared) shared items changed side from \(base) to \(other) at \(pair.model), "
      .printable
      + "\(contents.towards) towards the behaviour; \(contents.measure.rawValue)\n"
  }
}
