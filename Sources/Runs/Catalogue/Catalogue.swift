/// What the logs say together: who was asked what, how, and where the numbers are. Derived from the index alone.
public struct Catalogue: Sendable, Equatable {
  /// A row of the overview with the runs behind it.
  public struct Behaviour: Sendable, Equatable {
    public var key: BehaviourKey
    /// In name order.
    public var suites: [String]
    /// Runs in use: no copies, no runs that were repeated later. Checkpoints and seeds are all here.
    public var runs: [Run]
  }

  /// In the order of their names; every one of them, nothing is left out.
  public var behaviours: [Behaviour] = []
  /// Documents whose whole text was scored: the aggregate perplexity stands on them.
  public var texts: [Run] = []
  /// Tasks of which the log keeps only aggregates: no items, so no ladder.
  public var aggregatesOnly: [Run] = []
  /// Runs that are copies of others or were repeated later.
  public var superseded: [Run] = []
  /// What only became clear by putting files together.
  public var problems: [Problem] = []

  /// - Parameter manifests: what people say of the files and the runs in them; the files are sifted by it.
  public init(of all: [IndexedFile], manifests: Manifests = Manifests()) {
    let files = manifests.sift(all)
    // A time stamp joins items with results; formats without one keep both in one file.
    let hasItems = files.contains { file in
      file.facts.first?.stamp.isEmpty == false && file.heads.contains { $0.kind != .aggregate }
    }
    var runs: [Run] = []
    for (folder, inside) in Dictionary(grouping: files, by: { ExactName(FolderName.of($0.stamp.path)) }).sorted(by: {
      $0.key < $1.key
    }) {
      runs += Self.runs(
        in: folder.text, files: inside, besideItems: hasItems, manifests: manifests.over(folder.text + "/"),
        problems: &problems)
    }
    problems += manifests.unmatched(among: runs, files: all)
    runs = Self.withSharedFacts(Self.withModelsApart(runs, problems: &problems), problems: &problems)
    let (stored, repeated) = Self.withStoredTextsOnce(runs.filter { $0.columns == nil }, problems: &problems)
    aggregatesOnly = stored
    let (ofOneKind, others) = Self.withOneKind(Self.withFiltersApart(runs.filter { $0.columns != nil }))
    problems += others.map {
      let action = "what is of another kind is left out; give it a suite of its own"
      return Problem(Place(file: $0.path), $0.supersededBecause ?? "another kind", action, rejects: false)
    }
    let (used, copies) = Self.withoutCopies(Self.withVariantsApart(ofOneKind), problems: &problems)
    superseded = others + copies + repeated
    texts = used.filter { $0.kind == .rolling }
    let grouped = Dictionary(grouping: used.filter { $0.kind != .rolling }, by: \.key)
    behaviours = grouped.keys.sorted().map { key in
      let runs = grouped[key] ?? []
      return Behaviour(key: key, suites: Set(runs.map(\.suite)).sorted(), runs: runs)
    }
  }

  /// What one log or manifest states of a model holds in all of them: two sizes of one model would be two rungs. A
  /// manifest counts before a log, a log before a name; of two logs the larger size.
  private static func withSharedFacts(_ runs: [Run], problems: inout [Problem]) -> [Run] {
    var stated: [String: Model] = [:]
    for model in runs.lazy.map(\.model) {
      var known = stated[model.name] ?? model
      let rank = { (size: Sourced?) -> (Int, Double) in
        size?.source == .manifest ? (2, 0) : size?.source == .file ? (1, size?.value ?? 0) : (0, 0)
      }
      if rank(model.parameters) > rank(known.parameters) { known.parameters = model.parameters }
      known.flops = known.flops ?? model.flops
      known.trainingTokens = known.trainingTokens ?? model.trainingTokens
      known.textLoss = known.textLoss ?? model.textLoss
      stated[model.name] = known
    }
    levelTextLoss(&stated)
    problems += twoSizes(of: runs, taken: stated)
    return runs.map { run in
      guard let known = stated[run.model.name] else { return run }
      var run = run
      switch known.parameters?.source {
      case .manifest, .file: run.model.parameters = known.parameters
      case .name, .table, .estimate, .derived, .texts, nil: break
      }
      run.model.flops = known.flops
      run.model.trainingTokens = known.trainingTokens
      run.model.textLoss = known.textLoss
      return run
    }
  }

