/// Names in the order in which people count: `item-9` before `item-10`.
enum NaturalOrder {
  /// By pieces of digits and of anything else; where those say nothing, by the letters.
  static func precedes(_ a: String, _ b: String) -> Bool {
    var (left, right) = (Array(a.utf8)[...], Array(b.utf8)[...])
    while let first = left.first, let second = right.first {
      if isDigit(first), isDigit(second) {
        let (m, n) = (number(&left), number(&right))
        if m.count != n.count { return m.count < n.count }
        if m != n { return m.lexicographicallyPrecedes(n) }
      } else {
        if first != second { return first < second }
        (left, right) = (left.dropFirst(), right.dropFirst())
      }
    }
    return left.isEmpty == right.isEmpty ? a < b : left.isEmpty
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// The digits at the front, without zeros before them.
  private static func number(_ rest: inout ArraySlice<UInt8>) -> [UInt8] {
    let digits = rest.prefix(while: isDigit)
    rest = rest.dropFirst(digits.count)
    return Array(digits.drop { $0 == 0x30 })
  }
}
