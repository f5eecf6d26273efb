import Synchronization

/// What manifests say of tasks. Each task is asked about once, however many runs were asked it: thousands of tasks and
/// of patterns would else meet anew in the log of every model.
final class TaskWords: Sendable {
  struct Word: Sendable {
    var behaviour: String?
    var variant: String?
  }

  private struct Question: Hashable {
    let manifest: ExactName
    let tasks: [ExactName]
  }

  private let known = Mutex<[Question: Word]>([:])

  func word(of manifest: Manifest, on tasks: [String], otherwise find: () -> Word) -> Word {
    if manifest.behaviours.isEmpty, manifest.variants.isEmpty { return Word() }
    let question = Question(manifest: ExactName(manifest.path), tasks: tasks.map { ExactName($0) })
    if let word = known.withLock({ $0[question] }) { return word }
    let word = find()
    known.withLock { $0[question] = word }
    return word
  }
}
