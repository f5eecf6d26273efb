extension Catalogue {
  /// Files that are named after their run's arguments and a task, with what the results beside them say of that run: of
  /// several tasks the name may end in, the longest. They have no time stamp in common.
  static func withNamedResults(_ files: [IndexedFile], problems: inout [Problem]) -> [IndexedFile] {
    let results = files.filter(\.hasNoItems).flatMap(\.facts)
      .filter { $0.stamp.isEmpty && $0.model != nil }
    return files.map { file in
      let stem = FolderName.stem(file.stamp.path)
      // Most names end otherwise, and are not taken apart for that.
      guard let task = file.heads.first?.task, stem.hasSuffix("_" + task), let name = ArgumentsName(stem),
        file.heads.allSatisfy({ $0.task == name.task && $0.kind != .aggregate })
      else { return file }
      let found = results.flatMap { facts in
        facts.tasks.filter { name.isMade(of: facts.model ?? "", revision: facts.revision, task: $0.name) }
          .map { (facts: facts, task: $0.name) }
      }
      guard let best = found.max(by: { $0.task.count < $1.task.count }) else {
        problems.append(
          Problem(
            Place(file: file.stamp.path), "no results beside it are of its model and its task",
            "both were taken from its name, where nothing parts them", rejects: false))
        return file
      }
      var named = file
      named.facts = [best.facts]
      for at in named.heads.indices { named.heads[at].task = best.task }
      return named
    }
  }
}
