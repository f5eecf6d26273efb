#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Strings, words and numbers: stepped over, measured, or kept.
extension JSONScanner {
  /// True if the last key or string is `word`.
  @inline(__always)
  func textIs(_ word: StaticString) -> Bool {
    textCount == word.utf8CodeUnitCount && memcmp(textStart, word.utf8Start, word.utf8CodeUnitCount) == 0
  }

  mutating func skipWord() {
    while true {
      while at < limit {
        switch buffer[at] {
        case 0x2C, 0x3A, 0x5B, 0x5D, 0x7B, 0x7D, 0x22, 0x00...0x20: return
        default: at += 1
        }
      }
      guard refill() else { return }
    }
  }

  /// From behind the opening quote to behind the closing one. A quote counts if an even number of backslashes precedes
  /// it, so only quotes need finding.
  mutating func skipString() throws(Fault) {
    var isEscaped = false
    while true {
      if isEscaped {
        guard at < limit || refill() else { throw .end }
        at += 1
        isEscaped = false
      }
      let start = at
      while at < limit, let found = memchr(buffer + at, 0x22, limit - at) {
        let quote = position(of: found)
        at = quote + 1
        if !isOdd(backslashesBefore: quote, from: start) { return }
      }
      isEscaped = isOdd(backslashesBefore: limit, from: start)
      at = limit
      guard refill() else { throw .end }
    }
  }

  private func isOdd(backslashesBefore end: Int, from start: Int) -> Bool {
    var first = end
    while first > start, buffer[first - 1] == 0x5C { first -= 1 }
    return (end - first) & 1 == 1
  }

  /// A string's text goes to `text`, unescaped; what is longer than `most` bytes is only counted.
  mutating func string(keeping most: Int) throws(Fault) {
    try take(0x22)
    isFresh = false
    if !shortString(most) { try restOfString(keeping: most) }
  }

  /// From behind the opening quote, by way of `kept`.
  mutating func restOfString(keeping most: Int) throws(Fault) {
    isInPlace = false
    kept.clear()
    textLength = 0
    var quote = -1
    var chunk = base
    while true {
      guard at < limit || refill() else { throw .end }
      // Found again only when an escape has used it up, or in a new chunk: a text of many escapes stays linear.
      if quote < at || chunk != base {
        quote = memchr(buffer + at, 0x22, limit - at).map { position(of: $0) } ?? limit
        chunk = base
      }
      let stop = memchr(buffer + at, 0x5C, quote - at).map { position(of: $0) } ?? quote
      keep(from: at, to: stop, most)
      at = stop
      if stop < quote {
        at += 1
        try unescape(most)
      } else if quote < limit {
        at += 1
        return
      }
    }
  }

  /// Keys and numbers: a string of a few bytes that ends in this chunk. False, and nothing done, for any other.
  @inline(__always)
  mutating func shortString(_ most: Int) -> Bool {
    isInPlace = false
    let furthest = min(limit, at + min(32, most))
    var end = at
    while end < furthest {
      let byte = buffer[end]
      if byte == 0x5C { return false }
      if byte == 0x22 {
        isInPlace = true
        shortStart = at
        textLength = end - at
        at = end + 1
        return true
      }
      end += 1
    }
    return false
  }

  /// Copies a text that stands in the chunk, before the chunk goes.
  mutating func keepShort() {
    kept.clear()
    kept.append(buffer + shortStart, textLength)
    isInPlace = false
  }

  private mutating func keep(from start: Int, to end: Int, _ most: Int) {
    textLength += end - start
    let room = min(end - start, most - kept.count)
    if room > 0 { kept.append(buffer + start, room) }
  }

  private mutating func nextByte() throws(Fault) -> UInt8 {
    guard at < limit || refill() else { throw .end }
    at += 1
    return buffer[at - 1]
  }

  /// From behind a backslash. Half of a surrogate pair becomes U+FFFD.
  private mutating func unescape(_ most: Int) throws(Fault) {
    let letter = try nextByte()
    var scalar: UInt32
    switch letter {
    case 0x22, 0x5C, 0x2F: scalar = UInt32(letter)
    case 0x62: scalar = 8
    case 0x66: scalar = 12
    case 0x6E: scalar = 10
    case 0x72: scalar = 13
    case 0x74: scalar = 9
    case 0x75:
      scalar = try hexadecimal()
      // The second half, if it follows at once, is read with the first.
      while scalar & 0xFC00 == 0xD800, at < limit || refill(), buffer[at] == 0x5C {
        at += 1
        guard at < limit || refill() else { throw .end }
        guard buffer[at] == 0x75 else {
          append(0xFFFD, most)
          return try unescape(most)
        }
        at += 1
        let low = try hexadecimal()
        if low & 0xFC00 == 0xDC00 {
          scalar = 0x10000 + (scalar & 0x3FF) << 10 + (low & 0x3FF)
        } else {
          append(0xFFFD, most)
          scalar = low
        }
      }
    default: throw .unexpected(letter)
    }
    append(scalar, most)
  }

  private mutating func append(_ scalar: UInt32, _ most: Int) {
    for byte in String(Character(Unicode.Scalar(scalar) ?? "\u{FFFD}")).utf8 {
      textLength += 1
      if kept.count < most { kept.append(byte) }
    }
  }

  private mutating func hexadecimal() throws(Fault) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      let byte = try nextByte()
      switch byte {
      case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
      case 0x41...0x46, 0x61...0x66: value = value << 4 | UInt32((byte | 0x20) - 0x57)
      default: throw .unexpected(byte)
      }
    }
    return value
  }

  /// Steps over a string. True if there was nothing in it.
  mutating func emptyString() throws(Fault) -> Bool {
    try take(0x22)
    isFresh = false
    guard at < limit || refill() else { throw .end }
    let isEmpty = buffer[at] == 0x22
    try skipString()
    return isEmpty
  }

  /// A bare word goes to `text`: number, `true`, `null`, `NaN`.
  mutating func word() throws(Fault) {
    let first = try peek()
    isFresh = false
    isInPlace = true
    shortStart = at
    textLength = 0
    if endWord() {
      textLength = at - shortStart
    } else {
      isInPlace = false
      kept.clear()
      keep(from: shortStart, to: at, 512)
      while refill() {
        let start = at
        let isOver = endWord()
        keep(from: start, to: at, 512)
        if isOver { break }
      }
    }
    guard textLength > 0 else { throw .unexpected(first) }
  }

  /// Goes to the end of a word. False if the chunk or the line ends first.
  @inline(__always)
  private mutating func endWord() -> Bool {
    while at < limit {
      switch buffer[at] {
      case 0x2C, 0x3A, 0x5B, 0x5D, 0x7B, 0x7D, 0x22, 0x00...0x20: return true
      default: at += 1
      }
    }
    return false
  }

  /// A number, or a string that holds one, as lm-eval writes it. nil for any other value, which is stepped over.
  mutating func number() throws(Fault) -> Double? {
    switch try peek() {
    case 0x22: try string(keeping: 512)
    case 0x7B, 0x5B:
      try skip()
      return nil
    default: try word()
    }
    return decimal(text)
  }
}
