import Runs
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Bytes that can be read from any offset: a file on disk, or memory.
///
/// Reads, not a mapping: a file that shrinks under a mapping kills the process; here it merely ends.
protocol ByteSource: AnyObject, Sendable {
  /// Bytes in all, when it was opened.
  var size: UInt64 { get }
  /// When it was written to last, nanoseconds since 1970, asked of the system now.
  var written: Int64 { get }
  /// Fills `room` from `offset` on.
  ///
  /// - Returns: how many bytes were read; 0 at the end. Throws errno.
  func read(at offset: UInt64, into room: UnsafeMutableRawBufferPointer) throws(ReadError) -> Int
}

/// Why bytes cannot be had.
struct ReadError: Error {
  var words: String

  init(_ words: String) { self.words = words }

  /// What the operating system said.
  init(code: Int32) { words = String(cString: strerror(code)) }
}

final class MemoryBytes: ByteSource {
  private let bytes: [UInt8]
  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var size: UInt64 { UInt64(bytes.count) }
  let written: Int64 = 0

  func read(at offset: UInt64, into room: UnsafeMutableRawBufferPointer) throws(ReadError) -> Int {
    guard offset < UInt64(bytes.count) else { return 0 }
    let from = Int(offset)
    let count = min(room.count, bytes.count - from)
    bytes[from..<from + count].withUnsafeBytes { room.copyMemory(from: $0) }
    return count
  }
}

/// Whether the disk refused anything that was asked of a file: the next time it may give it, and nothing about the file
/// shows that.
final class ReadRefusals: Sendable {
  private let hasAny = Atomic<Bool>(false)

  var isEmpty: Bool { !hasAny.load(ordering: .relaxed) }
  func add() { hasAny.store(true, ordering: .relaxed) }
}

final class FileBytes: ByteSource {
  private let descriptor: Int32
  private let refusals: ReadRefusals
  let size: UInt64
  /// Where a hole begins that, with those before it, no writer of logs leaves. A file of a few bytes can say that it has
  /// terabytes, and reading their zeros would take a day.
  private let hole: UInt64?

  /// Regular files only: a pipe or a device would wait for ever, or never end.
  init(path: String, refusals: ReadRefusals = ReadRefusals()) throws(ReadError) {
    self.refusals = refusals
    do throws(ReadError) {
      (descriptor, size) = try Self.opened(path)
    } catch {
      refusals.add()
      throw error
    }
    hole = Self.hole(in: descriptor, of: size)
  }

  private static func opened(_ path: String) throws(ReadError) -> (descriptor: Int32, size: UInt64) {
    // Looked at before it is opened, because opening a device can already do something; and again afterwards, because
    // another file may have come to stand there.
    var status = stat()
    guard stat(path, &status) == 0 else { throw ReadError(code: errno) }
    if let error = objection(to: status) { throw error }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else { throw ReadError(code: errno) }
    let error = fstat(descriptor, &status) == 0 ? objection(to: status) : ReadError(code: errno)
    if let error {
      close(descriptor)
      throw error
    }
    return (descriptor, UInt64(max(0, status.st_size)))
  }

  deinit { close(descriptor) }

  var written: Int64 {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return 0 }
    return FileStamp.nanoseconds(seconds: Int64(status.st_mtim.tv_sec), and: Int64(status.st_mtim.tv_nsec))
  }

  private static func objection(to status: stat) -> ReadError? {
    switch status.st_mode & S_IFMT {
    case S_IFREG: nil
    case S_IFDIR: ReadError(code: EISDIR)
    case _: ReadError("it is a pipe, a socket or a device")
    }
  }

  /// So much of holes, together, costs nothing worth a word: a crash leaves them, and some file systems for runs of
  /// zeros.
  private static let mostOfHoles: Int64 = 64 << 20

  // lseek(2): the library's header shows them to C alone.
  private static let seekData: Int32 = 3
  private static let seekHole: Int32 = 4

  /// nil as well where the file system cannot tell.
  private static func hole(in descriptor: Int32, of size: UInt64) -> UInt64? {
    guard size > mostOfHoles else { return nil }
    var at = lseek(descriptor, 0, seekHole)
    var sum: off_t = 0
    // A hole is as large as a block at least, so that soon there are no more of them or enough.
    while at >= 0, at < size {
      let next = lseek(descriptor, at, seekData)
      let end = next >= 0 ? next : off_t(clamping: size)
      guard end > at else { return nil }
      sum += end - at
      if sum >= mostOfHoles { return UInt64(at) }
      at = lseek(descriptor, end, seekHole)
    }
    return nil
  }

  func read(at offset: UInt64, into room: UnsafeMutableRawBufferPointer) throws(ReadError) -> Int {
    guard let start = room.baseAddress, offset <= UInt64(Int64.max) else { return 0 }
    var most = room.count
    if let hole, offset < size {
      guard offset < hole else {
        throw ReadError("from byte \(hole) on nothing was ever written; the file is \(size >> 20) MiB of mostly a hole")
      }
      most = Int(min(UInt64(most), hole - offset))
    }
    var filled = 0
    while filled < most {
      let got = pread(descriptor, start + filled, most - filled, off_t(offset) + off_t(filled))
      if got < 0 {
        let code = errno
        if code == EINTR { continue }
        refusals.add()
        throw ReadError(code: code)
      }
      if got == 0 { break }
      filled += got
    }
    return filled
  }
}

extension ByteSource {
  /// Up to `count` bytes from `offset`; fewer at the end.
  func bytes(at offset: UInt64, count: Int) throws(ReadError) -> [UInt8] {
    var failure: ReadError?
    let result = [UInt8](unsafeUninitializedCapacity: count) { room, filled in
      do throws(ReadError) {
        filled = try read(at: offset, into: UnsafeMutableRawBufferPointer(room))
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return result
  }

  /// Number of the line that holds `offset`, counted from 1. Reads the file up to there from a place whose line is
  /// known: for messages only.
  func line(of offset: UInt64, after known: (offset: UInt64, line: Int) = (0, 1)) -> Int {
    var (at, line) = known
    while at < offset {
      guard let piece = try? bytes(at: at, count: Int(min(262_144, offset - at))), !piece.isEmpty else { break }
      for byte in piece where byte == 0x0A { line += 1 }
      at += UInt64(piece.count)
    }
    return line
  }
}
