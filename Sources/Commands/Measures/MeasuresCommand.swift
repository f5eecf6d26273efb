import ArgumentParser
import Runs
import Store
import Trends

struct MeasuresCommand: Answering {
  static let configuration = CommandConfiguration(
    commandName: "measures",
    abstract: "Each behaviour by every measure of the same items, and whether its verdict hangs on the choice.",
    discussion: """
      `contradicted`: two measures settle the question otherwise. `open`: some settle it, others leave it open. Coverage \
      is shown and not counted, since it says nothing of the behaviour. A measure that a behaviour's runs lack is empty.

      In JSON, `nlp_parts` splits the mean log score at each model into what the mean margin alone would give \
      (`preference`) and what the margins' spread takes away (`spread`): a falling score under a level margin is spread.

      Example:
        vane measures runs/ --behaviour flattery
      """)

  @OptionGroup var options: RunOptions

  @Option(help: "Only this behaviour: name, or name:variant. Default: all.")
  var behaviour: String?

  @OptionGroup var output: AnswerOptions

  /// Every measure has its line, and verdicts stand without their marks: only the JSON's head names the usual one and q.
  func idle(in answers: Answers) -> Set<String> { output.formatTold == .json ? [] : ["--measure", "--q"] }

  func answer(from answers: Answers, on shelf: Shelf) throws -> (report: any Report, shown: Shown) {
    let chosen = try answers.collection.behaviours(named: behaviour, variant: options.variant)
    let report = try MeasuresReport(of: chosen, from: answers)
    return (report, Shown(keys: chosen.map(\.key)))
  }
}
