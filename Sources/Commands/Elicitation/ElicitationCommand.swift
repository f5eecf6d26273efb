import ArgumentParser
import Dashboard
import Runs
import Trends

struct ElicitationCommand: Answering {
  static let configuration = CommandConfiguration(
    commandName: "elicitation",
    abstract: "One behaviour under all its prompt variants: where it is shown, and where it is not.",
    discussion: """
      Every prompt that was tried counts, those that failed too. A behaviour is shown when the simultaneous lower bound \
      of one prompt's slope is above 0; otherwise it is not shown in these prompts, which is not evidence of absence.
      """)

  @OptionGroup var options: RunOptions

  @Option(help: "The behaviour's name; all its prompts count, also where one is named.")
  var behaviour: String

  @Option(help: "Prompts that were tried and of which no run is left; they stay in the count.")
  var abandoned = 0

  @Option(help: "Instead: the items whose side this prompt changed, against --base, at the model --at.")
  var changed: String?

  @Option(help: "With --changed: the prompt that it is held against.")
  var base: String?

  @Option(help: "With --changed: the model.")
  var at: String?

  @OptionGroup var output: AnswerOptions

  func validate() throws {
    guard (0...100_000).contains(abandoned) else {
      throw ValidationError("--abandoned counts prompts: from 0 to 100000")
    }
    guard (changed == nil) == (base == nil), (changed == nil) == (at == nil) else {
      throw ValidationError("--changed PROMPT --base PROMPT --at MODEL belong together")
    }
    guard abandoned == 0 || changed == nil else {
      throw ValidationError("--abandoned counts with all prompts; leave it out beside --changed")
    }
  }

  /// Every prompt counts, whichever is in view; but noise is borrowed from what is.
  func idle(in answers: Answers) -> Set<String> {
    if changed != nil {
      let idle: Set = ["--variant", "--delta", "--q", "--noise"]
      // Where a measure has no sides the margin's count.
      return options.measure.hasNeutralZero ? idle : idle.union(["--measure"])
    }
    let borrows = answers.collection.catalogue.behaviours.count >= options.rules.pooledBehaviours
    return borrows ? ["--q"] : ["--variant", "--q"]
  }

  func answer(from answers: Answers, on shelf: Shelf) throws -> (report: any Report, shown: Shown) {
    let collection = answers.collection
    // Every prompt that was tried counts, whichever of them was named.
    let name = try collection.behaviours(meant: behaviour)[0].key.behaviour
    let found = collection.catalogue.behaviours.filter { $0.key.behaviour == name }
    if let changed, let base, let at {
      let named = Set(found.compactMap(\.key.variant))
      // The list of prompts calls the one without a name so.
      let names = [base, changed].map { $0.isEmpty || ($0 == "default" && !named.contains($0)) ? nil : $0 }
      let pair = PromptPair(behaviour: name, base: names[0], other: names[1], model: at)
      guard let contents = try answers.changed(pair, measure: options.measure) else {
        let prompts = CommandProblem.listed(found.map { $0.key.variant ?? "default" })
        throw CommandProblem(
          .wrongUsage, "\(name) was not run under both '\(base)' and '\(changed)'; its prompts are: \(prompts)")
      }
      if contents.shared == 0 { try requireModel(of: pair, in: collection) }
      return (ChangedReport(contents: contents), Shown(keys: names.map { BehaviourKey(pair.behaviour, variant: $0) }))
    }
    let report = ElicitationReport(
      behaviour: name, measure: options.measure,
      contents: try answers.elicitation(found, measure: options.measure, abandoned: abandoned))
    return (report, Shown(keys: found.map(\.key)))
  }

  /// - Throws: no scale of both prompts is called so: no changed item is no answer to a misspelt name.
  private func requireModel(of pair: PromptPair, in collection: Collection) throws {
    let prompts = [pair.base, pair.other].compactMap { variant in
      collection.behaviour(BehaviourKey(pair.behaviour, variant: variant))
    }
    let scales = try prompts.map { prompt in
      Set(Ladder(of: try collection.asked(prompt.runs), choosing: options.choice).rungs.map(\.seedless))
    }
    let both = scales.dropFirst().reduce(scales.first ?? []) { $0.intersection($1) }
    guard both.contains(pair.model) else {
      throw CommandProblem.unknown("model of both prompts", pair.model, among: both)
    }
  }
}
