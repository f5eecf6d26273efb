internal import Foundation

#if canImport(Glibc)
  public import Glibc
#elseif canImport(Musl)
  public import Musl
#endif

/// What is mounted: from the table of mounts, a line for each, as `proc_pid_mountinfo(5)` has them.
public struct Disks: Sendable {
  private let kinds: [UInt64: String]

  public init() {
    let table = try? FileHandle(forReadingAtPath: "/proc/self/mountinfo")?.readToEnd()
    self.init(String(decoding: table ?? Data(), as: UTF8.self))
  }

  init(_ table: String) {
    let mounts = table.split(separator: "\n").compactMap { line -> (UInt64, String)? in
      let words = line.split(separator: " ")
      guard words.count > 2, let dash = words.firstIndex(of: "-"), words.indices.contains(dash + 1),
        let device = Self.device(words[2])
      else { return nil }
      return (device, String(words[dash + 1]))
    }
    kinds = Dictionary(mounts) { _, later in later }
  }

  /// `ext4`, `nfs4`, `fuse.sshfs` …, of the disk that a file is on; nil where that is not known.
  public func kind(_ status: stat) -> String? { kinds[UInt64(status.st_dev)] }

  /// Whether other hosts may write what stands there; nothing tells this one of it.
  public func isShared(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && kind(status).map(Self.isOfManyHosts) == true
  }

  static func isOfManyHosts(_ kind: String) -> Bool { ofManyHosts.contains(kind) || kind.hasPrefix("fuse.") }

  private static let ofManyHosts: Set<String> = [
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "lustre", "gpfs", "ceph", "beegfs", "panfs", "pvfs2", "ocfs2", "gfs2",
    "afs", "kafs", "9p", "virtiofs", "wekafs", "quobyte", "vastfs",
  ]

  /// Of `8:1`, as `makedev(3)` puts the two together.
  private static func device(_ text: Substring) -> UInt64? {
    let numbers = text.split(separator: ":").compactMap { UInt64($0) }
    guard numbers.count == 2 else { return nil }
    let (major, minor) = (numbers[0], numbers[1])
    return (major & 0xFFF) << 8 | (major & ~0xFFF) << 32 | minor & 0xFF | (minor & ~0xFF) << 12
  }
}
