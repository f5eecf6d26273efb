import Runs

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
    let above = FolderName.of(file)
    let folder = !above.isEmpty ? above : file.utf8.first == UInt8(ascii: "/") ? "/" : "."
    return (FileWalk.absolute(folder), folder)
  }

  func name(_ path: String) -> String {
    for (absolute, written) in runs + beside {
      if ExactName(path) == ExactName(absolute) { return written }
      guard let rest = FolderName.below(absolute, path) else { continue }
      return written == "." ? rest : written.hasSuffix("/") ? written + rest : written + "/" + rest
    }
    guard let home = Folders.environment("HOME"), home != "/", let rest = FolderName.below(home, path) else {
      return path
    }
    return "~/" + rest
  }
}
