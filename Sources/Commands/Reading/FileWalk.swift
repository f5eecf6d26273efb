import Runs
import Store

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
  private let numbers = FileNumbers()

  init(under paths: [String]) {
    for path in paths { visit(path) }
    if paths.count > 1 {
      // A file may be named by itself and lie in a folder that is named. By bytes: two names that look alike are two.
      var seen: Set<[UInt8]> = []
      files.removeAll { !seen.insert(Array($0.path.utf8)).inserted }
    }
    files.sort { $0.path < $1.path }
  }

  /// The given path as an absolute one, without `.` and `..`; links stay as the user wrote them.
  static func absolute(_ path: String) -> String {
    var parts: [String] = []
    let full = path.utf8.first == UInt8(ascii: "/") ? path : (workingFolder + "/" + path)
    for part in FolderName.names(full) {
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
    guard stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFDIR, path.utf8.contains(UInt8(ascii: "/")) else {
      return path
    }
    let folder = FolderName.of(path)
    return folder.isEmpty ? "/" : folder
  }

  private static var workingFolder: String {
    guard let folder = getcwd(nil, 0) else { return "/" }
    defer { free(folder) }
    return String(cString: folder)
  }

  /// Everything below a path, in the order of the folders. No recursion: a thousand folders inside one another would use
  /// up the stack.
  private mutating func visit(_ path: String) {
    var waiting: [(path: String, home: String?)] = [(path, nil)]
    while let next = waiting.popLast() {
      guard let (names, home) = look(at: next.path, in: next.home) else { continue }
      waiting += names.reversed().map { (path: Self.join(next.path, $0), home: home) }
    }
  }

  /// - Parameter home: where the folder that it is in really is; nil where that is not known.
  /// - Returns: what is in it and where it really is, if it is a folder that is entered.
  private mutating func look(at path: String, in home: String?) -> (names: [String], home: String?)? {
    var status = stat()
    var isThere = lstat(path, &status) == 0
    let isLink = isThere && status.st_mode & S_IFMT == S_IFLNK
    if isLink { isThere = stat(path, &status) == 0 }
    guard isThere else {
      let code = errno
      // Removed since its folder was listed: nobody misses it.
      if code == ENOENT, !isLink, home != nil { return nil }
      problems.append(Problem(Place(file: path), reason(code), "not read"))
      return nil
    }
    // Looked up only behind links: the system goes there from the root, once for every folder on the way.
    let direct = isLink ? nil : home.map { Self.join($0, FolderName.last(path)) }
    let target = direct ?? Self.resolved(path)
    switch status.st_mode & S_IFMT {
    case S_IFREG:
      if isLink, let target, Self.isOfSystem(target) {
        problems.append(
          Problem(Place(file: path), "a link into a view of the running system", "left alone", rejects: false))
      } else {
        let number = numbers.number(status)
        files.append(FileStamp(path: path, status: status, target: target, number: number))
      }
    case S_IFDIR:
      let identity = FileIdentity(status)
      guard !entered.contains(identity) else { return nil }
      // One that is left alone here may be named by itself, or be reached by another link.
      if let why = objection(toEntering: path, at: target, in: home, isLink: isLink) {
        problems.append(Problem(Place(file: path), why, "left alone", rejects: false))
      } else {
        entered.insert(identity)
        return (enter(path), target)
      }
    case _:
      problems.append(
        Problem(Place(file: path), "not a regular file (a pipe, socket or device)", "left alone", rejects: false))
    }
    return nil
  }

  private static func join(_ folder: String, _ name: String) -> String {
    folder == "/" ? "/" + name : folder + "/" + name
  }

  /// Why a folder is none that runs are kept in.
  private func objection(toEntering path: String, at target: String?, in home: String?, isLink: Bool) -> String? {
    let target = target ?? path
    if Self.isOfSystem(target) { return "a view of the running system, not a folder of files" }
    guard isLink, let home = home ?? Self.resolved(FolderName.of(path) + "/") else { return nil }
    let isAbove = ExactName(home) == ExactName(target) || FolderName.below(target, home) != nil
    return isAbove ? "a link to a folder that it lies in" : nil
  }

  static func isLink(_ path: String) -> Bool {
    var link = stat()
    return lstat(path, &link) == 0 && link.st_mode & S_IFMT == S_IFLNK
  }

  /// Files there are made as they are read, some have no end, and some change what runs when they are read.
  private static func isOfSystem(_ target: String) -> Bool {
    ["/proc", "/sys", "/dev"].contains { target == $0 || FolderName.below($0, target) != nil }
      && FolderName.below("/dev/shm", target) == nil
  }

  /// Where it really is; nil if it is not there.
  static func resolved(_ path: String) -> String? {
    guard let found = realpath(path, nil) else { return nil }
    defer { free(found) }
    return String(cString: found)
  }

  private mutating func enter(_ folder: String) -> [String] {
    guard let stream = opendir(folder) else {
      problems.append(Problem(Place(file: folder), reason(errno), "the folder was not read"))
      return []
    }
    folders.append(folder)
    var names: [String] = []
    while true {
      // Nothing else tells a failure from the end.
      errno = 0
      guard let entry = readdir(stream) else {
        let code = errno
        if code != 0 {
          problems.append(Problem(Place(file: folder), reason(code), "the rest of the folder was not read"))
        }
        break
      }
      let (name, isText) = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) {
          (String(cString: $0), String(validatingCString: $0) != nil)
        }
      }
      if isText {
        names.append(name)
      } else {
        problems.append(Problem(Place(file: folder + "/" + name), "its name is not UTF-8", "not read; rename it"))
      }
    }
    // Closed before the folders in it are entered: a thousand of them, one in the other, would use up what may be open.
    closedir(stream)
    return names.filter { $0 != "." && $0 != ".." }
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
