import Canvas
import Dashboard
import Runs
import Trends

/// The answer of `vane lineup --report`: what people picked, and how likely luck does as well.
struct LineupRoundsReport: Report {
  var file: String
  /// Oldest first.
  var plays: [LineupPlay]

  private typealias Score = (hits: Int, plays: Int, chance: Double, p: Double)

  private struct Pool {
    /// nil: everybody.
    var author: String?
    /// nil: all questions.
    var question: String?
    var score: Score
    var answers: Int
  }

  private struct Round {
    var first: LineupPlay
    var score: Score
    var answers: Int
  }

  private static func score(_ plays: [LineupPlay]) -> Score {
    LineupScore.summary(of: plays.map(\.scored))
  }

  private var rounds: [Round] {
    Dictionary(grouping: plays) { "\($0.author)\u{0}\($0.round)" }.values
      .compactMap { plays in plays.first.map { Round(first: $0, score: Self.score(plays), answers: plays.count) } }
      .sorted { ($0.first.moment ?? .infinity, $0.first.id) < ($1.first.moment ?? .infinity, $1.first.id) }
  }

  /// Each person and question, each person, each question, everybody.
  private var pools: [Pool] {
    if plays.isEmpty { return [] }
    let byAuthor = Dictionary(grouping: plays, by: \.author).sorted { $0.key < $1.key }.map { ($0 as String?, $1) }
    return (byAuthor + [(nil, plays)]).flatMap { author, own in
      let byQuestion = Dictionary(grouping: own, by: \.question).sorted { $0.key < $1.key }.map { ($0 as String?, $1) }
      return (byQuestion + [(nil, own)]).map { question, some in
        Pool(author: author, question: question, score: Self.score(some), answers: some.count)
      }
    }
  }

  private static func json(_ score: Score, answers: Int) -> [(String, JSON)] {
    [
      ("answers", .integer(answers)), ("lineups", .integer(score.plays)), ("hits", .integer(score.hits)),
      ("by_luck", .number(score.chance)), ("p", .number(score.p)),
    ]
  }

  var json: JSON {
    .object([
      ("schema", .string("vane.lineup-rounds/1")), ("file", .string(file)),
      (
        "pooled",
        .array(
          pools.map { pool in
            .object(
              [("author", JSON(pool.author)), ("question", JSON(pool.question))]
                + Self.json(pool.score, answers: pool.answers))
          })
      ),
      (
        "rounds",
        .array(
          rounds.map { round in
            .object(
              [
                ("round", .string(round.first.round)), ("time", .string(round.first.time)),
                ("author", .string(round.first.author)), ("seed", .integer(Int(clamping: round.first.seed))),
                ("measure", .string(round.first.measure)),
              ] + Self.json(round.score, answers: round.answers))
          })
      ),
      ("rows", .array(lines)),
    ])
  }

  var lines: [JSON] {
    plays.map { play in
      .object([
        ("id", .string(play.id)), ("time", .string(play.time)), ("author", .string(play.author)),
        ("round", .string(play.round)), ("seed", .integer(Int(clamping: play.seed))),
        ("number", .integer(play.number)), ("question", .string(play.question)), ("measure", .string(play.measure)),
        ("lineup", .string(play.lineup)), ("shown", .array(play.shown.map(JSON.string))),
        ("truth", .integer(play.truth)), ("pick", .integer(play.pick)), ("hit", .bool(play.isHit)),
        ("seconds", JSON(play.seconds)), ("confidence", JSON(play.confidence)), ("matched", .bool(play.isMatched)),
      ])
    }
  }

  var csv: String {
    var rows = Rows(header: [
      "id", "time", "author", "round", "seed", "number", "question", "measure", "lineup", "panels", "behaviour",
      "truth", "pick", "hit", "seconds", "confidence", "matched",
    ])
    rows.rows = plays.map { play in
      [
        .text(play.id), .text(play.time), .text(play.author), .text(play.round), .integer(Int(clamping: play.seed)),
        .integer(play.number), .text(play.question), .text(play.measure), .text(play.lineup),
        .integer(play.shown.count), .text(play.shown[play.truth]), .integer(play.truth), .integer(play.pick),
        .truth(play.isHit), .init(play.seconds), .init(play.confidence),
        .truth(play.isMatched),
      ]
    }
    return rows.csv
  }

  /// Whoever picks by the level has won nothing; the answers are counted all the same.
  private var given: String {
    let count = plays.count { !$0.isMatched }
    guard count > 0 else { return "" }
    let which = "\(count) \(count == 1 ? "is" : "are") to line-ups in which too few accuracies end near the true one"
    return "Of \(plays.count) answers \(which): the level at the end may have given it away.\n"
  }

  var table: String {
    guard !plays.isEmpty else {
      return "No answers are stored in \(file.printable); a round begins with l in the dashboard.\n"
    }
    var table = Rows(header: ["time", "author", "seed", "answers", "hits", "by luck", "p"])
    table.rows = rounds.map { round in
      [
        .text(round.first.time), .text(round.first.author), .integer(Int(clamping: round.first.seed)),
        .integer(round.answers), .integer(round.score.hits), .number(round.score.chance),
        .text(Decimal.p(round.score.p)),
      ]
    }
    var sums = Rows(header: ["author", "question", "answers", "line-ups", "hits", "by luck", "p"])
    sums.rows = pools.map { pool in
      [
        .text(pool.author ?? "everybody"), .text(pool.question ?? "all"), .integer(pool.answers),
        .integer(pool.score.plays), .integer(pool.score.hits), .number(pool.score.chance),
        .text(Decimal.p(pool.score.p)),
      ]
    }
    let all = Self.score(plays)
    // A large p is no proof of guessing: few answers miss much.
    let end =
      all.p <= LineupScore.level
      ? "Together better than guessing."
      : "Together not shown to be better than guessing: do not read accuracy off these lines."
    return table.table + "\n" + sums.table + "\n"
      + "p: chance of so many or more by blind picks, exact, over distinct line-ups (of answers to the same one the "
      + "first counts).\n\(end)\n\(given)"
  }
}
