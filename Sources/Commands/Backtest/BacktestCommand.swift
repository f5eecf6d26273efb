import ArgumentParser
import Runs
import Trends

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

  func answer(from answers: Answers, on shelf: Shelf) throws -> (report: any Report, shown: Shown) {
    let collection = answers.collection
    let behaviours = collection.behaviours(variant: options.variant)
    let cases = try behaviours.map { behaviour in
      Backtest.Case(
        name: behaviour.key.description, task: behaviour.key.behaviour,
        ladder: Ladder(of: try collection.asked(behaviour.runs), choosing: options.choice))
    }
    // Another measure would put two units on one scale: a behaviour that lacks this one is left out, and named.
    let comparable = cases.filter { $0.ladder.measure == options.measure }
    let report = BacktestReport(
      backtest: Backtest(of: comparable, hide: hide, rules: options.rules),
      unforeseen: UnforeseenRise.all(of: comparable, rules: options.rules), measure: options.measure,
      leftOut: cases.filter { $0.ladder.measure != options.measure }.map(\.name))
    let own = zip(behaviours, cases).filter { $0.1.ladder.measure == options.measure }
    return (report, Shown(keys: own.map(\.0.key)))
  }
}
