/// A pattern for one name, made ready to be held against thousands of them.
///
/// A letter is what Swift takes for one, however it is spelt. Where pattern and name are plain ASCII, letters are bytes,
/// and nothing is made of either to compare them.
struct NamePattern: Sendable, Hashable {
  private let letters: [Character]
  /// The same, of a pattern that is plain.
  private let bytes: [UInt8]?
  /// What every name begins and ends with, as far as it is ASCII: by it most names are told from most patterns.
  private let head: [UInt8]
  private let tail: [UInt8]

  init(_ pattern: String) {
    letters = Array(pattern)
    let all = Array(pattern.utf8)
    bytes = all.allSatisfy(Self.isPlain) ? all : nil
    head = Array(Self.literal(all))
    tail = Array(Self.literal(all.reversed()))
  }

  /// True when nothing in it stands for something else.
  var isName: Bool { !letters.contains("*") && !letters.contains("?") }
  /// Letters that stand for themselves.
  var named: Int { letters.count { $0 != "*" && $0 != "?" } }
  /// `**`: in a path any number of names.
  var isAnyDepth: Bool { letters == ["*", "*"] }

  func matches(_ name: Substring) -> Bool {
    let quick = name.utf8.withContiguousStorageIfAvailable { name -> Bool? in
      guard mayMatch(name) else { return false }
      guard let bytes, name.allSatisfy(Self.isPlain) else { return nil }
      return Self.match(bytes, name, star: UInt8(ascii: "*"), one: UInt8(ascii: "?"))
    }
    if let matches = quick ?? nil { return matches }
    return Self.match(letters, Array(name), star: "*", one: "?")
  }

  /// A letter by itself, whatever stands beside it. CR is none: with LF behind it the two are one letter.
  private static func isPlain(_ byte: UInt8) -> Bool { byte < 0x80 && byte != 0x0D }

  /// The plain bytes before anything else. What is beside another alphabet may be one letter with it, as with an accent.
  private static func literal(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
    let start = bytes.prefix { isPlain($0) && $0 != UInt8(ascii: "*") && $0 != UInt8(ascii: "?") }
    guard start.endIndex < bytes.endIndex, bytes[start.endIndex] >= 0x80 else { return start }
    return start.dropLast()
  }

  /// False where an end of the name is another. Only as far as the name is ASCII too: beyond it, a letter can be spelt
  /// in more than one way.
  private func mayMatch(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    for at in head.indices {
      guard at < name.count else { return false }
      if name[at] >= 0x80 { break }
      if name[at] != head[at] { return false }
    }
    for at in tail.indices {
      guard at < name.count else { return false }
      let byte = name[name.count - 1 - at]
      if byte >= 0x80 { break }
      if byte != tail[at] { return false }
    }
    return true
  }

  /// Greedy, with one step back: linear but for the letters between two stars, and never exponential.
  private static func match<Name: RandomAccessCollection>(
    _ pattern: [Name.Element], _ name: Name, star: Name.Element, one: Name.Element
  ) -> Bool where Name.Index == Int, Name.Element: Equatable {
    var (p, n) = (0, name.startIndex)
    var last: (pattern: Int, name: Int)?
    while n < name.endIndex {
      if p < pattern.count, pattern[p] == star {
        last = (p, n)
        p += 1
      } else if p < pattern.count, pattern[p] == one || pattern[p] == name[n] {
        (p, n) = (p + 1, n + 1)
      } else if let back = last {
        last = (back.pattern, back.name + 1)
        (p, n) = (back.pattern + 1, back.name + 1)
      } else {
        return false
      }
    }
    return pattern[p...].allSatisfy { $0 == star }
  }
}
