public import Runs
public import Trends

/// What a round of line-ups is drawn from and by.
public struct LineupRequest: Hashable, Sendable {
  public var measure: Measure
  public var seed: UInt64
  /// nil: all questions in turn.
  public var question: Lineup.Question?
  /// Opened by name in this session.
  public var opened: Set<BehaviourKey>
  /// Curves that the round before has shown with their names.
  public var revealed: Set<String>

  public init(
    measure: Measure, seed: UInt64, question: Lineup.Question? = nil, opened: Set<BehaviourKey> = [],
    revealed: Set<String> = []
  ) {
    self.measure = measure
    self.seed = seed
    self.question = question
    self.opened = opened
    self.revealed = revealed
  }
}

extension LineupRequest {
  /// A round about nothing that was opened or that the round before has shown by name; where that leaves nothing to ask,
  /// the curves of the round before come again.
  ///
  /// - Parameters:
  ///   - groups: as `LineupRound` takes them.
  ///   - names: the curves of what was opened.
  public func round(of groups: [[WasonTest.Case]], opened names: Set<String>) -> LineupRound {
    func drawn(notAbout seen: Set<String>) -> LineupRound {
      LineupRound(
        of: groups, questions: question.map { [$0] } ?? Lineup.Question.allCases, notAbout: seen, seed: seed)
    }
    let round = drawn(notAbout: names.union(revealed))
    return round.lineups.isEmpty && !revealed.isEmpty ? drawn(notAbout: names) : round
  }
}

/// A round to play, and what the machine makes of the same curves.
public struct LineupContents: Sendable, Equatable {
  public var request: LineupRequest
  public var round: LineupRound
  /// Curves that were drawn from.
  public var curves: Int
  public var machine: WasonTest

  public init(request: LineupRequest, round: LineupRound, curves: Int, machine: WasonTest) {
    self.request = request
    self.round = round
    self.curves = curves
    self.machine = machine
  }

  /// Whether the curve that it asks for stood in the round before: it is known by name.
  func isSeen(_ lineup: Lineup) -> Bool { request.revealed.contains(lineup.names[lineup.truth]) }
}

/// The line-up file as it stands, and who plays.
public struct LineupRecord: Sendable, Equatable {
  /// Everybody's answers, oldest first.
  public var plays: [LineupPlay]
  public var author: String
  /// What the next round is drawn with.
  public var seed: UInt64
  /// Why answers are not stored; nil if they are.
  public var notStored: String?

  public init(plays: [LineupPlay] = [], author: String = "", seed: UInt64 = 1, notStored: String? = nil) {
    self.plays = plays
    self.author = author
    self.seed = seed
    self.notStored = notStored
  }

  public var own: [LineupPlay] { plays.filter { $0.author == author } }

  /// Curves that this person's last round has shown with their names.
  public var revealed: Set<String> {
    let own = own
    return own.filter { $0.round == own.last?.round }.reduce(into: []) { $0.formUnion($1.revealed) }
  }
}

extension LineupPlay {
  var revealed: Set<String> {
    question == Lineup.Question.whichJumps.rawValue ? Set(shown) : [shown[truth]]
  }

  /// As the exact p takes it.
  public var scored: LineupScore.Play {
    LineupScore.Play(lineup: lineup, panels: shown.count, isHit: isHit)
  }
}

/// What a line-up wants of the world: the clock and the file.
public enum LineupStep: Equatable, Sendable {
  /// The first line-up of a round is on screen.
  case began
  case answered(LineupAnswer)
}

/// A pick that cannot be taken back. The session adds who, when and how long.
public struct LineupAnswer: Equatable, Sendable {
  public var seed: UInt64
  /// Place in the round, from 1.
  public var number: Int
  public var measure: Measure
  public var lineup: Lineup
  public var pick: Int
  public var confidence: Int?
}
