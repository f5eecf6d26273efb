/// Reads one line as Vane itself writes it: an object of texts and nulls in ASCII, no blanks, three kinds of escape.
/// Faster than Foundation, for files of a hundred thousand flags.
struct PlainObject {
  private let bytes: ArraySlice<UInt8>
  private var at: Int

  /// The texts by their keys; nil for anything written in another way, which is not said to be wrong.
  static func texts(in line: ArraySlice<UInt8>) -> [String: String]? {
    var object = PlainObject(bytes: line, at: line.startIndex)
    return object.texts()
  }

  private mutating func texts() -> [String: String]? {
    var texts: [String: String] = [:]
    texts.reserveCapacity(12)
    var nulls: [String] = []
    guard take("{") else { return nil }
    repeat {
      guard let key = takeText(), take(":") else { return nil }
      if take("null") {
        nulls.append(key)
      } else {
        guard let value = takeText(), texts.updateValue(value, forKey: key) == nil else { return nil }
      }
    } while take(",")
    guard take("}"), bytes[at...].allSatisfy({ $0 == 0x0D || $0 == 0x20 || $0 == 0x09 }) else { return nil }
    return nulls.allSatisfy { texts[$0] == nil } ? texts : nil
  }

  private mutating func take(_ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard bytes.endIndex - at >= count else { return false }
    for offset in 0..<count where bytes[at + offset] != word.utf8Start[offset] { return false }
    at += count
    return true
  }

  private mutating func takeText() -> String? {
    guard take("\"") else { return nil }
    let start = at
    while at < bytes.endIndex {
      switch bytes[at] {
      case UInt8(ascii: "\""):
        at += 1
        return String(decoding: bytes[start..<at - 1], as: UTF8.self)
      case UInt8(ascii: "\\"): return takeEscaped(from: start)
      case 0..<0x20, 0x80...0xFF: return nil
      case _: at += 1
      }
    }
    return nil
  }

  /// Plain ASCII and escapes up to the closing mark.
  private mutating func takeEscaped(from start: Int) -> String? {
    var units = bytes[start..<at].map(UInt16.init)
    while at < bytes.endIndex {
      let byte = bytes[at]
      if byte == UInt8(ascii: "\"") {
        at += 1
        // Halves of a pair may stand alone, and then there is no text.
        return units.contains(where: UTF16.isSurrogate) ? nil : String(decoding: units, as: UTF16.self)
      }
      if byte == UInt8(ascii: "\\") {
        guard let unit = takeEscape() else { return nil }
        units.append(unit)
      } else {
        guard (0x20..<0x80).contains(byte) else { return nil }
        units.append(UInt16(byte))
        at += 1
      }
    }
    return nil
  }

  private mutating func takeEscape() -> UInt16? {
    if take("\\\"") { return 0x22 }
    if take("\\\\") { return 0x5C }
    guard take("\\u"), bytes.endIndex - at >= 4 else { return nil }
    var unit: UInt16 = 0
    for byte in bytes[at..<at + 4] {
      guard let digit = Character(UnicodeScalar(byte)).hexDigitValue, byte < 0x80 else { return nil }
      unit = unit << 4 | UInt16(digit)
    }
    at += 4
    return unit
  }
}
