internal import Runs

extension Matrix {
  func column(_ k: Int) -> [Double] { (0..<rows).map { values[$0 * columns + k] } }

  /// Mean of each column, in one walk through memory; NaN without rows, not finite where a cell is not.
  var columnMeans: [Double] {
    guard rows > 0 else { return [Double](repeating: .nan, count: columns) }
    return sums { value, _ in value }.map { $0 / Double(rows) }
  }

  /// Mean of each column over its finite values; NaN where there is none.
  var finiteColumnMeans: [Double] {
    let whole = columnMeans
    return whole.indices.map { k in whole[k].isFinite ? whole[k] : column(k).filter(\.isFinite).mean }
  }

  /// Σ (value − mean)² of each column, second of two passes.
  func columnSquares(about means: [Double]) -> [Double] {
    sums { value, k in (value - means[k]) * (value - means[k]) }
  }

  /// Compensated sum over the rows of each column, in the order of memory.
  private func sums(of part: (Double, Int) -> Double) -> [Double] {
    var sums = [CompensatedSum](repeating: CompensatedSum(), count: columns)
    sums.withUnsafeMutableBufferPointer { sums in
      values.withUnsafeBufferPointer { values in
        var at = 0
        for _ in 0..<rows {
          for k in 0..<columns {
            sums[k].add(part(values[at], k))
            at += 1
          }
        }
      }
    }
    return sums.map(\.value)
  }

  func keeping(rows: [Int]) -> Matrix {
    Matrix(rows: rows.count, columns: columns, values: rows.flatMap { row($0) })
  }

  func keeping(columns kept: [Int]) -> Matrix {
    var part: [Double] = []
    part.reserveCapacity(rows * kept.count)
    for i in 0..<rows { for k in kept { part.append(values[i * columns + k]) } }
    return Matrix(rows: rows, columns: kept.count, values: part)
  }
}
