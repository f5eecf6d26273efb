import ArgumentParser
import Dashboard
import Runs

struct BacktestCommand: Answering {
  static let configuration = CommandConfiguration(
    commandName: "backtest",
    abstract: "Hide the largest scales, call the direction, score the call against what was hidden.",
    discussion: """
      The record that any call of direction must be read with. Ladders where a rise of more than 1 nat was hidden and \
      called unlikely are listed as missed jumps, and their number is printed even when it is 0. Unforeseen rises are a \
      wider list: with any number of scales hidden, a rise of more than 1 nat (or of three times the models' noise) \
      where the visible trend was flat, open or falling, or the call below one half. Ladders whose seeds disagree are \
      named, since any of their points may be such a run.
      """)

  @OptionGroup var options: RunOptions

  @Option(help: "How many of the largest scales of each family to hide.")
  var hide = 1

  @OptionGroup var output: AnswerOptions

  func validate() throws {
    guard hide >= 1 else { throw ValidationError("--hide must be at least 1") }
  }

  /// Each call has its ladder's own noise, and beside it what is pooled over the ladders that are called. The smallest
  /// slope that matters is that of rises nobody foresaw and of seeds that disagree, which are not among the lines.
  func idle(in answers: Answers) -> Set<String> {
    output.holdsLinesAlone ? ["--delta", "--q", "--noise"] : ["--q", "--noise"]
  }

  func answer(from answers: Answers, on shelf: Shelf) throws -> (report: any Report, shown: Shown) {
    let found = try answers.backtest(measure: options.measure, hide: hide, isCancelled: { Interruption.requested })
    guard let contents = found else { throw CommandProblem(.interrupted, "interrupted") }
    let leftOut = Set(contents.leftOut)
    let keys = answers.collection.behaviours(variant: options.variant).map(\.key)
    return (BacktestReport(contents: contents), Shown(keys: keys.filter { !leftOut.contains($0.description) }))
  }
}
