import Dashboard
import Readers
import Runs
import Store
import Synchronization
import Trends

/// Question → index → finding → what a screen shows. Pure but for reading the index and, for an item, its log.
struct Answers: Sendable {
  let collection: Collection
  let options: RunOptions
  /// Roots of what was read.
  let paths: [String]
  /// Paths as the user wrote them.
  let name: @Sendable (String) -> String
  let title: String
  let keeping: Keeping
  private let known: OverviewContents?
  /// All rows under a measure are needed for each behaviour too, since q is over all of them.
  private let memory = Memory()

  /// Read once for each thing that is told, and taken away: what it says of flags and its card speak of the same lines.
  private var flagMemory = FlagMemory()

  private final class FlagMemory: Sendable {
    let flags = Mutex<FlagShelf?>(nil)
  }

  private final class Memory: Sendable {
    let rows = Mutex<[Measure: [BehaviourRow]]>([:])
    /// The one asked last: what is looked for among its items follows.
    let behaviour = Mutex<BehaviourContents?>(nil)
  }

  /// - Parameters:
  ///   - known: the overview, kept from an earlier time.
  ///   - keeps: whether what is computed is stored for the next time.
  init(
    collection: Collection, options: RunOptions, paths: [String], name: @escaping @Sendable (String) -> String,
    title: String, known: OverviewContents? = nil, keeps: Bool = false
  ) {
    self.collection = collection
    self.options = options
    self.paths = paths
    self.name = name
    self.title = title
    self.known = known
    if let known { memory.rows.withLock { $0[known.measure] = known.rows } }
    keeping = Keeping(
      index: collection.index, options: options, paths: paths, inputs: collection.inputs, stores: keeps,
      texts: collection.choiceTexts)
  }

  /// What people said, as it was on disk when it was asked for first.
  var flags: FlagShelf {
    if let known = flagMemory.flags.withLock({ $0 }) { return known }
    let read = FlagShelf(options)
    flagMemory.flags.withLock { $0 = read }
    return read
  }

  /// The same runs with the flags as they are on disk now.
  var withFlagsOfNow: Answers {
    var answers = self
    answers.flagMemory = FlagMemory()
    return answers
  }

  /// - Parameters:
  ///   - isCancelled: asked now and then in a long computation; what is answered then is of no use to anybody.
  ///   - piece: called with parts of an answer that comes in parts.
  func answer(
    _ question: Question, isCancelled: () -> Bool = { false }, piece: (Answer) -> Void = { _ in }
  ) -> Answer {
    do throws(StoreProblem) {
      switch question {
      case .overview: return .overview(try overview())
      case .behaviour(let key, let measure):
        return try behaviour(key, measure: measure, isCancelled: isCancelled).map(Answer.behaviour) ?? gone(question)
      case .item(let key, let item): return try self.item(item, of: key).map(Answer.item) ?? gone(question)
      case .compare(let request):
        return try compare(request, isCancelled: isCancelled).map(Answer.compare) ?? gone(question)
      case .instrument(let wanted):
        return try instrument(wanted, isCancelled: isCancelled).map { Answer.instrument(wanted, $0) } ?? gone(question)
      case .plans: return .plans(try plans())
      case .find(let request):
        return try find(request, isCancelled: isCancelled) { piece(.found($0)) }.map(Answer.found) ?? gone(question)
      case .texts(let request):
        return try texts(request, isCancelled: isCancelled) { piece(.texts($0)) }.map(Answer.texts) ?? gone(question)
      case .lineup(let request):
        return try lineup(request, isCancelled: isCancelled).map(Answer.lineup) ?? gone(question)
      }
    } catch {
      return .refused(question, error.description)
    }
  }

  private func gone(_ question: Question) -> Answer { .refused(question, "it is no longer in the runs") }

  private func overview() throws(StoreProblem) -> OverviewContents {
    let measure = options.measure
    if let known { return known }
    let rows = try self.rows(measure: measure)
    let catalogue = collection.catalogue
    let contents = OverviewContents(
      title: title, measure: measure, rules: options.rules, rows: rows, hidden: catalogue.behaviours.count - rows.count,
      aggregate: try collection.aggregate(),
      models: Set(catalogue.finalModels.map(\.seedless)).count,
      items: rows.reduce(0) { $0 + $1.finding.n + $1.finding.dropped },
      problems: collection.files.reduce(0) { $0 + $1.problems.rejections })
    keeping.keep(contents, as: .overview, by: measure)
    return contents
  }

