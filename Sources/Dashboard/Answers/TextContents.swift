internal import Canvas
public import Runs

/// Items whose text, or identity, holds something: of all behaviours, or of one.
public struct FindRequest: Hashable, Sendable {
  public var needle: Needle
  public var behaviour: BehaviourKey?

  public init(_ needle: Needle, in behaviour: BehaviourKey? = nil) {
    self.needle = needle
    self.behaviour = behaviour
  }
}

/// How far a look through the items' texts has come.
public struct TextProgress: Equatable, Sendable {
  public var searched = 0
  public var of = 0
  /// Items whose text could not be read, and why the first of them could not.
  public var unreadable = 0
  public var why: String?
  public var isDone = false

  public init(of: Int = 0) { self.of = of }

  /// `finding 1,200/34,000 items`
  var short: String { "finding \(Decimal.count(searched))/\(Decimal.count(of)) items" }
}

/// What a `FindRequest` has found so far.
public struct FoundContents: Equatable, Sendable {
  public var request: FindRequest
  public var progress: TextProgress
  /// All that were found; `lines` holds the first of them.
  public var count = 0
  public var lines: [FoundLine] = []
  /// More than anybody reads, and few enough to be kept.
  public static let most = 10_000

  public init(_ request: FindRequest, progress: TextProgress = TextProgress()) {
    self.request = request
    self.progress = progress
  }
}

/// An item that was found, with the line of its text around the match.
public struct FoundLine: Equatable, Sendable {
  public var key: BehaviourKey
  public var name: ItemName
  public var before: String
  /// Empty where the item's identity alone holds it.
  public var match: String
  public var after: String

  public init(key: BehaviourKey, name: ItemName, before: String = "", match: String = "", after: String) {
    self.key = key
    self.name = name
    self.before = before
    self.match = match
    self.after = after
  }
}

/// Which of a behaviour's items hold patterns in their texts, and how long those are.
public struct TextsRequest: Hashable, Sendable {
  public var key: BehaviourKey
  public var measure: Measure
  public var patterns: [Pattern]
  public var wantsLengths: Bool

  public init(key: BehaviourKey, measure: Measure, patterns: [Pattern], wantsLengths: Bool) {
    self.key = key
    self.measure = measure
    self.patterns = patterns
    self.wantsLengths = wantsLengths
  }
}

/// By the items' places in `BehaviourContents.items`.
public struct TextsContents: Sendable {
  public var request: TextsRequest
  /// Which items, in which order: `BehaviourContents.identity` of the same.
  public var identity: UInt64
  public var progress: TextProgress
  /// For each pattern, whether it stands in the item's text.
  public var holds: [[Bool]]
  /// Letters of question and choices; -1 where the text cannot be read. Empty unless wanted.
  public var lengths: [Int32]

  public init(_ request: TextsRequest, identity: UInt64, count: Int) {
    self.request = request
    self.identity = identity
    progress = TextProgress(of: count)
    holds = request.patterns.map { _ in [Bool](repeating: false, count: count) }
    lengths = request.wantsLengths ? [Int32](repeating: -1, count: count) : []
  }
}
