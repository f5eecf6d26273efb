import Runs

extension CommandProblem {
  /// Of a name that nothing has: what was meant, if a name is near, and what there is, or the first of it.
  ///
  /// - Parameter others: names that may be meant and are not told.
  static func unknown(
    _ what: String, _ name: String, among names: some Sequence<String>, or others: [String] = []
  ) -> CommandProblem {
    let names = Set(names).sorted()
    let hint = Nearest.hint(name, names + others)
    let list = names.isEmpty ? "none" : listed(names)
    return CommandProblem(
      .wrongUsage, "no \(what) is called '\(name)'" + (hint.isEmpty ? "; there are: " : "\(hint) There are: ") + list)
  }

  /// All of them, or the first, and how many there are besides.
  static func listed(_ names: [String]) -> String {
    let most = 24
    let more = names.count > most ? " and \(names.count - most) more" : ""
    return names.prefix(most).joined(separator: ", ") + more
  }
}
