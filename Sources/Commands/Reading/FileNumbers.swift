import Runs

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What a disk calls its files: by size and times alone, two that were written in one tick of its clock are the same.
struct FileNumbers {
  /// `8:1`, as the system numbers the disks of this machine.
  private let permanent: Set<String>

  init() { self.init(mounts: TextFile.read("/proc/self/mountinfo") ?? "") }

  /// - Parameter mounts: a line for each, as `proc_pid_mountinfo(5)` has them.
  init(mounts: String) {
    permanent = Set(
      mounts.split(separator: "\n").compactMap { line in
        let words = line.split(separator: " ")
        guard words.count > 2, let dash = words.firstIndex(of: "-"), words.indices.contains(dash + 1),
          Self.ofThisMachine.contains(String(words[dash + 1]))
        else { return nil }
        return String(words[2])
      })
  }

  /// 0 on a disk that may number its files anew each time that it is mounted, as those behind a network do.
  func number(_ status: stat) -> UInt64 {
    let device = UInt64(status.st_dev)
    return permanent.contains("\(major(device)):\(minor(device))") ? UInt64(status.st_ino) : 0
  }

  private static let ofThisMachine: Set<String> = ["ext2", "ext3", "ext4", "xfs", "f2fs", "tmpfs"]

  /// As `makedev(3)` puts them together.
  private func major(_ device: UInt64) -> UInt64 { (device >> 8) & 0xFFF | (device >> 32) & ~0xFFF }
  private func minor(_ device: UInt64) -> UInt64 { device & 0xFF | (device >> 12) & ~0xFF }
}