  func rows(measure: Measure) throws(StoreProblem) -> [BehaviourRow] {
    if let known = memory.rows.withLock({ $0[measure] }) { return known }
    // Those of the overview are kept with it.
    let rows =
      measure == options.measure
      ? try computedRows(measure: measure)
      : try keeping.value(.rows, by: measure) { () throws(StoreProblem) in try computedRows(measure: measure) } ?? []
    memory.rows.withLock { $0[measure] = rows }
    return rows
  }

  /// The rows' findings, for whoever asks by behaviour.
  func findings(measure: Measure) throws(StoreProblem) -> [BehaviourKey: Finding] {
    Dictionary(try rows(measure: measure).map { ($0.key, $0.finding) }, uniquingKeysWith: { first, _ in first })
  }

  private func computedRows(measure: Measure) throws(StoreProblem) -> [BehaviourRow] {
    try collection.behaviourRows(choosing: choice(measure), variant: options.variant, rules: options.rules)
  }

  func choice(_ measure: Measure) -> Ladder.Choice {
    var choice = options.choice
    choice.measure = measure
    return choice
  }

  private func behaviour(
    _ key: BehaviourKey, measure: Measure, isCancelled: () -> Bool
  ) throws(StoreProblem) -> BehaviourContents? {
    guard let behaviour = collection.behaviour(key) else { return nil }
    // q and pooled noise belong to all behaviours in view, so the row is the overview's own.
    guard var row = try rows(measure: measure).first(where: { $0.key == key }) else { return nil }
    let asked = try collection.asked(behaviour.runs)
    let ladder = Ladder(of: asked, choosing: choice(measure))
    if let test = PermutationTest(of: ladder, rules: options.rules, isCancelled: isCancelled) {
      row.finding.include(test)
    }
    if isCancelled() { return nil }
    let slopes = ladder.itemSlopes
    let texts = beginnings(of: ladder.items, asked: asked)
    let items = ladder.items.indices.map { at in
      ItemRow(
        name: ladder.items[at], text: texts.isEmpty ? "" : texts[at], values: Array(ladder.values.row(at)),
        slope: slopes[at], accuracy: accuracy(of: at, in: ladder))
    }
    let contents = BehaviourContents(
      row: row, measure: measure,
      suites: suites(of: behaviour, asked: asked, measure: measure, prior: row.finding.prior),
      items: items, leftOut: ladder.leftOut, checkpoints: checkpoints(of: behaviour))
    memory.behaviour.withLock { $0 = contents }
    return contents
  }

  /// The behaviour as it was answered last, or now.
  func latest(
    _ key: BehaviourKey, measure: Measure, isCancelled: () -> Bool
  ) throws(StoreProblem) -> BehaviourContents? {
    let known = memory.behaviour.withLock { $0 }
    if let known, known.row.key == key, known.measure == measure { return known }
    return try behaviour(key, measure: measure, isCancelled: isCancelled)
  }

  /// Of the item at the largest model; NaN where the logs do not tell.
  private func accuracy(of item: Int, in ladder: Ladder) -> Double {
    let matrix = ladder.measure == .accuracy ? ladder.values : ladder.others[.accuracy]
    guard let matrix, let largest = ladder.rungsByScale.last else { return .nan }
    return matrix[item, largest]
  }

  private func suites(
    of behaviour: Catalogue.Behaviour, asked: [Asked], measure: Measure, prior: NoisePrior?
  ) -> [SuiteRow] {
    // A behaviour may have thousands: each is asked of its own runs, and not of all.
    let bySuite = Dictionary(grouping: asked, by: \.run.suite)
    return behaviour.suites.map { suite in
      let asked = bySuite[suite] ?? []
      var part = choice(measure)
      part.suite = suite
      let ladder = Ladder(of: asked, choosing: part)
      let labels = KeyLabels(of: asked, on: ladder, rules: options.rules).labels
      return SuiteRow(name: suite, finding: Finding(of: ladder, under: options.rules, prior: prior, keyLabels: labels))
    }
  }

  private func checkpoints(of behaviour: Catalogue.Behaviour) -> [String] {
    let all = Dictionary(grouping: behaviour.runs.map(\.model), by: \.name)
    return all.sorted { $0.key < $1.key }.flatMap { name, models in
      // The last one stands on the ladder.
      Set(models.map { $0.checkpoint ?? .max }).sorted().dropLast().map { "\(name) at step \($0)" }
    }
  }
}
