extension FileWalk {
  /// The folders of the files that those of these paths lead to that are links: such a file grows there, and nothing
  /// changes where its link is.
  static func foldersOfTargets(_ paths: some Sequence<String>) -> Set<String> {
    var folders: Set<String> = []
    for path in paths {
      if isLink(path), let target = resolved(path) { folders.insert(folder(of: target)) }
    }
    return folders
  }
}
