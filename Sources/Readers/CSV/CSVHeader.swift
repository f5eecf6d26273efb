/// The columns of a table by name.
struct CSVHeader {
  let names: [String]

  init(_ scan: borrowing CSVScanner) {
    names = (0..<scan.count).map { String(decoding: scan[$0].trimmed, as: UTF8.self) }
  }

  /// The first record of a file's head; empty if there is none.
  init(of file: LogFile, separator: UInt8 = 0x2C, lineEnd: UInt8 = 0x0A) {
    var scan = CSVScanner(MemoryBytes(file.head), separator: separator, lineEnd: lineEnd)
    names = scan.next() == .record ? CSVHeader(scan).names : []
  }

  func contains(_ name: String) -> Bool { names.contains(name) }
  /// Position of the first column with one of these names.
  func column(_ any: String...) -> Int? { names.firstIndex { any.contains($0) } }
}
