import Canvas

/// A table for scripts and eyes: the scriptable output, a contract. One header, one line per row.
struct Rows {
  var header: [String]
  var rows: [[Field]] = []

  enum Field {
    case text(String)
    case integer(Int)
    case number(Double)
    case empty

    /// For eyes: there is no such number. It does not make a column one of texts.
    static let missing = Field.text(dash)
    fileprivate static let dash = "–"

    /// As JSON has it.
    static func truth(_ isSo: Bool) -> Field { .text(isSo ? "true" : "false") }

    init(_ value: Double?) { self = value.map(Field.number) ?? .empty }
    init(_ value: String?) { self = value.map(Field.text) ?? .empty }
    init(_ value: Int?) { self = value.map(Field.integer) ?? .empty }
  }

  /// RFC 4180, with quotes around semicolons too. A text that a spreadsheet would run as a formula is quoted with an apostrophe in front.
  var csv: String {
    var text = header.map(Self.quoted).joined(separator: ",") + "\n"
    for row in rows { text += Self.csvLine(row) }
    return text
  }

  /// One line of it, for whoever has too many rows to hold them all as fields.
  static func csvLine(_ row: [Field]) -> String { row.map(Self.csv).joined(separator: ",") + "\n" }

  private static func csv(_ field: Field) -> String {
    switch field {
    case .text(let text): quoted(text)
    case .integer(let value): String(value)
    case .number(let value): value.isNaN ? "" : value.isInfinite ? (value > 0 ? "inf" : "-inf") : "\(value)"
    case .empty: ""
    }
  }

  private static func quoted(_ text: String) -> String {
    var text = text.printable
    // By scalars and bytes, as a spreadsheet reads it: to Swift a mark with an accent is another letter.
    if let first = text.unicodeScalars.first, beginsFormula(first) { text = "'" + text }
    if text.utf8.contains(UInt8(ascii: ";")) { text = withoutFormulas(text) }
    let parting = ",;\"\n\r".utf8
    guard text.utf8.contains(where: { parting.contains($0) }) else { return text }
    return "\"" + Text.escaped(text) { $0 == "\"" ? "\"\"" : nil } + "\""
  }

  /// In full width too: spreadsheets of East Asia take these for the others.
  private static func beginsFormula(_ sign: Unicode.Scalar) -> Bool { "=+-@＝＋－＠".unicodeScalars.contains(sign) }

  /// Some spreadsheets part fields by semicolons. Where a field is not the first of its line they see no quotes around
  /// it, and what stands behind a semicolon in it begins a cell: it gets its apostrophe too.
  private static func withoutFormulas(_ text: String) -> String {
    var isBehind = false
    return Text.escaped(text) { sign in
      let begins = isBehind && beginsFormula(sign)
      // Quotes of a cell's own are no part of what it says.
      isBehind = sign == ";" || isBehind && sign == "\""
      return begins ? "'" + String(sign) : nil
    }
  }

  /// Columns padded to line up; numbers to four significant places, to the right.
  var table: String {
    let cells = [header.map(\.printable)] + rows.map { $0.map(Self.shown) }
    let widths = header.indices.map { column in min(Self.widest, cells.map { Text.width($0[column]) }.max() ?? 0) }
    let isNumber = header.indices.map { column in
      rows.allSatisfy { if case .text(let text) = $0[column] { text == Field.dash } else { true } }
    }
    return cells.map { row in
      let padded = row.indices.map { column in
        let gap = String(repeating: " ", count: max(0, widths[column] - Text.width(row[column])))
        return isNumber[column] ? gap + row[column] : row[column] + gap
      }
      return padded.joined(separator: "  ").withoutBlanksAtEnd + "\n"
    }.joined()
  }

  /// What stands out beyond it moves its own row alone: for one name of a megabyte every other row would get a megabyte
  /// of blanks.
  private static let widest = 512

  private static func shown(_ field: Field) -> String {
    switch field {
    case .text(let text): text.printable
    case .integer(let value): String(value)
    case .number(let value): value.isNaN ? "" : Decimal.short(value)
    case .empty: ""
    }
  }
}
