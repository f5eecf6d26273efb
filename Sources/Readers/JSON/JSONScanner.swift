import Runs

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A cursor over JSON bytes: it pulls keys, numbers and short texts, and steps over everything else without looking.
///
/// Reads one chunk at a time into one buffer, whatever the length of a line or a string. By line it never looks past
/// the line break, so one broken record cannot spoil the next. Lenient where a log is read anyway: bare `NaN` and
/// `Infinity`, doubled keys, control characters; strict about brackets, commas and ends.
///
///     while try scan.nextKey() { if scan.textIs("acc") { value = try scan.number() } else { try scan.skip() } }
struct JSONScanner: ~Copyable {
  enum Fault: Error, Equatable {
    /// The input, or the line, ended inside a value.
    case end
    /// What stands there cannot stand there.
    case unexpected(UInt8)
    case tooDeep
    case tooLarge
  }

  /// JSON documents, or one record per line.
  let byLine: Bool
  /// The last key or kept string, unescaped, at most as long as was asked for. Valid until the scanner moves on.
  var text: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: textStart, count: textCount) }
  /// Short texts stay where they are in the chunk; longer ones, and those across two chunks, are copied to `kept`.
  var isInPlace = false
  var shortStart = 0
  var textStart: UnsafePointer<UInt8> { UnsafePointer(isInPlace ? buffer + shortStart : kept.start) }
  var textCount: Int { isInPlace ? textLength : kept.count }
  var kept = TextBuffer()
  /// Bytes of that string, kept or not.
  var textLength = 0
  /// Line of the record, counted from 1.
  private(set) var line: UInt32 = 0
  private(set) var recordOffset: UInt64 = 0
  /// Set when the operating system could not read on; the input ends there.
  private(set) var failure: ReadError?

  private let source: any ByteSource
  let buffer: UnsafeMutablePointer<UInt8>
  private let capacity: Int
  private let lineEnd: UInt8
  /// Offset of `buffer[0]` in the source.
  private(set) var base: UInt64
  private var filled = 0
  var at = 0
  /// End of what may be looked at: the line's or the chunk's.
  private(set) var limit = 0
  private var inLine = false
  /// True straight after an opening bracket, where no comma is due.
  var isFresh = false
  /// The last place in a document whose line was asked for: lines are counted on from there.
  private var told = (offset: UInt64(0), line: 1)

  /// - Parameters:
  ///   - lines: how many stand before `offset`.
  ///   - lineEnd: a line feed; or a return, where no line feed is meant.
  init(
    _ source: any ByteSource, byLine: Bool, from offset: UInt64 = 0, after lines: UInt32 = 0, lineEnd: UInt8 = 0x0A,
    chunk: Int = 262_144
  ) {
    self.source = source
    self.lineEnd = lineEnd
    line = lines
    self.byLine = byLine
    base = offset
    capacity = max(1, chunk)
    buffer = .allocate(capacity: capacity)
    guard !byLine, load() else { return }
    findLineEnd()
    if offset == 0 { skipByteOrderMark() }
  }

  deinit { buffer.deallocate() }

  var offset: UInt64 { base + UInt64(at) }

  // MARK: Lines

  /// Goes to the next line that is not blank. False at the end of the input.
  mutating func nextLine() -> Bool {
    finishLine()
    while true {
      guard at < filled || load() else { return false }
      inLine = true
      line &+= 1
      recordOffset = offset
      isFresh = false
      findLineEnd()
      if line == 1, offset == 0 { skipByteOrderMark() }
      if (try? peek()) != nil { return true }
      finishLine()
    }
  }

  /// The line from here on, where its end is in the chunk too; its line break stands behind it. nil for any other.
  var wholeLine: UnsafeBufferPointer<UInt8>? {
    limit < filled ? UnsafeBufferPointer(start: buffer + at, count: limit - at) : nil
  }

  /// Leaves the record. Returns its length in bytes without the line break, and whether a line break ended it.
  @discardableResult
  mutating func finishLine() -> (length: UInt64, isTerminated: Bool) {
    guard inLine else { return (0, true) }
    inLine = false
    while limit == filled {
      at = limit
      guard load() else { return (offset - recordOffset, false) }
      findLineEnd()
    }
    let length = base + UInt64(limit) - recordOffset
    at = limit + 1
    limit = at
    return (length, true)
  }

  /// Goes back to the start of the record that is being read, to read it again.
  mutating func restartLine() {
    goBack(to: recordOffset)
    if line == 1, recordOffset == 0 { skipByteOrderMark() }
  }

  private mutating func goBack(to offset: UInt64) {
    base = offset
    filled = 0
    at = 0
    limit = 0
    isFresh = false
    if load() { findLineEnd() }
  }

  private mutating func findLineEnd() {
    guard byLine else {
      limit = filled
      return
    }
    limit = memchr(buffer + at, Int32(lineEnd), filled - at).map { position(of: $0) } ?? filled
  }

  func position(of pointer: UnsafeMutableRawPointer) -> Int {
    pointer - UnsafeMutableRawPointer(buffer)
  }

  private mutating func skipByteOrderMark() {
    if limit - at >= 3, buffer[at] == 0xEF, buffer[at + 1] == 0xBB, buffer[at + 2] == 0xBF { at += 3 }
  }

  /// Replaces the chunk by the next one. False at the end of the input.
  private mutating func load() -> Bool {
    base += UInt64(filled)
    at = 0
    filled = 0
    limit = 0
    do throws(ReadError) {
      filled = try source.read(at: base, into: UnsafeMutableRawBufferPointer(start: buffer, count: capacity))
    } catch {
      failure = error
    }
    return filled > 0
  }

  /// Called at `limit`: the next chunk, unless the line is over.
  mutating func refill() -> Bool {
    guard limit == filled, load() else { return false }
    findLineEnd()
    return limit > 0
  }

  // MARK: Structure

  /// The next byte that is not blank; it stays there.
  @inline(__always)
  mutating func peek() throws(Fault) -> UInt8 {
    if at < limit, buffer[at] > 0x20 { return buffer[at] }
    return try peekFurther()
  }

  private mutating func peekFurther() throws(Fault) -> UInt8 {
    while true {
      while at < limit {
        if buffer[at] > 0x20 { return buffer[at] }
        at += 1
      }
      guard refill() else { throw .end }
    }
  }

  /// True if nothing but blanks follows.
  mutating func isAtEnd() -> Bool { (try? peek()) == nil }

  mutating func take(_ expected: UInt8) throws(Fault) {
    let byte = try peek()
    guard byte == expected else { throw .unexpected(byte) }
    at += 1
  }

  mutating func enterObject() throws(Fault) {
    try take(0x7B)
    isFresh = true
  }

  mutating func enterArray() throws(Fault) {
    try take(0x5B)
    isFresh = true
  }

  /// Goes to the next member of an object and puts its key into `text`. False after the closing brace.
  mutating func nextKey() throws(Fault) -> Bool {
    if try isClosed(by: 0x7D) { return false }
    guard try peek() == 0x22 else { throw .unexpected(buffer[at]) }
    at += 1
    if shortString(1024), at < limit, buffer[at] == 0x3A {
      at += 1
      return true
    }
    // Its colon does not follow at once, perhaps not in this chunk: the key is copied before the chunk is left.
    if isInPlace {
      keepShort()
    } else {
      try restOfString(keeping: 1024)
    }
    try take(0x3A)
    return true
  }

  /// Goes to the next element of an array. False after the closing bracket.
  mutating func nextElement() throws(Fault) -> Bool { try !isClosed(by: 0x5D) }

  private mutating func isClosed(by bracket: UInt8) throws(Fault) -> Bool {
    let byte = try peek()
    if byte == bracket {
      at += 1
      isFresh = false
      return true
    }
    if !isFresh {
      guard byte == 0x2C else { throw .unexpected(byte) }
      at += 1
    }
    isFresh = false
    return false
  }

  // MARK: Values

  /// The next element of a document's array as `read` makes it, and where it stands. nil for one that is more than can
  /// be kept: it is told and stepped over, and costs only itself.
  mutating func record<Value>(
    called noun: String, _ problems: inout ProblemList, _ read: (inout JSONScanner) throws(Fault) -> Value
  ) throws(Fault) -> (value: Value, address: Address)? {
    _ = try peek()
    let start = offset
    do throws(Fault) {
      let value = try read(&self)
      return (value, Address(offset: start, length: UInt32(clamping: offset - start), line: 0))
    } catch {
      guard error == .tooLarge || error == .tooDeep else { throw error }
      goBack(to: start)
      try skip()
      told = (start, source.line(of: start, after: told))
      problems.add("the \(noun) at byte \(start) is \(error.words)", "\(noun) skipped", line: told.line)
      return nil
    }
  }

  /// Steps over one value of any kind and depth.
  mutating func skip() throws(Fault) {
    var depth = 0
    repeat {
      let byte = try peek()
      switch byte {
      case 0x22:
        at += 1
        try skipString()
      case 0x7B, 0x5B:
        depth += 1
        at += 1
      case 0x7D, 0x5D:
        guard depth > 0 else { throw .unexpected(byte) }
        depth -= 1
        at += 1
      case 0x2C, 0x3A:
        guard depth > 0 else { throw .unexpected(byte) }
        at += 1
      case 0x2B, 0x2D, 0x2E, 0x30...0x39, 0x49, 0x4E, 0x66, 0x69, 0x6E, 0x74:
        skipWord()
      default:
        throw .unexpected(byte)
      }
    } while depth > 0
    isFresh = false
  }
}
