public import Runs
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A person's work, one JSON object per line, appended and never rewritten. Whoever keeps the runs in git keeps such a
/// file there too; two files merge by being put one behind the other.
public struct AppendOnlyFile: Sendable {
  public let path: String
  /// What a line is called in messages: `flag`.
  private let noun: String
  private let calls: FileCalls

  public init(path: String, holding noun: String) { self.init(path: path, holding: noun, calls: .system) }

  init(path: String, holding noun: String, calls: FileCalls) {
    self.path = path
    self.noun = noun
    self.calls = calls
  }

  /// Adds a line and returns when it is on disk.
  public func append(_ line: String) throws(StoreProblem) { try append([line]) }

  /// Adds lines in one piece, brought to disk once, and returns when they are there. Where the disk has room for some of
  /// them only, the problem says so and they stand.
  ///
  /// Nothing that is in the file is ever changed or cut off, whatever goes wrong. What was written is read back; where it
  /// does not stand whole and on lines of its own, it is written once more. So it is where another file was put in this
  /// one's place meanwhile, as git and editors do: what went into the old one nobody would see again.
  public func append(_ lines: [String]) throws(StoreProblem) {
    guard !lines.isEmpty else { return }
    guard lines.allSatisfy({ $0.utf8.count <= JSONLine.mostBytes }) else {
      throw StoreProblem(path, "the \(noun) is \(JSONLine.tooLong), which is never read", "nothing was written")
    }
    let bytes = Array(lines.map { $0 + "\n" }.joined().utf8)
    for _ in 0..<4 {
      if try reached(bytes) { return }
    }
    throw StoreProblem(
      path, "the \(noun) cannot be written: another file is put in its place again and again", "try again in a moment")
  }

  /// - Returns: false when what was opened is not the file at its path any more.
  private func reached(_ bytes: [UInt8]) throws(StoreProblem) -> Bool {
    let file = try opened()
    // This gives the lock back too.
    defer { calls.close(file) }
    waitForTurn(file)
    guard calls.isAt(file, path) else { return false }
    try write(bytes, to: file)
    guard FileCalls.untilDone({ calls.sync(file) }) == 0 else { throw problem("the \(noun) cannot be brought to disk") }
    try syncFolder()
    return calls.isAt(file, path)
  }

  private func opened() throws(StoreProblem) -> Int32 {
    // A pipe in the file's place must not be waited for.
    let flags = O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK | O_NOCTTY
    let file = FileCalls.untilDone { calls.open(path, flags) }
    guard file >= 0 else { throw problem("the \(noun) cannot be written") }
    guard calls.isRegular(file) else {
      calls.close(file)
      throw noFile
    }
    return file
  }

  /// One writer at a time, also over a network, where the end of a file is each machine's own opinion. Who waits in
  /// vain, or has no locks, goes on without: what is read back tells whether that went well.
  private func waitForTurn(_ file: Int32) {
    for _ in 0..<200 {
      if calls.lock(file) == 0 || (errno != EWOULDBLOCK && errno != EINTR) { return }
      usleep(10_000)
    }
  }

  private func write(_ line: [UInt8], to file: Int32) throws(StoreProblem) {
    let onItsOwn = [UInt8(ascii: "\n")] + line
    // A torn line that a crash left at the end is ended first: it stays to be seen.
    var bytes = try endsTorn(file) ? onItsOwn : line
    var hasWritten = false
    for _ in 0..<4 {
      let count = FileCalls.untilDone { bytes.withUnsafeBytes { calls.write(file, $0) } }
      guard count > 0 else {
        var problem = problem("the \(noun) cannot be written")
        // On a disk that became full, the first of them; the last one is torn.
        problem.keepsSome = hasWritten && FileCalls.untilDone { calls.sync(file) } == 0
        throw problem
      }
      hasWritten = true
      if count == bytes.count, stands(bytes, in: file) { return }
      // Half of it now ends the file, or it was added to another writer's half.
      bytes = onItsOwn
    }
    throw StoreProblem(path, "the \(noun) cannot be written whole", Self.action)
  }

  /// True when what was just written is what the file holds there, with a line break before it.
  private func stands(_ bytes: [UInt8], in file: Int32) -> Bool {
    let end = calls.place(file)
    let start = end - Int64(bytes.count)
    guard start >= 0 else { return false }
    // Its own first byte is a line break where the file did not end with one.
    let before: Int64 = start == 0 || bytes.first == UInt8(ascii: "\n") ? 0 : 1
    guard let found = read(file, from: start - before, count: bytes.count + Int(before)) else { return false }
    return found.dropFirst(Int(before)).elementsEqual(bytes) && (before == 0 || found.first == UInt8(ascii: "\n"))
  }

  /// True when the file is not empty and its last byte is no line break.
  private func endsTorn(_ file: Int32) throws(StoreProblem) -> Bool {
    let end = calls.size(file)
    guard end > 0 else { return false }
    guard let last = read(file, from: end - 1, count: 1) else { throw problem("the \(noun) file cannot be read") }
    return last != [UInt8(ascii: "\n")]
  }

