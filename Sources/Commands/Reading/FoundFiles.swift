import Runs
import Store

/// What the index knows of the files under some paths, with the manifests as they are now: before anything is put
/// together from it.
struct FoundFiles: Sendable {
  let index: RunIndex
  let read: [IndexedFile]
  let manifests: ManifestShelf
  /// The same as long as nothing about the files and manifests has changed; nil where one of them may have changed
  /// without a trace, so that nothing is kept of what is computed from them.
  let inputs: UInt64?

  init(index: RunIndex, paths: [String]) throws(StoreProblem) {
    self.index = index
    read = try index.files(under: paths)
    manifests = ManifestShelf(among: read, above: paths)
    let all = read + manifests.files
    // Of one that cannot be opened there is nothing, whatever it holds.
    inputs =
      all.allSatisfy { $0.stamp.changed != 0 || $0.format == Ingest.unreadable } ? RunIndex.inputs(all) : nil
  }
}
