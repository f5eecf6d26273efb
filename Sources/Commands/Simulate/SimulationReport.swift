import Canvas
import Trends

/// The answer of `vane simulate`.
struct SimulationReport: Report {
  let check: SimulationCheck
  let seed: UInt64
  let behaviours: Int

  var json: JSON {
    .object([
      ("schema", .string("vane.simulation/1")), ("seed", .string(String(seed))), ("behaviours", .integer(behaviours)),
      ("level", .number(SimulationCheck.level)), ("claims", .integer(check.claims)), ("limit", .number(check.limit)),
      ("differing", .integer(check.differing.count)), ("cells", .array(lines)),
    ])
  }

  var lines: [JSON] {
    check.cells.map { cell in
      .object([
        ("table", .string(cell.table.rawValue)), ("models", .integer(cell.models)), ("row", .string(cell.row)),
        ("column", .string(cell.column)), ("found", .number(cell.found.value)), ("se", .number(cell.found.error)),
        ("n", .integer(cell.found.count)), ("claimed", JSON(cell.claim?.value)), ("claimed_n", JSON(cell.claim?.count)),
        ("distance", JSON(cell.claim?.distance(from: cell.found))),
        ("differs", cell.claim == nil ? .null : .bool(check.differs(cell))),
      ])
    }
  }

  var csv: String {
    var rows = Rows(header: [
      "table", "models", "row", "column", "found", "se", "n", "claimed", "claimed_n", "distance", "differs",
    ])
    rows.rows = check.cells.map { cell in
      [
        .text(cell.table.rawValue), .integer(cell.models), .text(cell.row), .text(cell.column),
        .number(cell.found.value), .number(cell.found.error), .integer(cell.found.count), .init(cell.claim?.value),
        .init(cell.claim?.count), .init(cell.claim?.distance(from: cell.found)),
        cell.claim == nil ? .empty : .truth(check.differs(cell)),
      ]
    }
    return rows.csv
  }

  var table: String {
    grids.map { "\($0.title)\n\n\($0.rows.table)\n" }.joined() + legend + "\n" + outcome + "\n"
  }

  /// A page of the manual.
  var page: String {
    let origin = "<!-- Written by `make simulate`; do not edit. -->"
    var text = "# Simulation\n\n\(origin)\n\n\(Self.introduction)\n\n\(legend)\n"
    for grid in grids { text += "\n## \(grid.title)\n\n\(grid.rows.markdown)" }
    return text + "\n## Outcome\n\n" + outcome + "\n"
  }

  private static let introduction = """
    Behaviours of known slope and curves of known shape are made up from a seed and judged by Vane's own code, and by the
    methods that it rejects. Every cell stands beside what [statistics.md](statistics.md), §2 and §3, claims of it.
    `make simulate` writes this page anew and fails when a claim does not hold; the same seed gives the same numbers on any
    number of cores.
    """

  private var legend: String {
    """
    Seed \(seed), \(behaviours) behaviours or curves in each cell (the bootstrap: every fifth). Each cell: share found \
    ±its Monte Carlo error, and in brackets the share claimed; none where nothing is claimed.
    """
  }

  private var outcome: String {
    let limit = Decimal.fixed(check.limit, places: 2)
    let rule =
      "A cell differs (!) when it is more than \(limit) combined Monte Carlo errors from its claim, beyond rounding: "
      + "5 % over all \(check.claims) claims (Bonferroni)."
    let differing = check.differing
    if differing.isEmpty { return "\(rule)\nAll \(check.claims) claims hold." }
    let list = differing.map { "\($0.row), \($0.models), \($0.column): \(text(of: $0))" }
    return "\(rule)\n\(differing.count) of \(check.claims) differ:\n" + list.map { "- \($0)\n" }.joined()
  }

  private struct Grid {
    var title: String
    var rows: Rows
  }

  /// One for each table and number of models; a line for each method or true curve.
  private var grids: [Grid] {
    SimulationCheck.Table.allCases.flatMap { table in
      let cells = check.cells.filter { $0.table == table }
      return cells.map(\.models).distinct.map { models in
        let part = cells.filter { $0.models == models }
        let columns = part.map(\.column).distinct
        var rows = Rows(header: [table == .trends ? "method" : "truth"] + columns)
        rows.rows = part.map(\.row).distinct.map { name in
          [.text(name)]
            + columns.map { column in
              .text(part.first { $0.row == name && $0.column == column }.map(text) ?? "–")
            }
        }
        return Grid(title: title(of: table, models), rows: rows)
      }
    }
  }

  private func title(of table: SimulationCheck.Table, _ models: Int) -> String {
    switch table {
    case .trends: "Slopes on \(models) models: false positives by σ_u, coverage, power at 0.3"
    case .turning: "Called turning on \(models) scales"
    }
  }

  private func text(of cell: SimulationCheck.Cell) -> String {
    // Shares without their leading 0, as in the tables that they are compared with.
    func short(_ share: Double, places: Int) -> String { Decimal.fixed(share, places: places, tight: true) }
    let claim = cell.claim.map { " (\(short($0.value, places: 2)))" } ?? ""
    return "\(short(cell.found.value, places: 3)) ±\(short(cell.found.error, places: 3))\(claim)"
      + (check.differs(cell) ? " !" : "")
  }
}

extension Rows {
  fileprivate var markdown: String {
    let lines =
      [header, header.map { _ in "---" }] + rows.map { $0.map { if case .text(let text) = $0 { text } else { "" } } }
    return lines.map { "| \($0.joined(separator: " | ")) |\n" }.joined()
  }
}

extension Array where Element: Equatable {
  /// In order of appearance.
  fileprivate var distinct: [Element] { reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }
}
