import Dashboard
import Runs
import Store
import Trends

/// One behaviour along all its paths of analysis, and what a search among its items is worth.
struct Forks: Sendable {
  /// With its variant: the default prompt.
  let key: BehaviourKey
  /// For each universe of `multiverse`.
  let choices: [PathsContents.Choices]
  let multiverse: Multiverse
  /// The default path's finding, as `vane trends` has it.
  let finding: Finding?
  let halves: SplitHalves?
  let search: ItemSearch?

  /// A path is a claim about the behaviour; coverage is a property of the prompt.
  static let measures = Measure.allCases.filter { $0 != .coverage }

  init(
    of behaviour: Catalogue.Behaviour, in collection: Collection, options: RunOptions, finding: Finding?,
    patterns: [String], steepest: Int?
  ) throws(StoreProblem) {
    key = behaviour.key
    self.finding = finding
    let prompts = collection.catalogue.behaviours.filter { $0.key.behaviour == behaviour.key.behaviour }
      .sorted { ($0.key != behaviour.key ? 1 : 0, $0.key) < ($1.key != behaviour.key ? 1 : 0, $1.key) }
    var universes: [Multiverse.Universe] = []
    var choices: [PathsContents.Choices] = []
    var suites: [Asked] = []
    for prompt in prompts {
      let asked = try collection.asked(prompt.runs)
      let isOwn = prompt.key == behaviour.key
      if isOwn { suites = asked }
      let byFamily = Dictionary(grouping: asked, by: \.run.model.family)
      for (families, axis) in Self.samples(of: asked, options: options) {
        var seen: Set<Measure> = []
        // There may be as many samples as models.
        let alone = families.flatMap { $0.count == 1 ? $0.first : nil }
        let part = alone.map { byFamily[$0] ?? [] } ?? asked
        for measure in [options.measure] + Self.measures.filter({ $0 != options.measure }) {
          let ladder = Ladder(of: part, choosing: .init(measure: measure, axis: axis, families: families))
          // Where nothing else is stored another measure stands in; it is a path once.
          guard seen.insert(ladder.measure).inserted else { continue }
          let isDefault =
            isOwn && measure == options.measure && axis == options.axis && families == options.choice.families
          universes.append(
            .init(
              ladder: ladder, isDefault: isDefault, prior: isDefault ? finding?.prior : nil,
              curvePrior: isDefault ? finding?.curvePrior : nil))
          choices.append(
            .init(variant: prompt.key.variant, families: Set(ladder.families).sorted(), axis: axis))
        }
      }
    }
    self.choices = choices
    multiverse = Multiverse(of: universes, rules: options.rules)
    let own = universes.first(where: \.isDefault)?.ladder.finite
    halves = own.flatMap { ladder in finding.flatMap { SplitHalves(of: ladder, finding: $0) } }
    search = own.flatMap {
      ItemSearch(
        patterns: patterns, steepest: steepest, suites: Set(suites.map(\.run.suite)), of: $0, rules: options.rules)
    }
  }

  /// The default set of families on each axis, then each family alone.
  private static func samples(of asked: [Asked], options: RunOptions) -> [(families: Set<String>?, axis: ScaleAxis)] {
    let all = Set(asked.map(\.run.model.family)).filter { options.choice.families?.contains($0) ?? true }
    let alone: [Set<String>?] = all.count > 1 ? all.sorted().map { [$0] } : []
    let axes = [options.axis] + ScaleAxis.allCases.filter { $0 != options.axis }
    let known = axes.filter { axis in asked.contains { $0.run.model.x(on: axis) != nil } }
    return ([options.choice.families] + alone).flatMap { families in known.map { (families, $0) } }
  }
}

/// Some items of a ladder that somebody sought out, and what is left after allowing for that.
struct ItemSearch: Sendable {
  /// What was sought: `items`, `suites`, `steepest`.
  let kind: String
  /// The rule that won, as it was written; nil for the steepest.
  let chosen: String?
  /// Rules that it won against.
  let rules: Int
  let test: SubsetTest
  let check: SplitCheck?

  /// nil where nothing is sought or no item is found.
  init?(patterns: [String], steepest: Int?, suites: Set<String>, of ladder: Ladder, rules: Rules) {
    let filters: [(name: String, rows: [Int])]
    if !patterns.isEmpty {
      filters = patterns.map { pattern in
        let glob = Glob(pattern)
        return (
          pattern,
          ladder.items.indices.filter { glob.matchesName("\(ladder.items[$0].suite)/\(ladder.items[$0].item)") }
        )
      }
      kind = "items"
    } else if steepest == nil, suites.count > 1 {
      filters = suites.sorted().map { suite in (suite, ladder.items.indices.filter { ladder.items[$0].suite == suite })
      }
      kind = "suites"
    } else {
      filters = []
      kind = "steepest"
    }
    let full = filters.filter { !$0.rows.isEmpty }
    let search: SubsetTest.Search
    switch (steepest, full.count) {
    case (let count?, _): search = .steepest(count)
    case (nil, 0): return nil
    // One rule that was written down after looking is no better than the best so many items there are.
    case (nil, 1) where kind == "items": search = .chosen(full[0].rows)
    case (nil, _): search = .bestFilter(full.map(\.rows))
    }
    guard let test = SubsetTest(search, of: ladder, rules: rules, isCancelled: { Interruption.requested }) else {
      return nil
    }
    self.test = test
    self.rules = full.count
    chosen = full.first { $0.rows == test.rows }?.name
    check = full.isEmpty ? nil : SplitCheck(full.map(\.rows), of: ladder, isCancelled: { Interruption.requested })
  }
}
