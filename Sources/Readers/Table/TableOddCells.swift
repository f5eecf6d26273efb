/// Cells that hold no number where their column is of numbers. The rest of the row counts, so each column is told once.
struct TableOddCells {
  private var odd: [TableField: (count: Int, text: String, line: Int)] = [:]

  mutating func look(at row: TableRow, line: UInt32) {
    if row.has(.correct), row.number(.correct) == nil, row.truth(.correct) == nil { add(.correct, row, line) }
    if row.has(.coverage), row.number(.coverage) == nil { add(.coverage, row, line) }
    if row.has(.bytes), row.number(.bytes).flatMap({ Int(exactly: $0) }) == nil { add(.bytes, row, line) }
  }

  private mutating func add(_ field: TableField, _ row: TableRow, _ line: UInt32) {
    odd[field, default: (0, row.string(field) ?? "", Int(line))].count += 1
  }

  func remark(in problems: inout ProblemList) {
    for (field, found) in odd.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      let what = field == .bytes ? "whole number of bytes" : field == .correct ? "1, 0 or fraction" : "number"
      problems.add(
        "\(field) is no \(what) in \(counted(found.count, "row")), first '\(found.text)'", "left out", line: found.line,
        rejects: false)
    }
  }
}
