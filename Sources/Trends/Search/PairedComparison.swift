public import Runs

/// Two ladders on the same items and models: the difference item by item, and whether their trends differ.
public struct PairedComparison: Sendable, Equatable {
  /// Why two ladders are not compared in pairs.
  public enum Refusal: Error, Sendable, Equatable {
    case differentMeasures(Measure, Measure)
    /// Not one item in common.
    case differentItems
    /// Fewer than half of the items of the smaller ladder are in common.
    case fewSharedItems(Int, of: Int)
    /// No model in common.
    case differentModels

    public var sentence: String {
      switch self {
      case .differentMeasures(let a, let b):
        "The one is measured by \(a.rawValue), the other by \(b.rawValue); choose one measure."
      case .differentItems: "They have no item in common, so nothing can be paired."
      case .fewSharedItems(let shared, let of):
        "Only \(shared) of \(of) items are in common; a paired difference would speak of those alone."
      case .differentModels: "They have no model in common, so nothing can be subtracted."
      }
    }
  }

  /// The difference A − B at one model.
  public struct Point: Sendable, Equatable {
    public var rung: Ladder.Rung
    public var difference: Double
    /// Over items: sd / √n of the items' own differences, or of both sides where they are not paired; NaN for one item.
    public var standardError: Double
    /// 95 % by t, for this model and other items like these.
    public var interval: ClosedRange<Double>

    public init(rung: Ladder.Rung, difference: Double, standardError: Double, interval: ClosedRange<Double>) {
      self.rung = rung
      self.difference = difference
      self.standardError = standardError
      self.interval = interval
    }
  }

  public var n: Int
  public var points: [Point]
  /// The trend of the differences, with model noise that both share taken out; nil without a slope.
  public var trend: Trend?
  public var verdict: Verdict

  /// - Parameter pairing: which rows are one item; nil: those of one name.
  public init(_ a: Ladder, _ b: Ladder, pairing: ItemPairing? = nil, rules: Rules = Rules()) throws(Refusal) {
    guard a.measure == b.measure else { throw .differentMeasures(a.measure, b.measure) }
    let pairs = (pairing ?? ItemPairing(a.items, b.items)).pairs
    let usable = pairs.filter { a.values.row($0.a).allSatisfy(\.isFinite) && b.values.row($0.b).allSatisfy(\.isFinite) }
    guard !usable.isEmpty else { throw .differentItems }
    let smaller = min(a.items.count, b.items.count)
    guard usable.count * 2 >= smaller else { throw .fewSharedItems(usable.count, of: smaller) }
    let columns = a.sharedRungs(with: b)
    guard !columns.isEmpty else { throw .differentModels }
    var difference = a.keeping(items: usable.map(\.a)).keeping(rungs: columns.map(\.0))
    for (i, pair) in usable.enumerated() {
      for (k, column) in columns.enumerated() { difference.values[i, k] -= b.values[pair.b, column.1] }
    }
    difference.others = [:]
    difference.seedSpread = nil
    let finding = Finding(of: difference, under: rules)
    n = usable.count
    trend = finding.trend
    verdict = finding.verdict
    let t = StudentT(Double(max(1, usable.count - 1))).upper(0.025)
    points = finding.points.map { point in
      Point(
        rung: point.rung, difference: point.mean, standardError: point.standardError,
        interval: .around(point.mean, t * point.standardError))
    }
  }
}

extension Ladder {
  /// Columns of both that stand for one scale: same name but for the seed, family and place.
  func sharedRungs(with other: Ladder) -> [(Int, Int)] {
    rungs.indices.compactMap { k in
      other.rungs.firstIndex { $0.isSame(as: rungs[k]) }.map { (k, $0) }
    }
  }
}

extension Ladder.Rung {
  /// One scale, on two ladders: same name, family and place. Seeds of a scale are one, whichever of them were run.
  public func isSame(as other: Ladder.Rung) -> Bool {
    seedless == other.seedless && family == other.family && abs(x - other.x) < 1e-6
  }
}
