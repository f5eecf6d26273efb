import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What other programs make of what we write.
enum Independent {
  static func isWellFormed(xml text: String) -> Bool { XMLParser(data: Data(text.utf8)).parse() }

  /// RFC 4180 by the letter, one byte after the other.
  static func records(ofCSV text: String) -> [[String]] {
    var records: [[String]] = []
    var record: [String] = []
    var field: [UInt8] = []
    var isQuoted = false
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      switch byte {
      case 0x22 where isQuoted && rest.first == 0x22:
        field.append(byte)
        rest.removeFirst()
      case 0x22 where isQuoted || field.isEmpty: isQuoted.toggle()
      case 0x2C where !isQuoted:
        record.append(String(decoding: field, as: UTF8.self))
        field = []
      case 0x0A where !isQuoted:
        records.append(record + [String(decoding: field, as: UTF8.self)])
        (record, field) = ([], [])
      default: field.append(byte)
      }
    }
    return records
  }

  /// The words of a command line as a POSIX shell takes them, as bytes; nil where it would do more than read them.
  ///
  /// - Source: IEEE Std 1003.1-2017, Shell Command Language §2.2.
  static func words(ofShell line: String) -> [[UInt8]]? {
    let special = Array("|&;<>()$`\"*?[]#~{}!\n\t".utf8)
    var words: [[UInt8]] = []
    var word: [UInt8]?
    var rest = Array(line.utf8)[...]
    while let byte = rest.popFirst() {
      switch byte {
      case 0x20:
        if let done = word { words.append(done) }
        word = nil
      case 0x27:
        guard let end = rest.firstIndex(of: 0x27) else { return nil }
        word = (word ?? []) + Array(rest[..<end])
        rest = rest[(end + 1)...]
      case 0x5C:
        guard let next = rest.popFirst() else { return nil }
        word = (word ?? []) + [next]
      default:
        if special.contains(byte) { return nil }
        word = (word ?? []) + [byte]
      }
    }
    return words + (word.map { [$0] } ?? [])
  }
}
