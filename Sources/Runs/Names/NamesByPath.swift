/// What models are called whose names end alike: `orgA/model-7b` and `orgB/model-7b`, as much of each as tells them
/// apart. A bare `model-7b` is the one that ends so, where it is one alone; else nobody knows which it is.
struct NamesByPath {
  /// In order. One, where all of the paths may be one model's.
  private(set) var names: [String] = []
  private var byPath: [[String]: String] = [:]

  init(_ all: Set<[String]>) {
    // From their ends, in order: what ends alike stands together, and what is bare before those that it may be.
    let paths = all.map { Array($0.reversed()) }.sorted { $0.lexicographicallyPrecedes($1) }
    let whole = paths.indices.filter { $0 + 1 == paths.count || !paths[$0 + 1].starts(with: paths[$0]) }
    for (at, place) in whole.enumerated() {
      let beside = [at - 1, at + 1].filter { whole.indices.contains($0) }.map { paths[whole[$0]] }
      let common = beside.map { zip(paths[place], $0).prefix { $0 == $1 }.count }.max() ?? 0
      names.append(paths[place].prefix(common + 1).reversed().joined(separator: "/"))
      byPath[paths[place]] = names[at]
    }
    var next = 0
    for (place, path) in paths.enumerated() {
      if place == whole[next] {
        next += 1
      } else if next + 1 == whole.count || !paths[whole[next + 1]].starts(with: path) {
        byPath[path] = names[next]
      }
    }
  }

  /// nil for a bare name that may be either's.
  subscript(path: [String]) -> String? { byPath[path.reversed()] }
}
