import Dashboard
import Store

extension Answers {
  /// The plan file as it is now, against the runs as they were read last.
  func plans() throws(StoreProblem) -> PlansContents {
    let shelf = PlanShelf(options)
    let (standings, problems) = try shelf.standings(in: collection)
    return PlansContents(file: name(shelf.log.places.shown), standings: standings, unread: problems.count)
  }
}
