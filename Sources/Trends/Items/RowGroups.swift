import Runs

/// Rows joined into groups (union-find); a group goes by its first row.
struct RowGroups {
  private var parents: [Int]

  /// Numbers closer than this are the same.
  private static let tolerance = 1e-6

  init(count: Int) { parents = Array(0..<count) }

  mutating func first(of row: Int) -> Int {
    var row = row
    while parents[row] != row {
      parents[row] = parents[parents[row]]
      row = parents[row]
    }
    return row
  }

  mutating func join(_ one: Int, _ other: Int) {
    let (a, b) = (first(of: one), first(of: other))
    parents[max(a, b)] = min(a, b)
  }

  /// Joins the rows that have the same numbers in every column.
  ///
  /// Rows with a gap between them in any one column are no copies, nor are those on its two sides: so the rows are cut
  /// at the gaps of one column after the other, and what is left is small, or alike throughout. Comparing all pairs
  /// would take hours where a log has the same value for every item.
  /// - Parameter rows: without values that are not finite.
  mutating func joinCopies(in values: Matrix, rows: [Int]) {
    var pieces = [rows]
    for k in 0..<values.columns {
      pieces = pieces.flatMap { piece -> [[Int]] in
        var cut: [[Int]] = []
        for row in piece.sorted(by: { (values[$0, k], $0) < (values[$1, k], $1) }) {
          if let last = cut.last?.last, values[row, k] - values[last, k] < Self.tolerance {
            cut[cut.count - 1].append(row)
          } else {
            cut.append([row])
          }
        }
        return cut.filter { $0.count > 1 }
      }
    }
    for piece in pieces { join(piece, by: values) }
  }

  /// - Parameter piece: in the order of the last column.
  private mutating func join(_ piece: [Int], by values: Matrix) {
    let columns = 0..<values.columns
    let alike = columns.allSatisfy { k in
      let (low, high) = piece.reduce(into: (Double.infinity, -Double.infinity)) {
        $0 = (min($0.0, values[$1, k]), max($0.1, values[$1, k]))
      }
      return high - low < Self.tolerance
    }
    if alike {
      for row in piece { join(piece[0], row) }
      return
    }
    let last = values.columns - 1
    for (at, row) in piece.enumerated() {
      for other in piece.dropFirst(at + 1) {
        guard values[other, last] - values[row, last] < Self.tolerance else { break }
        guard columns.allSatisfy({ abs(values[other, $0] - values[row, $0]) < Self.tolerance }) else { continue }
        join(row, other)
      }
    }
  }
}
