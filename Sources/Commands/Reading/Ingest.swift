import Dispatch
import Readers
import Runs
import Store
import Synchronization

/// How far reading has come.
struct IngestProgress: Sendable, Equatable {
  var files = 0
  var ofFiles = 0
  /// Not in whole numbers: a folder may hold more bytes of holes than 64 bits count.
  var bytes = 0.0
  var ofBytes = 0.0
  /// Seconds since reading began.
  var elapsed = 0.0
  /// Files among them that say anything about a run, or did before.
  var telling = 0

  /// Holes are read in no time; no disk is as fast as the most that is told.
  var bytesPerSecond: Double { elapsed > 0 ? min(bytes / elapsed, 1e15) : 0 }
  /// Seconds left at this rate, thirty years at most; nil until a rate is known.
  var remaining: Double? { bytesPerSecond > 0 ? min(max(0, ofBytes - bytes) / bytesPerSecond, 1e9) : nil }
}

/// What a reading came to.
struct IngestOutcome: Sendable {
  /// Of what could not even be looked at.
  var problems: [Problem]
  /// What the index held of all files that were found, in one moment after they were read; nil where the reading was
  /// cancelled.
  var files: [IndexedFile]?
  /// Whether anything about the runs has changed since the index was asked before.
  var hasChanged: Bool
}

/// File → reader → index: what is new or changed since the index last saw it, on all cores.
struct Ingest: Sendable {
  let index: RunIndex
  let paths: [String]
  let jobs: Int

