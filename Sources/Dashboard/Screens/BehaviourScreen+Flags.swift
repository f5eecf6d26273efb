internal import Runs

/// Flags, notes and ranges among the items.
extension BehaviourScreen: ListsItems {
  var anchor: Int? {
    get { list.anchor }
    set { list.anchor = newValue }
  }
  var itemLines: Int { pane == .items ? list.count : 0 }
  var itemLine: Int { list.place.selected }

  func item(at line: Int) -> FlagSubject? {
    list.item(line, of: contents).map { FlagSubject(key: contents.row.key, name: $0.name) }
  }

  mutating func go(to line: Int, _ around: Surroundings) { move(.first, line + 1, around) }
}

extension BehaviourScreen {
  public mutating func endRange(_ around: inout Surroundings) -> Bool { dropRange(&around) }

  static let recompute = Command.Form(
    "recompute", "-flagged | -marked", "the verdict with and without the flagged, or the marked, items side by side")

  mutating func recompute(_ words: String, _ around: inout Surroundings) -> [Effect] {
    switch words {
    case "-flagged": return showEffect(.flagged, &around)
    case "-marked": return showEffect(.marked, &around)
    case _:
      around.message = "recompute takes -flagged or -marked: what is left out"
      return []
    }
  }

  /// Whoever leaves out has looked, so it counts as a choice among the items.
  mutating func showEffect(_ why: FlagEffectRequest.Why, _ around: inout Surroundings) -> [Effect] {
    let key = contents.row.key
    let items = why == .flagged ? around.flags.flaggedItems(of: contents.row.suites) : marked.sorted()
    guard !items.isEmpty else {
      around.message =
        why == .flagged ? "no item of \(key) is flagged; f flags one" : "no item of \(key) is marked; Space marks one"
      return []
    }
    around.looked.insert(.items(key, items))
    // The worth of a choice that is still computed gives way, and is asked for again.
    if worth?.request != asked { asked = nil }
    return [
      .ask(.instrument(.flagEffect(FlagEffectRequest(key: key, measure: contents.measure, items: items, why: why))))
    ]
  }
}
