import ArgumentParser
import Runs

struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Verdicts that changed between two folders, or two saved answers.",
    discussion: """
      OLD and NEW are run folders, or files saved by `vane trends --format json`.

      Examples:
        vane trends runs/ --format json > before.json
        vane diff before.json runs/
        vane diff old-runs/ new-runs/ --exit-code && echo nothing changed
      """)

  @OptionGroup var options: RunOptions

  @Option(help: .format)
  var format: Format?

  @ArgumentParser.Flag(help: "End with status 5 if a verdict, a behaviour or a model came, went or changed.")
  var exitCode = false

  func validate() throws {
    guard options.paths.count == 2 else { throw ValidationError("name two: vane diff OLD NEW") }
  }

  func run() throws {
    // What is saved was made under its own options.
    let areSaved = options.paths.allSatisfy(Self.isSaved)
    if areSaved { options.tellIdle() }
    var unread: [(shelf: Shelf, problems: [Problem])] = []
    let sides = try options.paths.map { try standings(of: $0, &unread) }
    let (old, new) = (sides[0], sides[1])
    guard old.measure == new.measure, old.axis == new.axis else {
      throw CommandProblem(
        .wrongUsage,
        "\(old.name) is by \(old.measure) over \(old.axis), \(new.name) by \(new.measure) over \(new.axis); "
          + "compare like with like: --measure, --axis")
    }
    guard old.delta == new.delta else {
      throw CommandProblem(
        .wrongUsage,
        "\(old.name) is with a smallest slope of \(old.delta), \(new.name) with \(new.delta); compare like with like: "
          + "--delta")
    }
    // Verdicts are compared without their marks.
    if !areSaved { options.tellIdle(among: ["--q", "--flags"]) }
    let report = DiffReport(old: old, new: new)
    try report.print(as: format)
    for (side, other) in [(old, new), (new, old)] where side.hidden > 0 {
      guard other.rows.keys.contains(where: { side.rows[$0] == nil }) else { continue }
      Streams.say("\(side.name): \(side.hidden) hidden in it; what only \(other.name) has may be among them")
    }
    for side in unread { side.shelf.tell(side.problems) }
    if exitCode, !report.isEmpty { throw CommandProblem(.differs) }
    if unread.contains(where: { $0.problems.contains(where: \.rejects) }) { throw CommandProblem(.someInputRejected) }
  }

  private func standings(
    of path: String, _ unread: inout [(shelf: Shelf, problems: [Problem])]
  ) throws -> Standings {
    if Self.isSaved(path) { return try Standings(saved: path) }
    var own = options
    own.paths = [path]
    let shelf = try Shelf(own)
    let collection = try shelf.readBehaviours(mayLack: true)
    let report = try TrendsReport(shelf: shelf, collection: collection, level: .behaviour)
    unread.append((shelf, report.problems))
    return Standings(report, name: path)
  }

  /// A regular file that begins as a saved answer does; a log that is named by itself is read as runs.
  private static func isSaved(_ path: String) -> Bool {
    TextFile.start(of: path, most: 64).map { String(decoding: $0, as: UTF8.self).contains("\"vane.") } ?? false
  }
}
