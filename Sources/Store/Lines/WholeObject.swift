import Foundation

/// A line's object with every value as JSON in ASCII, for what goes through without being understood: numbers digit by
/// digit as they were written, texts as Vane writes them, no blanks.
struct WholeObject {
  private let bytes: ArraySlice<UInt8>
  private var at: Int

  /// nil for what is no object. That the line is JSON is for another to say. Of two equal keys the last counts.
  static func values(in line: ArraySlice<UInt8>) -> [String: String]? {
    // A byte order mark stands within a file where another one was put behind it.
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let start = line.startIndex + (line.starts(with: mark) ? mark.count : 0)
    var object = WholeObject(bytes: line, at: start)
    return object.values()
  }

  private mutating func values() -> [String: String]? {
    var values: [String: String] = [:]
    guard take("{") else { return nil }
    if take("}") { return values }
    repeat {
      passBlanks()
      guard let key = takeText()?.text, take(":"), let value = takeValue() else { return nil }
      values[key] = value
    } while take(",")
    return take("}") ? values : nil
  }

  private mutating func passBlanks() {
    while at < bytes.endIndex, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[at]) { at += 1 }
  }

  private mutating func take(_ sign: Unicode.Scalar) -> Bool {
    passBlanks()
    guard at < bytes.endIndex, bytes[at] == UInt8(ascii: sign) else { return false }
    at += 1
    return true
  }

  /// Up to the sign that ends it, which stays.
  private mutating func takeValue() -> String? {
    var written = ""
    var depth = 0
    while at < bytes.endIndex {
      let byte = bytes[at]
      switch byte {
      case UInt8(ascii: "\""):
        guard let text = takeText() else { return nil }
        written += text.written
        continue
      case UInt8(ascii: ",") where depth == 0, UInt8(ascii: "}") where depth == 0:
        return written.isEmpty ? nil : written
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      case _: break
      }
      if byte > 0x20 {
        guard byte < 0x7F else { return nil }
        written.unicodeScalars.append(Unicode.Scalar(byte))
      }
      at += 1
    }
    return nil
  }

  /// What a text says, and how it is written.
  private mutating func takeText() -> (text: String, written: String)? {
    let start = at
    guard at < bytes.endIndex, bytes[at] == UInt8(ascii: "\"") else { return nil }
    at += 1
    var isPlain = true
    while at < bytes.endIndex, bytes[at] != UInt8(ascii: "\"") {
      let isEscape = bytes[at] == UInt8(ascii: "\\")
      isPlain = isPlain && !isEscape && (0x20..<0x7F).contains(bytes[at])
      at += isEscape ? 2 : 1
    }
    guard at < bytes.endIndex else { return nil }
    at += 1
    let whole = bytes[start..<at]
    if isPlain {
      let written = String(decoding: whole, as: UTF8.self)
      return (String(written.dropFirst().dropLast()), written)
    }
    guard
      let text = (try? JSONSerialization.jsonObject(with: Data(whole), options: .fragmentsAllowed)) as? String
    else { return nil }
    return (text, JSONLine.quoted(text))
  }
}
