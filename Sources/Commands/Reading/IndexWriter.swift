import Dispatch
import Runs
import Store
import Synchronization

/// Brings what was read into the index beside the reading threads, which need not wait for it.
///
/// Whatever came while one transaction was written goes into the next: a transaction for each of a thousand small files
/// would cost more than reading them, and a program that is killed loses only what is in flight.
final class IndexWriter: Sendable {
  private struct State {
    var waiting: [RunIndex.Entry] = []
    /// Measurements in `waiting`; a problem counts as three.
    var weight = 0
    var isWriting = false
    var failure: StoreProblem?
  }

  private let index: RunIndex
  private let state = Mutex(State())
  private let queue = DispatchQueue(label: "index")
  /// Measurements that may wait: about 50 MB of them. Readers that run ahead of the disk stop here.
  private static let most = 1_000_000

  init(_ index: RunIndex) { self.index = index }

  var hasFailed: Bool { state.withLock { $0.failure != nil } }

  func add(_ entry: RunIndex.Entry) {
    // Of a broken log there are no measurements and a thousand problems.
    let weight = entry.reading.map { $0.columns.reduce(3 * $0.problems.count) { $0 + $1.values.count } } ?? 0
    let (isIdle, isFull) = state.withLock { state in
      state.waiting.append(entry)
      state.weight += weight
      let isIdle = !state.isWriting
      state.isWriting = true
      return (isIdle, state.weight > Self.most)
    }
    if isIdle { queue.guarded { [self] in write() } }
    if isFull { queue.sync {} }
  }

  /// Returns when everything is in the index.
  func finish() throws(StoreProblem) {
    queue.sync {}
    if let failure = state.withLock({ $0.failure }) { throw failure }
  }

  private func write() {
    while let batch = next() {
      do throws(StoreProblem) {
        try index.add(batch)
      } catch {
        state.withLock { $0.failure = $0.failure ?? error }
      }
    }
  }

  private func next() -> [RunIndex.Entry]? {
    state.withLock { state in
      defer { (state.waiting, state.weight) = ([], 0) }
      state.isWriting = !state.waiting.isEmpty
      return state.isWriting ? state.waiting : nil
    }
  }
}
