import Dashboard
import Runs
import Store
import Trends

/// What filters may ask of rows beside their findings: flags, and what is computed over all measures. Looked up only for
/// a filter that speaks of it, so that a command lists what the dashboard lists.
struct KnownRows {
  private let flags: Flags
  private let marks: OverviewMarks?
  private let suites: [BehaviourKey: [String]]

  init(for filter: Filter, _ answers: Answers) throws {
    flags = filter.mentions("flagged") ? answers.flags.flags : Flags()
    let part: OverviewMarks.Part? = filter.mentions("depends") ? .all : filter.mentions("vsppl") ? .held : nil
    marks = try part.flatMap { part throws(StoreProblem) in
      try answers.marks(measure: answers.options.measure, part) { Interruption.requested }
    }
    suites = Dictionary(
      answers.collection.catalogue.behaviours.map { ($0.key, $0.suites) }, uniquingKeysWith: { first, _ in first })
  }

  /// - Parameter suite, item: of a row that is one suite's, or one item's.
  func listed(_ key: BehaviourKey, _ finding: Finding, suite: String? = nil, item: String? = nil) -> ListedRow {
    let own = suite.map { [$0] } ?? suites[key] ?? []
    let count =
      item.map { item in own.count { flags[ItemName(suite: $0, item: item)]?.isFlagged == true } }
      ?? flags.flagged(in: own)
    // What stands in marks is said of whole behaviours.
    let isWhole = suite == nil && item == nil
    return ListedRow(
      key: key, finding: finding, suites: own, flagged: count, held: isWhole ? marks?.held[key] : nil,
      dependence: isWhole ? marks?.dependence[key] : nil)
  }
}

extension Answers {
  func kept(_ rows: [BehaviourRow], by filter: Filter) throws -> [BehaviourRow] {
    let (test, known) = (FilterTest(filter), try KnownRows(for: filter, self))
    return rows.filter { test.holds(known.listed($0.key, $0.finding)) }
  }

  /// Items that are so, with their whole texts, flags and suspicions where the filter speaks of them.
  func kept(_ contents: BehaviourContents, by filter: Filter) throws -> [ItemRow] {
    let (key, measure) = (contents.row.key, contents.measure)
    var known = BehaviourContents.Known(flags: flags.flags)
    if let request = filter.request(of: key, measure: measure),
      case .texts(let texts) = answer(.texts(request), isCancelled: { Interruption.requested })
    {
      known.texts = texts
    }
    if filter.needsSuspicions,
      case .instrument(_, .suspicions(let found)) = answer(.instrument(.suspicions(key, measure: measure)))
    {
      known.suspects = found.suspects
    }
    return contents.items(where: filter, known: known)
  }
}
