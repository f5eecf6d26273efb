public import ArgumentParser
import Store

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The whole command line. Help, man page and completions come from these declarations.
public struct Vane: ParsableCommand {
  public static let configuration = CommandConfiguration(
    commandName: "vane",
    abstract: "Which way each behaviour of a language model moves as models grow.",
    discussion: """
      Reads stored evaluation runs (lm-evaluation-harness, inverse-scaling tables and others) and shows, for every \
      behaviour, the direction of its log-likelihood over model scale with everything that noise can do to it. \
      It shows the direction, never the hour: no date, no scale at which something will happen.

      Exit status: 0 fine, 1 nothing to show, 2 wrong usage, 3 some input was rejected (the rest is shown), \
      4 cannot write, 5 other than expected (diff --exit-code, trends --expect), 130 interrupted.
      """,
    version: "0.1.0",
    subcommands: [
      DashboardCommand.self, TrendsCommand.self, ItemsCommand.self, ItemCommand.self, CompareCommand.self,
      ElicitationCommand.self, SuspectsCommand.self,
      MeasuresCommand.self, AggregateCommand.self, PathsCommand.self, NoiseCommand.self, BacktestCommand.self,
      LineupCommand.self, PlanCommand.self,
      PlotCommand.self, ReportCommand.self, DiffCommand.self, FlagsCommand.self, InitCommand.self, CheckCommand.self,
      ConfigCommand.self,
      SimulateCommand.self,
      ScreenCommand.self,
      DocsCommand.self,
    ],
    defaultSubcommand: DashboardCommand.self)

  public init() {}

  /// Those that a user meets.
  static var shownCommands: [any ParsableCommand.Type] {
    configuration.subcommands.filter { $0.configuration.shouldDisplay }
  }

  /// Runs the command that the arguments name and ends the program with the status that the contract promises.
  public static func start() -> Never {
    Streams.fillGaps()
    do {
      var command = try parseAsRoot()
      try command.run()
      leave(0)
    } catch let problem as CommandProblem {
      if !problem.description.isEmpty { Streams.say(problem.description) }
      leave(problem.status.rawValue)
    } catch let ended as EndedBySignal {
      ended.leave()
    } catch let problem as StoreProblem {
      Streams.say(problem.description)
      leave(CommandProblem.Status.cannotWrite.rawValue)
    } catch {
      leaveRoomForHelp()
      let code = exitCode(for: error)
      let message = fullMessage(for: error)
      if code.isSuccess {
        do throws(CommandProblem) {
          try Streams.write(message.isEmpty ? "" : message + "\n")
          leave(0)
        } catch {
          Streams.say(error.description)
          leave(error.status.rawValue)
        }
      }
      // What is wrong, the option's help and how the command is used: a line each.
      let lines = message.hasPrefix(label) ? message.dropFirst(label.count) : message[...]
      for line in lines.split(whereSeparator: \.isNewline) { Streams.say(String(line)) }
      leave(CommandProblem.Status.wrongUsage.rawValue)
    }
  }
}

/// What the parser of arguments begins a message with.
private let label = "Error: "

/// The parser of arguments leaves out what the terminal, or COLUMNS, has no room for beside its margin, and with it whole
/// sentences: whoever has so little room gets lines that the terminal breaks.
private func leaveRoomForHelp() {
  let least = 40
  var size = winsize()
  let reported: Int? =
    ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : nil
  let told = Folders.environment("COLUMNS").flatMap { Int($0) }
  if let width = told ?? reported, width < least { setenv("COLUMNS", "\(least)", 1) }
}

private func leave(_ status: Int32) -> Never { exit(status) }
