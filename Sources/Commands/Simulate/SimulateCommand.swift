import ArgumentParser
import Trends

struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "How often each method errs on made-up behaviours, held against what the manual claims.",
    discussion: """
      Makes up behaviours of known slope and curves of known shape, judges them with Vane's own code and with the \
      methods that it rejects, and compares every cell with the tables of docs/statistics.md. A cell that lies further \
      off than chance and rounding explain is marked !, and the exit status is 1. A seed gives the same numbers on any \
      number of cores.

      Example:
        vane simulate --seed 2 --table turning --format csv
      """)

  @Option(help: "Seed of the dice.")
  var seed: UInt64 = 1

  @Option(help: "Made-up behaviours, or curves, for each cell; the bootstrap takes every fifth.")
  var behaviours = 2000

  @Option(help: "trends (error rates of slopes), turning, or all.")
  var table: SimulatedTable = .all

  @Option(help: "Also write the tables to this file, as a page.", completion: .file())
  var page: String?

  @Option(help: .format)
  var format: Format?

  @ArgumentParser.Flag(help: "No progress on standard error.")
  var quiet = false

  func validate() throws {
    guard behaviours >= 5 else { throw ValidationError("--behaviours must be at least 5") }
  }

  func run() throws {
    // Before minutes of dice, not after them.
    if let page { try TextFile.expectNothingToLose(in: page) }
    Interruption.watch()
    let trends = try table.settings(.trends, TrendSimulation.settings).map { setting in
      say("slopes, \(setting.models) models")
      return TrendSimulation(
        setting, trials: try trials { TrendSimulation.trials($0, of: setting, seed: seed, isCancelled: $1) })
    }
    let turning = try table.settings(.turning, TurningSimulation.settings).map { setting in
      say("turning, \(setting.scales) scales")
      return TurningSimulation(
        setting, trials: try trials { TurningSimulation.trials($0, of: setting, seed: seed, isCancelled: $1) })
    }
    say("")
    let check = SimulationCheck(trends: trends, turning: turning)
    let report = SimulationReport(check: check, seed: seed, behaviours: behaviours)
    try report.print(as: format)
    if let page { try TextFile.write(report.page, to: page) }
    let differing = check.differing.count
    guard differing == 0 else {
      throw CommandProblem(
        .nothingToShow, "\(differing) of \(check.claims) cells differ from docs/statistics.md; they are marked")
    }
  }

  /// The trials of one cell on all cores, in their order.
  private func trials<Trial: Sendable>(
    _ some: @Sendable (Range<Int>, () -> Bool) -> [Trial]?
  ) throws(CommandProblem) -> [Trial] {
    let portion = 25
    let starts = Array(stride(from: 0, to: behaviours, by: portion))
    let parts = try inParallel(starts) { start throws(CommandProblem) in
      let range = start..<min(start + portion, behaviours)
      guard let part = some(range, { Interruption.requested }) else {
        throw CommandProblem(.interrupted, "interrupted")
      }
      return part
    }
    return parts.flatMap { $0 }
  }

  private func say(_ what: String) {
    if !quiet, Streams.errorsCanMove { Streams.status(what) }
  }
}

/// Which tables `vane simulate` makes anew.
enum SimulatedTable: String, CaseIterable, ExpressibleByArgument {
  case trends, turning, all

  func settings<Setting>(_ table: SimulationCheck.Table, _ settings: [Setting]) -> [Setting] {
    switch self {
    case .trends: table == .trends ? settings : []
    case .turning: table == .turning ? settings : []
    case .all: settings
    }
  }
}
