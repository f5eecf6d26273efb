#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What a disk calls its files: by size and times alone, two that were written in one tick of its clock are the same.
struct FileNumbers {
  /// By device.
  private var arePermanent: [UInt: Bool] = [:]

  /// 0 on a disk that may number its files anew each time that it is mounted, as those behind a network do.
  mutating func number(of path: String, _ status: stat) -> UInt64 {
    let device = UInt(status.st_dev)
    let isPermanent = arePermanent[device] ?? Self.isOfThisMachine(path)
    arePermanent[device] = isPermanent
    return isPermanent ? UInt64(status.st_ino) : 0
  }

  /// ext2 to ext4, XFS, Btrfs, F2FS, tmpfs: as `statfs(2)` numbers them.
  private static let ofThisMachine: Set<UInt32> = [0xEF53, 0x5846_5342, 0x9123_683E, 0xF2F5_2010, 0x0102_1994]

  private static func isOfThisMachine(_ path: String) -> Bool {
    var disk = statfs()
    return statfs(path, &disk) == 0 && ofThisMachine.contains(UInt32(truncatingIfNeeded: disk.f_type))
  }
}
