import ArgumentParser
import Runs

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Every file found, what was read, what was not and why.",
    discussion: """
      Recomputes the aggregates that the logs store from the items and marks every run that disagrees.
      Exit status 3 if anything was rejected.
      """)

  @OptionGroup var options: RunOptions

  @Option(help: .format)
  var format: Format?

  func run() throws {
    options.tellIdle()
    let shelf = try Shelf(options.withoutAxis)
    let collection = try shelf.read()
    guard !collection.files.isEmpty else { throw shelf.nothingToShow(collection) }
    let runs = collection.catalogue.behaviours.flatMap(\.runs) + collection.catalogue.texts
    let asked = try collection.asked(runs)
    // The writers' aggregates are about the choices that their logs watch.
    let report = CheckReport(
      files: collection.files, checks: try collection.asked(runs, asStored: true).map(RunCheck.init(of:)),
      catalogue: collection.catalogue,
      remarks: asked.flatMap { [$0.remark, $0.watchRemark].compactMap { $0 } },
      folders: Set(shelf.paths.map(FileWalk.folder(of:))), name: shelf.name)
    try report.print(as: format)
    try shelf.finish(shelf.problems(collection), inFull: true)
  }
}
