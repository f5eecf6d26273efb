import Dashboard
import Store

extension Answers {
  /// The plan file as it is now, against the runs as they were read last.
  func plans() throws(StoreProblem) -> PlansContents {
    let (standings, problems) = try PlanShelf(options).standings(in: self)
    return PlansContents(standings: standings, unread: problems.count)
  }
}
