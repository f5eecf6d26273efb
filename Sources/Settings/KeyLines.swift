internal import Runs

/// On which line each key of a TOML text stands. The library that parses gives no places for what it has parsed.
///
/// It walks over the text as far as it takes to tell keys from values; whether the text is right, the library says.
struct KeyLines {
  private var lines: [[String]: Int] = [:]
  /// Deepest table, and the line on which it is opened: the library recurses that deep.
  private(set) var deepest = (depth: 0, line: 1)
  /// The first mistake on which the library would not report but stop the program.
  private(set) var stumble: (line: Int, what: String)?

  private let bytes: [UInt8]
  private var at = 0
  private var line = 1

  init(_ text: String) {
    bytes = Array(text.utf8)
    var table: [String] = []
    while at < bytes.count {
      skipBlanks()
      switch here {
      case UInt8(ascii: "["):
        at += 1
        if here == UInt8(ascii: "[") { at += 1 }
        skipBlanks()
        if !startsKey { trip("a table's name must begin with a letter, a digit, _, - or a quotation mark") }
        table = key()
        note(table)
        skipLine()
      case UInt8(ascii: "#"), UInt8(ascii: "\n"), nil: skipLine()
      case _:
        note(table + key())
        skipValue()
      }
    }
  }

  /// The line of a key, else of the nearest table around it, else the first.
  subscript(path: [String]) -> Int {
    var path = path.map(\.shortened)
    while !path.isEmpty {
      if let line = lines[path] { return line }
      path.removeLast()
    }
    return 1
  }

  private var here: UInt8? { at < bytes.count ? bytes[at] : nil }

  private var startsKey: Bool {
    guard let here else { return true }
    return here == UInt8(ascii: "\"") || here == UInt8(ascii: "'") || (here < 0x80 && Self.isBare(here))
  }

  private mutating func trip(_ what: String) {
    if stumble == nil { stumble = (line, what) }
  }

  /// By the beginning of each name: to look up one of a hundred thousand letters for every key in it takes minutes.
  private mutating func note(_ path: [String]) {
    if path.count > deepest.depth { deepest = (path.count, line) }
    // A table may be opened after one inside it: every table on the way has a line, the first that names it.
    let names = path.prefix(Self.depth).map(\.shortened)
    for last in names.indices {
      let part = Array(names[...last])
      if lines[part] == nil { lines[part] = line }
    }
  }

  /// Deeper tables than this are refused before they are parsed.
  static let depth = 8

  /// A key with dots: `models."EleutherAI/pythia-70m".family`. Ends before `=`, `]` or the end of the line.
  private mutating func key() -> [String] {
    var parts: [String] = []
    while let byte = here, byte != UInt8(ascii: "=") && byte != UInt8(ascii: "]") && byte != UInt8(ascii: "\n") {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "'"): parts.append(quoted(byte))
      case UInt8(ascii: "."), UInt8(ascii: " "), UInt8(ascii: "\t"): at += 1
      case _:
        let start = at
        while let byte = here, Self.isBare(byte) { at += 1 }
        if at == start { at += 1 } else { parts.append(String(decoding: bytes[start..<at], as: UTF8.self)) }
      }
    }
    return parts
  }

  private static func isBare(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), 0x80...0xFF:
      true
    case _: false
    }
  }

  /// A quoted key on one line. Escapes other than `\"` and `\\` are left as they stand: such a key only loses its line.
  private mutating func quoted(_ mark: UInt8) -> String {
    at += 1
    var content: [UInt8] = []
    while let byte = here, byte != mark, byte != UInt8(ascii: "\n") {
      if mark == UInt8(ascii: "\""), byte == UInt8(ascii: "\\"), at + 1 < bytes.count {
        at += 1
        if bytes[at] != UInt8(ascii: "\""), bytes[at] != UInt8(ascii: "\\") { content.append(byte) }
        if bytes[at] == UInt8(ascii: "\n") { break }
      }
      content.append(bytes[at])
      at += 1
    }
    if here == mark { at += 1 }
    return String(decoding: content, as: UTF8.self)
  }

  private mutating func skipBlanks() {
    while let byte = here, byte == 0x20 || byte == 0x09 || byte == 0x0D { at += 1 }
  }

  private mutating func skipLine() {
    while let byte = here, byte != UInt8(ascii: "\n") { at += 1 }
    at += 1
    line += 1
  }

  /// Over `= value` to the end of its line: arrays and long strings go over several.
  private mutating func skipValue() {
    // The brackets that must close, the innermost last.
    var open: [UInt8] = []
    while let byte = here {
      switch byte {
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        open.append(byte + 2)
        at += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        if open.popLast() != byte { trip("'\(UnicodeScalar(byte))' closes nothing that is open") }
        at += 1
      case UInt8(ascii: "#"):
        while let byte = here, byte != UInt8(ascii: "\n") { at += 1 }
      case UInt8(ascii: "\n"):
        at += 1
        line += 1
        if open.isEmpty { return }
      case UInt8(ascii: "\""), UInt8(ascii: "'"): skipString(byte)
      case UInt8(ascii: "T"), UInt8(ascii: "t"):
        let hasDate = endsDate
        at += 1
        if hasDate, !(here.map(Self.isDigit) ?? false) { trip("no time stands behind the T of a date") }
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        if beginsHalfATime { trip("no time stands behind a date and its blank") }
        at += 1
      case _: at += 1
      }
    }
  }

  /// True before what the library takes for a date, a blank and a single digit: the date is ten letters, whichever they
  /// are, with two hyphens in their places. It counts no `_`, and goes on over all but blanks, commas, brackets that close
  /// and `#`; a quotation mark is a letter there.
  private var beginsHalfATime: Bool {
    var form: [UInt8] = []
    var end = at
    while end < bytes.count, bytes[end] > 0x20, !",]}#".utf8.contains(bytes[end]) {
      let isCounted = bytes[end] != UInt8(ascii: "_") && bytes[end] & 0xC0 != 0x80
      if isCounted, form.count == 10 { return false }
      if isCounted { form.append(bytes[end]) }
      end += 1
    }
    guard form.count == 10, form[4] == UInt8(ascii: "-"), form[7] == UInt8(ascii: "-"), end + 1 < bytes.count,
      bytes[end] == 0x20, Self.isDigit(bytes[end + 1])
    else { return false }
    return end + 2 == bytes.count || !Self.isDigit(bytes[end + 2])
  }

  /// True behind `1979-05-27`.
  private var endsDate: Bool {
    guard at >= 10 else { return false }
    return zip(bytes[at - 10..<at], "0000-00-00".utf8).allSatisfy { byte, form in
      form == UInt8(ascii: "-") ? byte == form : Self.isDigit(byte)
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  private mutating func skipString(_ mark: UInt8) {
    guard bytes[at...].starts(with: [mark, mark, mark]) else {
      _ = quoted(mark)
      return
    }
    at += 3
    while at < bytes.count, !bytes[at...].starts(with: [mark, mark, mark]) {
      if mark == UInt8(ascii: "\""), bytes[at] == UInt8(ascii: "\\"), at + 1 < bytes.count { at += 1 }
      if bytes[at] == UInt8(ascii: "\n") { line += 1 }
      at += 1
    }
    at += 3
    // Two more quotation marks may belong to the text.
    for _ in 0..<2 where here == mark { at += 1 }
  }
}
