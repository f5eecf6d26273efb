/// A name by its bytes, as disks and logs have it: an é that is one code point and an é that is a letter and its accent
/// look alike, and are one text to Swift, but two names.
public struct ExactName: Hashable, Comparable, Sendable {
  public let text: String

  public init(_ text: String) { self.text = text }

  public static func == (a: Self, b: Self) -> Bool { a.text.utf8.elementsEqual(b.text.utf8) }

  public static func < (a: Self, b: Self) -> Bool { a.text.utf8.lexicographicallyPrecedes(b.text.utf8) }

  public func hash(into hasher: inout Hasher) {
    var text = self.text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    // In no UTF-8: a name is not the beginning of another that is hashed with what comes behind it.
    hasher.combine(0xFF as UInt8)
  }
}
