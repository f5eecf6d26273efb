import Runs
import Store

/// The flag file that belongs to the given runs, read.
struct FlagShelf {
  let log: FlagLog
  /// Every line with its number in the file.
  let lines: [(line: Int, entry: Flag)]
  /// Lines that could not be read: what they say is missing.
  let problems: [Problem]
  /// The file as the user wrote it.
  let shownPath: String
  private let names: PathNames

  init(_ options: RunOptions) throws {
    let path = Self.path(options)
    log = FlagLog(path: path)
    names = PathNames(options)
    shownPath = names.name(path)
    (lines, problems) = try log.readLines()
  }

  /// As they stand.
  var flags: Flags { Flags(lines.lazy.map(\.entry)) }

  /// `--flags`, else beside the first run folder, else in the state folder.
  static func path(_ options: RunOptions) -> String {
    if let given = options.flags { return FileWalk.absolute(given) }
    return FlagLog.location(for: folder(options), state: Folders.state)
  }

  /// The first run folder.
  static func folder(_ options: RunOptions) -> String {
    FileWalk.folder(of: FileWalk.absolute(options.paths.first ?? "."))
  }

  /// The folder of the file that `--flags` names: line-ups and plans stand there too. nil without `--flags`.
  static func folderGiven(_ options: RunOptions) -> String? {
    options.flags.map { FolderName.of(FileWalk.absolute($0)) }
  }

  func finish() throws(CommandProblem) {
    Streams.say(problems, named: names.name)
    if !problems.isEmpty { throw CommandProblem(.someInputRejected) }
  }
}
