public import Runs

/// A file packed as a whole. Said by its name, for it may well be a log.
public enum CompressedReader: LogReader {
  public static let name = "compressed"
  public static let summary = "gzip, zstd, xz or bzip2: recognised, to be unpacked first"

  /// By its first bytes.
  private static func tool(of file: LogFile) -> String? {
    if file.head.starts(with: [0x1F, 0x8B, 0x08]) { return "gzip" }
    if file.head.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) { return "zstd" }
    if file.head.starts(with: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]) { return "xz" }
    // A text may begin like that; behind the size of its blocks the first of them begins with π.
    let isBzip2 = file.head.starts(with: "BZh".utf8) && file.head.dropFirst(4).starts(with: [0x31, 0x41, 0x59, 0x26])
    return isBzip2 ? "bzip2" : nil
  }

  public static func recognizes(_ file: LogFile) -> Bool { tool(of: file) != nil }

  public static func read(_ file: LogFile, cancelled: () -> Bool) -> Reading {
    var reading = Reading(format: name)
    reading.ignoredBecause = (tool(of: file).map { "compressed by \($0)" } ?? "compressed") + "; unpack it first"
    return reading
  }
}
