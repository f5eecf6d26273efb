import Runs
import Settings
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The manifests that speak of some files, read from the disk as they are now. Where there is none, nothing is opened.
struct ManifestShelf: Sendable {
  private(set) var manifests = Manifests()
  /// Each manifest with its mistakes, as a file among the others.
  private(set) var files: [IndexedFile] = []

  /// - Parameters:
  ///   - inside: files that were found, manifests among them.
  ///   - paths: where they were looked for; a manifest above speaks of them too.
  init(among inside: [IndexedFile], above paths: [String]) {
    let inFolder = Set(inside.lazy.map(\.stamp.path).filter(Self.isManifest).map(ExactName.init))
    var all: [Manifest] = []
    for name in inFolder.union(Self.above(paths).map(ExactName.init)).sorted() {
      let path = name.text
      guard var stamp = Self.stamp(path) else { continue }
      let (text, isRead) = Self.text(path, stamp)
      // The disk may give the next time what it refused now, and nothing about the file will show that.
      if !isRead { stamp.changed = 0 }
      var manifest = text.manifest
      manifest.reachesFurther = !inFolder.contains(name)
      all.append(manifest)
      files.append(IndexedFile(stamp: stamp, format: Manifest.usualName, problems: text.problems))
    }
    manifests = Manifests(all)
  }

  static func isManifest(_ path: String) -> Bool { path.hasSuffix("/" + Manifest.usualName) }

  /// Those in the folders around the given paths, up to the root.
  static func above(_ paths: [String]) -> [String] {
    var folders: Set<ExactName> = []
    for path in paths {
      var rest = path
      while rest.utf8.contains(UInt8(ascii: "/")) {
        rest = FolderName.of(rest)
        guard folders.insert(ExactName(rest)).inserted else { break }
      }
    }
    return folders.sorted().map { $0.text + "/" + Manifest.usualName }.filter { stamp($0) != nil }
  }

  /// How the manifests above some paths are; they are not among the files that are walked over.
  static func stamps(above paths: [String]) -> [FileStamp] { above(paths).compactMap(stamp) }

  /// nil unless it is a regular file.
  private static func stamp(_ path: String) -> FileStamp? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return FileStamp(path: path, status: status, target: FileWalk.resolved(path))
  }

  /// A dashboard asks several times a second while it reads; the same file is parsed once.
  private static let known = Mutex<[FileStamp: ManifestText]>([:])

  private static func text(_ path: String, _ stamp: FileStamp) -> (text: ManifestText, isRead: Bool) {
    if let text = known.withLock({ $0[stamp] }) { return (text, true) }
    guard let bytes = TextFile.start(of: path, most: ManifestText.mostBytes + 1) else {
      return (ManifestText(unreadable: path, because: String(cString: strerror(errno))), false)
    }
    let text = ManifestText(bytes, path: path)
    if stamp.changed != 0 { known.withLock { $0[stamp] = text } }
    return (text, true)
  }
}