  /// Brings the index up to date with the disk.
  ///
  /// - Parameters:
  ///   - progress: called after each file, from the reading threads, one at a time.
  ///   - cancelled: asked often; what was read until then is kept.
  func run(
    progress: @escaping @Sendable (IngestProgress) -> Void = { _ in },
    cancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(StoreProblem) -> IngestOutcome {
    let most = 3
    var hasChanged = false
    for round in 1...most {
      let (problems, found, changed) = try readOnce(progress: progress, cancelled: cancelled)
      hasChanged = hasChanged || changed
      if cancelled() { return IngestOutcome(problems: problems, files: nil, hasChanged: hasChanged) }
      // Damage may show only once a log that grew is read on, or to another Vane. With its numbers those of all others
      // are gone, which were passed over as known. At last any state of a file will do: two Vanes in a folder where much
      // is being written overtake one another for ever, and it has no one state.
      if let files = try index.files(under: paths, asFound: found, exactly: round < most) {
        return IngestOutcome(problems: problems, files: files, hasChanged: hasChanged)
      }
    }
    throw StoreProblem("index", "what it held was lost again each time that it was read", "run again with --no-cache")
  }

  /// All that is new or changed, once.
  ///
  /// - Returns: also every file, as it was when it was looked at.
  private func readOnce(
    progress: @escaping @Sendable (IngestProgress) -> Void, cancelled: @escaping @Sendable () -> Bool
  ) throws(StoreProblem) -> (problems: [Problem], found: [ExactName: FileStamp], changed: Bool) {
    // In this order: what another program reads while we walk is not taken for gone.
    let known = try index.stamps(under: paths)
    let walk = FileWalk(under: paths)
    var found = Dictionary(walk.files.map { (ExactName($0.path), $0) }) { first, _ in first }
    let gone = known.keys.filter { found[$0] == nil }
    try index.forget(gone.map(\.text))
    // A time of change that cannot be relied on is none: between two looks in one tick of the file system's clock a file
    // may have been changed with its size and time as they were.
    let changed = walk.files.filter { $0.changed == 0 || known[ExactName($0.path)] != $0 }
      .sorted(by: Self.isReadBefore)
    let state = Mutex(IngestState(ofFiles: changed.count, ofBytes: changed.reduce(0) { $0 + Double($1.size) }))
    let start = DispatchTime.now().uptimeNanoseconds
    let writer = IndexWriter(index)
    DispatchQueue.guarded(min(max(1, jobs), max(1, changed.count))) { _ in
      while !cancelled(), !writer.hasFailed, let next = state.withLock({ $0.take(from: changed) }) {
        let before = known[ExactName(next.path)]
        let (reading, isWhole) = Self.read(next.path, after: earlier(next, before), cancelled: cancelled)
        if cancelled() { return }
        let tells = reading?.tells ?? false || hasTold(before)
        var stamp = next
        // The disk may give the next time what it refused now, and nothing about the file will show that.
        if !isWhole {
          stamp.changed = 0
          state.withLock { $0.refused.append(next.path) }
        }
        writer.add(.init(stamp: stamp, reading: reading))
        state.withLock { state in
          state.progress.files += 1
          if tells { state.progress.telling += 1 }
          state.progress.bytes += Double(next.size)
          state.progress.elapsed = Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
          progress(state.progress)
        }
      }
    }
    try writer.finish()
    let (refused, tells) = state.withLock { ($0.refused, $0.progress.telling > 0) }
    for path in refused { found[ExactName(path)]?.changed = 0 }
    return (walk.problems, found, !gone.isEmpty || tells)
  }

  /// Headers before samples, so that rows do not change their names while they fill in; then large files first, so that
  /// the last one does not leave the other cores idle.
  private static func isReadBefore(_ a: FileStamp, _ b: FileStamp) -> Bool {
    let (aIsHeader, bIsHeader) = (a.path.hasSuffix(".json"), b.path.hasSuffix(".json"))
    return aIsHeader != bIsHeader ? aIsHeader : a.size > b.size
  }

  /// What is known of a file that has only grown, where its reader can go on from there.
  private func earlier(_ file: FileStamp, _ known: FileStamp?) -> Reading? {
    guard let known, file.size > known.size else { return nil }
    return (try? index.reading(of: file.path)) ?? nil
  }

  /// True of a file that the index has runs from: it may have been emptied since.
  private func hasTold(_ known: FileStamp?) -> Bool {
    guard let known else { return false }
    let path = ExactName(known.path)
    guard let file = try? index.files(under: [known.path]).first(where: { ExactName($0.stamp.path) == path }) else {
      return false
    }
    return file.tells
  }

  /// The format of a file that cannot be opened.
  static let unreadable = "unreadable"

  /// - Returns: nil when no reader knows the file, and whether the disk gave all that was asked of it. One that cannot be
  ///   opened is a reading with nothing but the reason.
  static func read(
    _ path: String, after earlier: Reading?, cancelled: () -> Bool
  ) -> (reading: Reading?, isWhole: Bool) {
    // What people wrote with Vane beside the runs.
    if let own = OwnLines.allCases.first(where: { path.hasSuffix("/" + $0.fileName) }) {
      var reading = Reading(format: own.rawValue)
      reading.ignoredBecause = own.what
      return (reading, true)
    }
    if ManifestShelf.isManifest(path) {
      // Read at each start, so that the index never holds an older one.
      var reading = Reading(format: Manifest.usualName)
      reading.ignoredBecause = "no log"
      return (reading, true)
    }
    do throws(Problem) {
      let file = try LogFile(path: path)
      // An archive is known by its end, which the disk may have refused.
      guard let reader = reader(for: file) else { return (nil, file.isGivenWhole) }
      if let earlier, earlier.format == reader.name,
        let reading = reader.read(file, after: earlier, cancelled: cancelled)
      {
        return (reading, file.isGivenWhole)
      }
      let reading = reader.read(file, cancelled: cancelled)
      return (reading, file.isGivenWhole)
    } catch {
      var reading = Reading(format: unreadable)
      reading.problems = [error]
      return (reading, false)
    }
  }
}

extension IndexedFile {
  /// True when the runs would look otherwise without it.
  var tells: Bool { !facts.isEmpty || !heads.isEmpty || format == Manifest.usualName }
}

extension Reading {
  /// True when the runs may look otherwise after it.
  fileprivate var tells: Bool { !facts.isEmpty || !columns.isEmpty || format == Manifest.usualName }
}

private struct IngestState {
  var next = 0
  var progress = IngestProgress()
  /// Files that the disk did not give whole.
  var refused: [String] = []

  init(ofFiles: Int, ofBytes: Double) {
    progress.ofFiles = ofFiles
    progress.ofBytes = ofBytes
  }

  mutating func take(from files: [FileStamp]) -> FileStamp? {
    guard next < files.count else { return nil }
    defer { next += 1 }
    return files[next]
  }
}
