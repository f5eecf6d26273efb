extension Catalogue {
  /// Files that are named after their run's arguments and a task, with what the results beside them say of that run: of
  /// several tasks the name may end in, the longest. They have no time stamp in common.
  static func withNamedResults(_ files: [IndexedFile], problems: inout [Problem]) -> [IndexedFile] {
    var results: [ArgumentsName.Parts: RunFacts] = [:]
    for facts in files.lazy.filter(\.hasNoItems).flatMap(\.facts) where facts.stamp.isEmpty {
      guard let model = facts.model else { continue }
      for task in facts.tasks {
        let parts = ArgumentsName.Parts(model: model, revision: facts.revision, task: task.name)
        if results[parts] == nil { results[parts] = facts }
      }
    }
    return files.map { file in
      let stem = FolderName.stem(file.stamp.path)
      // Most names end otherwise, and are not taken apart for that.
      guard let task = file.heads.first?.task, stem.hasSuffix("_" + task), let name = ArgumentsName(stem),
        file.heads.allSatisfy({ $0.task == name.task && $0.kind != .aggregate })
      else { return file }
      guard let parts = name.parts.first(where: { results[$0] != nil }), let facts = results[parts] else {
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
}
