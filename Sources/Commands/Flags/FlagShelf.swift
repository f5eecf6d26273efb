import Runs
import Store

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The flag files that belong to the given runs, read.
struct FlagShelf {
  let log: FlagLog
  private let found: [Flag]
  /// Lines, or a whole file, that could not be read: what they say is missing.
  let problems: [Problem]
  /// The file as the user wrote it.
  let shownPath: String
  private let names: PathNames
  private let options: RunOptions

  init(_ options: RunOptions) {
    self.options = options
    log = FlagLog(Self.places(options))
    names = PathNames(options)
    shownPath = names.name(log.places.shown)
    let log = log
    let (lines, unread) = OwnLines.read { () throws(StoreProblem) in try log.read() }
    (found, problems) = (lines, Self.missing(options) + unread)
  }

  /// Beside the runs a file that is not there has no flags yet; one that somebody named may have been named wrongly.
  static func missing(_ options: RunOptions) -> [Problem] {
    guard let given = options.flags, isMissing(given) else { return [] }
    return [noSuchFile(FileWalk.absolute(given))]
  }

  static func noSuchFile(_ file: String) -> Problem {
    Problem(Place(file: file), "no such file", "its flags are missing here; check the name")
  }

  static func isMissing(_ path: String) -> Bool { access(path, F_OK) != 0 && [ENOENT, ENOTDIR].contains(errno) }

  /// - Throws: where what is printed goes into one of these files: a shell has emptied it before it can be read, and the
  ///   answer would look as if nothing had been said.
  static func expectOutput(
    elsewhereThan files: [String], named name: (String) -> String = { $0 }
  ) throws(CommandProblem) {
    var status = stat()
    guard fstat(STDOUT_FILENO, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return }
    let output = FileIdentity(status)
    guard let file = files.first(where: { FileIdentity($0) == output }) else { return }
    // Behind >> it still holds what it held.
    let emptied = status.st_size == 0 ? ", and > empties a file before it is read; bring back what it held" : ""
    let action = emptied.isEmpty ? "; let" : ", and let"
    throw CommandProblem(
      .wrongUsage,
      "\(name(file)): it is read here and written to as well\(emptied)\(action) the output go into another file")
  }

  func expectOutputElsewhere() throws(CommandProblem) {
    try Self.expectOutput(elsewhereThan: log.places.all, named: names.name)
  }

  /// As they stand.
  var flags: Flags { Flags(found) }

  /// `--flags` alone, else beside the run folders and in the state folder.
  static func places(_ options: RunOptions) -> LinePlaces {
    if let given = options.flags { return LinePlaces(FileWalk.absolute(given)) }
    return places(options) { FlagLog.places(for: $0, state: Folders.state) }
  }

  /// Of other lines of people: in a file of this name beside the flag file if that was named, else beside the run
  /// folders and in the state folder.
  static func places(
    _ options: RunOptions, beside name: String, of folder: (String) -> LinePlaces
  ) -> LinePlaces {
    if let given = options.flags { return LinePlaces(FolderName.of(FileWalk.absolute(given)) + "/" + name) }
    return places(options, of: folder)
  }

  /// Those of every run folder; new lines go where the first one's do.
  private static func places(_ options: RunOptions, of folder: (String) -> LinePlaces) -> LinePlaces {
    let paths = options.paths.isEmpty ? ["."] : options.paths
    let folders = paths.map { FileWalk.folder(of: FileWalk.absolute($0)) }
    return folder(folders[0]).reading(folders.dropFirst().map { folder($0) })
  }

  func finish() throws(CommandProblem) {
    Streams.say(problems, named: names.name)
    if !problems.isEmpty { throw CommandProblem(.someInputRejected) }
    try options.expectFolders(hasFound: !found.isEmpty)
  }
}

extension RunOptions {
  /// Where nothing is kept: a folder that is not there, of the runs or of what `--flags` names, may have been named
  /// wrongly.
  ///
  /// - Parameter hasFound: whether anything was found in the others.
  func expectFolders(hasFound: Bool) throws(CommandProblem) {
    let folders = flags.map { [FolderName.of($0)] } ?? paths
    let missing = folders.filter { !$0.isEmpty && FlagShelf.isMissing($0) }
    guard !missing.isEmpty else { return }
    throw CommandProblem(
      hasFound ? .someInputRejected : .nothingToShow, "\(missing.joined(separator: ", ")): no such file or folder")
  }
}
