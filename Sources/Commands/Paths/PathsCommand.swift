import ArgumentParser
import Dashboard
import Runs
import Store
import Trends

struct PathsCommand: Answering {
  static let configuration = CommandConfiguration(
    commandName: "paths",
    abstract: "A behaviour along every path of analysis; what a choice of items is worth.",
    discussion: """
      Every combination of measure, aggregation, prompt, families and axis that the runs allow, each with its slope and \
      verdict. The default path is fixed by the options before anything is looked at, and marked.

      Items that were chosen after seeing the lines (--items, --steepest) are held against the same search under every \
      order of the scales, and their slope is drawn towards the behaviour's. Several patterns are rules among which the \
      best is sought; without any, the behaviour's suites are.

      Examples:
        vane paths runs/ --behaviour twohop
        vane paths runs/ --behaviour facts:direct --items 'facts-00*' --items 'facts-01*'
      """)

  @OptionGroup var options: RunOptions

  @Option(help: "The behaviour: name, or name:variant for the default prompt. Default: all.")
  var behaviour: String?

  @Option(help: "Items by name, * and ? as in the shell (repeat for several rules).")
  var items: [String] = []

  @Option(help: "So many items of the steepest rise, as if somebody had looked for them.")
  var steepest: Int?

  @OptionGroup var output: AnswerOptions

  func validate() throws {
    if let steepest, steepest < 1 { throw ValidationError("--steepest must be at least 1") }
    guard steepest == nil || items.isEmpty else { throw ValidationError("--items or --steepest, not both") }
  }

  /// q marks verdicts, and none is told here with its marks.
  func idle(in answers: Answers) -> Set<String> { ["--q"] }

  func answer(from answers: Answers, on shelf: Shelf) throws -> (report: any Report, shown: Shown) {
    let collection = answers.collection
    // Text loss is an axis to look along whatever the default one is.
    let everywhere = try answers.everywhere()
    let chosen = try collection.behaviours(named: behaviour, variant: options.variant)
    let findings = try answers.findings(measure: options.measure)
    var seen: Set<String> = []
    let defaults = chosen.filter { seen.insert($0.key.behaviour).inserted }
    let found = try inParallel(defaults) { one throws(StoreProblem) in
      try Forks(
        of: one, in: everywhere, options: options, finding: findings[one.key],
        patterns: items, steepest: steepest)
    }
    try Interruption.check()
    if !items.isEmpty, found.allSatisfy({ $0.search == nil }) {
      throw CommandProblem(
        .wrongUsage,
        "no item of \(behaviour ?? "any behaviour") is called '\(items.joined(separator: "' or '"))'; "
          + "vane items lists them")
    }
    let report = PathsReport(forks: found, options: options)
    return (report, Shown(keys: defaults.map(\.key)))
  }
}
