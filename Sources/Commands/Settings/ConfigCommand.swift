import ArgumentParser
import Canvas
import Settings
import Store

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "Your own keys, theme, columns and defaults: config.toml.",
    discussion: """
      It speaks of the dashboard alone: what other commands print depends on their options and on nothing else.

      Examples:
        vane config init && $EDITOR "$(vane config path)" && vane config check
      """,
    subcommands: [Check.self, Init.self, Path.self], defaultSubcommand: Check.self)

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check", abstract: "Name file, line and key of every mistake; exit status 2 if there is any.")

    @Argument(help: "Default: your own.", completion: .file(extensions: ["toml"]))
    var file: String?

    func run() throws {
      let path = file ?? Configuration.path
      if file == nil, access(path, F_OK) != 0, errno == ENOENT {
        return Streams.say("\(path): there is none, which is fine; vane config init writes one")
      }
      let problems = Configuration(path).problems
      Streams.say(problems) { $0 }
      if !problems.isEmpty { throw CommandProblem(.wrongUsage) }
    }
  }

  struct Init: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "init", abstract: "Write one with all there is to say, as comments.",
      discussion: "As it stands it changes nothing. One that is there already is never touched.")

    @ArgumentParser.Flag(help: "Print it, and write nothing.")
    var stdout = false

    func run() throws {
      if stdout { return try Streams.write(ConfigDraft.text) }
      let path = Configuration.path
      if access(path, F_OK) == 0 {
        throw CommandProblem(.cannotWrite, "\(path): there is one already; edit it, or print another with --stdout")
      }
      try Folders.make(above: path)
      try TextFile.write(ConfigDraft.text, to: path, asNew: true)
      Streams.say("\(path) is written; all in it are comments, for you to change")
    }
  }

  struct Path: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "path", abstract: "Print where it is looked for, whether it is there or not.")

    func run() throws { try Streams.write(Configuration.path.printable + "\n") }
  }
}
