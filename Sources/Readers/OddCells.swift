import Runs

/// Cells of a table that hold no such number as their column is of. The rest of their rows counts, so each column is
/// told once, with the first of them.
struct OddCells {
  private var columns: [String: (wanted: String, count: Int, first: String, line: Int)] = [:]

  /// - Parameter wanted: what the column is of, behind "is no".
  mutating func add(_ text: @autoclosure () -> String, to column: String, wanted: String, line: UInt32) {
    columns[column, default: (wanted, 0, text(), Int(line))].count += 1
  }

  func remark(in problems: inout ProblemList) {
    for (column, odd) in columns.sorted(by: { $0.key < $1.key }) {
      problems.add(
        "\(column) is no \(odd.wanted) in \(counted(odd.count, "row")), first '\(odd.first)'", "left out",
        line: odd.line, rejects: false)
    }
  }
}
