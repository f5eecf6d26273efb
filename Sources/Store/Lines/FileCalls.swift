#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The few system calls by which a person's lines reach the disk, as values: so that a test can fail, shorten or stop
/// any one of them. Each answers as the call does that it is named after: below 0, and `errno` says why.
struct FileCalls: Sendable {
  var open: @Sendable (_ path: String, _ flags: Int32) -> Int32
  var isRegular: @Sendable (_ file: Int32) -> Bool
  /// Is it still the one that the path leads to?
  var isAt: @Sendable (_ file: Int32, _ path: String) -> Bool
  /// At once, or not at all.
  var lock: @Sendable (_ file: Int32) -> Int32
  var size: @Sendable (_ file: Int32) -> Int64
  /// Where the last write ended.
  var place: @Sendable (_ file: Int32) -> Int64
  var read: @Sendable (_ file: Int32, _ room: UnsafeMutableRawBufferPointer, _ from: Int64) -> Int
  /// From where the last one ended.
  var next: @Sendable (_ file: Int32, _ room: inout [UInt8]) -> Int
  var write: @Sendable (_ file: Int32, _ bytes: UnsafeRawBufferPointer) -> Int
  var sync: @Sendable (_ file: Int32) -> Int32
  var close: @Sendable (_ file: Int32) -> Void

  static let system = FileCalls(
    open: { path, flags in systemOpen(path, flags) },
    isRegular: { file in
      var status = stat()
      return fstat(file, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    },
    isAt: { file, path in FileIdentity(of: file) == FileIdentity(path) },
    lock: { file in flock(file, LOCK_EX | LOCK_NB) },
    size: { file in Int64(lseek(file, 0, SEEK_END)) },
    place: { file in Int64(lseek(file, 0, SEEK_CUR)) },
    read: { file, room, from in pread(file, room.baseAddress, room.count, off_t(from)) },
    next: { file, room in room.withUnsafeMutableBytes { systemRead(file, $0) } },
    write: { file, bytes in systemWrite(file, bytes) },
    sync: { file in fsync(file) },
    close: { file in systemClose(file) })

  /// Again and again while a signal comes between.
  static func untilDone<Count: SignedInteger>(_ call: () -> Count) -> Count {
    while true {
      let count = call()
      if count >= 0 || errno != EINTR { return count }
    }
  }
}

// Inside the type these names would be its own.
private func systemOpen(_ path: String, _ flags: Int32) -> Int32 { open(path, flags, 0o666) }
private func systemRead(_ file: Int32, _ room: UnsafeMutableRawBufferPointer) -> Int {
  read(file, room.baseAddress, room.count)
}
private func systemWrite(_ file: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(file, bytes.baseAddress, bytes.count)
}
private func systemClose(_ file: Int32) { close(file) }
