import ArgumentParser
import Canvas
import Curses
import Dashboard
import Runs

struct DashboardCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dashboard", abstract: "Open the dashboard on run folders or files. This is the default.",
    discussion: """
      Without a terminal, or with TERM=dumb, the overview is printed as a table.

      Where files could not be read the status is 3, of a session in a terminal 0: its screen says so.

      Keys: ? in the dashboard. Your own keys, theme and columns: vane config.
      """)

  @OptionGroup var options: RunOptions

  @OptionGroup var looks: LookOptions

  @ArgumentParser.Flag(help: "Begin at the top, not where you left the last time.")
  var fresh = false

  @Option(
    help: "Write everything that is typed, with its time, into this new file: words of notes and searches too.",
    completion: .file())
  var logKeys: String?

  @ArgumentParser.Flag(
    help: "As text, line by line, for screen readers: reads names of keys and commands from standard input.")
  var plain = false

  @Option(
    help: "Go through a file of --log-keys again, without a terminal, and print the screen on which it ends.",
    completion: .file())
  var replay: String?

  func validate() throws {
    // Words that are no command are paths: a slip in one would be told as a folder that is missed.
    if let word = options.paths.first, !word.utf8.contains(UInt8(ascii: "/")), FlagShelf.isMissing(word) {
      let hint = Nearest.hint(word, Vane.shownCommands.compactMap { $0.configuration.commandName })
      guard hint.isEmpty else { throw ValidationError("no command, file or folder is called '\(word)'\(hint)") }
    }
    if logKeys != nil, options.readOnly { throw ValidationError("--read-only writes nothing; leave --log-keys out") }
    if plain, logKeys != nil || replay != nil {
      throw ValidationError("--plain reads lines, not keys; leave --log-keys and --replay out")
    }
    if logKeys != nil, replay != nil { throw ValidationError("--log-keys and --replay do not go together") }
  }

  func run() throws {
    let wishes = try looks.wishes.or(.environment())
    // A mistake in a theme is told before the terminal is taken.
    _ = try ThemeShelf.theme(named: wishes.theme)
    if let replay { return try print(Replay(replay), wishes) }
    if plain { return try PlainSession.run(options, wishes) }
    do throws(TerminalProblem) {
      try Terminal.check()
    } catch {
      return try printTable(Shelf(options))
    }
    let configuration = Configuration.usual
    let shelf = try Shelf(options.with(configuration.defaults))
    try Session(shelf: shelf, looks: wishes, configuration: configuration, isFresh: fresh, keyLog: logKeys).run()
  }

  private func print(_ replay: Replay, _ wishes: LookWishes) throws {
    let configuration = Configuration.usual
    let shelf = try Shelf(options.with(configuration.defaults))
    let answers = try shelf.answers()
    let board = try Board(answers, as: configuration, looks: wishes)
    try Streams.write(replay.end(of: board, answers: answers).text + "\n")
    try shelf.finish(shelf.problems(answers.collection))
  }

  /// What the overview says, for pipes and terminals that cannot draw.
  private func printTable(_ shelf: Shelf) throws {
    let collection = try shelf.readBehaviours()
    options.tellIdle(among: ["--flags"])
    let report = try TrendsReport(shelf: shelf, collection: collection, level: .behaviour)
    try Streams.write(report.table)
    try shelf.finish(report.problems)
  }
}
