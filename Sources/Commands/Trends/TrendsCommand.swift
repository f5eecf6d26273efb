import ArgumentParser
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
    let shelf = try Shelf(options)
    let collection = try shelf.read()
    guard !collection.catalogue.behaviours.isEmpty else { throw shelf.nothingToShow(collection) }
    let report = try TrendsReport(shelf: shelf, collection: collection, level: level, permutations: permutations)
    try report.print(as: format)
    let unmet = expectations?.unmet(by: report.rows) ?? []
    for sentence in unmet { Streams.say(sentence) }
    if !unmet.isEmpty { throw CommandProblem(.differs) }
    try shelf.finish(report.problems)
  }
}

extension Level: ExpressibleByArgument {}
