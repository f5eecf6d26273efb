import ArgumentParser
import Dashboard
import Runs
import Trends

struct CompareCommand: Answering {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Behaviours side by side; the paired difference where the items are the same.",
    discussion: """
      Each behaviour is subtracted from the first. Items are paired by their names, two prompts of one behaviour by the \
      hash of what was asked, or by the items' own identities where each prompt asks otherwise. Where items differ the \
      reason is given, and the difference is that of the means, with the noise of both. Two models are compared on the \
      items that both answered, with what both missed and what only one; that is of these two models alone, and no trend.

      Examples:
        vane compare runs/ --of twohop:direct --of twohop:steps
        vane compare runs/ --of twohop
        vane compare runs/ --of facts:direct --model vane-3k --model vane-4.9m
        vane compare runs/ --of facts:direct --model vane-3k --model vane-4.9m --level item --format csv
      """)

  @OptionGroup var options: RunOptions

  @Option(
    help: "A behaviour (repeat for several, 2 to 12): name (every variant of it), name:variant, or either with /suite.")
  var of: [String] = []

  @Option(help: "Two models (give it twice), on the behaviours named, or on all.")
  var model: [String] = []

  @Option(help: "With --model: behaviour, or item to list every item with what became of it.")
  var level: Level = .behaviour

  @OptionGroup var output: AnswerOptions

  func validate() throws {
    guard model.isEmpty || model.count == 2 else { throw ValidationError("--model twice: one model with one other") }
    guard Set(model).count == model.count else { throw ValidationError("--model names two models, and this is one") }
    guard !of.isEmpty || !model.isEmpty else {
      throw ValidationError("--of twice or more, or --model twice: what is to be compared with what")
    }
    guard level != .suite else { throw ValidationError("--level is behaviour or item") }
    guard level == .behaviour || !model.isEmpty else {
      throw ValidationError("--level item lists the items of two models: give --model twice")
    }
  }

  /// Two models are compared by themselves, wherever they stand on whatever axis. Differences have their own noise, and
  /// lines tell of nothing else.
  func idle(in answers: Answers) -> Set<String> {
    if !model.isEmpty { return ["--axis", "--family", "--delta", "--q", "--noise"] }
    return output.holdsLinesAlone ? ["--q", "--noise"] : ["--q"]
  }

  /// Only a card for eyes counts them.
  var readsFlags: Bool { takeAway.file != nil || (showsCard && output.formatTold != .json) }

  /// It stands in the JSON, and below a table of behaviours.
  var showsCard: Bool {
    if takeAway.file != nil { return true }
    switch output.formatTold {
    case .json: return true
    case .table, .markdown: return model.isEmpty
    case .csv, .jsonl: return false
    }
  }

  func answer(from answers: Answers, on shelf: Shelf) throws -> (report: any Report, shown: Shown) {
    if model.isEmpty {
      let contents = try answers.comparison(of: of, measure: options.measure)
      let shown = Shown(keys: contents.rows.map(\.side.key))
      return (CompareReport(sides: contents, card: try card(of: shown, from: answers, by: "")), shown)
    }
    let models = try models(in: answers.collection)
    let shown = Shown(keys: models.map(\.key))
    let card = try card(of: shown, from: answers, by: "")
    return (CompareReport(models: models, level: level, measure: options.measure, card: card), shown)
  }

  private func models(in collection: Collection) throws -> [ModelDifference] {
    let pair = ModelPair(a: model[0], b: model[1])
    try collection.require(pair)
    let all = collection.behaviours(variant: options.variant).map { CompareSide($0.key) }
    let sides = of.isEmpty ? all : try collection.sides(named: of, variant: options.variant)
    return try sides.compactMap { side in
      try Interruption.check()
      var choice = options.choice
      choice.suite = side.suite
      return try collection.behaviour(side.key).map { try collection.difference(of: pair, on: $0, choosing: choice) }
    }
  }
}

extension Answers {
  /// What a command line names with `--of`, or `--compare`; the others are subtracted from the first.
  func comparison(of names: [String], measure: Measure) throws -> CompareContents {
    let sides = try collection.sides(named: names, variant: options.variant)
    guard let request = CompareRequest(sides, measure: measure) else {
      throw CommandProblem(
        .wrongUsage,
        "\(sides.count) behaviours and variants are named; a comparison takes \(CompareRequest.count.lowerBound) to "
          + "\(CompareRequest.count.upperBound)")
    }
    guard let contents = try compare(request, isCancelled: { Interruption.requested }) else {
      try Interruption.check()
      throw CommandProblem(.nothingToShow, "fewer than two of these are in the runs")
    }
    return contents
  }
}
