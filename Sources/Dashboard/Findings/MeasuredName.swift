internal import Canvas
internal import Runs

extension Measure {
  /// What is measured by this where the head of its list names `usual`, in so many cells.
  ///
  /// The name matters more: where the measure would cut it `*` stands for that.
  func name(_ name: String, beside usual: Measure, columns: Int) -> String {
    guard self != usual else { return Text.clipped(name, to: columns) }
    let whole = "\(name) (\(rawValue))"
    return Text.width(whole) <= columns ? whole : Text.clipped(name, to: max(0, columns - 1)) + "*"
  }
}
