import Dashboard
import Runs
import Store
import Trends

extension Answers {
  /// As `vane compare` has it.
  func compare(_ request: CompareRequest, isCancelled: () -> Bool) throws(StoreProblem) -> CompareContents? {
    var contents = try collection.compare(
      request, among: rows(measure: request.measure), choosing: choice(request.measure), rules: options.rules,
      isCancelled: isCancelled)
    if let rows = contents?.rows {
      // A plan file that cannot be read makes nothing of a comparison but that it was not planned.
      contents?.picked = (try? picked(Set(rows.map(\.side.key)), by: request.measure)) ?? .after
    }
    return contents
  }

  /// As `vane compare --model A --model B` has it, without the items.
  func models(_ pair: ModelPair, measure: Measure, isCancelled: () -> Bool) throws(StoreProblem) -> ModelsContents? {
    let (choice, scales) = (choice(measure), scales(of: pair))
    var found: [ModelDifference] = []
    for behaviour in collection.behaviours(variant: options.variant) {
      if isCancelled() { return nil }
      var one = try collection.difference(of: scales, on: behaviour, choosing: choice)
      one.items = []
      found.append(one)
    }
    return ModelsContents(pair: pair, rows: found)
  }

  /// The items of one behaviour under every model of its ladder.
  func modelItems(
    _ key: BehaviourKey, _ pair: ModelPair?, measure: Measure
  ) throws(StoreProblem) -> ModelItemsContents? {
    guard let behaviour = collection.behaviour(key) else { return nil }
    let asked = try collection.asked(behaviour.runs)
    let choice = choice(measure)
    let whole = Ladder(of: asked, choosing: choice)
    guard !whole.isAggregate else { return nil }
    let columns = whole.rungs.map { rung in
      // Of one model alone, so that no other takes items away.
      ModelColumn(Ladder(of: asked.filter { rung.models.contains($0.run.model) }, choosing: choice), by: whole.measure)
    }
    let names = Self.allItems(of: asked.filter { one in whole.rungs.contains { $0.models.contains(one.run.model) } })
    let texts = beginnings(of: names, asked: asked)
    return ModelItemsContents(
      key: key, pair: pair, measure: whole.measure, models: whole.rungs, axis: whole.axis,
      rows: names.enumerated().map { at, name in
        .init(
          name: name, text: texts.isEmpty ? "" : texts[at], values: columns.map { $0.value(of: name) },
          right: columns.map { $0.right(of: name) })
      },
      difference: try pair.map { pair throws(StoreProblem) in
        try collection.difference(of: scales(of: pair), on: behaviour, choosing: choice)
      },
      seen: try rows(measure: options.measure).count)
  }

  /// A column is headed by one of the seeds of its scale, and means all of them.
  private func scales(of pair: ModelPair) -> ModelPair {
    let models = collection.catalogue.models
    let scale = { (name: String) in models.first { $0.name == name }?.seedless ?? name }
    return ModelPair(a: scale(pair.a), b: scale(pair.b))
  }

  /// In the order of suite and file, those that only some models were asked behind the others of their suite.
  private static func allItems(of asked: [Asked]) -> [ItemName] {
    var seen: Set<ItemName> = []
    let longestFirst = asked.sorted {
      ($0.run.suite, -$0.columns.count, $0.run.path) < ($1.run.suite, -$1.columns.count, $1.run.path)
    }
    return longestFirst.flatMap { one in
      one.columns.items.map { ItemName(suite: one.run.suite, item: $0) }.filter { seen.insert($0).inserted }
    }
  }
}

/// One model's answers by item.
private struct ModelColumn {
  private var places: [ItemName: Int] = [:]
  private var values: [Double] = []
  private var judged: [[Bool]]?

  /// - Parameter measure: answers in another one are none.
  init(_ ladder: Ladder, by measure: Measure) {
    guard ladder.rungs.count == 1, ladder.measure == measure else { return }
    places = Dictionary(ladder.items.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    values = ladder.values.values
    judged = ladder.judged?.right
  }

  func value(of name: ItemName) -> Double { places[name].map { values[$0] } ?? .nan }
  func right(of name: ItemName) -> Bool? { places[name].flatMap { at in judged.map { $0[at][0] } } }
}
