internal import Canvas
public import Runs

/// How what is shown was chosen: on the comparison, and on everything that is taken away.
public struct Card: Sendable, Equatable {
  /// Whoever picks in a dashboard has seen the verdicts, and whoever names a behaviour to a command may have: that is
  /// after looking. Before looking is what a stored plan named while the larger scales were still to come.
  public enum Picked: String, Sendable {
    case before = "before looking"
    case after = "after looking"
  }

  /// Of a list of items: how many are in it, of how many, and what chose them.
  public struct Items: Sendable, Equatable {
    public var shown: Int
    public var of: Int
    public var filter: String?
    /// Those that a person marked among them.
    public var marked: Int

    public init(shown: Int, of: Int, filter: String? = nil, marked: Int = 0) {
      self.shown = shown
      self.of = of
      self.filter = filter
      self.marked = marked
    }
  }

  public var picked = Picked.after
  /// Behaviours that these were picked from, and how many are shown.
  public var seen: Int
  public var shown: Int
  /// Rows that options, and the overview's filter, keep out of sight.
  public var hidden: Int
  public var filtered: Int
  /// The filter itself.
  public var filter: String?
  /// Items that marks or flags left out.
  public var marks: Int
  /// Flagged items among those that are shown: they stay in the numbers. nil where nobody looked.
  public var flagged: Int?
  /// Flagged items of the same suites that are in no run: in no number either.
  public var flaggedElsewhere = 0
  public var items: Items?
  /// Choices that were looked at in the session; nil where there is no session.
  public var subsets: Int?
  public var measure: Measure
  public var axis: ScaleAxis
  public var families: [String]
  /// The command that makes it again; empty where it is still on a screen.
  public var command = ""

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

  /// What rows are measured by where that is one measure; else, or where there is none, what was asked for.
  public static func measure(of rows: [Measure], asked: Measure) -> Measure {
    let measures = Set(rows)
    return measures.count == 1 ? measures.first ?? asked : asked
  }

  /// The whole card, a paragraph each.
  public var lines: [String] {
    var first =
      "Picked \(picked.rawValue): \(shown) of \(seen) behaviours. Hidden: \(hidden) by options, \(filtered) by a filter"
      + (filter.map { " (\($0))" } ?? "") + ". Items left out by marks: \(marks)."
    if let flagged { first += " Flagged items: \(flagged), all left in." }
    if flaggedElsewhere > 0 { first += " Flagged and in none of these runs: \(flaggedElsewhere)." }
    if let subsets { first += " Subsets looked at: \(subsets)." }
    var lines = [first]
    if let items {
      lines.append(
        "Items: \(items.shown) of \(items.of)" + (items.filter.map { ", those that are so: \($0)" } ?? "")
          + ". Hidden: \(items.of - items.shown). Marked: \(items.marked).")
    }
    return lines + [
      "By \(measure.rawValue), \(measure.unit), over \(axis.title); families: \(families.joined(separator: ", "))."
    ]
  }

  /// Where it comes from, for a file that does not draw it.
  var origin: String { command.isEmpty ? "" : "Made by: \(command)" }

  /// For so many rows of a screen: nothing of the counts is cut off.
  func lines(columns: Int, rows: Int) -> [String] {
    let when = "picked \(picked.rawValue):"
    let subsets = subsets.map { "subsets \($0)" }
    func by(_ most: Int) -> String { filter.map { " (& \(Text.truncated($0, to: most)))" } ?? "" }
    let whole = "\(when) yes  seen \(seen)  shown \(shown)  hidden \(hidden) by options, \(filtered) by filter"
    let short = "\(when) \(shown) of \(seen), hidden \(hidden)+\(filtered)"
    let counts =
      [.max, 24, 12].map { "\(whole)\(by($0))  marks \(marks)" + (subsets.map { "  " + $0 } ?? "") }
      + [.max, 24, 12].map { "\(short)\(by($0)), marks \(marks)" + (subsets.map { ", " + $0 } ?? "") }
      + [12, 6].map { "\(when) \(shown) of \(seen), \(hidden + filtered) hidden\(by($0))" }
    let first = Text.first(of: counts, in: columns)
    return Array([first, "card  " + lines[lines.count - 1]].prefix(max(1, rows)))
  }
}
