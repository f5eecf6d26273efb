import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What other programs make of our files.
enum XML {
  static func isWellFormed(_ text: String) -> Bool {
    let parser = XMLParser(data: Data(text.utf8))
    return parser.parse()
  }

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
}
