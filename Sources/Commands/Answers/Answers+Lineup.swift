import Dashboard
import Store
import Trends

extension Answers {
  /// A round of line-ups over the behaviours in view, and the machine's test on the same curves.
  func lineup(_ request: LineupRequest, isCancelled: () -> Bool) throws(StoreProblem) -> LineupContents? {
    let pool = try LineupPool(collection, options, measure: request.measure)
    let round = request.round(of: pool.groups, opened: pool.names(of: request.opened))
    guard let machine = WasonTest(of: pool.cases, isCancelled: isCancelled) else { return nil }
    return LineupContents(request: request, round: round, curves: pool.curves.count, machine: machine)
  }
}
