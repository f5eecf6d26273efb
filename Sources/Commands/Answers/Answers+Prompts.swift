import Dashboard
import Runs
import Store
import Trends

extension Answers {
  /// As `vane elicitation` has it.
  func elicitation(_ name: String, measure: Measure) throws(StoreProblem) -> ElicitationContents? {
    let choice = choice(measure)
    var ladders: [(name: String, ladder: Ladder)] = []
    var shown: [Finding?] = []
    var different: [String] = []
    let findings = try findings(measure: measure)
    for one in collection.catalogue.behaviours where one.key.behaviour == name {
      let ladder = Ladder(of: try collection.asked(one.runs), choosing: choice)
      let prompt = one.key.variant ?? "default"
      guard ladder.measure == measure else {
        different.append(prompt)
        continue
      }
      ladders.append((prompt, ladder))
      shown.append(findings[one.key])
    }
    guard !ladders.isEmpty || !different.isEmpty else { return nil }
    return ElicitationContents(
      elicitation: Elicitation(of: ladders, abandoned: different.count, rules: options.rules, rows: shown),
      others: different)
  }

  /// Sides are read from the margin where both prompts have one, else from right and wrong.
  func changed(_ pair: PromptPair, measure: Measure) throws(StoreProblem) -> ChangedContents? {
    let keys = [pair.base, pair.other].map { BehaviourKey(pair.behaviour, variant: $0) }
    guard let base = collection.behaviour(keys[0]), let other = collection.behaviour(keys[1]) else { return nil }
    let asked = (try collection.asked(base.runs), try collection.asked(other.runs))
    let wanted: Measure = measure.hasNeutralZero ? measure : .margin
    for side in [wanted, .accuracy] {
      let a = Ladder(of: asked.0, choosing: choice(side))
      let b = Ladder(of: asked.1, choosing: choice(side))
      guard a.measure == side, b.measure == side, !a.items.isEmpty, !b.items.isEmpty,
        let ka = a.rungs.firstIndex(where: { $0.name == pair.model }),
        let kb = b.rungs.firstIndex(where: { $0.name == pair.model })
      else { continue }
      let pairs = ItemPairing(
        .init(behaviour: pair.behaviour, items: a.items, contents: ContentHashes(of: asked.0)[a.items]),
        .init(behaviour: pair.behaviour, items: b.items, contents: ContentHashes(of: asked.1)[b.items])
      ).pairs
      let border = side == .accuracy ? 0.5 : 0
      let found = pairs.filter { (a.values[$0.a, ka] > border) != (b.values[$0.b, kb] > border) }
        .sorted {
          let (one, two) = (b.values[$0.b, kb] - a.values[$0.a, ka], b.values[$1.b, kb] - a.values[$1.a, ka])
          return (-abs(one), $0.a) < (-abs(two), $1.a)
        }
      let texts = beginnings(of: found.map { b.items[$0.b] }, asked: asked.1)
      return ChangedContents(
        pair: pair, measure: side, shared: pairs.count,
        items: found.indices.map { at in
          .init(
            name: b.items[found[at].b], text: texts.isEmpty ? "" : texts[at], before: a.values[found[at].a, ka],
            after: b.values[found[at].b, kb])
        })
    }
    return ChangedContents(pair: pair, measure: wanted, shared: 0, items: [])
  }

  /// As `vane suspects` has it.
  func suspicions(_ key: BehaviourKey, measure: Measure) throws(StoreProblem) -> SuspicionsContents? {
    guard let behaviour = collection.behaviour(key) else { return nil }
    let asked = try collection.asked(behaviour.runs)
    let ladder = Ladder(of: asked, choosing: choice(measure))
    let rows = try rows(measure: measure)
    let finding = rows.first { $0.key == key }?.finding
    let suspects = Suspects(
      of: ladder, facts: ItemFacts.all(of: ladder, asked: asked), rules: options.rules, prior: finding?.prior,
      curvePrior: finding?.curvePrior)
    return SuspicionsContents(
      key: key, measure: measure, n: ladder.items.count + ladder.dropped.count, suspects: suspects.ranked,
      lengthCorrelation: suspects.lengthCorrelation,
      turns: rows.filter { SuspicionsContents.turns($0.finding) })
  }
}
