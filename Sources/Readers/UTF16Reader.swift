public import Runs

/// Text in two bytes a letter, as some editors of tables save it. Said by its name, for else nobody would know why a
/// table that looks right is passed over.
public enum UTF16Reader: LogReader {
  public static let name = "utf-16"
  public static let summary = "any text in UTF-16: recognised, to be saved as UTF-8"

  /// By its byte order mark; or every other of the first bytes is a zero, and the others are letters.
  public static func recognizes(_ file: LogFile) -> Bool {
    let start = file.head.prefix(64)
    if start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF]) { return true }
    guard start.count > 7 else { return false }
    let pairs = stride(from: 0, to: start.count - 1, by: 2).map { (start[$0], start[$0 + 1]) }
    return pairs.allSatisfy { $0.0 != 0 && $0.1 == 0 } || pairs.allSatisfy { $0.0 == 0 && $0.1 != 0 }
  }

  public static func read(_ file: LogFile, cancelled: () -> Bool) -> Reading {
    var reading = Reading(format: name)
    reading.ignoredBecause = "text in UTF-16; save it as UTF-8 to have it read"
    return reading
  }
}
