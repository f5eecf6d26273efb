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
    let headers = Dictionary(
      grouping: files.filter(\.hasNoItems).flatMap(\.facts).filter { $0.model != nil }, by: \.stamp)
    let parents = headers.mapValues { Self.parents(in: $0[0].groups) }
    let questions = files.lazy.compactMap { file in
      file.heads.first { $0.kind == .questions }.map { (file.stamp.path, $0) }
    }.first
    let sampled = Set(
      files.flatMap { file in
        file.heads.filter { $0.kind != .aggregate }.map {
          StampedTask(stamp: file.facts.first?.stamp ?? "", task: $0.task)
        }
      })
    return files.flatMap { file -> [Run] in
      let own = file.facts.first
      if file.hasNoItems {
        let stamp = own?.stamp ?? ""
        // Items that a run wrote down and that are not here were left out on purpose, where other runs' items are.
        let isLeftOut = own?.keptItems == true && hasItems
        let shown = isLeftOut ? [] : file.heads.filter { !sampled.contains(StampedTask(stamp: stamp, task: $0.task)) }
        let besides = sampled.union(shown.map { StampedTask(stamp: stamp, task: $0.task) })
        return aggregateRuns(in: file, sampled: besides, folder: folder, manifests: manifests)
          + runs(
            of: shown, in: file, facts: own, parents: own.map { Self.parents(in: $0.groups) } ?? [:],
            folder: folder, questions: nil, manifests: manifests
          ).map(\.run)
      }
      let beside = headers[own?.stamp ?? ""] ?? []
      let isOne = Set(beside.map { [$0.model, $0.revision] }).count == 1
      let facts = own?.model == nil ? isOne ? beside.first : nil : own
      if facts == nil, own != nil {
        problems.append(
          Problem(
            Place(file: file.stamp.path),
            beside.isEmpty
              ? "no results file has this file's time stamp"
              : "results of \(beside.count) models lie beside this file, and nothing tells whose it is",
            "the model's name was taken from the folder; parameters are unknown unless the name tells", rejects: false))
      }
      let heads = file.heads.filter { $0.kind != .questions }
      let above = own?.model == nil ? isOne ? parents[own?.stamp ?? ""] : nil : own.map { Self.parents(in: $0.groups) }
      return withOnePlace(
        runs(
          of: heads, in: file, facts: facts, parents: above ?? [:], folder: folder, questions: questions,
          manifests: manifests),
        problems: &problems)
    }
  }

  private struct StampedTask: Hashable {
    let stamp: String
    let task: String
  }

  /// Tasks of a results file that no samples file belongs to: only the writer's aggregates are known.
  private static func aggregateRuns(
    in file: IndexedFile, sampled: Set<StampedTask>, folder: String, manifests: Manifests
  ) -> [Run] {
    file.facts.map { ($0, parents(in: $0.groups)) }.flatMap { facts, parents in
      facts.tasks.filter { !$0.aggregates.isEmpty && !sampled.contains(StampedTask(stamp: facts.stamp, task: $0.name)) }
        .map { task in
          let isOfKnownUnit = file.heads.contains { $0.task == task.name }
          let kind = isOfKnownUnit ? .aggregate : kind(of: task.outputType)
          let head = ColumnsHead(id: 0, task: task.name, filter: nil, kind: kind, count: task.items ?? 0)
          let raw = facts.model ?? "?"
          let name = manifests.applied(
            to: suiteName(of: head, task: task, parent: parents[task.name], folder: folder), tasks: [task.name])
          var run = Run(
            model: manifests.applied(
              to: Model(raw: raw, parameters: facts.parameters, revision: facts.revision), raw: raw),
            key: BehaviourKey(name.behaviour, variant: name.variant), suite: task.name, kind: kind,
            count: task.items ?? 0,
            path: file.stamp.path, format: file.format ?? "")
          run.logged = Run.Logged(model: raw, tasks: [task.name])
          run.task = task
          run.date = facts.date
          run.limit = facts.limit
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

  /// A column of a file: its task, and what it holds of it.
  private struct HeadName: Hashable {
    let task: String
    let kind: Columns.Kind
  }

  /// Cost: O(heads + tasks); a table may hold thousands.
  private static func runs(
    of heads: [ColumnsHead], in file: IndexedFile, facts: RunFacts?, parents: [String: String], folder: String,
    questions: (String, ColumnsHead)?, manifests: Manifests
  ) -> [(head: ColumnsHead, run: Run)] {
    let raw = facts?.model ?? FolderName.last(folder).replacing("__", with: "/")
    let model = manifests.applied(
      to: Model(raw: raw, parameters: facts?.parameters, revision: facts?.revision), raw: raw)
    let tasks = Dictionary((facts?.tasks ?? []).map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    var filters: [HeadName: Set<String?>] = [:]
    for head in file.heads { filters[HeadName(task: head.task, kind: head.kind), default: []].insert(head.filter) }
    return heads.compactMap { head in
      run(
        of: head, in: file, facts: facts, parent: parents[head.task], folder: folder, questions: questions,
        manifests: manifests, logged: (raw, model), task: tasks[head.task],
        isOneOfSeveral: filters[HeadName(task: head.task, kind: head.kind), default: []].count > 1
      ).map { (head, $0) }
    }
  }

  private static func run(
    of head: ColumnsHead, in file: IndexedFile, facts: RunFacts?, parent: String?, folder: String,
    questions: (String, ColumnsHead)?, manifests: Manifests, logged: (raw: String, model: Model), task: TaskFacts?,
    isOneOfSeveral: Bool
  ) -> Run? {
    let named = suiteName(of: head, task: task, parent: parent, folder: folder)
    // A folder of tables is one task; it goes by the folder's name, and by the one that is shown.
    let tasks = head.task.isEmpty ? [FolderName.last(folder), named.suite] : [head.task]
    var name = manifests.applied(to: named, tasks: tasks)
    if let filter = head.filter, isOneOfSeveral {
      // One task, several ways of reading the same answer: each is a variant of its own.
      name.variant = [name.variant, filter].compactMap { $0 }.joined(separator: ":")
    }
    var run = Run(
      model: logged.model, key: BehaviourKey(name.behaviour, variant: name.variant),
      suite: head.task.isEmpty ? named.suite : head.task, kind: head.kind,
      count: head.kind == .aggregate ? task?.items ?? 0 : head.count, path: file.stamp.path,
      format: file.format ?? "")
    run.logged = Run.Logged(model: logged.raw, tasks: tasks)
    run.columns = head.id
    run.filter = head.filter
    run.task = task
    run.date = facts?.date
    run.limit = facts?.limit
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
  private static func parents(in groups: [String: [String]]) -> [String: String] {
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
  fileprivate var hasNoItems: Bool { heads.allSatisfy { $0.kind == .aggregate } }
}
