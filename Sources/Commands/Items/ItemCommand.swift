import ArgumentParser
import Dashboard
import Runs

struct ItemCommand: Answering {
  static let configuration = CommandConfiguration(
    commandName: "item",
    abstract: "One item: the question as it was asked, each choice at every model, what people said of it.",
    discussion: """
      Example:
        vane item runs/ --behaviour facts:direct --item facts-007 --out facts-007.md
      """)

  @OptionGroup var options: RunOptions

  var readsFlags: Bool { true }

  @Option(help: "The behaviour: name, or name:variant.")
  var behaviour: String

  @Option(help: "The item's name.")
  var item: String

  @Option(help: "Its suite, where several have an item of that name.")
  var suite: String?

  @OptionGroup var output: AnswerOptions

  /// No trend is told, and each model's own numbers; only the JSON says where the item stands in a list by a measure.
  func idle(in answers: Answers) -> Set<String> {
    let always: Set = ["--delta", "--q", "--noise"]
    return output.formatTold == .json ? always : always.union(["--measure", "--axis"])
  }

  func answer(from answers: Answers, on shelf: Shelf) throws -> (report: any Report, shown: Shown) {
    let found = try answers.collection.behaviour(named: behaviour, variant: options.variant)
    let names = Set(
      try answers.collection.asked(found.runs).filter { asked in
        (suite ?? asked.run.suite) == asked.run.suite && asked.columns.items.contains(item)
      }.map { ItemName(suite: $0.run.suite, item: item) }
    ).sorted()
    guard let name = names.first else {
      throw CommandProblem(.wrongUsage, "\(found.key) has no item '\(item)'; vane items lists them")
    }
    guard names.count == 1 else {
      let suites = names.map(\.suite).joined(separator: ", ")
      throw CommandProblem(.wrongUsage, "several suites have an item '\(item)'; name one by --suite: \(suites)")
    }
    guard case .item(let contents) = answers.answer(.item(found.key, name)) else {
      throw CommandProblem(.nothingToShow, "\(found.key): \(item) cannot be read")
    }
    let flags = answers.flags.flags
    let items = Card.Items(shown: 1, of: contents.of)
    return (ItemReport(contents: contents, state: flags[name]), Shown(keys: [found.key], items: items))
  }
}
