public import Runs
public import Trends

/// Everything the first screen shows.
public struct OverviewContents: Sendable, Equatable {
  /// The run folders as the user wrote them.
  public var title: String
  public var measure: Measure
  public var rules: Rules
  /// In name order, all of them.
  public private(set) var rows: [BehaviourRow]
  private(set) var digest: RowsDigest
  /// Rows that options hide. Always on screen, also when it is 0.
  public var hidden: Int
  public var aggregate: Aggregate? { didSet { perplexity = Self.perplexity(of: aggregate) } }
  /// Its points as far as they are known; every frame draws them.
  private(set) var perplexity: [Aggregate.Point]
  /// Final models (neither checkpoints nor further seeds counted) and items over all behaviours.
  public var models: Int
  public var items: Int
  /// Problems with the files that were read.
  public var problems: Int

  public init(
    title: String, measure: Measure = .margin, rules: Rules = Rules(), rows: [BehaviourRow] = [], hidden: Int = 0,
    aggregate: Aggregate? = nil, models: Int = 0, items: Int = 0, problems: Int = 0
  ) {
    self.title = title
    self.measure = measure
    self.rules = rules
    self.rows = rows
    digest = RowsDigest(of: rows)
    self.hidden = hidden
    self.aggregate = aggregate
    perplexity = Self.perplexity(of: aggregate)
    self.models = models
    self.items = items
    self.problems = problems
  }

  private static func perplexity(of aggregate: Aggregate?) -> [Aggregate.Point] {
    aggregate?.points.filter { !$0.mean.isNaN } ?? []
  }
}

extension OverviewContents: Packable {
  public static var blank: OverviewContents { OverviewContents(title: "") }

  public mutating func pack(by packing: inout some Packing) throws {
    try packing.text(&title)
    try packing.bits(&measure)
    try packing.bits(&rules)
    try packing.values(&rows)
    try packing.value(&digest)
    try packing.bits(&hidden)
    try packing.optional(&aggregate)
    try packing.bits(&models)
    try packing.bits(&items)
    try packing.bits(&problems)
  }
}

/// A behaviour under a variant, as lists and comparisons show it.
public struct BehaviourRow: Sendable, Equatable {
  public var key: BehaviourKey
  public var finding: Finding
  /// Names of its suites.
  public var suites: [String]

  public init(key: BehaviourKey, finding: Finding, suites: [String]) {
    self.key = key
    self.finding = finding
    self.suites = suites
  }
}

extension BehaviourRow: Packable {
  public static var blank: BehaviourRow { BehaviourRow(key: .blank, finding: .blank, suites: []) }

  public mutating func pack(by packing: inout some Packing) throws {
    try packing.value(&key)
    try packing.value(&finding)
    try packing.values(&suites)
  }
}
