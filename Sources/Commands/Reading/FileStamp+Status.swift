import Readers
import Runs

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension FileStamp {
  /// What the system says of a file, at the time `now`.
  ///
  /// A file that was changed just now may be changed once more within the same tick of the file system's clock, and
  /// nothing would show it: its time of change is not relied on, so that the next look reads it again.
  ///
  /// A link may be made to lead to another file that was written in the same moment, and two folders may change places:
  /// where the path leads and the file's number are mixed in.
  ///
  /// - Parameter number: 0 where it may be another each time that the disk is mounted.
  init(path: String, status: stat, target: String?, number: UInt64 = 0, now: Int64 = Self.now) {
    let changed = Self.nanoseconds(status.st_ctim)
    let tick = Self.tick(of: changed)
    let isFresh = now - tick < changed && changed < now + tick
    // As a product: bare numbers and times that follow one another would come to the same.
    let mark = Self.mark(of: path, leadingTo: target) ^ Int64(bitPattern: number &* 0x9E37_79B9_7F4A_7C15)
    self.init(
      path: path, size: UInt64(max(0, status.st_size)), modified: Self.nanoseconds(status.st_mtim),
      changed: isFresh ? 0 : changed ^ mark)
  }

  /// Of where the path really leads; 0 where no link is on its way.
  private static func mark(of path: String, leadingTo target: String?) -> Int64 {
    guard let target, ExactName(target) != ExactName(path) else { return 0 }
    return Int64(bitPattern: Fingerprint.of(target.utf8))
  }

  static var now: Int64 {
    var moment = timespec()
    clock_gettime(CLOCK_REALTIME, &moment)
    return nanoseconds(moment)
  }

  /// Longer than any clock's tick is. Some file systems count whole seconds, and FAT counts two.
  private static func tick(of time: Int64) -> Int64 { time % 1_000_000_000 == 0 ? 2_100_000_000 : 50_000_000 }

  private static func nanoseconds(_ time: timespec) -> Int64 {
    nanoseconds(seconds: Int64(time.tv_sec), and: Int64(time.tv_nsec))
  }
}
