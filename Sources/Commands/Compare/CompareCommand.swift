import ArgumentParser
import Dashboard
import Runs
import Trends

struct CompareCommand: Answering {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Behaviours side by side; the paired difference where the items are the same.",
    discussion: """
      Items are paired by their names, two prompts of one behaviour by the hash of what was asked, or by the items' own \
      identities where each prompt asks otherwise. Where items differ there is no paired difference, and the reason is \
      given. Two models are compared on the items that both answered; that difference is of these two models alone, \
      and no trend.

      Examples:
        vane compare runs/ --of twohop:direct --of twohop:steps
        vane compare runs/ --of facts:direct --model vane-3k --model vane-4.9m
      """)

  @OptionGroup var options: RunOptions

  @Option(help: "A behaviour (repeat for several): name, or name:variant.")
  var of: [String] = []

  @Option(help: "Two models (give it twice), on the behaviours named, or on all.")
  var model: [String] = []

  @OptionGroup var output: AnswerOptions

  func validate() throws {
    guard model.isEmpty || model.count == 2 else { throw ValidationError("--model twice: one model with one other") }
    guard of.count >= 2 || !model.isEmpty else {
      throw ValidationError("--of twice or more, or --model twice: what is to be compared with what")
    }
  }

  func answer(from answers: Answers, on shelf: Shelf) throws -> (report: any Report, shown: Shown) {
    let collection = answers.collection
    let named = try of.map { try collection.behaviour(named: $0) }
    let models =
      model.isEmpty
      ? []
      : try (named.isEmpty ? collection.behaviours(variant: options.variant) : named).map { behaviour in
        try ModelPair(of: behaviour, in: collection, models: model, choosing: options.choice)
      }
    let sides = try CompareReport.sides(model.isEmpty ? named.map(\.key) : [], from: answers, options: options)
    let keys = models.isEmpty ? sides.map(\.key) : models.map(\.key)
    let card = try card(of: Shown(keys: keys), from: answers, by: "")
    let report = CompareReport(sides: sides, models: models, measure: options.measure, card: card, rules: options.rules)
    return (report, Shown(keys: keys))
  }
}

extension CompareReport {
  /// q and pooled noise belong to all behaviours in view, so the findings are those of `vane trends`.
  static func sides(_ keys: [BehaviourKey], from answers: Answers, options: RunOptions) throws -> [Side] {
    let all = try answers.rows(measure: options.measure)
    return try keys.compactMap { key in
      guard let behaviour = answers.collection.behaviour(key) else { return nil }
      let asked = try answers.collection.asked(behaviour.runs)
      return Side(
        key: key, finding: all.first { $0.key == key }?.finding, ladder: Ladder(of: asked, choosing: options.choice),
        contents: ContentHashes(of: asked))
    }
  }
}

/// Hash of what was asked, for each item of some runs.
struct ContentHashes {
  private var hashes: [ItemName: UInt64] = [:]

  init(of asked: [Asked]) {
    for one in asked {
      for (at, item) in one.columns.items.enumerated() {
        let name = ItemName(suite: one.run.suite, item: item)
        if hashes[name] == nil { hashes[name] = one.content(of: at) }
      }
    }
  }

  subscript(items: [ItemName]) -> [UInt64] { items.map { hashes[$0] ?? 0 } }
}
