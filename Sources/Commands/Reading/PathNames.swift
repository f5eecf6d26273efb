/// What files are called when they are told of: as the user wrote them. Nobody's home folder goes into an export unasked.
struct PathNames: Sendable {
  typealias Root = (absolute: String, written: String)

  /// What was to be read.
  let runs: [Root]
  /// Where a person's own files may stand: beside a log that was named by itself, and where `--flags` says.
  private let beside: [Root]

  init(_ options: RunOptions) {
    runs = (options.paths.isEmpty ? ["."] : options.paths).map { (FileWalk.absolute($0), $0) }
    let files = runs.filter { FileWalk.folder(of: $0.absolute) != $0.absolute }.map(\.written)
    let flags = options.flags.map { [$0] } ?? []
    beside = flags.map { (FileWalk.absolute($0), $0) } + (files + flags).map(Self.folder(of:))
  }

  private static func folder(of file: String) -> Root {
    let folder = file.lastIndex(of: "/").map { $0 == file.startIndex ? "/" : String(file[..<$0]) } ?? "."
    return (FileWalk.absolute(folder), folder)
  }

  func name(_ path: String) -> String {
    for (absolute, written) in runs + beside {
      if path == absolute { return written }
      guard path.hasPrefix(absolute == "/" ? "/" : absolute + "/") else { continue }
      let rest = path.dropFirst(absolute == "/" ? 1 : absolute.count + 1)
      return written == "." ? String(rest) : written.hasSuffix("/") ? written + rest : written + "/" + rest
    }
    guard let home = Folders.environment("HOME"), home != "/", path.hasPrefix(home + "/") else { return path }
    return "~" + path.dropFirst(home.count)
  }
}
