/// The columns of a plain table that are read; the others are passed over.
enum TableField: Int, CaseIterable {
  case item, logp, loss, watched, choice, bytes, correct, coverage, model, parameters, revision, behaviour, suite,
    variant

  init?(column name: String) {
    guard let field = Self.columns[name] else { return nil }
    self = field
  }

  /// Whose a row is. Model and revision are the same in all rows.
  var isName: Bool {
    switch self {
    case .item, .behaviour, .suite, .variant: true
    case _: false
    }
  }

  private static let columns =
    Dictionary(uniqueKeysWithValues: allCases.map { ("\($0)", $0) }).merging(["behavior": .behaviour]) { first, _ in
      first
    }
}

/// One row's fields as bytes, one behind the other; empty ones count as absent. Used again for each row, so that a
/// million rows make no strings.
struct TableRow {
  private var text: [UInt8] = []
  private var fields = [Range<Int>](repeating: 0..<0, count: TableField.allCases.count)

  mutating func clear() {
    text.removeAll(keepingCapacity: true)
    for at in fields.indices { fields[at] = 0..<0 }
  }

  mutating func set(_ field: TableField, _ bytes: some Collection<UInt8>) {
    let start = text.count
    text.append(contentsOf: bytes)
    if field.isName { tellApart(from: start) }
    fields[field.rawValue] = start..<text.count
  }

  /// Names in another encoding than UTF-8 would be shown alike where they differ: bytes that nobody can read stand as
  /// `\xE9`.
  private mutating func tellApart(from start: Int) {
    let name = text[start...]
    guard name.contains(where: { $0 >= 0x80 }), String(validating: name, as: UTF8.self) == nil else { return }
    let written = name.flatMap { byte in
      byte < 0x80 ? [byte] : Array("\\x\(String(byte, radix: 16, uppercase: true))".utf8)
    }
    text.replaceSubrange(start..., with: written)
  }

  func has(_ field: TableField) -> Bool { !fields[field.rawValue].isEmpty }
  func count(_ field: TableField) -> Int { fields[field.rawValue].count }
  func bytes(_ field: TableField) -> ArraySlice<UInt8> { text[fields[field.rawValue]] }

  func withBytes<Value>(_ field: TableField, _ body: (UnsafeBufferPointer<UInt8>) -> Value) -> Value {
    text.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[fields[field.rawValue]])) }
  }

  func string(_ field: TableField) -> String? {
    has(field) ? withBytes(field) { String(decoding: $0, as: UTF8.self) } : nil
  }

  func number(_ field: TableField) -> Double? { withBytes(field) { decimal($0) } }

  func truth(_ field: TableField) -> Bool? { Readers.truth(bytes(field)) }
  func verdict(_ field: TableField) -> Double? { Readers.verdict(bytes(field)) }
}
