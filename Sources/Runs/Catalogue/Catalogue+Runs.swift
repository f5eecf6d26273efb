extension Catalogue {
  /// The runs that the files of one folder make together.
  ///
  /// - Parameters:
  ///   - hasItems: true where any run anywhere has items beside its results.
  ///   - manifests: those that speak of this folder, the nearest first.
  static func runs(
    in folder: String, files: [IndexedFile], besideItems hasItems: Bool, manifests: Manifests,
    problems: inout [Problem]
  ) -> [Run] {
    let files = withNamedResults(files, problems: &problems)
    let headers = Dictionary(
      grouping: files.filter(\.hasNoItems).flatMap(\.facts).filter { $0.model != nil || !$0.tasks.isEmpty },
      by: \.stamp)
    // Once for each stamp: old results have none, and thousands of files may lie beside thousands of them.
    let ofOneRun = headers.compactMapValues { beside in
      Set(beside.map { [$0.model, $0.revision] }).count == 1 ? beside.first.map(Told.init) : nil
    }
    let questions = files.lazy.compactMap { file in
      file.heads.first { $0.kind == .questions }.map { (file.stamp.path, $0) }
    }.first
    // Items whose log says itself whose they are make a run of their own: no results beside them are theirs.
    let sampled = Set(
      files.filter { $0.facts.first?.model == nil }.flatMap { file -> [StampedTask] in
        guard let told = ofOneRun[file.facts.first?.stamp ?? ""] else { return [] }
        return file.heads.filter { $0.kind != .aggregate }.map { StampedTask(told.facts, $0.task) }
      })
    let ofFolder = outputType(of: files)
    return files.flatMap { file -> [Run] in
      let own = file.facts.first
      if file.hasNoItems {
        // Items that a run wrote down and that are not here were left out on purpose, where other runs' items are.
        let isLeftOut = own?.keptItems == true && hasItems
        let shown = isLeftOut ? [] : file.heads.filter { !sampled.contains(StampedTask(own, $0.task)) }
        let ownTasks = Set(shown.map { StampedTask(own, $0.task) })
        let runs =
          aggregateRuns(
            in: file, besides: { sampled.contains($0) || ownTasks.contains($0) }, folder: folder, manifests: manifests)
          + runs(
            of: shown, in: file, told: shown.isEmpty ? nil : own.map(Told.init), folder: folder, questions: nil,
            manifests: manifests
          ).map(\.run)
        if runs.contains(where: { !$0.logged.isStated }) { problems.append(guessed(file, "names no model")) }
        return runs
      }
      // Itself, or the results that lie beside it, where they are of one run.
      let told = own.flatMap { $0.model == nil ? nil : Told($0) } ?? ofOneRun[own?.stamp ?? ""]
      if own != nil, told?.facts.model == nil {
        let beside = headers[own?.stamp ?? ""] ?? []
        problems.append(
          guessed(
            file,
            told != nil
              ? "the results beside this file name no model"
              : beside.isEmpty
                ? "no results file has this file's time stamp"
                : "results of \(beside.count) models lie beside this file, and nothing tells whose it is"))
      }
      let heads = file.heads.filter { $0.kind != .questions }
      var made = runs(of: heads, in: file, told: told, folder: folder, questions: questions, manifests: manifests)
      if questions == nil { made = withoutQuestions(made, outputType: ofFolder, problems: &problems) }
      return withOnePlace(made, problems: &problems)
    }
  }

  /// What a header tells of a run, made ready once for all files that ask for one of its tasks.
  private struct Told {
    let facts: RunFacts
    let tasks: [String: TaskFacts]
    let parents: [String: String]

    init(_ facts: RunFacts) {
      self.facts = facts
      tasks = Dictionary(facts.tasks.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
      parents = Catalogue.parents(in: facts.groups)
    }
  }

  private static func guessed(_ file: IndexedFile, _ what: String) -> Problem {
    Problem(
      Place(file: file.stamp.path), what,
      "the model's name was taken from the folder; parameters are unknown unless the name tells", rejects: false)
  }

  /// A task of one run, by what a results file and its samples file both know of it.
  private struct StampedTask: Hashable {
    let stamp: String
    let model: String?
    let revision: String?
    let task: String

    init(_ facts: RunFacts?, _ task: String) {
      (stamp, model, revision) = (facts?.stamp ?? "", facts?.model, facts?.revision)
      self.task = task
    }
  }

  /// Whose a file's numbers are, how it was asked, and when.
  private struct Owner {
    let model: Model
    let logged: Run.Logged
    let hasGivenName: Bool
    let ways: [String: String]?
    let date: Double?
    let limit: Double?

    /// - Parameter stamp: of the file, for a log that tells no date.
    init(_ facts: RunFacts?, stamp: String, folder: String, manifests: Manifests) {
      let raw = facts?.model ?? FolderName.last(folder).replacing("__", with: "/")
      let parsed = ModelName(raw)
      (model, hasGivenName) = manifests.applied(
        to: Model(parsed, parameters: facts?.parameters, revision: facts?.revision), raw: raw)
      let path = parsed.path
      logged = Run.Logged(
        model: raw, path: facts?.namesProvider == true && path.count > 1 ? Array(path.dropFirst()) : path,
        revision: ModelName.branch(facts?.revision), isStated: facts?.model != nil)
      ways = facts?.ways
      date = facts?.date ?? Moment(inName: stamp)?.seconds
      limit = facts?.limit
    }

    /// What is known of the run beside its numbers.
    func sign(_ run: inout Run, tasks: [String], task: TaskFacts?) {
      run.logged = logged
      run.logged.tasks = tasks
      run.hasGivenName = hasGivenName
      run.task = task
      run.date = date
      run.limit = limit
      run.ways = ways
      if let shots = Catalogue.shots(task) { run.ways?["shots"] = shots }
    }
  }

  /// Tasks of a results file that no samples file belongs to: only the writer's aggregates are known.
  private static func aggregateRuns(
    in file: IndexedFile, besides isKnown: (StampedTask) -> Bool, folder: String, manifests: Manifests
  ) -> [Run] {
    file.facts.flatMap { facts -> [Run] in
      let owner = Owner(facts, stamp: facts.stamp, folder: folder, manifests: manifests)
      let parents = Self.parents(in: facts.groups)
      return facts.tasks.filter { !$0.aggregates.isEmpty && !isKnown(StampedTask(facts, $0.name)) }
        .map { task in
          let isOfKnownUnit = file.heads.contains { $0.task == task.name }
          let kind = isOfKnownUnit ? .aggregate : kind(of: task.outputType)
          let head = ColumnsHead(id: 0, task: task.name, filter: nil, kind: kind, count: task.items ?? 0)
          let name = manifests.applied(
            to: suiteName(of: head, task: task, parent: parents[task.name], folder: folder), tasks: [task.name])
          var run = Run(
            model: owner.model, key: BehaviourKey(name.behaviour, variant: name.variant), suite: task.name, kind: kind,
            count: task.items ?? 0, path: file.stamp.path, format: file.format ?? "")
          owner.sign(&run, tasks: [task.name], task: task)
          return manifests.applied(to: run)
        }
    }
  }

  private static func kind(of outputType: String?) -> Columns.Kind {
    switch outputType {
    case "loglikelihood": .sequence
    case "loglikelihood_rolling": .rolling
    case "generate_until": .generated
    case _: .choices
    }
  }

  /// Cost: O(heads); a table may hold thousands.
  private static func runs(
    of heads: [ColumnsHead], in file: IndexedFile, told: Told?, folder: String,
    questions: (String, ColumnsHead)?, manifests: Manifests
  ) -> [(head: ColumnsHead, run: Run)] {
    guard !heads.isEmpty else { return [] }
    let owner = Owner(told?.facts, stamp: file.facts.first?.stamp ?? "", folder: folder, manifests: manifests)
    return heads.compactMap { head in
      run(
        of: head, in: file, parent: told?.parents[head.task], folder: folder, questions: questions,
        manifests: manifests, owner: owner, task: told?.tasks[head.task]
      ).map { (head, $0) }
    }
  }

  private static func run(
    of head: ColumnsHead, in file: IndexedFile, parent: String?, folder: String,
    questions: (String, ColumnsHead)?, manifests: Manifests, owner: Owner, task: TaskFacts?
  ) -> Run? {
    let named = suiteName(of: head, task: task, parent: parent, folder: folder)
    // A folder of tables is one task; it goes by the folder's name, and by the one that is shown.
    let tasks = head.task.isEmpty ? [FolderName.last(folder), named.suite] : [head.task]
    let name = manifests.applied(to: named, tasks: tasks)
    var run = Run(
      model: owner.model, key: BehaviourKey(name.behaviour, variant: name.variant),
      suite: head.task.isEmpty ? named.suite : head.task, kind: head.kind,
      count: head.kind == .aggregate ? task?.items ?? 0 : head.count, path: file.stamp.path,
      format: file.format ?? "")
    owner.sign(&run, tasks: tasks, task: task)
    run.columns = head.id
    run.list = head.list
    run.numbers = head.numbers
    run.filter = head.filter
    if let (path, asked) = questions, head.task.isEmpty {
      run.questions = asked.id
      run.questionsPath = path
      // A loss over no alternatives is minus the log-probability of the one continuation.
      if head.kind == .loss, asked.values == asked.count { run.kind = .sequence }
    }
    return manifests.applied(to: run)
  }

  /// Behaviour and variant: our own metadata, else lm-eval's group, else the name.
  private static func suiteName(
    of head: ColumnsHead, task: TaskFacts?, parent: String?, folder: String
  ) -> SuiteName {
    if head.task.isEmpty { return SuiteName(folder: FolderName.last(folder)) }
    if let behaviour = task?.behaviour { return SuiteName(behaviour: behaviour, variant: task?.prompt ?? shots(task)) }
    if let parent { return SuiteName(behaviour: parent, variant: task?.prompt ?? shots(task)) }
    var name = SuiteName(folder: head.task)
    name.variant = task?.prompt ?? name.variant ?? shots(task)
    return name
  }

  /// The group of each task: of several that hold it, the one with the fewest children says most about it.
  static func parents(in groups: [String: [String]]) -> [String: String] {
    var parents: [String: String] = [:]
    for (group, tasks) in groups.sorted(by: { ($0.value.count, $0.key) < ($1.value.count, $1.key) }) {
      for task in tasks where parents[task] == nil { parents[task] = group }
    }
    return parents
  }

  private static func shots(_ task: TaskFacts?) -> String? {
    task?.shots.flatMap { $0 > 0 ? "\($0)shot" : nil }
  }
}

extension IndexedFile {
  /// A header: it tells of runs and measures no item.
  var hasNoItems: Bool { heads.allSatisfy { $0.kind == .aggregate } }
}
