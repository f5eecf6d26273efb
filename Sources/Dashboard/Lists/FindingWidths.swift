internal import Canvas
internal import Runs
internal import Trends

/// How wide the cells of many findings are. Taken once, when they arrive: a thousand of them are too many for each key.
struct FindingWidths: Sendable, Equatable {
  private(set) var name = 0
  private var widths: [FindingColumn: Int] = [:]
  private static let columns = FindingColumn.ofFindings + [.behaviour, .variant, .suites]

  init(of rows: [BehaviourRow]) {
    self.init(of: rows.lazy.map { ListedRow(key: $0.key, finding: $0.finding, suites: $0.suites) })
  }

  init(of rows: some Sequence<ListedRow>) {
    let scales = ScaleColumns(of: [], limit: 0)
    for column in Self.columns { widths[column] = 0 }
    for row in rows {
      name = max(name, Text.width(row.name))
      for column in Self.columns {
        widths[column] = max(widths[column] ?? 0, Text.width(column.cell(of: row, on: scales, in: nil).0))
      }
    }
  }

  subscript(column: FindingColumn) -> Int { widths[column] ?? 0 }
}

extension FindingWidths: Packable {
  static var blank: FindingWidths { FindingWidths(of: [ListedRow]()) }

  mutating func pack(by packing: inout some Packing) throws {
    try packing.bits(&name)
    for column in Self.columns { try packing.bits(&widths[column, default: 0]) }
  }
}
