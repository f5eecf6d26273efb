internal import Canvas
internal import Runs
internal import Trends

/// How wide the cells of many findings are. Taken once, when they arrive: a thousand of them are too many for each key.
struct FindingWidths: Sendable, Equatable {
  private(set) var name = 0
  private var widths: [FindingColumn: Int] = [:]
  private static let columns: [FindingColumn] = [.n, .first, .last, .half, .verdict, .slope, .p]

  init(names: [String], findings: [Finding]) {
    name = names.reduce(0) { max($0, Text.width($1)) }
    let scales = ScaleColumns(of: [], limit: 0)
    for column in Self.columns {
      widths[column] = findings.reduce(0) { max($0, Text.width(column.text(of: $1, on: scales, in: nil).0)) }
    }
  }

  subscript(column: FindingColumn) -> Int { widths[column] ?? 0 }
}

extension FindingWidths: Packable {
  static var blank: FindingWidths { FindingWidths(names: [], findings: []) }

  mutating func pack(by packing: inout some Packing) throws {
    try packing.bits(&name)
    for column in Self.columns { try packing.bits(&widths[column, default: 0]) }
  }
}
