import Dispatch

/// The program's own small files, written one after the other on a thread of their own: the folder that they lie in may be
/// on a disk that takes its time, or never answers again, and keys must not wait for it.
struct OwnWriting: Sendable {
  private let queue = DispatchQueue(label: "own files")

  func soon(_ write: @escaping @Sendable () -> Void) { queue.guarded(after: 0, write) }

  /// Gives what is still being written a moment. Nothing depends on it, so nothing is said where that was too short.
  func finish() { _ = queue.finishes() }
}
