import ArgumentParser
import Runs
import Store
import Trends

struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Say beforehand what larger scales will show, and be scored when they land.",
    subcommands: [Add.self, List.self, Check.self], defaultSubcommand: List.self)

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add", abstract: "Store a prediction, with time, name and hash.",
      discussion: """
        It is about the scales that are not there yet: the slope from the largest one known now to the largest that \
        lands. Send the hash to somebody, or commit the file, and nobody can say that it was made up afterwards.

        Example:
          vane plan add facts:direct runs/ --direction rising --probability 0.8
        """)

    @Argument(help: "The behaviour: name, or name:variant.")
    var behaviour: String

    @OptionGroup var options: RunOptions

    @Option(help: "rising, falling or flat (smaller than --delta either way).")
    var direction: Plan.Direction

    @Option(help: "How likely that is, between 0 and 1.")
    var probability: Double

    @Option(help: "Why, in your words.")
    var note: String?

    @Option(help: .format)
    var format: Format?

    func validate() throws {
      guard probability > 0, probability < 1 else { throw ValidationError("--probability must be between 0 and 1") }
    }

    func run() throws {
      let shelf = try Shelf(options)
      guard !options.readOnly else { throw CommandProblem(.cannotWrite, "--read-only: plans are not written") }
      let collection = try shelf.readBehaviours()
      // A plan is of means: no noise and no other test stands beside it.
      options.tellIdle(among: ["--q", "--noise"])
      let plan = try plan(on: try collection.behaviour(named: behaviour, variant: options.variant), in: collection)
      let plans = PlanShelf(options)
      do throws(StoreProblem) {
        try Folders.make(above: plans.log.path, of: options)
        try plans.log.append(plan)
      } catch {
        throw CommandProblem(.cannotWrite, error.description)
      }
      let standing = PlanStanding(
        of: PlanLog.sealed(plan), on: nil, measured: { _ in nil })
      try PlanReport(file: plans.shownPath, kind: .added, standings: [standing]).print(as: format)
      try shelf.finish(shelf.problems(collection))
    }

    private func plan(on behaviour: Catalogue.Behaviour, in collection: Collection) throws -> Plan {
      let ladder = Ladder(of: try collection.asked(behaviour.runs), choosing: options.choice)
      guard !ladder.rungs.isEmpty else {
        throw CommandProblem(
          .nothingToShow, "\(behaviour.key): no model of known scale, so nothing can land beyond it; see `vane check`")
      }
      guard !ladder.finite.items.isEmpty else {
        throw CommandProblem(
          .nothingToShow,
          "\(behaviour.key): no item has a finite \(ladder.measure.rawValue) at every model, so nothing can be compared "
            + "with what lands")
      }
      let ticket = Ticket.now()
      return Plan(
        id: ticket.id, time: ticket.time, author: Author.name, key: behaviour.key, direction: direction,
        probability: probability, note: note, measure: ladder.measure, axis: options.axis,
        delta: options.rules.fitting(ladder).delta(for: ladder.measure), seen: PlanShelf.seen(on: ladder))
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Every stored prediction, oldest first. The runs are not read.")

    @OptionGroup var options: RunOptions
    @Option(help: .format)
    var format: Format?

    func run() throws {
      options.tellIdle(besides: "--flags")
      let plans = PlanShelf(options)
      let (known, problems) = plans.read()
      let standings = known.map {
        PlanStanding(of: $0, on: nil, measured: { _ in nil })
      }
      try PlanReport(file: plans.shownPath, kind: .list, standings: standings).print(as: format)
      try finish(problems, of: plans)
      try options.expectFolders(hasFound: !known.isEmpty)
    }
  }

  struct Check: Answering {
    static let configuration = CommandConfiguration(
      commandName: "check", abstract: "Score the predictions for which larger scales have landed since.",
      discussion: """
        The others wait. A prediction made when the larger scales had already been measured is shown as such and not \
        counted, and of several by one person on the same data the first counts.
        """)

    @OptionGroup var options: RunOptions
    @OptionGroup var output: AnswerOptions

    var heedsFlagFile: Bool { true }

    /// Each plan has its own.
    func idle(in answers: Answers) -> Set<String> {
      ["--measure", "--axis", "--variant", "--family", "--delta", "--q", "--noise"]
    }

    func answer(from answers: Answers, on shelf: Shelf) throws -> (report: any Report, shown: Shown) {
      let plans = PlanShelf(options)
      let standings = try plans.standings(in: answers).standings
      let keys = Set(standings.map(\.plan.key)).sorted()
      return (PlanReport(file: plans.shownPath, kind: .check, standings: standings), Shown(keys: keys))
    }

    func finish(_ answers: Answers, on shelf: Shelf) throws {
      let rejected = shelf.problems(answers.collection) + unreadFlags(answers)
      shelf.tell(rejected)
      let plans = PlanShelf(options)
      try PlanCommand.finish(plans.read().problems, of: plans)
      if rejected.contains(where: \.rejects) { throw CommandProblem(.someInputRejected) }
    }
  }

  private static func finish(_ problems: [Problem], of plans: PlanShelf) throws(CommandProblem) {
    Streams.say(problems, named: plans.names.name)
    if !problems.isEmpty { throw CommandProblem(.someInputRejected) }
  }
}
