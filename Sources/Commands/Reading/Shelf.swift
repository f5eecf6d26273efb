import Dispatch
import Runs
import Store
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// One invocation's paths, with the index that remembers them: where every command that reads runs begins.
struct Shelf: Sendable {
  private(set) var options: RunOptions
  private let names: PathNames
  let index: RunIndex
  private let told = Told()

  init(_ options: RunOptions) throws {
    self.options = options
    names = PathNames(options)
    index = try Self.index(options)
  }

  /// The same runs under other options.
  func asking(_ options: RunOptions) -> Shelf {
    var shelf = self
    shelf.options = options
    return shelf
  }

  /// Absolute; what the user wrote stands beside each.
  var roots: [PathNames.Root] { names.runs }
  var paths: [String] { roots.map(\.absolute) }

  /// The folders as the user wrote them; the current one by its name.
  var title: String {
    roots.map { $0.written == "." ? FolderName.names($0.absolute).last ?? "/" : $0.written }
      .joined(separator: " ")
  }

  private static func index(_ options: RunOptions) throws(StoreProblem) -> RunIndex {
    if options.noCache || options.readOnly { return try RunIndex() }
    return try RunIndex(directory: options.cache ?? Folders.cache)
  }

  /// Brings the index up to date, with progress on standard error, and opens what it knows.
  /// Ctrl-C stops reading and ends with status 130; what was read is kept.
  func read() throws -> Collection {
    let shows = !options.quiet && Streams.errorsCanMove
    if let why = index.keptInMemoryBecause { Streams.say(why) }
    Interruption.watch()
    let outcome = try ingest.run(
      progress: { if shows { Streams.status($0.line) } }, cancelled: { Interruption.requested })
    if shows { Streams.status("") }
    guard let files = outcome.files, !Interruption.requested else {
      throw CommandProblem(.interrupted, "interrupted; what was read is kept in the index")
    }
    Streams.say(outcome.problems, named: name)
    told.problems.withLock { $0.formUnion(outcome.problems) }
    var collection = try Collection(of: FoundFiles(files, from: index, paths: paths), axis: options.axis)
    collection.unread = outcome.problems
    try collection.require(options.axis, of: options.choice.families)
    return collection
  }

  /// The same, for whatever is about behaviours.
  ///
  /// - Parameters:
  ///   - mayLack: true where these runs need not have what the options pick: beside others that do.
  ///   - orTexts: true where whole texts without any behaviour are something to answer about.
  /// - Throws: also when there are none.
  func readBehaviours(mayLack: Bool = false, orTexts: Bool = false) throws -> Collection {
    let collection = try read()
    guard !collection.catalogue.behaviours.isEmpty || orTexts && collection.catalogue.hasTexts else {
      throw nothingToShow(collection)
    }
    if !mayLack { try collection.requireNames(in: options) }
    return collection
  }

  var ingest: Ingest {
    Ingest(index: index, paths: paths, jobs: options.jobs ?? Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
  }

  /// A path as the user wrote it.
  @Sendable func name(_ path: String) -> String { names.name(path) }

  /// Everything worth telling about the files, in their order.
  func problems(_ collection: Collection) -> [Problem] {
    collection.unread + collection.files.flatMap(\.problems) + collection.catalogue.problems
  }

  func nothingToShow(_ collection: Collection) -> CommandProblem {
    let places = roots.map(\.written).joined(separator: ", ")
    if collection.catalogue.behaviours.isEmpty, collection.catalogue.hasTexts {
      return CommandProblem(
        .nothingToShow,
        "\(places): no behaviour among \(counted(collection.files.count, "file")), only whole texts; "
          + "`vane aggregate` tells how well each model predicts them")
    }
    guard !collection.files.isEmpty else {
      return CommandProblem(.nothingToShow, "\(places): no files; name the folder that the logs are in")
    }
    return CommandProblem(
      .nothingToShow,
      "\(places): no run among \(counted(collection.files.count, "file")); `vane check` tells what was found and why it was not read"
    )
  }

  /// Says what was rejected: all of it, or the first of each file, since a folder may hold a thousand broken ones.
  func tell(_ problems: [Problem], inFull: Bool = false) {
    let known = told.problems.withLock { $0 }
    let rejected = problems.filter { $0.rejects && !known.contains($0) }
    Streams.say(inFull ? rejected : rejected.firstOfEachFile, named: name)
  }

  /// Says what was rejected and ends with status 3 if anything was.
  func finish(_ problems: [Problem], inFull: Bool = false) throws(CommandProblem) {
    tell(problems, inFull: inFull)
    if problems.contains(where: \.rejects) { throw CommandProblem(.someInputRejected) }
  }
}

/// What was said as soon as it was known: it is not said once more at the end.
private final class Told: Sendable {
  let problems = Mutex<Set<Problem>>([])
}

extension IngestProgress {
  /// `reading  [#####     ]  52 %  120/371 files  310 MB/s  3 s left`
  var line: String {
    let share = ofBytes > 0 ? min(bytes / ofBytes, 1) : 1
    let filled = Int(share * 20)
    let bar = String(repeating: "#", count: filled) + String(repeating: " ", count: 20 - filled)
    let left = remaining.map { "  \(Int($0.rounded(.up))) s left" } ?? ""
    return "reading [\(bar)] \(Int(share * 100)) %  \(files)/\(ofFiles) files  \(Int(bytesPerSecond / 1e6)) MB/s\(left)"
  }
}
