/// Where something was read: the file, and the line where there are lines. Prints as `FILE:LINE`.
public struct Place: Hashable, Sendable, CustomStringConvertible {
  public var file: String
  public var line: Int?

  public init(file: String, line: Int? = nil) {
    self.file = file
    self.line = line
  }

  public var description: String { line.map { "\(file):\($0)" } ?? file }
}

/// The bytes of one item's record in its log, so that its text can be read back when somebody looks.
public struct Address: Hashable, Sendable {
  /// Byte offset from the start of the file; in an archive that of the entry which is the record.
  public var offset: UInt64
  /// Bytes of the record, without its line break.
  public var length: UInt32
  /// Counted from 1; 0 where the format has no lines.
  public var line: UInt32

  public init(offset: UInt64, length: UInt32, line: UInt32) {
    self.offset = offset
    self.length = length
    self.line = line
  }
}
