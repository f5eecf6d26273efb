import Runs

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What a disk calls its files: by size and times alone, two that were written in one tick of its clock are the same.
struct FileNumbers {
  /// Disks of this machine, by device.
  private let permanent: Set<UInt64>

  /// From the table of mounts, a line for each, as `proc_pid_mountinfo(5)` has them.
  init() {
    let mounts = TextFile.read("/proc/self/mountinfo") ?? ""
    permanent = Set(
      mounts.split(separator: "\n").compactMap { line in
        let words = line.split(separator: " ")
        guard words.count > 2, let dash = words.firstIndex(of: "-"), words.indices.contains(dash + 1),
          Self.ofThisMachine.contains(String(words[dash + 1]))
        else { return nil }
        return Self.device(words[2])
      })
  }

  /// 0 on a disk that may number its files anew each time that it is mounted, as those behind a network do.
  func number(_ status: stat) -> UInt64 {
    permanent.contains(UInt64(status.st_dev)) ? UInt64(status.st_ino) : 0
  }

  private static let ofThisMachine: Set<String> = ["ext2", "ext3", "ext4", "xfs", "f2fs", "tmpfs"]

  /// Of `8:1`, as `makedev(3)` puts the two together.
  private static func device(_ text: Substring) -> UInt64? {
    let numbers = text.split(separator: ":").compactMap { UInt64($0) }
    guard numbers.count == 2 else { return nil }
    let (major, minor) = (numbers[0], numbers[1])
    return (major & 0xFFF) << 8 | (major & ~0xFFF) << 32 | minor & 0xFF | (minor & ~0xFF) << 12
  }
}
