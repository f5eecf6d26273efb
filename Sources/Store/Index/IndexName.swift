#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What an index is called. SQLite's log of writes is shared through memory, which two hosts have not in common: where
/// they share the disk, as login nodes of a cluster share the folder of a user, each has an index of its own.
/// Source: sqlite.org/wal.html, "all processes using a database must be on the same host computer".
enum IndexName {
  static func name(in folder: String) -> String {
    var disk = statfs()
    guard statfs(folder, &disk) == 0 else { return usual }
    return name(onDisk: UInt32(truncatingIfNeeded: disk.f_type), host: host)
  }

  static func name(onDisk type: UInt32, host: String) -> String {
    guard ofManyHosts.contains(type) else { return usual }
    let letters = host.unicodeScalars.prefix(64).map { $0.isASCII && ($0.properties.isAlphabetic || "0"..."9" ~= $0) }
    let name = zip(host.unicodeScalars, letters).map { $1 ? String($0) : "-" }.joined()
    return "index-\(name).sqlite"
  }

  static let usual = "index.sqlite"

  /// Kinds of disks, by their magic numbers as `statfs(2)` and their makers' headers have them.
  private static let ofManyHosts: Set<UInt32> = [
    0x6969,  // NFS
    0x517B, 0xFF53_4D42, 0xFE53_4D42,  // SMB, CIFS, SMB 2
    0x0BD0_0BD0,  // Lustre
    0x4750_4653,  // GPFS
    0x00C3_6400,  // Ceph
    0x1983_0326,  // BeeGFS
    0xAAD7_AAEA,  // PanFS
    0x2003_0528,  // OrangeFS
    0x7461_636F,  // OCFS2
    0x0116_1970,  // GFS2
    0x5346_414F, 0x6B41_4653,  // AFS
    0x0102_1997,  // 9P
    0x6573_5546,  // FUSE: sshfs, GlusterFS and others
  ]

  private static var host: String {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return "" }
    return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
