import Canvas
import Runs
import Trends

/// What changed between two sets of verdicts.
struct DiffReport: Report {
  enum Change: String {
    case verdict, new, gone
  }

  struct Row {
    var key: BehaviourKey
    var old: Standings.Standing?
    var new: Standings.Standing?

    /// nil where the verdict stayed.
    var change: Change? {
      switch (old, new) {
      case (nil, _): .new
      case (_, nil): .gone
      case (let old?, let new?): old.verdict == new.verdict ? nil : .verdict
      }
    }
  }

  let old: Standings
  let new: Standings
  /// In name order, all of them.
  let rows: [Row]

  init(old: Standings, new: Standings) {
    self.old = old
    self.new = new
    rows = Set(old.rows.keys).union(new.rows.keys).sorted().map { Row(key: $0, old: old.rows[$0], new: new.rows[$0]) }
  }

  var isEmpty: Bool { rows.allSatisfy { $0.change == nil } && newModels.isEmpty && goneModels.isEmpty }
  private var newModels: [String] { new.models.subtracting(old.models).sorted() }
  private var goneModels: [String] { old.models.subtracting(new.models).sorted() }

  var json: JSON {
    .object([
      ("schema", .string("vane.diff/1")), ("measure", .string(new.measure)), ("axis", .string(new.axis)),
      ("old", .string(old.name)), ("new", .string(new.name)),
      (
        "models",
        .object([("new", .array(newModels.map(JSON.string))), ("gone", .array(goneModels.map(JSON.string)))])
      ),
      ("unchanged", .integer(rows.count { $0.change == nil })), ("rows", .array(lines)),
    ])
  }

  var lines: [JSON] {
    rows.map { row in
      .object([
        ("behaviour", .string(row.key.behaviour)), ("variant", JSON(row.key.variant)),
        ("change", JSON(row.change?.rawValue)), ("old", Self.json(row.old)), ("new", Self.json(row.new)),
      ])
    }
  }

  private static func json(_ standing: Standings.Standing?) -> JSON {
    guard let standing else { return .null }
    return .object([
      ("verdict", .string(standing.verdict.rawValue)), ("slope", .number(standing.slope)),
      ("ci", .array([.number(standing.low), .number(standing.high)])), ("q", JSON(standing.q)),
      ("n", .integer(standing.n)), ("models", .integer(standing.models)),
    ])
  }

  private func fields(_ row: Row) -> [Rows.Field] {
    [
      .text(row.key.behaviour), .init(row.key.variant), .init(row.change?.rawValue),
      .init(row.old?.verdict.rawValue), .init(row.new?.verdict.rawValue), .init(row.old?.slope),
      .init(row.new?.slope), .init(row.new?.low), .init(row.new?.high), .init(row.old?.n), .init(row.new?.n),
      .init(row.old?.models), .init(row.new?.models),
    ]
  }

  private static let header = [
    "behaviour", "variant", "change", "old_verdict", "new_verdict", "old_slope", "new_slope", "new_ci_low",
    "new_ci_high", "old_n", "new_n", "old_models", "new_models",
  ]

  /// The JSON's names flattened.
  var csv: String {
    let names = ["verdict", "slope", "ci_low", "ci_high", "q", "n", "models"]
    var table = Rows(
      header: ["behaviour", "variant", "change"] + ["old", "new"].flatMap { side in names.map { "\(side)_\($0)" } })
    table.rows = rows.map { row in
      let head: [Rows.Field] = [.text(row.key.behaviour), .init(row.key.variant), .init(row.change?.rawValue)]
      return head + [row.old, row.new].flatMap(Self.fields(of:))
    }
    return table.csv
  }

  private static func fields(of standing: Standings.Standing?) -> [Rows.Field] {
    [
      .init(standing?.verdict.rawValue), .init(standing?.slope), .init(standing?.low), .init(standing?.high),
      .init(standing?.q), .init(standing?.n), .init(standing?.models),
    ]
  }

  /// The changes alone; how many stayed is said below.
  var table: String {
    let changed = rows.filter { $0.change != nil }
    var rows = ""
    if !changed.isEmpty {
      var table = Rows(header: Self.header)
      table.rows = changed.map(fields)
      rows = table.table + "\n"
    }
    var text = "\(changed.count) changed, \(self.rows.count - changed.count) the same"
    if !newModels.isEmpty { text += "; new models: \(newModels.joined(separator: ", "))" }
    if !goneModels.isEmpty { text += "; models gone: \(goneModels.joined(separator: ", "))" }
    return rows + text.printable + "\n"
  }
}
