/// One line of the plan file: what a person said a behaviour would do at larger scales, and what they knew when they
/// said it. Its form on disk: `docs/plan.md`.
public struct Plan: Sendable, Hashable {
  public enum Direction: String, Sendable, CaseIterable { case rising, falling, flat }

  /// One scale that was known.
  public struct Seen: Sendable, Hashable {
    public var family: String
    /// One, or several seeds of one scale.
    public var models: [String]
    /// On the plan's axis.
    public var x: Double
    /// Over the items that all known models answered.
    public var mean: Double

    public init(family: String, models: [String], x: Double, mean: Double) {
      self.family = family
      self.models = models
      self.x = x
      self.mean = mean
    }
  }

  /// A ULID: sorts by time, ties by chance.
  public var id: String
  /// RFC 3339, UTC, to the second.
  public var time: String
  public var author: String
  public var key: BehaviourKey
  public var direction: Direction
  /// That the direction comes true, between 0 and 1.
  public var probability: Double
  public var note: String?
  public var measure: Measure
  public var axis: ScaleAxis
  /// Smallest slope that is a direction, in the measure's unit per step of the axis.
  public var delta: Double
  public var seen: [Seen]
  /// SHA-256 of what was seen, hexadecimal.
  public var dataHash = ""
  /// SHA-256 of everything above, hexadecimal.
  public var hash = ""
  /// False for a line that somebody has changed since it was written.
  public var isIntact = true

  public init(
    id: String, time: String, author: String, key: BehaviourKey, direction: Direction, probability: Double,
    note: String? = nil, measure: Measure, axis: ScaleAxis = .parameters, delta: Double, seen: [Seen]
  ) {
    self.id = id
    self.time = time
    self.author = author
    self.key = key
    self.direction = direction
    self.probability = probability
    self.note = note
    self.measure = measure
    self.axis = axis
    self.delta = delta
    self.seen = seen
  }

  public var families: Set<String> { Set(seen.map(\.family)) }

  /// The largest scale that it saw of a family; nil where it saw none.
  public func edge(of family: String) -> Double? { seen.filter { $0.family == family }.map(\.x).max() }

  /// Seconds since 1970; nil if `time` is no time, or not as plans write it.
  public var moment: Double? { time.utf8.count == 20 && time.hasSuffix("Z") ? Moment(time)?.seconds : nil }
}
