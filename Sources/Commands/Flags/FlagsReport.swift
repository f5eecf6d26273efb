import Runs

/// The answer of `vane flags list`: what people say of each item, as it stands.
struct FlagsReport: Report {
  let items: [(key: ItemName, value: FlagState)]
  /// As the user wrote it.
  let file: String

  var json: JSON {
    .object([("schema", .string("vane.flags/1")), ("file", .string(file)), ("items", .array(lines))])
  }

  var lines: [JSON] {
    items.map { name, state in
      .object([
        ("suite", .string(name.suite)), ("item", .string(name.item)), ("flagged", .bool(state.isFlagged)),
        ("flags", .array(state.flags.map(FlagRow.json(of:)))),
        ("notes", .array(state.notes.map(FlagRow.json(of:)))),
      ])
    }
  }

  private var rows: Rows {
    var rows = Rows(header: ["behaviour", "variant", "suite", "item", "flagged", "reason", "authors", "notes"])
    rows.rows = items.map { name, state in
      let lines = state.flags + state.notes
      return [
        .init(lines.first?.behaviour), .init(lines.first?.variant), .text(name.suite), .text(name.item),
        .truth(state.isFlagged),
        .text(Set(state.flags.compactMap { $0.reason?.rawValue }).sorted().joined(separator: " ")),
        .text(Set(lines.map(\.author)).sorted().joined(separator: " ")),
        .text(lines.compactMap(\.note).joined(separator: " | ")),
      ]
    }
    return rows
  }

  var csv: String { rows.csv }
  var table: String { rows.table }
}
