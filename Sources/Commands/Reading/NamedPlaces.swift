#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What the paths that a person named lead to. Another folder may come under the name of one, or its link may lead
/// elsewhere, and no folder that is watched tells of that.
struct NamedPlaces: Equatable {
  private struct Place: Equatable {
    let device: UInt
    let inode: UInt
  }

  /// nil where nothing is there.
  private let places: [Place?]

  init(of paths: [String]) {
    places = paths.map { path in
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      return Place(device: UInt(status.st_dev), inode: UInt(status.st_ino))
    }
  }
}
