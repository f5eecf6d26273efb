import ArgumentParser
import Dashboard
import Runs
import Trends

struct TrendsCommand: ParsableCommand {
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

  @Option(help: "table, json, csv or jsonl. Default: table on a terminal, else json.")
  var format: Format?

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
      guard let text = TextFile.read(file) else {
        throw CommandProblem(.wrongUsage, "\(file): cannot be read; --expect names a text file")
      }
      return try Expectations(text, file: file)
    }
    let filter = try wanted.map { text throws(CommandProblem) in
      do throws(Filter.Mistake) {
        return try Filter(text, fields: Filter.rowFields)
      } catch {
        Streams.say("--where: \(error.what)")
        Streams.say("  \(text)")
        throw CommandProblem(.wrongUsage, "  " + String(repeating: " ", count: error.place) + "^")
      }
    }
    let shelf = try Shelf(options)
    let collection = try shelf.read()
    guard !collection.catalogue.behaviours.isEmpty else { throw shelf.nothingToShow(collection) }
    var report = try TrendsReport(shelf: shelf, collection: collection, level: level, permutations: permutations)
    let unmet = expectations?.unmet(by: report.rows) ?? []
    if let filter { report.keep { filter.holds($0.key, $0.finding, suites: [$0.suite].compactMap { $0 }) } }
    try report.print(as: format)
    for sentence in unmet { Streams.say(sentence) }
    if !unmet.isEmpty { throw CommandProblem(.differs) }
    try shelf.finish(report.problems)
  }
}

extension Level: ExpressibleByArgument {}
