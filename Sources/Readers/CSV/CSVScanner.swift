#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A cursor over the records of a table: RFC 4180, with LF or CRLF, line breaks in quotes, and a limit to what a quote
/// that nobody closes can swallow.
struct CSVScanner: ~Copyable {
  enum Outcome: Equatable {
    case record
    case end
    /// A quote in the record is never closed, or only by one that opens another field, or its first line has no end:
    /// `whyGivenUp` says which. The next record starts on the line after that one.
    case openQuote
  }

  /// What a record may take; a prompt of several books.
  static let mostBytes = 8 << 20

  /// The record's fields, one behind the other; `fields[at]` gives one.
  private var text: [UInt8] = []
  private var ends: [Int] = []
  private(set) var recordOffset: UInt64 = 0
  /// Bytes of the record without its line break.
  private(set) var recordLength: UInt64 = 0
  /// Line on which the record starts, from 1.
  private(set) var line: UInt32 = 0
  private(set) var failure: ReadError?
  /// What is wrong with the record that was given up last.
  private(set) var whyGivenUp = ""
  /// How many of its fields ended on its first line, before what was wrong with it.
  private(set) var wholeCount = 0

  private let source: any ByteSource
  private let separator: UInt8
  private let lineEnd: UInt8
  private let chunkSize: Int
  private let most: Int
  /// How far a quote that goes over several lines may reach. Halved each time that as much was swallowed in vain, since
  /// that is read again: else each of a million stray quotes could cost megabytes.
  private var reach: Int
  /// Swallowed in vain since.
  private var swallowed = 0
  private var chunk: [UInt8] = []
  private var at = 0
  private var base: UInt64 = 0
  private var nextLine: UInt32 = 1

  /// - Parameter lineEnd: a line feed, with or without a return before it; or a return, where no line feed is meant.
  init(
    _ source: any ByteSource, separator: UInt8 = 0x2C, lineEnd: UInt8 = 0x0A, chunk: Int = 262_144,
    most: Int = Self.mostBytes
  ) {
    self.source = source
    self.separator = separator
    self.lineEnd = lineEnd
    self.most = most
    reach = most
    chunkSize = max(1, chunk)
  }

  var count: Int { ends.count }
  subscript(field: Int) -> ArraySlice<UInt8> { text[(field == 0 ? 0 : ends[field - 1])..<ends[field]] }
  func string(_ field: Int) -> String { String(decoding: self[field], as: UTF8.self) }
  func number(_ field: Int) -> Double? { decimal(Array(self[field].trimmed)) }
  /// True where anything stands behind the first `width` fields, of which there is one at least.
  func holdsMore(than width: Int) -> Bool { count > width && text[ends[width - 1]...].contains { $0 > 0x20 } }

  private var offset: UInt64 { base + UInt64(at) }

  private mutating func load() -> Bool {
    base += UInt64(chunk.count)
    at = 0
    do throws(ReadError) {
      chunk = try source.bytes(at: base, count: chunkSize)
    } catch {
      failure = error
      chunk = []
    }
    return !chunk.isEmpty
  }

  /// Of the record so far, bytes and separators.
  private var length: Int { text.count + ends.count }

  private enum State { case start, bare, quoted, quoteSeen }

  /// Goes to the next record that is not blank.
  mutating func next() -> Outcome {
    while true {
      let outcome = step()
      guard outcome == .record, count == 1, ends[0] == 0, recordLength == 0 else { return outcome }
    }
  }

