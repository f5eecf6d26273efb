import Runs

/// A look now and then at all files below some paths, for folders that do not tell of every change.
struct FolderPoll {
  private let paths: [String]
  private var seen: [FileStamp]
  private var due: ContinuousClock.Instant

  /// - Parameter seen: the files as they are now.
  init(of paths: [String], seen: [FileStamp]) {
    self.paths = paths
    self.seen = seen
    due = .now.advanced(by: Self.pause)
  }

  /// A network disk itself takes some seconds to notice.
  private static let pause: Duration = .seconds(5)

  /// Whether anything is other than at the last look; false without one while it is not time yet. However many files
  /// there are and however slow the disk, the looks take a twentieth of the time at most.
  mutating func changed() -> Bool {
    let start = ContinuousClock.now
    guard start >= due else { return false }
    let files = FileWalk(under: paths).files + ManifestShelf.stamps(above: paths)
    let taken = start.duration(to: .now)
    due = .now.advanced(by: max(Self.pause, taken * 19))
    defer { seen = files }
    return files != seen
  }
}
