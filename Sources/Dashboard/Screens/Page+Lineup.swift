internal import Canvas
internal import Runs
internal import Trends

/// What a line-up says before and after a round, line by line.
extension Page {
  // MARK: - Before

  mutating func addRules(_ contents: LineupContents, _ around: Surroundings) {
    add("Line-up: can you read accuracy off a likelihood line?", .title)
    add(
      "Names, units and scales are hidden, each panel has its own range. One answer each and no undo; "
        + "nothing is said until the round is over. You can lose.")
    add()
    let round = contents.round
    if round.lineups.isEmpty {
      add("Nothing can be asked on these runs (\(contents.curves) curves).", .warning)
    } else {
      let parts = Lineup.Question.allCases.compactMap { question -> String? in
        let count = round.lineups.count { $0.question == question }
        return count > 0 ? "\(count) \(question.name)" : nil
      }
      add(
        "This round: \(round.lineups.count) line-ups from \(contents.curves) curves, seed \(round.seed): "
          + parts.joined(separator: ", ") + ".")
    }
    if around.progress != nil {
      add("Files are still being read: q and l draw a round from all of them later.", .warning)
    }
    for question in Lineup.Question.allCases {
      if let why = round.refusals[question] { add("Not asked, \(question.name): \(why).", .dim) }
    }
    let author = around.lineups.author.isEmpty ? "" : " (\(around.lineups.author))"
    let stored =
      around.lineups.notStored.map { "Answers are not stored: \($0)." }
      ?? "Answers are stored under your name\(author), with seed, picks and times."
    add(stored, around.lineups.notStored == nil ? .dim : .warning)
    if !round.lineups.isEmpty { add("Enter begins. m asks one kind of question alone.", .key) }
    add()
  }

  /// Where nothing is left that the round before has not shown.
  mutating func addSeen(_ contents: LineupContents) {
    guard contents.round.lineups.contains(where: contents.isSeen) else { return }
    add("Nothing else is left to ask about: the round before has shown these curves with their names.", .warning)
    add()
  }

  // MARK: - After

  mutating func addRound(_ contents: LineupContents, _ picks: [LineupScreen.Pick]) {
    let played = Array(zip(contents.round.lineups, picks))
    let score = LineupScore.summary(
      of: played.map {
        LineupScore.Play(lineup: $0.fingerprint, panels: $0.panels.count, isHit: $0.truth == $1.panel)
      })
    add("Round over, seed \(contents.round.seed): \(Self.figures(score))", .title)
    let role: Role = score.p <= LineupScore.level ? .rising : .warning
    add(Self.verdict(score, panels: played.map { $0.0.panels.count }), role)
    let widest = 14
    var heading = Words()
    heading.add(" # " + Text.padded("QUESTION", to: widest + 1) + "YOU TRUE        BEHAVIOUR", .heading)
    add(heading)
    for (at, (lineup, pick)) in played.enumerated() {
      let isHit = lineup.truth == pick.panel
      var words = Words()
      words.add(Text.padded("\(at + 1)", to: 2, .right) + " " + Text.padded(lineup.question.name, to: widest + 1))
      words.add(" \(LineupScreen.letters[pick.panel])   \(LineupScreen.letters[lineup.truth])  ", .key)
      words.add(Text.padded(isHit ? "right" : "wrong", to: 7), isHit ? .rising : .falling)
      words.add(lineup.names[lineup.truth] + (lineup.isMatched ? "" : " *"))
      add(words)
    }
    if played.contains(where: { !$0.0.isMatched }) {
      add("* too few accuracies end near the true one: the level at the end may have given it away.", .dim)
    }
    add("Enter draws another round.", .key)
    add()
  }

  mutating func addRecord(_ record: LineupRecord, isRoundOver: Bool) {
    let own = record.own
    guard !own.isEmpty else {
      add("No answers of yours are stored on these runs yet.", .dim)
      return
    }
    add("Over all rounds of \(record.author): \(Self.figures(LineupScore.summary(of: own.map(\.scored))))", .heading)
    for question in Lineup.Question.allCases {
      let plays = own.filter { $0.question == question.rawValue }
      if !plays.isEmpty { add("  \(question.name): \(Self.figures(LineupScore.summary(of: plays.map(\.scored))))") }
    }
    if isRoundOver, let why = record.notStored { add("This round is not among them: \(why).", .warning) }
  }

  // MARK: - The machine

  mutating func addMachine(_ contents: LineupContents) {
    let test = contents.machine
    add("The machine on the same \(contents.curves) curves", .heading)
    add(test.sentence)
    if let matching = test.matching {
      add(
        "Matched by correlation, a line's own accuracy comes first in "
          + "\(Decimal.fixed(100 * matching.first, places: 0)) % of \(matching.n) curves (by luck \(Decimal.fixed(100 * matching.chanceFirst, places: 0)) %), "
          + "p \(Decimal.p(matching.p)).")
    }
  }

  // MARK: - Words

  private static func figures(_ score: (hits: Int, plays: Int, chance: Double, p: Double)) -> String {
    "\(score.hits) of \(score.plays) right, by luck \(Decimal.fixed(score.chance, places: 1)), p \(Decimal.p(score.p))"
  }

  private static func verdict(
    _ score: (hits: Int, plays: Int, chance: Double, p: Double), panels: [Int]
  ) -> String {
    if score.p <= LineupScore.level {
      return "Better than guessing: luck gives so many or more in \(Decimal.p(score.p)) of rounds. "
        + "It holds for what was asked, on these runs."
    }
    let most = LineupScore.p(hits: panels.count, panels: panels)
    if most > LineupScore.level { return "Too short to win: all right would be luck in \(Decimal.p(most)) of rounds." }
    // A large p is no proof of guessing: a short round misses much.
    return "Not won: better than guessing is not shown (p \(Decimal.p(score.p))). "
      + "Do not read accuracy off these lines."
  }
}

extension Lineup.Question {
  /// For a column.
  var name: String {
    switch self {
    case .whichAccuracy: "which accuracy"
    case .whichJumps: "which jumps"
    case .whichIsReal: "which is real"
    }
  }
}
