import Dashboard
import Runs
import Store
import Trends

extension Answers {
  func elicitation(_ behaviour: String, measure: Measure) throws(StoreProblem) -> ElicitationContents? {
    let prompts = collection.catalogue.behaviours.filter { $0.key.behaviour == behaviour }
    return prompts.isEmpty ? nil : try elicitation(prompts, measure: measure)
  }

  /// What may be claimed of one behaviour after trying these prompts.
  ///
  /// - Parameters:
  ///   - prompts: the behaviour under each.
  ///   - abandoned: prompts that were tried and of which no run is left.
  func elicitation(
    _ prompts: [Catalogue.Behaviour], measure: Measure, abandoned: Int = 0
  ) throws(StoreProblem) -> ElicitationContents {
    let rows = try findings(measure: measure)
    var same: [(name: String, ladder: Ladder)] = []
    // Nil where the options keep the row out of view.
    var shown: [Finding?] = []
    var others: [ElicitationContents.Other] = []
    for prompt in prompts {
      let ladder = Ladder(of: try collection.asked(prompt.runs), choosing: choice(measure))
      let (name, row) = (prompt.key.variant ?? "default", rows[prompt.key])
      if ladder.measure == measure {
        same.append((name, ladder))
        shown.append(row)
      } else {
        let finding = Finding(of: ladder, under: options.rules, prior: row?.prior, curvePrior: row?.curvePrior)
        others.append(.init(name: name, finding: finding))
      }
    }
    return ElicitationContents(
      elicitation: Elicitation(of: same, abandoned: abandoned + others.count, rules: options.rules, rows: shown),
      others: others)
  }

  /// Sides are read from the margin where both prompts have one, else from right and wrong.
  func changed(_ pair: PromptPair, measure: Measure) throws(StoreProblem) -> ChangedContents? {
    let keys = [pair.base, pair.other].map { BehaviourKey(pair.behaviour, variant: $0) }
    guard let base = collection.behaviour(keys[0]), let other = collection.behaviour(keys[1]) else { return nil }
    let asked = (try collection.asked(base.runs), try collection.asked(other.runs))
    // The other prompt may have been put to other seeds of the scale.
    let models = [asked.0, asked.1].joined().lazy.map(\.run.model)
    let scale = models.first { $0.name == pair.model }?.seedless ?? pair.model
    let wanted: Measure = measure.hasNeutralZero ? measure : .margin
    for side in [wanted, .accuracy] {
      let a = Ladder(of: asked.0, choosing: choice(side))
      let b = Ladder(of: asked.1, choosing: choice(side))
      guard a.measure == side, b.measure == side, !a.items.isEmpty, !b.items.isEmpty,
        let ka = a.rungs.firstIndex(where: { $0.seedless == scale }),
        let kb = b.rungs.firstIndex(where: { $0.seedless == scale })
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
}
