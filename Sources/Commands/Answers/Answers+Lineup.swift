import Dashboard
import Store
import Trends

extension Answers {
  /// A round of line-ups over the behaviours in view, and the machine's test on the same curves.
  func lineup(_ request: LineupRequest, isCancelled: () -> Bool) throws(StoreProblem) -> LineupContents? {
    let pool = try LineupPool(collection, options, measure: request.measure)
    let round = LineupRound(
      of: pool.groups, questions: request.question.map { [$0] } ?? Lineup.Question.allCases,
      notAbout: pool.names(of: request.opened).union(request.revealed), seed: request.seed)
    guard let machine = WasonTest(of: pool.cases, isCancelled: isCancelled) else { return nil }
    return LineupContents(request: request, round: round, curves: pool.curves.count, machine: machine)
  }
}