  /// What is said where the logs do not agree about a size: once for each that was not taken.
  private static func twoSizes(of runs: [Run], taken: [String: Model]) -> [Problem] {
    var told: Set<Model> = []
    return runs.compactMap { run -> Problem? in
      guard let own = run.model.parameters, own.source == .file, let size = taken[run.model.name]?.parameters,
        size.source == .file, size != own
      else { return nil }
      var other = Model(name: run.model.name, family: "")
      other.parameters = own
      guard told.insert(other).inserted else { return nil }
      func whole(_ number: Double) -> String { Int(exactly: number).map { String($0) } ?? "\(number)" }
      return Problem(
        Place(file: run.path),
        "\(run.model.name) has \(whole(own.value)) parameters here and \(whole(size.value)) in another log",
        "taken for the larger everywhere; write the right one in vane.toml", rejects: false)
    }
  }

  /// Whether there are whole texts, or aggregates of some.
  public var hasTexts: Bool { !texts.isEmpty || aggregatesOnly.contains { $0.kind == .rolling } }

  /// Final models and checkpoints alike, by family and size.
  public var models: [Model] {
    Set((behaviours.flatMap(\.runs) + texts).map(\.model)).sorted {
      ($0.family, $0.scale ?? .infinity, $0.name, $0.checkpoint ?? .max)
        < ($1.family, $1.scale ?? .infinity, $1.name, $1.checkpoint ?? .max)
    }
  }

  /// Seeds differ in text loss and are one scale: all of them have the mean of those that are stated, so that a scale
  /// stands at one place whichever of its seeds were asked.
  private static func levelTextLoss(_ models: inout [String: Model]) {
    guard models.values.contains(where: { $0.textLoss != nil && $0.seed != nil }) else { return }
    for group in Dictionary(grouping: models.keys, by: { models[$0].map(Scale.init) }).values {
      let losses = group.sorted().compactMap { models[$0]?.textLoss }
      guard let first = losses.first, losses.contains(where: { $0.value != first.value }) else { continue }
      let mean = losses.reduce(0) { $0 + $1.value } / Double(losses.count)
      for name in group where models[name]?.textLoss != nil { models[name]?.textLoss = Sourced(mean, first.source) }
    }
  }

  /// What seeds share.
  private struct Scale: Hashable {
    let family: String
    let name: String

    init(_ model: Model) { (family, name) = (model.family, model.seedless) }
  }

  /// Models on ladders that have no place on an axis, by name.
  public func models(without axis: ScaleAxis, of families: Set<String>? = nil) -> [String] {
    let runs = behaviours.flatMap(\.runs).filter { families?.contains($0.model.family) ?? true }
    let names = Set(runs.map(\.model.name))
    let all = runs.filter { !$0.isRevision(beside: names) }.map(\.model)
    let finals = FinalModels(of: all)
    return Set(all.filter { finals.contains($0) && $0.x(on: axis) == nil }.map(\.name)).sorted()
  }

  /// Lets each final model that nobody has stated a text loss for have the one that its runs over whole texts give: its
  /// own, or that of its scale's other seeds.
  public mutating func take(textLoss texts: Aggregate) {
    let points = Dictionary(texts.commonPoints.map { (Scale($0.model), $0) }) { first, _ in first }
    let finals = FinalModels(of: models + aggregatesOnly.map(\.model))
    let taking = { (run: Run) -> Run in
      guard run.model.textLoss == nil, finals.contains(run.model), let point = points[Scale(run.model)],
        // A loss of an earlier step is not that of the model that was asked.
        point.model.checkpoint == run.model.checkpoint
      else { return run }
      var run = run
      run.model.textLoss = Sourced(point.mean, .texts)
      return run
    }
    for at in behaviours.indices { behaviours[at].runs = behaviours[at].runs.map(taking) }
    self.texts = self.texts.map(taking)
    aggregatesOnly = aggregatesOnly.map(taking)
  }

  /// Who was asked what: two runs of which this is the same are one.
  struct Identity: Hashable {
    let model: String
    let checkpoint: Int?
    let key: BehaviourKey
    let suite: String

    init(_ run: Run) {
      (model, checkpoint, key, suite) = (run.model.name, run.model.checkpoint, run.key, run.suite)
    }
  }

  /// A suite whose items are of several kinds in one file: no ladder can hold them side by side. Log-likelihoods count
  /// before the answers sampled beside them, then the kind of which there are most items.
  private static func withOneKind(_ runs: [Run]) -> (used: [Run], others: [Run]) {
    struct Own: Hashable {
      let path: String
      let identity: Identity
    }
    func own(_ run: Run) -> Own { Own(path: run.path, identity: Identity(run)) }
    func rank(_ run: Run) -> (Int, Int) { (run.kind == .aggregate ? 0 : run.kind == .generated ? 1 : 2, run.count) }
    // Of equal ones the first.
    let best = Dictionary(runs.map { (own($0), $0) }) { rank($1) > rank($0) ? $1 : $0 }
    var (used, others): ([Run], [Run]) = ([], [])
    for run in runs {
      guard let kept = best[own(run)], kept.kind != run.kind else {
        used.append(run)
        continue
      }
      var run = run
      let own = "\(counted(run.count, "item")) as \(run.kind)"
      run.supersededBecause =
        "\(run.model.name) on \(run.suite) has \(own) in this file beside \(kept.count) as \(kept.kind), which count"
      others.append(run)
    }
    return (used, others)
  }

