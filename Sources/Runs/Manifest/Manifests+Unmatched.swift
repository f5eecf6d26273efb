extension Manifests {
  /// What a manifest speaks of and the runs do not have: a remark each, since the runs may come later.
  ///
  /// - Parameter files: all of them, those that are excluded too.
  func unmatched(among runs: [Run], files: [IndexedFile]) -> [Problem] {
    let (runsBelow, filesBelow) = (below(runs.map(\.path)), below(files.map(\.stamp.path)))
    return all.indices.filter { !all[$0].reachesFurther }.flatMap { at in
      all[at].unmatched(
        among: (runsBelow[at] ?? []).map { runs[$0] },
        files: (filesBelow[at] ?? []).compactMap { all[at].below(files[$0].stamp.path) })
    }
  }

  /// For each manifest, by its place, the places of the paths that it speaks of.
  private func below(_ paths: [String]) -> [Int: [Int]] {
    var found: [Int: [Int]] = [:]
    for (at, path) in paths.enumerated() {
      for manifest in places(over: path) { found[manifest, default: []].append(at) }
    }
    return found
  }
}

extension Manifest {
  private static let mostHints = 20

  /// - Parameter files: as seen from this manifest's folder.
  fileprivate func unmatched(among runs: [Run], files: [String]) -> [Problem] {
    let modelNames = NamesMeant(Set(runs.map(\.logged.model)))
    let taskNames = NamesMeant(Set(runs.flatMap(\.logged.tasks)))
    let behaviourNames = Set(runs.map(\.key.behaviour))
    var problems: [Problem] = []
    func miss(_ noun: String, _ word: String, on line: Int, among names: Set<String> = []) {
      // Each is held against every name letter by letter: after so many, who wrote them knows what to look for.
      let hint = problems.count < Self.mostHints ? Nearest.hint(word, names) : ""
      problems.append(
        Problem(
          Place(file: path, line: line > 0 ? line : nil), "no \(noun) here is called '\(word)'\(hint)",
          "nothing changes", rejects: false))
    }
    for rule in models where !modelNames.contains(rule.models.value) {
      miss("model", rule.models.value.pattern, on: rule.models.line, among: modelNames.spellings)
    }
    for rule in behaviours {
      for glob in rule.tasks ?? [] where !taskNames.contains(glob.value) {
        miss("task", glob.value.pattern, on: glob.line, among: taskNames.names)
      }
      if rule.tasks == nil, !behaviourNames.contains(rule.name.value) {
        miss("behaviour", rule.name.value, on: rule.name.line, among: behaviourNames)
      }
    }
    for rule in variants where !taskNames.contains(rule.tasks.value) {
      miss("task", rule.tasks.value.pattern, on: rule.tasks.line, among: taskNames.names)
    }
    let paths = include.isEmpty && exclude.isEmpty ? [] : files.map(FolderName.names)
    for glob in include + exclude where !paths.contains(where: glob.value.matchesPath(of:)) {
      miss("file", glob.value.pattern, on: glob.line)
    }
    return problems
  }
}