  /// nil when that many bytes are not to be had.
  private func read(_ file: Int32, from offset: Int64, count: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let got = FileCalls.untilDone {
        bytes.withUnsafeMutableBytes { room in
          calls.read(file, UnsafeMutableRawBufferPointer(rebasing: room[filled...]), offset + Int64(filled))
        }
      }
      guard got > 0 else { return nil }
      filled += got
    }
    return bytes
  }

  /// A file is on disk only when its folder's list is. Some file systems cannot do this, and need not.
  private func syncFolder() throws(StoreProblem) {
    let above = path.utf8.contains(UInt8(ascii: "/")) ? FolderName.of(path) + "/" : "."
    let folder = FileCalls.untilDone { calls.open(above, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    defer { if folder >= 0 { calls.close(folder) } }
    guard folder < 0 || FileCalls.untilDone({ calls.sync(folder) }) != 0 else { return }
    if ![EINVAL, ENOTSUP, ENOSYS, EACCES, EPERM].contains(errno) {
      throw problem("the \(noun)'s file cannot be brought to disk")
    }
  }

  private static let action = "choose another file with --flags"

  private func problem(_ what: String) -> StoreProblem {
    StoreProblem(path, "\(what): \(String(cString: strerror(errno)))", Self.action)
  }

  private var noFile: StoreProblem {
    StoreProblem(path, "\(noun)s cannot be kept there: it is a pipe, a device or a folder", Self.action)
  }

  /// A shell gives the output of a command as such a pipe, which has an end; any other is not waited for.
  var isGiven: Bool { path.hasPrefix("/dev/fd/") || path == "/dev/stdin" }

  /// What came out of pipes: they can be read once, and an answer and its card both speak of flags.
  private static let given = Mutex<[FileIdentity: [UInt8]]>([:])

  /// More than all judgements of all people on one folder; a pipe need not end.
  public static let mostBytes = 2 << 30

  /// The whole file; nothing if it is not there. Of a line that is too long to be read, its beginning.
  ///
  /// - Throws: also where there is more than `most` bytes of it.
  public func bytes(atMost most: Int = mostBytes) throws(StoreProblem) -> [UInt8] {
    guard let file = try openToRead(waits: isGiven) else { return [] }
    defer { calls.close(file) }
    let isRegular = calls.isRegular(file)
    guard isGiven || isRegular else { throw noFile }
    if isRegular { try expectEnd(of: stamp, within: most) }
    let pipe = isRegular ? nil : FileIdentity(of: file)
    if let known = pipe.flatMap({ pipe in Self.given.withLock { $0[pipe] } }) { return known }
    var lines = BoundedLines()
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    // All of them, not only those that are kept: a single line may go on for ever too.
    var seen = 0
    while true {
      let count = FileCalls.untilDone { calls.next(file, &buffer) }
      guard count >= 0 else { throw problem("the \(noun)s cannot be read") }
      if count == 0 {
        if let pipe { Self.given.withLock { $0[pipe] = lines.bytes } }
        return lines.bytes
      }
      seen += count
      guard seen <= most else { throw endless(most) }
      lines.append(buffer[..<count])
    }
  }

  /// A file of a few bytes can say that it has terabytes, and reading their zeros would take a day.
  ///
  /// - Parameter stamp: how the file is now.
  func expectEnd(of stamp: FileStamp?, within most: Int = mostBytes) throws(StoreProblem) {
    if let stamp, stamp.size > UInt64(most) { throw endless(most) }
  }

  private func endless(_ most: Int) -> StoreProblem {
    StoreProblem(path, "there is no end to the \(noun)s: more than \(most >> 20) MiB of them", Self.action)
  }

  /// At most so many bytes from `offset` on; none at the end, or if the file is not there.
  func bytes(from offset: Int64, atMost count: Int) throws(StoreProblem) -> [UInt8] {
    guard let file = try openToRead(waits: false) else { return [] }
    defer { calls.close(file) }
    guard calls.isRegular(file) else { throw noFile }
    var bytes = [UInt8](repeating: 0, count: count)
    let got = FileCalls.untilDone {
      bytes.withUnsafeMutableBytes { calls.read(file, $0, offset) }
    }
    guard got >= 0 else { throw problem("the \(noun)s cannot be read") }
    bytes.removeLast(count - got)
    return bytes
  }

  /// nil if it is not there.
  private func openToRead(waits: Bool) throws(StoreProblem) -> Int32? {
    let file = FileCalls.untilDone { calls.open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | (waits ? 0 : O_NONBLOCK)) }
    if file >= 0 { return file }
    if errno == ENOENT || errno == ENOTDIR { return nil }
    throw StoreProblem(
      path, "the \(noun)s cannot be read: \(String(cString: strerror(errno)))", "mend the file's rights")
  }

  /// Changes when the file does: for noticing a colleague's line without reading.
  public var stamp: FileStamp? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    let modified = FileStamp.nanoseconds(
      seconds: Int64(status.st_mtim.tv_sec), and: Int64(status.st_mtim.tv_nsec))
    return FileStamp(path: path, size: UInt64(status.st_size), modified: modified)
  }
}
