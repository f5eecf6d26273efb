#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Many short names in one piece of memory: a million item identities are two arrays, not a million strings.
public struct PackedNames: Sendable, Equatable, RandomAccessCollection, ExpressibleByArrayLiteral {
  /// All names one behind the other.
  public private(set) var utf8: [UInt8] = []
  /// Where each name ends in `utf8`. n of them.
  public private(set) var ends: [UInt32] = []

  public init() {}

  public init(_ names: some Sequence<String>) {
    for name in names { append(name) }
  }

  public init(arrayLiteral names: String...) { self.init(names) }

  /// - Returns: nil unless `ends` rises to the end of `utf8`.
  public init?(utf8: [UInt8], ends: [UInt32]) {
    var last: UInt32 = 0
    for end in ends {
      if end < last { return nil }
      last = end
    }
    guard Int(last) == utf8.count else { return nil }
    self.utf8 = utf8
    self.ends = ends
  }

  public var startIndex: Int { 0 }
  public var endIndex: Int { ends.count }

  public subscript(at: Int) -> String { String(decoding: utf8[bounds(of: at)], as: UTF8.self) }

  private func bounds(of at: Int) -> Range<Int> { (at == 0 ? 0 : Int(ends[at - 1]))..<Int(ends[at]) }

  /// Bytes of all names together, beyond which there are no numbers for their ends.
  public static let mostBytes = Int(UInt32.max)

  /// False where the next name could be one too many.
  public var hasRoom: Bool { utf8.count < Self.mostBytes - 65_536 }

  /// - Returns: false, and nothing is added, where that would be more than `most` bytes in all.
  @discardableResult
  public mutating func append(_ name: String, most: Int = PackedNames.mostBytes) -> Bool {
    var name = name
    return name.withUTF8 { append(utf8: $0, most: most) }
  }

  /// - Returns: false, and nothing is added, where that would be more than `most` bytes in all.
  @discardableResult
  public mutating func append(
    utf8 name: UnsafeBufferPointer<UInt8>, most: Int = PackedNames.mostBytes
  ) -> Bool {
    guard name.count <= most - utf8.count else { return false }
    utf8.append(contentsOf: name)
    ends.append(UInt32(utf8.count))
    return true
  }

  public func withName<Value>(_ at: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Value) -> Value {
    utf8.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[bounds(of: at)])) }
  }

  /// True if the names at these places are the same bytes.
  public func isName(_ at: Int, as other: PackedNames, _ place: Int) -> Bool {
    other.utf8.withUnsafeBufferPointer { isName(at, UnsafeBufferPointer(rebasing: $0[other.bounds(of: place)])) }
  }

  /// True if the name at `at` is these bytes.
  public func isName(_ at: Int, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
    utf8.withUnsafeBufferPointer { areSame(UnsafeBufferPointer(rebasing: $0[bounds(of: at)]), name) }
  }

  public static func == (a: Self, b: Self) -> Bool {
    a.ends == b.ends && a.utf8.withUnsafeBufferPointer { one in b.utf8.withUnsafeBufferPointer { areSame(one, $0) } }
  }
}

private func areSame(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Bool {
  guard a.count == b.count else { return false }
  guard let one = a.baseAddress, let other = b.baseAddress else { return true }
  return memcmp(one, other, a.count) == 0
}
