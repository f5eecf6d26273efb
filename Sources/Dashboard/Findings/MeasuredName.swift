internal import Canvas
internal import Runs

extension Measure {
  /// What is measured by this where the head of its list names `usual`, in so many cells.
  ///
  /// The name is cut within, so that names that end alike in their measure do not all look alike. Where the measure would
  /// leave little of it `*` stands for that.
  func name(_ name: String, beside usual: Measure, columns: Int) -> String {
    guard self != usual else { return Text.clipped(name, to: columns) }
    let measure = self.name("", beside: usual)
    let room = columns - Text.width(measure)
    if room >= min(8, Text.width(name)) { return Text.clipped(name, to: room) + measure }
    return Text.clipped(name, to: max(0, columns - 1)) + "*"
  }
}
