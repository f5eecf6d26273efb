/// Bytes as they come, put together: of a line that is too long to be read, only as much as shows that it is.
struct BoundedLines {
  private(set) var bytes: [UInt8] = []
  /// Bytes kept of the last line, which may go on.
  private var length = 0

  /// - Parameter more: at most as many as a line may have.
  mutating func append(_ more: ArraySlice<UInt8>) {
    let end = more.firstIndex(of: UInt8(ascii: "\n")) ?? more.endIndex
    let own = more[..<end].prefix(JSONLine.mostBytes + 1 - length)
    bytes += own
    bytes += more[end...]
    length = more.lastIndex(of: UInt8(ascii: "\n")).map { more.endIndex - 1 - $0 } ?? length + own.count
  }
}
