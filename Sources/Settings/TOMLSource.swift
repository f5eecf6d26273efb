internal import Runs
internal import TOMLKit

/// A text that a person wrote as TOML, parsed, and on which line each key stands.
struct TOMLSource {
  let table: TOMLTable
  let lines: KeyLines

  /// 256 KiB: such a file is written by hand.
  static let mostBytes = 1 << 18

  /// What the library would stumble over is found before it is asked: it takes text up to a NUL for the whole of it, and
  /// it recurses as deep as tables stand in one another.
  ///
  /// - Parameter path: what a problem is told of.
  init(_ bytes: [UInt8], path: String) throws(Problem) {
    let nothing = "nothing of this file is used"
    guard bytes.count <= Self.mostBytes else {
      throw Problem(Place(file: path), "more than \(Self.mostBytes) bytes, which no such file needs", nothing)
    }
    guard var text = String(validating: bytes, as: UTF8.self) else {
      throw Problem(Place(file: path), "not UTF-8", "save it as UTF-8; until then \(nothing)")
    }
    if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
    if let line = Self.lineOfControl(in: text) {
      throw Problem(Place(file: path, line: line), "a control character", "delete it; until then \(nothing)")
    }
    let lines = KeyLines(text)
    if let (line, what) = lines.stumble {
      throw Problem(Place(file: path, line: line), "no TOML: \(what)", "mend this line; until then \(nothing)")
    }
    guard lines.deepest.depth <= KeyLines.depth else {
      throw Problem(
        Place(file: path, line: lines.deepest.line), "tables stand \(lines.deepest.depth) deep in one another",
        "no key here needs more than 3; until then \(nothing)")
    }
    do {
      table = try TOMLTable(string: text)
      self.lines = lines
    } catch let error as TOMLParseError {
      throw Problem(
        Place(file: path, line: error.source.begin.line), "no TOML: \(Self.plain(error.description))",
        "mend this line; until then \(nothing)")
    } catch {
      throw Problem(Place(file: path), "no TOML: \(error)", nothing)
    }
  }

  /// The first line with a character that is none, or that ends lines for some and not for others.
  private static func lineOfControl(in text: String) -> Int? {
    var line = 1
    var before: UnicodeScalar = " "
    for scalar in text.unicodeScalars {
      if before == "\r", scalar != "\n" { return line }
      switch scalar {
      case "\n": line += 1
      case "\t", "\r": break
      case "\u{2028}", "\u{2029}", "\u{FEFF}", "\0"..."\u{1F}", "\u{7F}"..."\u{9F}": return line
      case _: break
      }
      before = scalar
    }
    return before == "\r" ? line : nil
  }

  /// The library's sentence on one line, without its own `Error while`.
  private static func plain(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    return line.hasPrefix("Error while ") ? String(line.dropFirst("Error while ".count)) : line
  }
}
