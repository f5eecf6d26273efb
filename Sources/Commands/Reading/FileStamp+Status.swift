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
  /// A link may be made to lead to another file that was written in the same moment: where it leads is mixed in. The
  /// file's number is not, for behind a network it may be another each time that the disk is mounted.
  init(path: String, status: stat, now: Int64 = Self.now) {
    let changed = Self.nanoseconds(status.st_ctim)
    let tick = Self.tick(of: changed)
    let isFresh = now - tick < changed && changed < now + tick
    self.init(
      path: path, size: UInt64(max(0, status.st_size)), modified: Self.nanoseconds(status.st_mtim),
      changed: isFresh ? 0 : changed ^ Self.mark(ofLinksIn: path))
  }

  /// Of where the path really leads; 0 where no link is on its way.
  private static func mark(ofLinksIn path: String) -> Int64 {
    guard let found = realpath(path, nil) else { return 0 }
    defer { free(found) }
    guard strcmp(found, path) != 0 else { return 0 }
    // FNV-1a: the same in every program. Source: Fowler, Noll, Vo.
    var mark: UInt64 = 0xCBF2_9CE4_8422_2325
    for at in 0..<strlen(found) {
      mark = (mark ^ UInt64(UInt8(truncatingIfNeeded: found[at]))) &* 0x0000_0100_0000_01B3
    }
    return Int64(bitPattern: mark)
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
