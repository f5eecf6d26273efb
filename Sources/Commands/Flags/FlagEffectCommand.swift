import ArgumentParser
import Dashboard
import Runs

extension FlagsCommand {
  struct Effect: Answering {
    static let configuration = CommandConfiguration(
      commandName: "effect",
      abstract: "The verdict with and without flagged items side by side, and whether the flags lean to one side.",
      discussion: """
        One row for each behaviour that has flagged items. An item hurts where its own line goes against the behaviour's \
        trend, and helps where it goes with it. p is of the exact binomial test, two-sided: would as many of the flagged \
        items hurt if they had been picked without looking at their lines?

        Leaving items out after looking can make any curve smooth: what all items say stands.

        Example:
          vane flags effect runs/ --behaviour facts:direct
        """)

    @OptionGroup var options: RunOptions

    var readsFlags: Bool { true }

    @Option(help: "Only this behaviour: name, or name:variant. Default: all that have flagged items.")
    var behaviour: String?

    @Option(help: "SUITE/ITEM to leave out instead of what is flagged, as Space marks it in the dashboard (repeat).")
    var mark: [String] = []

    @OptionGroup var output: AnswerOptions

    /// q marks verdicts, and none is told here with its marks.
    func idle(in answers: Answers) -> Set<String> { ["--q"] }

    func answer(from answers: Answers, on shelf: Shelf) throws -> (report: any Report, shown: Shown) {
      let collection = answers.collection
      let chosen = try collection.behaviours(named: behaviour, variant: options.variant)
      let flags = answers.flags.flags
      let marked = try Marks(mark, in: chosen, of: collection).names
      let rows = try chosen.compactMap { one -> FlagEffectContents? in
        try Interruption.check()
        let items =
          mark.isEmpty
          ? flags.flaggedItems(of: one.suites) : marked.filter { one.suites.contains($0.suite) }.sorted()
        guard !items.isEmpty || behaviour != nil else { return nil }
        return try answers.flagEffect(
          FlagEffectRequest(
            key: one.key, measure: options.measure, items: items, why: mark.isEmpty ? .flagged : .marked))
      }
      return (FlagEffectReport(options: options, rows: rows), Shown(keys: rows.map(\.request.key)))
    }
  }
}
