import ArgumentParser
import Dashboard
import Runs
import Trends

struct TrendsCommand: Answering {
  static let configuration = CommandConfiguration(
    commandName: "trends", abstract: "One row per behaviour, suite or item, with its points and its verdict.",
    discussion: """
      Examples:
        vane trends runs/ --format json | jq '.rows[] | select(.verdict == "rising") | .behaviour'
        vane trends runs/ --family gpt3 --measure nlp
        vane trends runs/ --level item --format csv > items.csv
      """)

  @OptionGroup var options: RunOptions

  @Option(help: "behaviour, suite or item.")
  var level: Level = .behaviour

  @Option(help: "Only this behaviour (repeat for several): name, or name:variant. q is still over all of them.")
  var behaviour: [String] = []

  @OptionGroup var output: AnswerOptions

  @ArgumentParser.Flag(
    inversion: .prefixedNo,
    help:
      "Say how many items the items count as (n_eff), by all orders of the scales: most of the time with many items.")
  var permutations = true

  @Option(
    name: .customLong("where"),
    help: "Only rows that are so: a pattern for names, or verdict = rising and n > 50. q is still over all of them.")
  var wanted: String?

  @Option(
    help: "Lines of BEHAVIOUR: VERDICT [| VERDICT …]; end with status 5 and say what is otherwise.", completion: .file()
  )
  var expect: String?

  func validate() throws {
    guard expect == nil || level == .behaviour else { throw ValidationError("--expect is about --level behaviour") }
  }

  func run() throws {
    // Before anything is read: a mistake in it should not cost an hour.
    let expectations = try expect.map { file throws(CommandProblem) in
      guard let text = TextFile.read(file, mayWait: true) else {
        throw CommandProblem(.wrongUsage, "\(file): cannot be read; --expect names a text file")
      }
      return try Expectations(text, file: file)
    }
    _ = try filter()
    if let file = takeAway.file { try options.expectWriting(file) }
    let shelf = try Shelf(options)
    let answers = try shelf.answers()
    tellIdle(answers)
    let (report, shown) = try answered(answers, shelf)
    let unmet = expectations?.unmet(by: report.all) ?? []
    if let file = takeAway.file {
      try taken(report, shown, from: answers, by: commandAgain)
        .write(to: file, mayOverwrite: true, besides: answers.collection)
    } else {
      try report.print(as: output.format)
    }
    let problems = report.problems + unreadFlags(answers)
    if unmet.isEmpty { return try shelf.finish(problems) }
    // A verdict may be otherwise because of what could not be read.
    shelf.tell(problems)
    for sentence in unmet { Streams.say(sentence) }
    throw CommandProblem(.differs)
  }

  func answer(from answers: Answers, on shelf: Shelf) throws -> (report: any Report, shown: Shown) {
    let (report, shown) = try answered(answers, shelf)
    return (report, shown)
  }

  var readsFlags: Bool { takeAway.file != nil || (try? filter())?.mentions("flagged") == true }

  private func filter() throws(CommandProblem) -> Filter? {
    try wanted.map { text throws(CommandProblem) in try Filter.rows(text, option: "--where") }
  }

  private func answered(_ answers: Answers, _ shelf: Shelf) throws -> (TrendsReport, Shown) {
    let collection = answers.collection
    var report = try TrendsReport(shelf: shelf, collection: collection, level: level, permutations: permutations)
    var shown = Shown()
    if !behaviour.isEmpty {
      let named = try behaviour.flatMap { try collection.behaviours(named: $0, variant: options.variant) }
      let keys = Set(named.map(\.key))
      report.keep { keys.contains($0.key) }
    }
    if let filter = try filter() {
      let before = Set(report.rows.map(\.key))
      let (test, known) = (FilterTest(filter), try KnownRows(for: filter, answers))
      report.keep { test.holds(known.listed($0.key, $0.finding, suite: $0.suite, item: $0.item)) }
      shown.filter = (filter.text, before.subtracting(report.rows.map(\.key)).count)
    }
    if !behaviour.isEmpty || shown.filter != nil { shown.keys = report.rows.map(\.key) }
    return (report, shown)
  }
}

extension Level: ExpressibleByArgument {}
