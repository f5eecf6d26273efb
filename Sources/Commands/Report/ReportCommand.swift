import ArgumentParser
import Runs

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "A Markdown page of all behaviours: census, verdicts with their caveats, models, flags.",
    discussion: """
      Example:
        vane report runs/ --out report.md
      """)

  @OptionGroup var options: RunOptions

  @Option(help: "The file to write; - is standard output.", completion: .file(extensions: ["md"]))
  var out = "-"

  func run() throws {
    let shelf = try Shelf(options)
    let collection = try shelf.read()
    guard !collection.catalogue.behaviours.isEmpty else { throw shelf.nothingToShow(collection) }
    let report = try TrendsReport(shelf: shelf, collection: collection, level: .behaviour)
    try Interruption.check()
    let flags = try FlagShelf(options)
    let page = ReportPage(
      report: report, title: shelf.title, flags: FlagState.fold(flags.flags), command: ShellWords.current)
    if out == "-" {
      try Streams.write(page.text)
    } else {
      try TextFile.write(page.text, to: out)
    }
    try shelf.finish(report.problems)
  }
}