  private mutating func step() -> Outcome {
    text.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    guard at < chunk.count || load() else { return .end }
    if offset == 0, chunk.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
    recordOffset = offset
    line = nextLine
    var state = State.start
    var secondLine: UInt64?
    var openedOn = line
    while at < chunk.count || load() {
      if state == .quoted { takeQuoted(&secondLine) } else if state == .bare { takeBare() }
      if length > (secondLine == nil ? most : reach) { return giveUp(secondLine) }
      // A quoted piece may end before the quote does.
      guard at < chunk.count, state != .quoted || chunk[at] == 0x22 else { continue }
      let byte = chunk[at]
      at += 1
      if byte == lineEnd {
        nextLine &+= 1
        let hasReturn = state == .bare && text.last == 0x0D
        if hasReturn { text.removeLast() }
        ends.append(text.count)
        finish(at: offset - (hasReturn ? 2 : 1))
        return .record
      }
      switch state {
      case .start where byte == 0x22:
        state = .quoted
        openedOn = nextLine
      case .quoteSeen where byte == 0x22:
        text.append(byte)
        state = .quoted
      case .quoteSeen where nextLine != openedOn && byte > 0x20 && byte != separator:
        // What closes a quote of another line and has a text behind it opens a field of its own.
        return giveUp(secondLine)
      case .start, .bare, .quoteSeen:
        if byte == separator {
          ends.append(text.count)
          state = .start
        } else {
          text.append(byte)
          state = .bare
        }
      case .quoted: state = .quoteSeen
      }
    }
    if state == .quoted { return giveUp(secondLine) }
    let hasReturn = state == .bare && text.last == 0x0D
    if hasReturn { text.removeLast() }
    ends.append(text.count)
    finish(at: offset - (hasReturn ? 1 : 0))
    return .record
  }

  /// Everything up to the next quote, at most to the end of the chunk: most of a table stands in quotes. The first line
  /// by itself, for the record may have to be read again from the second one on.
  private mutating func takeQuoted(_ secondLine: inout UInt64?) {
    let start = at
    let furthest = secondLine == nil ? chunk.count : min(chunk.count, start + max(1, reach + 1 - length))
    let (isFirst, lineEnd) = (secondLine == nil, lineEnd)
    let (end, lines) = chunk.withUnsafeBufferPointer { bytes in
      let end = Self.find(0x22, in: bytes, from: start, to: furthest)
      var lines: UInt32 = 0
      var from = start
      while from < end {
        let found = Self.find(lineEnd, in: bytes, from: from, to: end)
        if found < end {
          lines &+= 1
          if isFirst { return (found + 1, lines) }
        }
        from = found + 1
      }
      return (end, lines)
    }
    text.append(contentsOf: chunk[start..<end])
    nextLine &+= lines
    at = end
    if isFirst, lines > 0 {
      secondLine = offset
      wholeCount = ends.count
    }
  }

  /// Everything up to the field's end, at most to the end of the chunk.
  private mutating func takeBare() {
    let (start, separator, lineEnd) = (at, separator, lineEnd)
    let end = chunk.withUnsafeBufferPointer { bytes in
      var end = start
      while end < bytes.count, bytes[end] != separator, bytes[end] != lineEnd { end += 1 }
      return end
    }
    text.append(contentsOf: chunk[start..<end])
    at = end
  }

  private static func find(_ byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>, from: Int, to end: Int) -> Int {
    guard let start = bytes.baseAddress, let found = memchr(start + from, Int32(byte), end - from) else { return end }
    return found - UnsafeMutableRawPointer(mutating: start)
  }

  private mutating func finish(at end: UInt64) {
    recordLength = end - recordOffset
  }

  /// Starts again on the line after the record's first.
  private mutating func giveUp(_ secondLine: UInt64?) -> Outcome {
    let isEndless = secondLine == nil && length > most
    whyGivenUp = isEndless ? "the line is longer than \(Self.mostBytes >> 20) MiB" : "a quote is never closed"
    recordLength = 0
    if secondLine == nil { wholeCount = ends.count }
    if let secondLine {
      swallowed += length
      if swallowed > reach { (reach, swallowed) = (max(min(1024, most), reach / 2), 0) }
      if secondLine >= base {
        at = Int(secondLine - base)
      } else {
        base = secondLine
        chunk = []
        at = 0
      }
      nextLine = line &+ 1
    } else {
      // One endless line: go to its end.
      while at < chunk.count || load() {
        let end = chunk.withUnsafeBufferPointer { Self.find(lineEnd, in: $0, from: at, to: $0.count) }
        at = min(end + 1, chunk.count)
        if end < chunk.count {
          nextLine &+= 1
          break
        }
      }
    }
    return .openQuote
  }
}

extension ArraySlice<UInt8> {
  /// Without blanks at either end.
  var trimmed: ArraySlice<UInt8> {
    var rest = drop { $0 <= 0x20 }
    while let last = rest.last, last <= 0x20 { rest.removeLast() }
    return rest
  }
}
