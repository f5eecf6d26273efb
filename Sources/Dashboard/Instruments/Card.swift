internal import Canvas
public import Runs

/// How what is shown was chosen: on the comparison, and on everything that is exported.
///
/// Whoever picks in a dashboard has seen the verdicts, and whoever names a behaviour to a command may have: both count as
/// picked after looking.
public struct Card: Sendable, Equatable {
  /// Behaviours that these were picked from, and how many are shown.
  public var seen: Int
  public var shown: Int
  /// Rows that options, and the overview's filter, keep out of sight.
  public var hidden: Int
  public var filtered: Int
  /// Items that marks or flags left out.
  public var marks: Int
  /// Choices that were looked at in the session; nil where there is no session.
  public var subsets: Int?
  public var measure: Measure
  public var axis: ScaleAxis
  public var families: [String]

  public init(
    seen: Int, shown: Int, hidden: Int = 0, filtered: Int = 0, marks: Int = 0, subsets: Int? = nil, measure: Measure,
    axis: ScaleAxis, families: [String]
  ) {
    self.seen = seen
    self.shown = shown
    self.hidden = hidden
    self.filtered = filtered
    self.marks = marks
    self.subsets = subsets
    self.measure = measure
    self.axis = axis
    self.families = families
  }

  /// The whole card, a sentence to a line.
  public var lines: [String] {
    [
      "Picked after looking: \(shown) of \(seen) behaviours. Hidden: \(hidden) by options, \(filtered) by a filter. "
        + "Items left out by marks: \(marks)." + (subsets.map { " Subsets looked at: \($0)." } ?? ""),
      "By \(measure.rawValue), \(measure.unit), over \(axis.title); families: \(families.joined(separator: ", ")).",
    ]
  }

  /// For so many rows of a screen: nothing of the counts is cut off.
  func lines(columns: Int, rows: Int) -> [String] {
    let counts = [
      "picked after looking: yes  seen \(seen)  shown \(shown)  hidden \(hidden) by options, \(filtered) by filter"
        + "  marks \(marks)" + (subsets.map { "  subsets \($0)" } ?? ""),
      "picked after looking: \(shown) of \(seen), hidden \(hidden)+\(filtered), marks \(marks)"
        + (subsets.map { ", subsets \($0)" } ?? ""),
      "picked after looking: \(shown) of \(seen), \(hidden + filtered) hidden",
    ]
    let first = counts.first { Text.width($0) <= columns } ?? counts[counts.count - 1]
    return Array([first, "card  " + lines[1]].prefix(max(1, rows)))
  }
}
