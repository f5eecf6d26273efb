internal import Runs

/// Where a person is in a behaviour, by names.
extension BehaviourScreen {
  func note(_ place: inout Whereabouts) {
    (place.depth, place.key) = (.behaviour, contents.row.key)
    (place.measure, place.suite) = (contents.measure, list.suite)
    switch pane {
    case .suites: place.row = selectedSuite?.name
    case .items: place.item = list.selected(of: contents)?.name
    case .notes: break
    }
  }

  /// Goes there; nil, and nothing is changed, where something of it is not in this behaviour.
  mutating func select(_ place: Whereabouts, _ around: inout Surroundings) -> [Effect]? {
    if let suite = place.suite {
      guard contents.suites.contains(where: { $0.name == suite }) else { return nil }
      (list.suite, pane, list.place) = (suite, .items, ListPlace())
      listItems()
    }
    if let item = place.item {
      guard let line = list.places.firstIndex(where: { contents.items[Int($0)].name == item }) else {
        (list.suite, pane) = (nil, contents.suites.count < 2 ? .items : .suites)
        listItems()
        return nil
      }
      pane = .items
      list.place.selected = line
    }
    if let row = place.row {
      guard let line = suites.firstIndex(where: { contents.suites[Int($0)].name == row }) else { return nil }
      (pane, suitePlace.selected) = (.suites, line)
    }
    let page = BehaviourLayout(around.size, isEnlarged: isEnlarged).page
    list.place.settle(count: list.count, page: page)
    suitePlace.settle(count: suites.count, page: page)
    return guardSubset(&around)
  }
}
