public import Runs
public import Trends

/// One side of a comparison: a behaviour under one prompt variant, or one of its suites.
public struct CompareSide: Hashable, Sendable, Comparable, CustomStringConvertible {
  public var key: BehaviourKey
  /// nil: all of them.
  public var suite: String?

  public init(_ key: BehaviourKey, suite: String? = nil) {
    self.key = key
    self.suite = suite
  }

  /// `facts direct`, `facts direct/vane_facts`.
  public var description: String { suite.map { "\(key)/\($0)" } ?? key.description }

  public static func < (a: Self, b: Self) -> Bool { (a.key, a.suite ?? "") < (b.key, b.suite ?? "") }
}

extension Measure {
  /// What is measured by this where the rest is measured by `usual`: a log-probability is no margin.
  func name(_ name: String, beside usual: Measure) -> String { self == usual ? name : "\(name) (\(rawValue))" }
}

/// What is to be held side by side.
public struct CompareRequest: Hashable, Sendable {
  /// So many sides can be told apart.
  public static let count = 2...12

  /// In the order in which they were picked.
  public var sides: [CompareSide]
  /// The one that the others are taken from: A of A − B.
  public var base: CompareSide
  public var measure: Measure

  /// - Parameter base: nil: the first.
  /// - Returns: nil for a number of sides that is not compared.
  public init?(_ sides: [CompareSide], base: CompareSide? = nil, measure: Measure) {
    guard Self.count.contains(sides.count), let first = sides.first else { return nil }
    self.sides = sides
    self.base = base.map { sides.contains($0) ? $0 : first } ?? first
    self.measure = measure
  }

  /// Why there is none.
  static func refusal(of count: Int) -> String {
    "\(count) picked; a comparison takes \(Self.count.lowerBound) to \(Self.count.upperBound)"
  }
}

/// Behaviours, prompts or suites side by side, and what the base is above or below each of the others.
public struct CompareContents: Sendable, Equatable {
  /// One side with its line.
  public struct Row: Sendable, Equatable {
    public var side: CompareSide
    public var finding: Finding

    public init(side: CompareSide, finding: Finding) {
      self.side = side
      self.finding = finding
    }
  }

  /// The base less another side: what `vane compare` prints of the two.
  public struct Pair: Sendable, Equatable {
    public var other: CompareSide
    public var difference: Difference
    public var resemblance: Resemblance?

    /// nil where a line could be drawn through anything.
    var testedSlope: UnpairedComparison.Slope? { difference.slope.flatMap { $0.isTested ? $0 : nil } }

    public init(other: CompareSide, difference: Difference, resemblance: Resemblance? = nil) {
      self.other = other
      self.difference = difference
      self.resemblance = resemblance
    }
  }

  /// What was asked, less what is not in the runs any more.
  public var request: CompareRequest
  /// In the order in which they were picked.
  public var rows: [Row]
  /// One for each side but the base, in that order.
  public var pairs: [Pair]
  /// Of how many behaviours these were picked.
  public var seen: Int
  public var hidden: Int
  /// Before looking, if all of them were planned before their larger scales landed.
  public var picked = Card.Picked.after

  public init(request: CompareRequest, rows: [Row], pairs: [Pair], seen: Int, hidden: Int = 0) {
    self.request = request
    self.rows = rows
    self.pairs = pairs
    self.seen = seen
    self.hidden = hidden
  }

  public var measure: Measure { request.measure }

  /// What the base is measured by, and so every difference from it: what was only sampled has no margin, whatever was
  /// asked for, and a side that is measured otherwise is not subtracted.
  var baseMeasure: Measure { rows.first { $0.side == request.base }?.finding.measure ?? measure }

  /// What is not in the runs any more may be missing, the base too.
  func answers(_ request: CompareRequest) -> Bool {
    measure == request.measure && rows.allSatisfy { request.sides.contains($0.side) }
      && (self.request.base == request.base || !rows.contains { $0.side == request.base })
  }

  /// `proverbs cloze`, and what it is measured by where that is not the measure of the others.
  func name(of row: Row) -> String { row.finding.measure.name(row.side.description, beside: measure) }

  /// Of its place among the picks.
  func letter(of side: CompareSide) -> String {
    rows.firstIndex { $0.side == side }.map(ItemScreen.letter) ?? "?"
  }

  func pair(with side: CompareSide) -> Pair? { pairs.first { $0.other == side } }

  /// Whether all sides share a unit, and with it an axis.
  var hasOneMeasure: Bool { Set(rows.map(\.finding.measure)).count < 2 }

  /// What the sides are measured by, where it is one; else what was asked for.
  var shownMeasure: Measure { Card.measure(of: rows.map(\.finding.measure), asked: measure) }

  /// Of the whole comparison.
  func card(_ around: Surroundings) -> Card {
    var card = Card(
      seen: seen, shown: Set(rows.map(\.side.key)).count, hidden: hidden, filtered: around.filtered, marks: 0,
      subsets: around.looked.count, measure: shownMeasure,
      axis: rows.first?.finding.axis ?? .parameters,
      families: Set(rows.flatMap(\.finding.families)).sorted())
    card.picked = picked
    card.filter = around.listing.filter?.text
    return card
  }
}
