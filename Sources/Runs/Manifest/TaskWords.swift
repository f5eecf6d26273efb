import Synchronization

/// What manifests say of tasks. Each task is asked about once, however many runs were asked it: thousands of tasks and
/// of patterns would else meet anew in the log of every model.
final class TaskWords: Sendable {
  struct Word: Sendable {
    var behaviour: String?
    var variant: String?
    /// Places of the behaviours with a pattern for it, of which `behaviour` is one.
    var claimants: Set<Int> = []
  }

  private struct Question: Hashable {
    let manifest: ExactName
    let tasks: [ExactName]
  }

  private let known = Mutex<[Question: Word]>([:])
  private let tables = Mutex<[ExactName: RuleTables]>([:])

  func word(of manifest: Manifest, on tasks: [String]) -> Word {
    if manifest.behaviours.isEmpty, manifest.variants.isEmpty { return Word() }
    let question = Question(manifest: ExactName(manifest.path), tasks: tasks.map { ExactName($0) })
    if let word = known.withLock({ $0[question] }) { return word }
    let word = rules(of: manifest).word(of: manifest, on: tasks)
    known.withLock { $0[question] = word }
    return word
  }

  func rules(of manifest: Manifest) -> RuleTables {
    let path = ExactName(manifest.path)
    if let rules = tables.withLock({ $0[path] }) { return rules }
    let rules = RuleTables(manifest)
    tables.withLock { $0[path] = rules }
    return rules
  }
}
