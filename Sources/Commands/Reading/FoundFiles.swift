import Runs
import Store

/// What the index knows of the files under some paths, with the manifests as they are now: before anything is put
/// together from it.
struct FoundFiles: Sendable {
  let index: RunIndex
  let read: [IndexedFile]
  let manifests: ManifestShelf
  /// The same as long as nothing about the files and manifests has changed.
  let inputs: UInt64

  init(index: RunIndex, paths: [String]) throws(StoreProblem) {
    self.index = index
    read = try index.files(under: paths)
    manifests = ManifestShelf(among: read, above: paths)
    inputs = RunIndex.inputs(read + manifests.files)
  }
}
