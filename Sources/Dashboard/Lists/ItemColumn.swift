internal import Canvas
internal import Runs
internal import Trends

/// What a list of items can say about one of them in a few cells. The names are what a person types: for `:columns`, for
/// `:sort` and in filters.
enum ItemColumn: String, CaseIterable, Sendable {
  case flagged, id, suite, text, length, spark, first, last, lowest, highest, accuracy, slope, suspicion

  static let usual: [ItemColumn] = [.flagged, .id, .suite, .text, .spark, .last, .slope]

  /// Which give way first where there is no room.
  static let giveWay: [ItemColumn] = [
    .suite, .first, .lowest, .highest, .length, .text, .accuracy, .suspicion, .spark, .slope,
  ]

  var isFixed: Bool { self == .id || self == .flagged }

  var title: String {
    switch self {
    case .flagged: ""
    case .id: "ITEM"
    case .suite: "SUITE"
    case .text: "TEXT"
    case .length: "LENGTH"
    case .spark: "SCALES"
    case .first: "SMALLEST"
    case .last: "LARGEST"
    case .lowest: "LOWEST"
    case .highest: "HIGHEST"
    case .accuracy: "RIGHT"
    case .slope: "SLOPE"
    case .suspicion: "LOOK"
    }
  }

  var meaning: String {
    switch self {
    case .flagged: "+ marked, ! flagged; never left out"
    case .id: "its identity in the log; never left out"
    case .suite: "the suite that it stands in"
    case .text: "how its question begins"
    case .length: "letters of its question and choices"
    case .spark: "its value at each scale"
    case .first: "its value at the smallest model"
    case .last: "its value at the largest model"
    case .lowest: "its lowest value"
    case .highest: "its highest value"
    case .accuracy: "whether the largest model answered it right"
    case .slope: "its own slope per ten times the scale"
    case .suspicion: "how much it deserves a look (t says why)"
    }
  }

  var order: SortOrder? {
    switch self {
    case .id, .suite: .words
    case .spark, .text: nil
    case .flagged, .length, .first, .last, .lowest, .highest, .accuracy, .slope, .suspicion: .numbers
    }
  }
}

/// What else is known of a behaviour's items beside their rows, for the columns and fields that need it.
struct ItemAsides: Sendable {
  var flags = Flags()
  /// Which flags these are.
  var flagsRevision = -1
  /// Of each item in the behaviour's order; nil until somebody needs them and they have come.
  var lengths: [Int32]? { didSet { longest = lengths?.max() ?? 0 } }
  /// Letters of the longest item; 0 until lengths are known.
  private(set) var longest: Int32 = 0
  /// Places among each item's values of the smallest and the largest model; nil where they stand in the order of scale.
  var ends: ScaleEnds?
  /// How much each deserves a look; nil until they have been ranked.
  var suspicions: [ItemName: Suspect]?
}

extension ItemColumn {
  /// NaN where there is none, and of columns of words. `at`: the item's place in the behaviour's order.
  func number(of item: ItemRow, _ at: Int, _ facts: ItemAsides) -> Double {
    switch self {
    case .id, .suite, .text, .spark: return .nan
    case .flagged: return facts.flags[item.name].map { Double($0.flags.count) } ?? 0
    case .length: return facts.lengths.map { $0[at] < 0 ? .nan : Double($0[at]) } ?? .nan
    case .first: return value(item, at: facts.ends?.smallest ?? 0)
    case .last: return value(item, at: facts.ends?.largest ?? item.values.count - 1)
    case .lowest: return item.values.lazy.filter { !$0.isNaN }.min() ?? .nan
    case .highest: return item.values.lazy.filter { !$0.isNaN }.max() ?? .nan
    case .accuracy: return item.accuracy
    case .slope: return item.slope
    case .suspicion: return facts.suspicions.map { $0[item.name]?.strength ?? 0 } ?? .nan
    }
  }

  private func value(_ item: ItemRow, at place: Int) -> Double {
    item.values.indices.contains(place) ? item.values[place] : .nan
  }

  /// What has to be asked for before it is known.
  var need: ItemNeed? {
    switch self {
    case .length: .lengths
    case .suspicion: .suspicions
    case .flagged, .id, .suite, .text, .spark, .first, .last, .lowest, .highest, .accuracy, .slope: nil
    }
  }
}

/// What is not there when a behaviour is opened, for it takes long and few ask for it.
enum ItemNeed: Hashable, Sendable { case lengths, suspicions }
