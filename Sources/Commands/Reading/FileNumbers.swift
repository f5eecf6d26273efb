import Store

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What a disk calls its files: by size and times alone, two that were written in one tick of its clock are the same.
struct FileNumbers {
  private let disks = Disks()

  /// 0 on a disk that may number its files anew each time that it is mounted, as those behind a network do.
  func number(_ status: stat) -> UInt64 {
    disks.kind(status).map(Self.ofThisMachine.contains) == true ? UInt64(status.st_ino) : 0
  }

  private static let ofThisMachine: Set<String> = ["ext2", "ext3", "ext4", "xfs", "f2fs", "tmpfs"]
}
