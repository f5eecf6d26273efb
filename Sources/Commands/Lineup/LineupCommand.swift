import ArgumentParser
import Runs
import Store
import Trends

struct LineupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lineup",
    abstract: "The machine's Wason test: does a likelihood line tell which accuracy curve jumps?",
    discussion: """
      It can be lost, and it refuses when there are fewer than ten curves of each kind.

      People play the same game blind in the dashboard (l); --report shows what they picked.
      """)

  @OptionGroup var options: RunOptions

  @Option(help: "Seed of the permutations.")
  var seed: UInt64 = 1

  @ArgumentParser.Flag(
    name: [.customLong("report"), .customLong("rounds")],
    help: "List the stored rounds of people, with the exact p of each person and question.")
  var rounds = false

  @Option(help: .format)
  var format: Format?

  func run() throws {
    if rounds { return try printRounds() }
    let shelf = try Shelf(options)
    let collection = try shelf.readBehaviours()
    // Lines and classes of accuracy, and no verdict.
    options.tellIdle(among: ["--delta", "--q", "--noise", "--flags"])
    let cases = try LineupPool(collection, options, measure: options.measure).cases
    guard let test = WasonTest(of: cases, seed: seed, isCancelled: { Interruption.requested }) else {
      throw CommandProblem(.interrupted, "interrupted")
    }
    let report = LineupReport(test: test, cases: cases, measure: options.measure, seed: seed)
    try report.print(as: format)
    try shelf.finish(shelf.problems(collection))
  }

  /// The runs themselves are not read: only the file beside them is.
  private func printRounds() throws {
    options.tellIdle(besides: "--flags")
    if seed != 1 { Streams.tellIdle("--seed") }
    let log = LineupShelf.log(options)
    let (plays, problems) = LineupShelf.read(log)
    let names = PathNames(options)
    try LineupRoundsReport(file: names.name(log.places.shown), plays: plays).print(as: format)
    Streams.say(problems, named: names.name)
    if !problems.isEmpty { throw CommandProblem(.someInputRejected) }
    try options.expectFolders(hasFound: !plays.isEmpty)
  }
}
