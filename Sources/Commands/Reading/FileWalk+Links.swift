#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension FileWalk {
  /// The folders of the files that those of these paths lead to that are links: such a file grows there, and nothing
  /// changes where its link is.
  static func foldersOfTargets(_ paths: some Sequence<String>) -> Set<String> {
    var folders: Set<String> = []
    for path in paths {
      var link = stat()
      guard lstat(path, &link) == 0, link.st_mode & S_IFMT == S_IFLNK, let found = realpath(path, nil) else { continue }
      defer { free(found) }
      folders.insert(folder(of: String(cString: found)))
    }
    return folders
  }
}
