import Store

/// The answer of `vane flags export`: every line as it was written, with its place.
struct FlagLinesReport: Report {
  let written: [WholeFlag]

  var json: JSON { .array(lines) }
  var lines: [JSON] { written.map { FlagRow.json(of: $0) } }
  var csv: String { FlagRow.rows(of: written).csv }
  var table: String { FlagRow.rows(of: written).table }
}
