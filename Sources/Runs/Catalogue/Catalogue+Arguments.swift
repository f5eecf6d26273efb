extension Catalogue {
  /// Files that are named after their run's arguments and a task, with what the results beside them say of that run: of
  /// several tasks the name may end in, the longest. They have no time stamp in common.
  static func withNamedResults(_ files: [IndexedFile], problems: inout [Problem]) -> [IndexedFile] {
    let names = files.map(parts)
    var wanted: [ArgumentsName.Owner: Set<String>] = [:]
    for parts in names.joined() { wanted[parts.owner, default: []].insert(parts.task) }
    if wanted.isEmpty { return files }
    var results: [ArgumentsName.Parts: RunFacts] = [:]
    for facts in files.lazy.filter(\.hasNoItems).flatMap(\.facts) where facts.stamp.isEmpty {
      guard let model = facts.model else { continue }
      let owner = ArgumentsName.Owner(model: model, revision: facts.revision)
      guard let tasks = wanted[owner] else { continue }
      let parents = parents(in: facts.groups)
      for task in facts.tasks where tasks.contains(task.name) {
        let parts = ArgumentsName.Parts(owner: owner, task: task.name)
        guard results[parts] == nil else { continue }
        // Of one task: thousands of files may each be another one.
        var own = facts
        own.tasks = [task]
        own.groups = parents[task.name].map { [$0: [task.name]] } ?? [:]
        results[parts] = own
      }
    }
    return zip(files, names).map { file, names in
      if names.isEmpty { return file }
      guard let parts = names.first(where: { results[$0] != nil }), let facts = results[parts] else {
        problems.append(
          Problem(
            Place(file: file.stamp.path), "no results beside it are of its model and its task",
            "both were taken from its name, where nothing parts them", rejects: false))
        return file
      }
      var named = file
      named.facts = [facts]
      for at in named.heads.indices { named.heads[at].task = parts.task }
      return named
    }
  }

  /// What a file's name can be made of; nothing where it is no such name.
  private static func parts(of file: IndexedFile) -> [ArgumentsName.Parts] {
    let stem = FolderName.stem(file.stamp.path)
    // Most names end otherwise, and are not taken apart for that.
    guard let task = file.heads.first?.task, stem.hasSuffix("_" + task), let name = ArgumentsName(stem),
      file.heads.allSatisfy({ $0.task == name.task && $0.kind != .aggregate })
    else { return [] }
    return name.parts
  }
}
