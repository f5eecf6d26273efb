import ArgumentParser
import Runs
import Settings

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Write a vane.toml into a run folder, from what was found there.",
    discussion: """
      Everything in it is a comment: models with family, size and where that came from, tasks and behaviours, variants, \
      the choice that is watched. Take the # from what you want to say yourself. A vane.toml that is there already is \
      never touched.

      Example:
        vane init runs/ && $EDITOR runs/vane.toml && vane check runs/
      """)

  @OptionGroup var options: RunOptions

  @ArgumentParser.Flag(help: "Print it, and write nothing.")
  var stdout = false

  func validate() throws {
    guard options.paths.count <= 1 else { throw ValidationError("one folder at a time") }
    guard stdout || !options.readOnly else { throw ValidationError("--read-only writes nothing; use --stdout") }
  }

  func run() throws {
    options.tellIdle()
    let shelf = try Shelf(options.withoutAxis)
    let (folder, written) = shelf.roots[0]
    guard FileWalk.folder(of: folder) == folder else {
      throw CommandProblem(.wrongUsage, "\(written): not a folder; a vane.toml stands in the folder of the runs")
    }
    let path = (written.hasSuffix("/") ? written : written + "/") + Manifest.usualName
    // Before hours of reading, not after them.
    if !stdout, access(path, F_OK) == 0 {
      throw CommandProblem(.cannotWrite, "\(path): there is one already; edit it, or print another with --stdout")
    }
    let collection = try shelf.read()
    let catalogue = Catalogue(of: collection.files)
    guard !catalogue.behaviours.isEmpty || !catalogue.aggregatesOnly.isEmpty || catalogue.hasTexts else {
      throw shelf.nothingToShow(collection)
    }
    let draft = try collection.draft(of: catalogue)
    if stdout { return try Streams.write(draft.text) }
    try TextFile.write(draft.text, to: path, asNew: true)
    if !options.quiet { Streams.say("\(path) is written; all in it are comments, for you to confirm") }
    try shelf.finish(shelf.problems(collection))
  }
}

extension Collection {
  /// - Parameter logs: the catalogue of the logs alone.
  func draft(of logs: Catalogue) throws -> ManifestDraft {
    var choices: [BehaviourKey: ManifestDraft.Choices] = [:]
    for behaviour in logs.behaviours {
      choices[behaviour.key] = ManifestDraft.Choices(of: try asked(behaviour.runs, asStored: true))
    }
    let texts = Aggregate(
      texts: try asked(logs.texts), stored: logs.aggregatesOnly.filter { $0.kind == .rolling }, lastWords: [])
    var logs = logs
    if let texts { logs.take(textLoss: texts) }
    return ManifestDraft(logs, choices: choices)
  }
}
