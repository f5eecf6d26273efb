import Dashboard
import Runs
import Store
import Trends

/// One row of `vane trends`: a behaviour under a variant, one of its suites, or one item.
struct TrendRow: Sendable {
  var key: BehaviourKey
  var suite: String?
  var item: String?
  var finding: Finding
  /// The record that the item was read from, at its largest model.
  var source: Source?
  /// Of an item, drawn towards its behaviour.
  var posterior: Posterior?

  /// One of `ItemPosteriors`.
  struct Posterior: Sendable {
    var shrunk: Double
    var deviation: Double
    var pRise: Double
  }

  typealias Source = (path: String, address: Address)
}

/// How deep the rows go.
enum Level: String, CaseIterable {
  case behaviour, suite, item
}

extension Collection {
  /// The rows at a level, in name order, with q over all of them.
  func rows(
    _ level: Level, choosing choice: Ladder.Choice, variant: String?, rules: Rules, counting permutations: Bool = false
  ) throws(StoreProblem) -> [TrendRow] {
    let behaviours = behaviours(variant: variant)
    let priors = try level == .item ? self.priors(choosing: choice, variant: variant, rules: rules) : [:]
    let parts = try inParallel(behaviours) { behaviour throws(StoreProblem) in
      try self.ladders(of: behaviour, level, choosing: choice, rules: rules, prior: priors[behaviour.key])
    }
    let rows = parts.flatMap { $0 }
    // Model noise may be borrowed from other behaviours; items of one behaviour are no such sample of it.
    var own = rules
    if level == .item { own.pooledBehaviours = .max }
    var findings = Finding.all(
      of: rows.map(\.ladder), named: rows.map(\.key.behaviour), under: own, keyLabels: rows.map(\.keyLabels))
    if permutations {
      let tests = inParallel(rows) {
        PermutationTest(of: $0.ladder, rules: rules, isCancelled: { Interruption.requested })
      }
      for (at, test) in tests.enumerated() { test.map { findings[at].include($0) } }
    }
    return zip(rows, findings).map { row, finding in
      var finding = finding
      finding.caveats += row.ladder.remarks.map(Caveat.init)
      return TrendRow(
        key: row.key, suite: row.suite, item: row.item, finding: finding, source: row.source, posterior: row.posterior)
    }
  }
}

extension Collection {
  /// The rows of the first screen: every behaviour in view, with its suites.
  func behaviourRows(
    choosing choice: Ladder.Choice, variant: String?, rules: Rules
  ) throws(StoreProblem) -> [BehaviourRow] {
    let suites = Dictionary(
      catalogue.behaviours.map { ($0.key, $0.suites) }, uniquingKeysWith: { first, _ in first })
    return try rows(.behaviour, choosing: choice, variant: variant, rules: rules)
      .map { BehaviourRow(key: $0.key, finding: $0.finding, suites: suites[$0.key] ?? []) }
  }
}

/// A row before it is tested.
private struct UntestedRow: Sendable {
  var key: BehaviourKey
  var suite: String?
  var item: String?
  var ladder: Ladder
  /// Of a row of many items; one item's key is always one label.
  var keyLabels: [String] = []
  var source: TrendRow.Source?
  var posterior: TrendRow.Posterior?

  init(key: BehaviourKey, suite: String? = nil, item: String? = nil, ladder: Ladder, source: TrendRow.Source? = nil) {
    self.key = key
    self.suite = suite
    self.item = item
    self.ladder = ladder
    self.source = source
  }

  init(key: BehaviourKey, suite: String? = nil, asked: [Asked], choosing choice: Ladder.Choice, rules: Rules) {
    self.init(key: key, suite: suite, ladder: Ladder(of: asked, choosing: choice))
    keyLabels = KeyLabels(of: asked, on: ladder, rules: rules).labels
  }
}

extension Collection {
  private func ladders(
    of behaviour: Catalogue.Behaviour, _ level: Level, choosing choice: Ladder.Choice, rules: Rules, prior: NoisePrior?
  ) throws(StoreProblem) -> [UntestedRow] {
    let asked = try asked(behaviour.runs)
    switch level {
    case .behaviour: return [UntestedRow(key: behaviour.key, asked: asked, choosing: choice, rules: rules)]
    case .suite:
      // A behaviour may have thousands: each is asked of its own runs, and not of all.
      let bySuite = Dictionary(grouping: asked, by: \.run.suite)
      return behaviour.suites.map { suite in
        var part = choice
        part.suite = suite
        return UntestedRow(
          key: behaviour.key, suite: suite, asked: bySuite[suite] ?? [], choosing: part, rules: rules)
      }
    case .item:
      let ladder = Ladder(of: asked, choosing: choice)
      let places = ItemPlaces(of: asked, on: ladder)
      let posteriors = Self.posteriors(of: ladder, rules: rules, prior: prior)
      return ladder.items.indices.map { at in
        let name = ladder.items[at]
        var row = UntestedRow(
          key: behaviour.key, suite: name.suite, item: name.item, ladder: ladder.only(row: at),
          source: places.source(of: name))
        row.posterior = posteriors[name]
        return row
      }
    }
  }
}

extension Collection {
  /// The model noise that each behaviour's own row borrows: what is said of its items rests on the same.
  private func priors(
    choosing choice: Ladder.Choice, variant: String?, rules: Rules
  ) throws(StoreProblem) -> [BehaviourKey: NoisePrior] {
    guard behaviours(variant: variant).count >= rules.pooledBehaviours else { return [:] }
    let known = try rows(.behaviour, choosing: choice, variant: variant, rules: rules)
      .compactMap { row in row.finding.prior.map { (row.key, $0) } }
    return Dictionary(known, uniquingKeysWith: { first, _ in first })
  }

  /// Empty where the behaviour's trend has no error of its own.
  private static func posteriors(
    of whole: Ladder, rules: Rules, prior: NoisePrior?
  ) -> [ItemName: TrendRow.Posterior] {
    let ladder = whole.finite
    guard let all = ItemPosteriors(of: ladder, rules: rules, prior: prior), all.deviation.isFinite else { return [:] }
    let posteriors = ladder.items.indices.map {
      TrendRow.Posterior(shrunk: all.shrunk[$0], deviation: all.deviation, pRise: all.pRise[$0])
    }
    return Dictionary(zip(ladder.items, posteriors), uniquingKeysWith: { first, _ in first })
  }
}

extension Caveat {
  init(_ remark: Ladder.Remark) { self.init(name: remark.name, mark: remark.mark, sentence: remark.sentence) }
}

/// Where each item is written, at the largest model of a ladder.
struct ItemPlaces {
  private var sources: [ItemName: TrendRow.Source] = [:]

  init(of asked: [Asked], on ladder: Ladder) {
    // Rungs stand family by family, so the last of them is not always the largest.
    let largest = ladder.rungsByScale.last.flatMap { ladder.rungs[$0].models.first }
    for one in asked where one.run.model == largest {
      for (at, item) in one.columns.items.enumerated() {
        sources[ItemName(suite: one.run.suite, item: item)] = (one.run.path, one.columns.address(of: at))
      }
    }
  }

  func source(of name: ItemName) -> TrendRow.Source? { sources[name] }
}