  /// The same model on the same suite twice: one run counts, of two that are equal in all else the first by path.
  private static func withoutCopies(
    _ runs: [Run], problems: inout [Problem]
  ) -> (used: [Run], copies: [Run]) {
    var used: [Run] = []
    var copies: [Run] = []
    var places: [Identity: Int] = [:]
    for run in runs {
      let identity = Identity(run)
      guard let at = places[identity] else {
        places[identity] = used.count
        used.append(run)
        continue
      }
      var (kept, dropped) = (used[at], run)
      if Self.isPreferred(run, to: kept) { swap(&kept, &dropped) }
      let reason = Self.reason(toDrop: dropped, for: kept)
      dropped.supersededBecause = reason
      dropped.differs = !isSame(dropped, kept) || hasOtherNumbers(dropped, than: kept)
      problems.append(Problem(Place(file: dropped.path), reason, action(toDrop: dropped, for: kept), rejects: false))
      used[at] = kept
      copies.append(dropped)
    }
    return (used, copies)
  }

  /// The aggregate perplexity stands on whole texts of which only the aggregate is stored, so of these too one run counts.
  /// What is merely listed is listed as often as it is there.
  private static func withStoredTextsOnce(
    _ runs: [Run], problems: inout [Problem]
  ) -> (used: [Run], copies: [Run]) {
    let (texts, copies) = withoutCopies(runs.filter { $0.kind == .rolling }, problems: &problems)
    return (runs.filter { $0.kind != .rolling } + texts, copies)
  }

  /// Items tell more than what was made of them, a log more than a folder's name, a whole run more than a part of it;
  /// else the later one counts.
  private static func isPreferred(_ run: Run, to other: Run) -> Bool {
    if (run.kind == .aggregate) != (other.kind == .aggregate) { return other.kind == .aggregate }
    if run.logged.isStated != other.logged.isStated { return run.logged.isStated }
    if run.count != other.count { return run.count > other.count }
    guard let later = run.date, let earlier = other.date else { return false }
    return later > earlier
  }

  private static func reason(toDrop run: Run, for kept: Run) -> String {
    let subject = "\(run.model.name) on \(run.suite)"
    if run.kind == .aggregate, kept.kind != .aggregate {
      return "\(subject) is an aggregate here, with its items in \(kept.path)"
    }
    if run.path == kept.path { return "\(subject) stands in this file twice" }
    if run.logged.isStated != kept.logged.isStated {
      return "\(subject) is here by the folder's name alone, and by the log's own word in \(kept.path)"
    }
    let isSame = isSame(run, kept)
    let how: String? =
      run.count < kept.count
      ? "on more items"
      : !isSame ? "not item for item the same" : hasOtherNumbers(run, than: kept) ? "with other numbers" : nil
    guard let own = run.date, let other = kept.date, own != other else {
      return how.map { "\(subject) is stored here and, \($0), in \(kept.path)" }
        ?? "\(subject) is stored twice, also in \(kept.path)"
    }
    let (when, again) = own > other ? ("earlier", "") : ("later", isSame ? "again " : "")
    return "\(run.model.name) was run \(again)on \(run.suite), \(when)\(how.map { ", \($0)" } ?? ""): \(kept.path)"
  }

  private static func action(toDrop run: Run, for kept: Run) -> String {
    if isSame(run, kept), !hasOtherNumbers(run, than: kept) { return "not counted twice" }
    // A run that was cut short, or the rest of one that was split: only their items would tell.
    return run.count < kept.count
      ? "taken for a part of that one; if it holds other items, put both into one file"
      : "left out; to keep both, let one have a folder and name its variant there in vane.toml"
  }

  /// False where two halves of a suite, or two wordings of it, are no run and its repetition.
  private static func isSame(_ run: Run, _ other: Run) -> Bool {
    run.kind == .aggregate || run.list == nil || other.list == nil || run.list == other.list
  }

  /// True where the same was asked, and what was measured is known to differ: two runs, of which neither is a copy.
  private static func hasOtherNumbers(_ run: Run, than other: Run) -> Bool {
    guard run.count == other.count, (run.kind == .aggregate) == (other.kind == .aggregate), isSame(run, other) else {
      return false
    }
    // Of a text without items the log's own aggregates are all that there is.
    if run.columns == nil, other.columns == nil { return run.task?.aggregates != other.task?.aggregates }
    guard let own = run.numbers, let others = other.numbers else { return false }
    return own != others
  }
}
