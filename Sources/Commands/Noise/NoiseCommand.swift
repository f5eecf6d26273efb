import ArgumentParser
import Dashboard
import Runs
import Store
import Trends

struct NoiseCommand: Answering {
  static let configuration = CommandConfiguration(
    commandName: "noise",
    abstract: "Where the doubt about a trend comes from, and what would settle it.",
    discussion: """
      How much one point of the curve would move with other items, another prompt, another seed, a neighbouring \
      checkpoint or another model of its size. A layer that the runs cannot tell is unknown, which is not the same as 0.

      For an open trend: how many models, seeds or items it would take to see its slope (or the smallest that matters, \
      if that is larger) with 80 % power, and which of them helps most when doubled. A plan and no promise.

      Example:
        vane noise runs/ --behaviour recall:direct
      """)

  @OptionGroup var options: RunOptions

  @Option(help: "Only this behaviour: name, or name:variant. Default: all.")
  var behaviour: String?

  @OptionGroup var output: AnswerOptions

  /// q marks verdicts, and none is told here with its marks.
  func idle(in answers: Answers) -> Set<String> { ["--q"] }

  func answer(from answers: Answers, on shelf: Shelf) throws -> (report: any Report, shown: Shown) {
    let collection = answers.collection
    let chosen = try collection.behaviours(named: behaviour, variant: options.variant)
    let findings = try answers.findings(measure: options.measure)
    let variants = Dictionary(grouping: collection.catalogue.behaviours, by: \.key.behaviour)
    let names = Set(chosen.map(\.key.behaviour)).sorted()
    let found = try inParallel(names) { name throws(StoreProblem) in
      try NoiseRow.prompts(variants[name] ?? [], in: collection, choosing: options.choice)
    }
    let prompts = Dictionary(uniqueKeysWithValues: zip(names, found))
    let rows = try inParallel(chosen) { one throws(StoreProblem) in
      try NoiseRow(
        of: one, in: collection, choosing: options.choice, finding: findings[one.key],
        prompts: prompts[one.key.behaviour] ?? [:])
    }
    let report = NoiseReport(rows: rows.compactMap { $0 }, options: options)
    return (report, Shown(keys: rows.compactMap { $0?.key }))
  }
}
