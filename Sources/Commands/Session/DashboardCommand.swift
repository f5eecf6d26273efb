import ArgumentParser
import Canvas
import Curses
import Runs

struct DashboardCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dashboard", abstract: "Open the dashboard on run folders or files. This is the default.",
    discussion: """
      Without a terminal, or with TERM=dumb, the overview is printed as a table.

      Keys: ? in the dashboard. Your own keys, theme and columns: vane config.
      """)

  @OptionGroup var options: RunOptions

  @OptionGroup var looks: LookOptions

  @ArgumentParser.Flag(help: "Begin at the top, not where you left the last time.")
  var fresh = false

  func run() throws {
    let wishes = try looks.wishes.or(.environment())
    // A mistake in a theme is told before the terminal is taken.
    _ = try ThemeShelf.theme(named: wishes.theme)
    do throws(TerminalProblem) {
      try Terminal.check()
    } catch {
      return try printTable(Shelf(options))
    }
    let configuration = Configuration.usual
    let shelf = try Shelf(options.with(configuration.defaults))
    try Session(shelf: shelf, looks: wishes, configuration: configuration, isFresh: fresh).run()
  }

  /// What the overview says, for pipes and terminals that cannot draw.
  private func printTable(_ shelf: Shelf) throws {
    let collection = try shelf.read()
    guard !collection.catalogue.behaviours.isEmpty else { throw shelf.nothingToShow(collection) }
    let report = try TrendsReport(shelf: shelf, collection: collection, level: .behaviour)
    try Streams.write(report.table)
  }
}
