internal import Canvas
public import Runs
public import Trends

/// One behaviour with what it is made of.
public struct BehaviourContents: Sendable, Equatable {
  public var row: BehaviourRow
  public var measure: Measure
  public var suites: [SuiteRow]
  /// All items of all suites, in suite and file order.
  public let items: [ItemRow]
  /// Which items, in which order: what is known by their places is of no use for others.
  public let identity: UInt64
  /// Cells of the longest of the items' names.
  let itemWidth: Int
  /// True where questions are known by how they begin.
  let hasText: Bool
  /// Where the smallest and the largest model stand among an item's values, which are in the order of families.
  let ends: ScaleEnds?
  /// Of the items' sparklines.
  let itemRange: ClosedRange<Double>
  /// Models that stand on no rung.
  public var leftOut: [Ladder.LeftOut]
  /// Checkpoints that exist and are not replicates, one line each: `vane-443k at step 100`.
  public var checkpoints: [String]

  public init(
    row: BehaviourRow, measure: Measure, suites: [SuiteRow], items: [ItemRow], leftOut: [Ladder.LeftOut] = [],
    checkpoints: [String] = []
  ) {
    self.row = row
    self.measure = measure
    self.suites = suites
    self.items = items
    identity = Self.identity(of: items.lazy.map(\.name))
    itemWidth = items.reduce(0) { max($0, Text.width($1.name.item)) }
    hasText = items.contains { !$0.text.isEmpty }
    ends = ScaleEnds(of: row.finding.points)
    itemRange = Self.range(of: items)
    self.leftOut = leftOut
    self.checkpoints = checkpoints
  }

  /// Of these names in this order.
  public static func identity(of names: some Sequence<ItemName>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    func mix(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    for name in names {
      name.suite.utf8.forEach(mix)
      mix(0xFF)
      name.item.utf8.forEach(mix)
      mix(0xFE)
    }
    return hash
  }

  /// Most of the values, so that one outlier does not flatten all other lines; of some fifty thousand of them.
  private static func range(of items: [ItemRow]) -> ClosedRange<Double> {
    let step = max(1, items.count / 5000)
    let some = stride(from: 0, to: items.count, by: step).flatMap { items[$0].values }.filter(\.isFinite).sorted()
    guard let low = some.first, let high = some.last else { return 0...1 }
    let cut = some.count / 50
    return some.count > 50 ? some[cut]...some[some.count - 1 - cut] : low...high
  }
}

public struct SuiteRow: Sendable, Equatable {
  public var name: String
  public var finding: Finding

  public init(name: String, finding: Finding) {
    self.name = name
    self.finding = finding
  }
}

/// One item's line: its value at each rung of the behaviour's ladder.
public struct ItemRow: Sendable, Equatable {
  public var name: ItemName
  /// Beginning of the question, on one line; empty until somebody looks.
  public var text: String
  /// In the order of the behaviour's points. NaN: no value.
  public var values: [Double]
  /// In the measure's unit per decade; NaN if there is none.
  public var slope: Double
  /// 1 where the largest model answered it right, 0 where not; NaN if the log does not tell.
  public var accuracy: Double

  public init(name: ItemName, text: String = "", values: [Double], slope: Double, accuracy: Double = .nan) {
    self.name = name
    self.text = text
    self.values = values
    self.slope = slope
    self.accuracy = accuracy
  }
}
