import ArgumentParser
import Runs
import Store
import Trends

struct AggregateCommand: Answering {
  static let configuration = CommandConfiguration(
    commandName: "aggregate",
    abstract: "Aggregate perplexity, the texts that it is made of, and each slope with it held constant.",
    discussion: """
      A likelihood can rise only because the model became more coherent. The slope at equal perplexity says what is \
      left of a behaviour's trend beyond that, and `tolerance` how much of the scale perplexity does not explain: where \
      it is small the interval is wide, and below 0.05 the two cannot be told apart.

      Example:
        vane aggregate runs/ --format csv
      """)

  @OptionGroup var options: RunOptions

  @OptionGroup var output: AnswerOptions

  var isAboutTexts: Bool { true }

  /// No verdict is told, and to an eye no error of the slopes that may borrow noise.
  func idle(in answers: Answers) -> Set<String> {
    switch output.formatTold {
    case .json, .jsonl, .csv: ["--delta", "--q"]
    case .table, .markdown: ["--delta", "--q", "--noise"]
    }
  }

  func answer(from answers: Answers, on shelf: Shelf) throws -> (report: any Report, shown: Shown) {
    let collection = answers.collection
    let rows = try collection.rows(
      .behaviour, choosing: options.choice, variant: options.variant, rules: options.rules)
    let held = try collection.held(
      collection.behaviours(variant: options.variant), choosing: options.choice, rules: options.rules)
    let report = AggregateReport(options: options, aggregate: try collection.aggregate(), rows: rows, held: held)
    return (report, Shown())
  }
}
