import Runs
import Store

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Where Vane keeps what is its own, by the XDG rules.
enum Folders {
  static var cache: String { folder("XDG_CACHE_HOME", otherwise: ".cache") }
  static var state: String { folder("XDG_STATE_HOME", otherwise: ".local/state") }
  static var config: String { folder("XDG_CONFIG_HOME", otherwise: ".config") }

  private static func folder(_ variable: String, otherwise: String) -> String {
    // The rules say to ignore relative paths.
    if let set = environment(variable), set.hasPrefix("/") { return set + "/vane" }
    return (environment("HOME") ?? registeredHome ?? "/nonexistent") + "/" + otherwise + "/vane"
  }

  /// For whoever is started without `HOME`. Never a folder in /tmp: whoever makes one of that name first would be believed,
  /// and could read everything.
  private static var registeredHome: String? {
    guard let entry = getpwuid(geteuid()), let home = entry.pointee.pw_dir else { return nil }
    return String(cString: home)
  }

  static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }
}

extension Folders {
  /// The folder that a person's file is to stand in: where Vane keeps its own, or where it was told to. Never that of
  /// the runs: if they are gone, a disk is not mounted, and what is written there would not be seen again.
  static func make(above file: String, of options: RunOptions) throws(StoreProblem) {
    if options.flags != nil || FolderName.below(state, file) != nil { try make(above: file) }
  }

  /// The folder that a file is to stand in.
  static func make(above file: String, mode: mode_t = 0o700) throws(StoreProblem) {
    let folder = FolderName.of(file)
    if !folder.isEmpty { try make(folder, mode: mode) }
  }

  /// The folder and those above it; for the user alone, unless it is for all.
  static func make(_ path: String, mode: mode_t = 0o700) throws(StoreProblem) {
    var made = ""
    for part in FolderName.names(path) {
      made += "/" + part
      if mkdir(made, mode) != 0, errno != EEXIST, errno != EROFS || access(made, F_OK) != 0 {
        throw StoreProblem(made, "the folder cannot be made: \(String(cString: strerror(errno)))", "name another place")
      }
    }
  }
}
