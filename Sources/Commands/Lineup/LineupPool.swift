import Runs
import Store
import Trends

/// The curves that line-ups are drawn from and that the machine is tested on: each behaviour on each family's ladder.
/// One family at a time: a curve over two families is no curve.
struct LineupPool: Sendable {
  struct Curve: Sendable {
    var key: BehaviourKey
    var test: WasonTest.Case
    /// Curves of one ground may stand beside one another: the same models, the same number of choices.
    var ground: Ground
  }

  struct Ground: Hashable, Sendable {
    var models: [String]
    /// nil: not the same for all items, or not in the log.
    var choices: Int?
  }

  var curves: [Curve] = []

  /// What the options leave in view, under `measure` in place of theirs.
  init(_ collection: Collection, _ options: RunOptions, measure: Measure) throws(StoreProblem) {
    var choice = options.choice
    choice.measure = measure
    let families = Set(collection.catalogue.models.map(\.family)).filter { choice.families?.contains($0) ?? true }
    for behaviour in collection.behaviours(variant: options.variant) {
      let asked = try collection.asked(behaviour.runs)
      let byFamily = Dictionary(grouping: asked, by: \.run.model.family)
      for family in families.sorted() {
        guard let own = byFamily[family] else { continue }
        choice.families = [family]
        let ladder = Ladder(of: own, choosing: choice)
        guard ladder.measure == measure, ladder.rungs.count >= options.rules.minimumScales else { continue }
        let finding = Finding(of: ladder, under: options.rules)
        let name = "\(behaviour.key) (\(family))"
        guard let test = WasonTest.Case(finding, name: name, group: behaviour.key.behaviour) else { continue }
        let ground = Ground(models: ladder.rungs.map(\.name), choices: Self.choices(of: own))
        curves.append(Curve(key: behaviour.key, test: test, ground: ground))
      }
    }
  }

  var cases: [WasonTest.Case] { curves.map(\.test) }

  /// In an order that does not depend on that of a dictionary.
  var groups: [[WasonTest.Case]] {
    var order: [Ground] = []
    var groups: [Ground: [WasonTest.Case]] = [:]
    for curve in curves {
      if groups[curve.ground] == nil { order.append(curve.ground) }
      groups[curve.ground, default: []].append(curve.test)
    }
    return order.compactMap { groups[$0] }
  }

  func names(of keys: Set<BehaviourKey>) -> Set<String> {
    Set(curves.filter { keys.contains($0.key) }.map(\.test.name))
  }

  /// Choices of every item, if they all have as many: what chance gives in accuracy.
  private static func choices(of asked: [Asked]) -> Int? {
    var counts: Set<Int> = []
    for one in asked {
      let holder = one.columns.kind == .choices ? one.columns : one.questions ?? one.columns
      for at in 0..<holder.count { counts.insert(holder.values(of: at).count) }
      if counts.count > 1 { return nil }
    }
    return counts.first
  }
}
