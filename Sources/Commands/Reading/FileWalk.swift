import Runs

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Every file under the given paths, as it is now. Links are followed, each folder is entered once.
struct FileWalk {
  var files: [FileStamp] = []
  var problems: [Problem] = []
  /// Every folder that was entered: what to watch for changes.
  var folders: [String] = []
  private var entered: Set<FileIdentity> = []

  private struct FileIdentity: Hashable {
    let device: UInt
    let inode: UInt
  }

  init(under paths: [String]) {
    for path in paths { visit(path) }
    files.sort { $0.path < $1.path }
  }

  /// The given path as an absolute one, without `.` and `..`; links stay as the user wrote them.
  static func absolute(_ path: String) -> String {
    var parts: [Substring] = []
    let full = path.hasPrefix("/") ? path : (workingFolder + "/" + path)
    for part in full.split(separator: "/") {
      switch part {
      case ".": continue
      case "..": _ = parts.popLast()
      case _: parts.append(part)
      }
    }
    return "/" + parts.joined(separator: "/")
  }

  /// The path itself if it is a folder (or is not there), else the folder that it is in.
  static func folder(of path: String) -> String {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFDIR, let slash = path.lastIndex(of: "/") else {
      return path
    }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static var workingFolder: String {
    guard let folder = getcwd(nil, 0) else { return "/" }
    defer { free(folder) }
    return String(cString: folder)
  }

  private mutating func visit(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      problems.append(Problem(Place(file: path), reason(errno), "not read"))
      return
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG:
      files.append(FileStamp(path: path, status: status))
    case S_IFDIR:
      guard entered.insert(FileIdentity(device: UInt(status.st_dev), inode: UInt(status.st_ino))).inserted else {
        return
      }
      enter(path)
    case _:
      problems.append(
        Problem(Place(file: path), "not a regular file (a pipe, socket or device)", "left alone", rejects: false))
    }
  }

  private mutating func enter(_ folder: String) {
    guard let stream = opendir(folder) else {
      problems.append(Problem(Place(file: folder), reason(errno), "the folder was not read"))
      return
    }
    defer { closedir(stream) }
    folders.append(folder)
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { visit(folder == "/" ? "/" + name : folder + "/" + name) }
    }
  }

  private func reason(_ code: Int32) -> String {
    switch code {
    case ENOENT: "no such file or folder"
    case EACCES, EPERM: "may not be read"
    case ELOOP: "links go in a circle"
    case _: String(cString: strerror(code))
    }
  }
}
