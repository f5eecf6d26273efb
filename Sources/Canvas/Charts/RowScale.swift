/// The values at the middles of a chart's rows: multiples of one round step, so that every label says exactly where its
/// row stands and zero, where it is in range, has a row of its own.
struct RowScale: Equatable, Sendable {
  let step: Step
  /// The first row's multiple of the step.
  let top: Int
  let rows: Int
  /// Labels at every so many multiples.
  private let spacing: Int
  private let isSigned: Bool

  init(_ range: ClosedRange<Double>, rows: Int) {
    self.rows = max(1, rows)
    isSigned = range.lowerBound < 0
    spacing = rows <= 6 ? 1 : rows <= 20 ? 2 : 4
    var least = (range.upperBound - range.lowerBound) / Double(self.rows)
    while true {
      let step = Step.nice(atLeast: least, from: [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8])
      let low = (range.lowerBound / step.value).rounded()
      let high = (range.upperBound / step.value).rounded()
      let spare = Double(self.rows) - (high - low + 1)
      if spare >= 0, abs(high) < 1e15 {
        self.step = step
        top = Int(high + (spare / 2).rounded(.up))
        return
      }
      least = step.value * 1.01
    }
  }

  /// The row of a value; -1 for one above the first row, `rows` for one below the last.
  func row(of value: Double) -> Int {
    let row = Double(top) - (value / step.value).rounded()
    return Int(min(max(row, -1), Double(rows)))
  }

  /// Where a value lies, in rows: whole at the middle of a row.
  func height(of value: Double) -> Double { Double(top) - value / step.value }

  /// The rows an interval covers, cut to the chart; nil if it lies outside.
  func rows(of interval: ClosedRange<Double>) -> ClosedRange<Int>? {
    let first = max(0, row(of: interval.upperBound))
    let last = min(rows - 1, row(of: interval.lowerBound))
    return first <= last ? first...last : nil
  }

  func label(of row: Int) -> String? {
    let multiple = top - row
    guard multiple.isMultiple(of: spacing) else { return nil }
    return step.label(Double(multiple) * step.value, signed: isSigned)
  }
}
