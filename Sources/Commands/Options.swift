public import ArgumentParser
import Dashboard
public import Runs
import Trends

/// What every command that reads runs takes.
struct RunOptions: ParsableArguments {
  @Argument(help: "Run folders or files. Without any: the current folder.", completion: .directory)
  var paths: [String] = []

  @Option(
    name: .customLong("measure"),
    help:
      "What is tested: margin, nlp, logp, coverage, accuracy, margin-per-byte, logp-per-byte or brier. Default: margin."
  )
  var wantedMeasure: Measure?

  @Option(
    name: .customLong("axis"),
    help:
      "The scale: parameters, flops or loss. What the logs do not say of a model, vane.toml can. Default: parameters.")
  var wantedAxis: ScaleAxis?

  var measure: Measure {
    get { wantedMeasure ?? .margin }
    set { wantedMeasure = newValue }
  }
  var axis: ScaleAxis { wantedAxis ?? .parameters }

  @Option(help: "Only this prompt variant.")
  var variant: String?

  @Option(help: "Only this model family (repeat for several).")
  var family: [String] = []

  @Option(help: "Smallest slope that matters, nats per decade (on the axis loss: per nat/byte).")
  var delta: Double = Rules().delta

  @Option(help: "False-discovery rate over the behaviours in view.")
  var q: Double = Rules().q

  @Option(
    help: """
      Model noise: pooled (borrowed where at least \(Rules().pooledBehaviours) behaviours share their models, and marked) \
      or own.
      """)
  var noise: Noise = .pooled

  @Option(help: "Readers that work at once. Default: one per core.")
  var jobs: Int?

  @ArgumentParser.Flag(help: "Keep no index: read everything anew.")
  var noCache = false

  @Option(help: "Where the index is kept. Default: $XDG_CACHE_HOME/vane.", completion: .directory)
  var cache: String?

  @Option(help: "The flag file. Default: vane-flags.jsonl beside the runs.", completion: .file())
  var flags: String?

  @ArgumentParser.Flag(help: "Write nothing at all: no index, no flags, no files of --out.")
  var readOnly = false

  @ArgumentParser.Flag(help: "No progress on standard error; what could not be read is told.")
  var quiet = false

  func validate() throws {
    if paths.contains("") { throw ValidationError("a path is empty; the current folder is .") }
    if flags == "" { throw ValidationError("--flags names a file; it is empty") }
    if cache == "" { throw ValidationError("--cache names a folder; it is empty") }
    guard delta > 0, delta.isFinite else { throw ValidationError("--delta must be above 0, in nats per decade") }
    guard q > 0, q < 1 else { throw ValidationError("--q must be between 0 and 1") }
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1") }
  }

  /// - Throws: where nothing may be written.
  func expectWriting(_ file: String) throws(CommandProblem) {
    guard readOnly else { return }
    throw CommandProblem(.cannotWrite, "--read-only: \(file) is not written; leave out one of the two")
  }

  var rules: Rules {
    var rules = Rules()
    rules.delta = delta
    rules.q = q
    if noise == .own { rules.pooledBehaviours = .max }
    return rules
  }

  /// Says which options change nothing about what is said here, on standard error: every command takes these, so that a
  /// script may give them to all, and who gave one by hand believes that it does something.
  func tellIdle(besides heeded: String...) { tell { !heeded.contains($0) } }

  /// The same where only some of them change nothing.
  func tellIdle(among idle: Set<String>) { tell { idle.contains($0) } }

  private func tell(idle isIdle: (String) -> Bool) {
    let names = words.dropFirst(paths.count).filter { $0.hasPrefix("--") }.map { String($0.prefix { $0 != "=" }) }
    var told: Set<String> = []
    for name in names where isIdle(name) && told.insert(name).inserted { Streams.tellIdle(name) }
  }

  /// Where nothing is said along a scale: no model can lack the one that was asked for.
  var withoutAxis: RunOptions {
    var options = self
    options.wantedAxis = nil
    return options
  }

  /// What was asked for beyond the usual, as words on a command line.
  var words: [String] {
    var words = paths.map { $0.hasPrefix("-") ? "./" + $0 : $0 }
    let usual = Rules()
    if measure != .margin { words += ["--measure", measure.rawValue] }
    if axis != .parameters { words += ["--axis", axis.rawValue] }
    if let variant { words += TakeAway.option("--variant", variant) }
    for name in family { words += TakeAway.option("--family", name) }
    if delta != usual.delta { words += ["--delta", "\(delta)"] }
    if q != usual.q { words += ["--q", "\(q)"] }
    if noise != .pooled { words += ["--noise", noise.rawValue] }
    if let flags { words += TakeAway.option("--flags", flags) }
    return words
  }

  var choice: Ladder.Choice {
    Ladder.Choice(measure: measure, axis: axis, families: family.isEmpty ? nil : Set(family))
  }
}

extension Measure: ExpressibleByArgument {}
extension Plan.Direction: ExpressibleByArgument {}

extension ScaleAxis: ExpressibleByArgument {}

/// Whose scatter tells how much a model strays from its ladder's line.
enum Noise: String, CaseIterable, ExpressibleByArgument {
  case pooled, own
}

/// How a command prints: a table for eyes, the rest for programs.
enum Format: String, CaseIterable, ExpressibleByArgument {
  case table, json, csv, jsonl, markdown
}

extension ArgumentHelp {
  static var format: ArgumentHelp { "table, json, csv, jsonl or markdown. Default: table on a terminal, else json." }
}
