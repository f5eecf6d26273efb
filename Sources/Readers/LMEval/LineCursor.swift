#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A place in one line that is wholly in memory. Every step says whether it could be taken; after a step that could
/// not, the place is anywhere and the line must be read by `JSONScanner`.
///
/// For lines as Python's `json.dumps` writes them: one blank behind each comma and colon. The scanner looks for blanks
/// at every turn and for the chunk's end at every byte; here neither can be.
struct LineCursor {
  private(set) var at: UnsafePointer<UInt8>
  /// A line break stands there, so one byte may always be looked at.
  let end: UnsafePointer<UInt8>

  /// - Parameter line: without its line break, which must stand behind it.
  init?(line: UnsafeBufferPointer<UInt8>) {
    guard let start = line.baseAddress else { return nil }
    (at, end) = (start, start + line.count)
  }

  var isAtEnd: Bool { at == end }

  @inline(__always)
  var byte: UInt8 { at.pointee }

  @inline(__always)
  mutating func take(_ byte: UInt8) -> Bool {
    guard at.pointee == byte else { return false }
    at += 1
    return at <= end
  }

  @inline(__always)
  mutating func advance(by count: Int) { at += count }

  @inline(__always)
  mutating func take(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard end - at >= count, memcmp(at, text.utf8Start, count) == 0 else { return false }
    at += count
    return true
  }

  /// From behind an opening quote to behind the closing one. A quote counts if an even number of backslashes precedes
  /// it.
  @inline(__always)
  mutating func skipString() -> Bool {
    let start = at
    while let found = memchr(at, 0x22, end - at) {
      let quote = UnsafePointer(found.assumingMemoryBound(to: UInt8.self))
      at = quote + 1
      if quote == start || quote[-1] != 0x5C { return true }
      var first = quote - 1
      while first > start, first[-1] == 0x5C { first -= 1 }
      if (quote - first) & 1 == 0 { return true }
    }
    return false
  }

  /// A string of up to `most` bytes without any escape, from behind its opening quote. nil for any other.
  @inline(__always)
  mutating func plainString(most: Int) -> UnsafeBufferPointer<UInt8>? {
    let start = at
    let furthest = end - at > most ? at + most + 1 : end
    while at < furthest {
      let byte = at.pointee
      if byte == 0x22 {
        at += 1
        return UnsafeBufferPointer(start: start, count: at - start - 1)
      }
      if byte == 0x5C { return nil }
      at += 1
    }
    return nil
  }

  /// A long string without any escape: found by its quote.
  mutating func plainText(most: Int) -> UnsafeBufferPointer<UInt8>? {
    let start = at
    guard let found = memchr(at, 0x22, min(end - at, most + 1)) else { return nil }
    let quote = UnsafePointer(found.assumingMemoryBound(to: UInt8.self))
    guard memchr(start, 0x5C, quote - start) == nil else { return nil }
    at = quote + 1
    return UnsafeBufferPointer(start: start, count: quote - start)
  }

  /// A number and the quote behind it: `-2.7196149826049805"`. Digits are read eight at a time.
  @inline(__always)
  mutating func quotedNumber() -> Double? {
    let start = at
    let isNegative = at.pointee == 0x2D
    if isNegative { at += 1 }
    let first = at
    var mantissa: UInt64 = 0
    while at < end, at.pointee &- 0x30 < 10 {
      mantissa = mantissa &* 10 &+ UInt64(at.pointee &- 0x30)
      at += 1
    }
    var digits = at - first
    var decimals = 0
    if digits > 0, digits <= 10, at.pointee == 0x2E {
      at += 1
      let point = at
      while end - at >= 8, let eight = Self.eightDigits(at) {
        mantissa = mantissa &* 100_000_000 &+ eight
        at += 8
      }
      while at < end, at.pointee &- 0x30 < 10 {
        mantissa = mantissa &* 10 &+ UInt64(at.pointee &- 0x30)
        at += 1
      }
      decimals = at - point
      digits += decimals
    }
    if digits > 0, digits <= 19, decimals <= 19, at < end, at.pointee == 0x22 {
      at += 1
      return quotient(mantissa, byTenTo: decimals, negative: isNegative)
    }
    at = start
    return plainString(most: 400).flatMap { decimal($0) }
  }

  /// The number that eight digits make; nil if one of the bytes is no digit.
  @inline(__always)
  private static func eightDigits(_ at: UnsafePointer<UInt8>) -> UInt64? {
    var word = UInt64(littleEndian: UnsafeRawPointer(at).loadUnaligned(as: UInt64.self))
    let high: UInt64 = 0xF0F0_F0F0_F0F0_F0F0
    guard (word & high) | (((word &+ 0x0606_0606_0606_0606) & high) >> 4) == 0x3333_3333_3333_3333 else { return nil }
    word = ((word & 0x0F0F_0F0F_0F0F_0F0F) &* 2561) >> 8
    word = ((word & 0x00FF_00FF_00FF_00FF) &* 6_553_601) >> 16
    return ((word & 0x0000_FFFF_0000_FFFF) &* 42_949_672_960_001) >> 32
  }

  /// A bare word: number, `true`, `null`, `NaN`.
  @inline(__always)
  mutating func word() -> UnsafeBufferPointer<UInt8>? {
    let start = at
    while at < end {
      switch at.pointee {
      case 0x2C, 0x3A, 0x5B, 0x5D, 0x7B, 0x7D, 0x22, 0x00...0x20:
        return at > start ? UnsafeBufferPointer(start: start, count: at - start) : nil
      default: at += 1
      }
    }
    return nil
  }

  /// Steps over one value. Accepts what `JSONScanner.skip` accepts.
  mutating func skipValue() -> Bool {
    var depth = 0
    while at < end {
      let byte = at.pointee
      switch byte {
      case 0x22:
        at += 1
        guard skipString() else { return false }
      case 0x7B, 0x5B:
        depth += 1
        at += 1
      case 0x7D, 0x5D:
        guard depth > 0 else { return false }
        depth -= 1
        at += 1
      case 0x2C, 0x3A, 0x20:
        guard depth > 0 else { return false }
        at += 1
        continue
      case 0x2B, 0x2D, 0x2E, 0x30...0x39, 0x49, 0x4E, 0x66, 0x69, 0x6E, 0x74:
        while at < end {
          let byte = at.pointee
          // Brackets differ from braces in this one bit.
          if byte == 0x2C || byte == 0x3A || byte | 0x20 == 0x7B || byte | 0x20 == 0x7D || byte <= 0x22 { break }
          at += 1
        }
      default: return false
      }
      if depth == 0 { return true }
    }
    return false
  }
}
