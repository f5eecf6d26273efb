import ArgumentParser
import Dashboard
import Runs

struct ReportCommand: FileCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "A Markdown page of all behaviours: census, verdicts with their caveats, models, flags.",
    discussion: """
      Example:
        vane report runs/ --out report.md
      """)

  @OptionGroup var options: RunOptions

  var readsFlags: Bool { true }
  var showsCard: Bool { true }

  @OptionGroup var takeAway: TakeAwayOptions

  func run() throws { try writeFile() }

  func file(from answers: Answers, on shelf: Shelf, by command: String) throws -> TakenAway {
    let report = try TrendsReport(shelf: shelf, collection: answers.collection, level: .behaviour)
    try Interruption.check()
    let flags = answers.flags.flags
    let page = ReportPage(
      report: report, title: shelf.title, flags: flags, unreadFlags: answers.flags.problems,
      present: try answers.collection.present(flags.items.map(\.key)), leftOut: leftOut(report, from: answers),
      card: try card(of: Shown(), from: answers, by: command))
    return TakenAway(page.text)
  }

  /// Of the behaviours and families that the page is about.
  private func leftOut(_ report: TrendsReport, from answers: Answers) -> [Run] {
    let keys = Set(report.rows.map(\.key))
    return answers.collection.catalogue.superseded.filter { run in
      run.differs && keys.contains(run.key) && options.choice.families?.contains(run.model.family) ?? true
    }
  }
}
