/// Up to ten line-ups one behind the other, drawn before the first is shown.
///
/// Nothing that one of them shows answers another: a behaviour whose line has been seen in its own order is not asked
/// about again. Source: `docs/statistics.md` §5.
public struct LineupRound: Sendable, Equatable {
  public var seed: UInt64
  public var lineups: [Lineup]
  /// Why a question is not in it, in words.
  public var refusals: [Lineup.Question: String]

  static let length = 10
  /// Fewer panels would make luck too likely to be worth a look.
  public static let fewestPanels = 4

  /// - Parameters:
  ///   - groups: behaviours on the same models and with the same number of choices, a group each: panels of different
  ///     groups would tell themselves apart.
  ///   - seen: behaviours that cannot be asked about, by name.
  public init(
    of groups: [[WasonTest.Case]], questions: [Lineup.Question] = Lineup.Question.allCases,
    notAbout seen: Set<String> = [], seed: UInt64
  ) {
    self.seed = seed
    lineups = []
    refusals = [:]
    for question in questions where Self.drawn(question, of: groups, notAbout: seen, seed: seed) == nil {
      let isPossible = !seen.isEmpty && Self.drawn(question, of: groups, notAbout: [], seed: seed) != nil
      refusals[question] =
        isPossible ? "what could be asked was opened by name, or shown in the round before" : question.need
    }
    var shown = Self.twins(of: seen, in: groups)
    var waiting = questions.filter { refusals[$0] == nil }
    while lineups.count < Self.length, !waiting.isEmpty {
      let question = waiting.removeFirst()
      let own = seed &+ UInt64(lineups.count + 1) &* 0x9E37_79B9_7F4A_7C15
      guard let lineup = Self.drawn(question, of: groups, notAbout: shown, seed: own) else { continue }
      lineups.append(lineup)
      shown.formUnion(Self.twins(of: lineup.revealed, in: groups))
      waiting.append(question)
    }
  }

  /// The same line under another name, such as a file that is there twice, would be the same question again.
  private static func twins(of names: Set<String>, in groups: [[WasonTest.Case]]) -> Set<String> {
    groups.reduce(into: names) { twins, group in
      for own in group where names.contains(own.name) {
        let range = (own.line.max() ?? 0) - (own.line.min() ?? 0)
        for other in group where zip(own.line, other.line).allSatisfy({ abs($0 - $1) <= 0.02 * range }) {
          twins.insert(other.name)
        }
      }
    }
  }

  private static func drawn(
    _ question: Lineup.Question, of groups: [[WasonTest.Case]], notAbout seen: Set<String>, seed: UInt64
  ) -> Lineup? {
    var dice = Dice(seed: seed)
    // A group is tried first as often as it has curves, so that every behaviour is as likely to be asked about.
    var places = groups.indices.flatMap { group in groups[group].map { _ in group } }.shuffled(using: &dice)[...]
    var tried: Set<Int> = []
    while let group = places.popFirst() {
      guard tried.insert(group).inserted else { continue }
      let most = question.panels
      // Accuracy curves may be fewer than wished for; the exact p knows how many there were.
      let least = question == .whichAccuracy ? min(fewestPanels, most) : most
      for panels in stride(from: most, through: least, by: -1) {
        if let lineup = Lineup(question, of: groups[group], panels: panels, notAbout: seen, seed: seed) {
          return lineup
        }
      }
    }
    return nil
  }
}

extension Lineup {
  /// Behaviours whose lines it shows in their own order.
  public var revealed: Set<String> {
    switch question {
    case .whichAccuracy, .whichIsReal: [names[truth]]
    case .whichJumps: Set(names)
    }
  }

  /// The same question with the same curves in the same places has the same, whoever draws it: 16 hexadecimal digits.
  public var fingerprint: String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func take(_ value: UInt64) {
      for shift in stride(from: UInt64(0), to: 64, by: 8) { hash = (hash ^ (value >> shift & 0xFF)) &* 0x100_0000_01B3 }
    }
    for byte in question.rawValue.utf8 { take(UInt64(byte)) }
    for curve in [line] + panels {
      take(UInt64(curve.count))
      for value in curve { take(value.bitPattern) }
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

extension Lineup.Question {
  /// In the words of whoever is asked.
  public var sentence: String {
    switch self {
    case .whichAccuracy: "Which accuracy curve belongs to the likelihood line on top?"
    case .whichJumps: "Which of these likelihood lines goes with jumps in accuracy?"
    case .whichIsReal: "Which of these is a real likelihood line? The others are real means in shuffled order."
    }
  }

  /// What it takes to ask it.
  public var need: String {
    switch self {
    case .whichAccuracy:
      "too few curves: it takes \(LineupRound.fewestPanels) on the same models with as many choices, "
        + "and different accuracies"
    case .whichJumps: "too few curves: it takes one that jumps and a smooth one on the same models with as many choices"
    case .whichIsReal: "too few scales: it takes 4 or more, with different means, to have \(panels) orders"
    }
  }
}
