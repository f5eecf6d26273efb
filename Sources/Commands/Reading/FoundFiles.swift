import Runs
import Store

/// What the index held of the files under some paths in one moment, with the manifests as they are now: before anything
/// is put together from it.
struct FoundFiles: Sendable {
  let index: RunIndex
  let read: [IndexedFile]
  let manifests: ManifestShelf
  /// The same as long as nothing about the files and manifests has changed; nil where one of them may have changed
  /// without a trace, so that nothing is kept of what is computed from them.
  let inputs: UInt64?
  /// The same as long as the numbers that the index has of the runs are the same ones, whoever stored them.
  let telling: UInt64

  /// Of those that the index knows, whether or not they are all.
  init(index: RunIndex, paths: [String]) throws(StoreProblem) {
    self.init(try index.files(under: paths), from: index, paths: paths)
  }

  init(_ read: [IndexedFile], from index: RunIndex, paths: [String]) {
    self.index = index
    self.read = read
    manifests = ManifestShelf(among: read, above: paths)
    let all = read + manifests.files
    // Of one that cannot be opened there is nothing, whatever it holds.
    inputs =
      all.allSatisfy { $0.stamp.changed != 0 || $0.format == Ingest.unreadable } ? RunIndex.inputs(all) : nil
    telling = RunIndex.inputs(read.filter(\.tells))
  }
}
