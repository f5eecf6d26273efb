import ArgumentParser
import Dashboard
import Runs

struct ItemsCommand: Answering {
  static let configuration = CommandConfiguration(
    commandName: "items",
    abstract: "One behaviour's items: each one's value at every model, its slope, its text, its flag.",
    discussion: """
      Fields of --where are those of the dashboard's list of items: docs/lists.md. What it leaves out is counted.

      Example:
        vane items runs/ --behaviour facts:direct --where 'slope < 0' --out falling.csv
      """)

  @OptionGroup var options: RunOptions

  var readsFlags: Bool { true }

  @Option(help: "The behaviour: name, or name:variant.")
  var behaviour: String

  @Option(help: "Only the items of this suite.")
  var suite: String?

  @Option(
    name: .customLong("where"), help: "Only items that are so: a pattern for name and text, or slope < 0 and last > 1.")
  var wanted: String?

  @Option(help: "SUITE/ITEM that is marked, as Space marks it in the dashboard (repeat).")
  var mark: [String] = []

  @OptionGroup var output: AnswerOptions

  /// Slopes are told without a verdict. Only what makes an item suspicious rests on one.
  func idle(in answers: Answers) -> Set<String> {
    let filter = wanted.flatMap { try? Filter($0, fields: Filter.itemFields) }
    return filter?.needsSuspicions == true ? ["--q"] : ["--delta", "--q", "--noise"]
  }

  func answer(from answers: Answers, on shelf: Shelf) throws -> (report: any Report, shown: Shown) {
    let filter = try wanted.map { try Filter.items($0, option: "--where") }
    let found = try answers.collection.behaviour(named: behaviour, variant: options.variant)
    let key = found.key
    guard case .behaviour(let contents) = answers.answer(.behaviour(key, measure: options.measure)) else {
      throw CommandProblem(.nothingToShow, "\(key): the options leave it out")
    }
    if let suite, !contents.suites.contains(where: { $0.name == suite }) {
      let names = contents.suites.map(\.name).joined(separator: ", ")
      throw CommandProblem(.wrongUsage, "\(key) has no suite '\(suite)'; it has: \(names)")
    }
    let kept = try filter.map { try answers.kept(contents, by: $0) } ?? contents.items
    let items = kept.filter { suite == nil || $0.name.suite == suite }
    let marked = try Marks(mark, in: [found], of: answers.collection).names
    let flags = answers.flags.flags
    let lines = items.map { item in
      ItemsReport.Line(
        item: item, isFlagged: flags[item.name]?.isFlagged == true,
        isMarked: marked.contains(item.name))
    }
    let words = [suite.map { "suite \($0)" }, filter?.text].compactMap { $0 }
    return (
      ItemsReport(contents: contents, lines: lines),
      Shown(
        keys: [key],
        items: Card.Items(
          shown: items.count, of: contents.items.count, filter: words.isEmpty ? nil : words.joined(separator: ", "),
          marked: lines.count { $0.isMarked }))
    )
  }
}
