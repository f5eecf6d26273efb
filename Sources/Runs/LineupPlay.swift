/// One line of the line-up file: what a person picked, blind, and when. Its form on disk: `docs/lineup.md`.
public struct LineupPlay: Sendable, Hashable {
  /// A ULID: sorts by time, ties by chance.
  public var id: String
  /// RFC 3339, UTC.
  public var time: String
  public var author: String
  /// The same for all answers of one round.
  public var round: String
  /// Of the round; with `number` it gives the same panels again from the same runs.
  public var seed: UInt64
  /// Place in the round, from 1.
  public var number: Int
  /// `which-accuracy`, `which-jumps` or `which-is-real`.
  public var question: String
  public var measure: String
  /// Identity of the curves as shown: the same panels have the same, whoever looks at them.
  public var lineup: String
  /// The behaviour behind each panel, in the order shown.
  public var shown: [String]
  /// Places of the true panel and of the one picked, from 0.
  public var truth: Int
  public var pick: Int
  /// From the first sight of the panels to the answer; nil if nobody looked at a clock.
  public var seconds: Double?
  /// How sure, 1 to 3; nil if not said.
  public var confidence: Int?
  /// False when the level at which the curves end may give the answer away.
  public var isMatched: Bool

  public init(
    id: String, time: String, author: String, round: String, seed: UInt64, number: Int, question: String,
    measure: String, lineup: String, shown: [String], truth: Int, pick: Int, seconds: Double? = nil,
    confidence: Int? = nil, isMatched: Bool = true
  ) {
    self.id = id
    self.time = time
    self.author = author
    self.round = round
    self.seed = seed
    self.number = number
    self.question = question
    self.measure = measure
    self.lineup = lineup
    self.shown = shown
    self.truth = truth
    self.pick = pick
    self.seconds = seconds
    self.confidence = confidence
    self.isMatched = isMatched
  }

  /// Seconds since 1970; nil if `time` is none.
  public var moment: Double? { Moment(time)?.seconds }

  public var isHit: Bool { pick == truth }
}
