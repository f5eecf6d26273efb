import Dashboard
import Runs
import Store
import Trends

/// What the command prints and the screen shows of several behaviours side by side: one and the same.
extension Collection {
  /// A side with its items.
  private struct Side {
    var row: CompareContents.Row
    var ladder: Ladder
    var items: ItemPairing.Side
  }

  /// - Parameters:
  ///   - rows: every behaviour in view, by the request's measure; q and pooled noise belong to all of them.
  ///   - isCancelled: asked between the pairs.
  /// - Returns: nil when nobody waits, or fewer than two of the sides are in the runs.
  func compare(
    _ request: CompareRequest, among rows: [BehaviourRow], choosing choice: Ladder.Choice, rules: Rules,
    isCancelled: () -> Bool = { false }
  ) throws(StoreProblem) -> CompareContents? {
    var sides: [Side] = []
    var known: [BehaviourKey: [Asked]] = [:]
    for side in request.sides {
      if isCancelled() { return nil }
      guard let behaviour = behaviour(side.key) else { continue }
      if known[side.key] == nil { known[side.key] = try self.asked(behaviour.runs) }
      let asked = known[side.key] ?? []
      let row = rows.first { $0.key == side.key }
      self.side(side, asked, row: row?.finding, choosing: choice, rules: rules).map { sides.append($0) }
    }
    guard let kept = CompareRequest(sides.map(\.row.side), base: request.base, measure: request.measure),
      let base = sides.first(where: { $0.row.side == kept.base })
    else { return nil }
    var pairs: [CompareContents.Pair] = []
    for other in sides where other.row.side != kept.base {
      if isCancelled() { return nil }
      let pairing = ItemPairing(base.items, other.items)
      pairs.append(
        .init(
          other: other.row.side, difference: Difference(base.ladder, other.ladder, pairing: pairing, rules: rules),
          resemblance: Resemblance(
            base.row.finding.points, other.row.finding.points,
            among: rows.lazy.filter { $0.key != kept.base.key && $0.key != other.row.side.key }.map(\.finding.points),
            rules: rules)))
    }
    return CompareContents(
      request: kept, rows: sides.map(\.row), pairs: pairs, seen: rows.count,
      hidden: catalogue.behaviours.count - rows.count)
  }

  /// nil where the behaviour has no such suite.
  private func side(
    _ side: CompareSide, _ asked: [Asked], row: Finding?, choosing choice: Ladder.Choice, rules: Rules
  ) -> Side? {
    var choice = choice
    choice.suite = side.suite
    if let suite = side.suite, !asked.contains(where: { $0.run.suite == suite }) { return nil }
    let ladder = Ladder(of: asked, choosing: choice)
    // A row that the options keep out of view, and a suite, borrow no noise but their behaviour's.
    let own = {
      Finding(
        of: ladder, under: rules, prior: row?.prior, keyLabels: KeyLabels(of: asked, on: ladder, rules: rules).labels)
    }
    let finding = side.suite == nil ? row ?? own() : own()
    return Side(
      row: .init(side: side, finding: finding), ladder: ladder,
      items: .init(
        behaviour: side.key.behaviour, items: ladder.items, contents: ContentHashes(of: asked)[ladder.items]))
  }

  /// Sides as a person names them; a name without a variant means all its variants, or the one that the options pick.
  func sides(named names: [String], variant: String?) throws(CommandProblem) -> [CompareSide] {
    let known = CompareNames(catalogue.behaviours.map { ($0.key, $0.suites) })
    var found: [CompareSide] = []
    for name in names {
      var sides = known.sides(named: name)
      // Says which names there are.
      if sides.isEmpty { _ = try behaviours(named: name) }
      // A prompt that is named itself is meant, also where the options keep it out of view.
      if let variant, sides.contains(where: { $0.nameWithoutVariant == name }) {
        let own = sides.filter { $0.key.variant == variant }
        if own.isEmpty { throw Self.notRun(name, under: variant, but: sides.map(\.key)) }
        sides = own
      }
      found += sides.filter { !found.contains($0) }
    }
    return found
  }
}

extension CompareSide {
  fileprivate var nameWithoutVariant: String { CompareSide(BehaviourKey(key.behaviour), suite: suite).description }
}
