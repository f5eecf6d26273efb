#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What an index is called. SQLite's log of writes is shared through memory, which two hosts have not in common: where
/// they share the disk, as login nodes of a cluster share the folder of a user, each has an index of its own.
/// Source: sqlite.org/wal.html, "all processes using a database must be on the same host computer".
enum IndexName {
  static let usual = "index.sqlite"

  static func name(in folder: String) -> String {
    var status = stat()
    guard stat(folder, &status) == 0, let kind = Disks().kind(status) else { return usual }
    return name(onDisk: kind, host: host)
  }

  static func name(onDisk kind: String, host: String) -> String {
    guard Disks.isOfManyHosts(kind) else { return usual }
    let name = host.unicodeScalars.prefix(64).map { letter in
      letter.isASCII && (letter.properties.isAlphabetic || "0"..."9" ~= letter) ? Character(letter) : "-"
    }
    return "index-\(String(name)).sqlite"
  }

  private static var host: String {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return "" }
    return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
