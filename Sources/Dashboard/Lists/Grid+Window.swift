internal import Canvas

extension Grid {
  /// `5-18 of 39` at the right end of a row, where a list is longer than what is seen of it.
  ///
  /// - Parameter noun: what is counted where it is more than what the list holds: `lines 5-18 of 39`.
  /// - Returns: the cells that it takes, with a blank on either side; 0 where the whole list is seen.
  @discardableResult
  mutating func tell(_ window: Range<Int>, of count: Int, noun: String? = nil, row: Int) -> Int {
    guard window.count < count else { return 0 }
    let range = "\(window.lowerBound + 1)-\(window.upperBound) of \(Decimal.count(count))"
    let text = noun.map { "\($0) \(range)" } ?? range
    write(text, row: row, column: max(0, size.columns - 1 - Text.width(text)), as: .dim)
    return Text.width(text) + 2
  }
}
