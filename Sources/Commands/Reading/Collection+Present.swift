import Runs
import Store

extension Collection {
  /// Which of these items are in any of the runs. Where all are in the first run of their suite, no other is opened.
  func present(_ names: some Sequence<ItemName>) throws(StoreProblem) -> Set<ItemName> {
    var open = Dictionary(grouping: names, by: \.suite).mapValues { Set($0.map(\.item)) }
    var found: Set<ItemName> = []
    for run in catalogue.behaviours.lazy.flatMap(\.runs) {
      guard let wanted = open[run.suite], !wanted.isEmpty, let id = run.columns else { continue }
      let own = Set(try index.columns([id]).flatMap { $0.items.filter(wanted.contains) })
      found.formUnion(own.map { ItemName(suite: run.suite, item: $0) })
      open[run.suite]?.subtract(own)
    }
    return found
  }
}
