internal import Canvas
internal import Runs
internal import Trends

/// The subset guard: whatever is chosen among the items after seeing their lines stands beside the full set.
extension BehaviourScreen {
  /// The items that are chosen now: marked ones, else those that a suite or a filter leaves.
  struct Chosen {
    let request: SubsetRequest
    /// Mean of their own slopes; NaN without any.
    let slope: Double
  }

  /// nil for all items. A list may hold a million: asked for when the choice changes, not for each frame.
  func choice() -> Chosen? {
    let count = marked.isEmpty ? list.count : marked.count
    guard count > 0, count < contents.items.count else { return nil }
    let own =
      marked.isEmpty
      ? list.places.sorted().map { contents.items[Int($0)] } : contents.items.filter { marked.contains($0.name) }
    let slopes = own.map(\.slope).filter(\.isFinite)
    return Chosen(
      request: SubsetRequest(key: contents.row.key, measure: contents.measure, items: own.map(\.name)),
      slope: slopes.isEmpty ? .nan : slopes.reduce(0, +) / Double(slopes.count))
  }

  /// Counts a choice, and asks what it is worth.
  mutating func guardSubset(_ around: inout Surroundings) -> [Effect] {
    guard let request = chosen?.request else {
      asked = nil
      return []
    }
    around.looked.insert(.items(request.key, request.items))
    asked = request
    return request == worth?.request ? [] : [.replace(.instrument(.subset(request)))]
  }

  /// Asks again for what another question has pushed aside.
  mutating func askAgain(_ around: inout Surroundings) -> [Effect] {
    chosen?.request == asked ? [] : guardSubset(&around)
  }

  /// The line of the guard in the form that fits; nil while all items are in view.
  func guardLine(columns: Int, _ around: Surroundings) -> String? {
    guard let chosen else { return nil }
    let request = chosen.request
    let test = worth?.request == request ? worth?.test : nil
    let finding = contents.row.finding
    let places = finding.trend?.interval.places(of: finding.measure) ?? finding.measure.readPlaces
    let raw = Decimal.signed(test?.raw ?? chosen.slope, places: places)
    let isKnown = worth?.request == request
    let shrunk = test.map { Decimal.signed($0.shrunk, places: places) } ?? (isKnown ? "·" : "…")
    let p = test.map { Decimal.p($0.p) } ?? (isKnown ? "·" : "…")
    let all = Decimal.signed(test?.all ?? finding.trend?.slope ?? .nan, places: places)
    let looked = around.looked.count
    let subsets = counted(looked, "subset")
    let (n, of) = (Decimal.count(request.items.count), Decimal.count(contents.items.count))
    let forms = [
      "sel \(n) of \(of) items: slope \(raw), after allowing for the choice \(shrunk) (p \(p)); all \(all). "
        + "You looked at \(subsets).",
      "sel \(n)/\(of)  raw \(raw)  shrunk \(shrunk)  p \(p)  all \(all)  looked at \(subsets)",
      "sel \(n)/\(of) \(raw), shrunk \(shrunk), p \(p), all \(all)",
      // All of them stand in the head as well; of how many these are stands nowhere else.
      "sel \(n)/\(of) \(raw), shrunk \(shrunk), p \(p)", "sel \(raw) \(shrunk) p \(p) all \(all)",
    ]
    return Text.first(of: forms, in: columns)
  }
}
