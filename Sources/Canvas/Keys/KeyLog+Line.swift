extension KeyLog {
  /// One line: `SECONDS WORD REST`.
  enum Line {
    struct Mistake: Error {
      let what: String

      init(_ what: String) { self.what = what }
    }

    private static let deeds: [(word: String, deed: Pointer.Deed)] = [
      ("press", .press), ("drag", .drag), ("wheel-up", .wheelUp), ("wheel-down", .wheelDown),
    ]

    /// What is written is read: one line beyond these would cost the whole log.
    private static let sides = 1...1000
    private static let places = 0...9999

    // MARK: - Writing

    static func seconds(_ milliseconds: Int) -> String {
      let rest = "\(milliseconds % 1000)"
      return "\(milliseconds / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
    }

    static func words(_ event: TerminalEvent) -> String? {
      switch event {
      case .key(let key):
        if Key(key.description) == key { return "key \(key)" }
        // A character that has another name, or that a terminal might obey.
        guard case .character(let character) = key else { return nil }
        return "paste \(quoted(String(character)))"
      case .pasted(let text): return "paste \(quoted(text))"
      case .pointer(let pointer):
        guard places.contains(pointer.row), places.contains(pointer.column) else { return nil }
        return deeds.first { $0.deed == pointer.deed }.map { "\($0.word) \(pointer.row) \(pointer.column)" }
      case .resized(let size):
        // Of a larger screen as much as can be gone through again.
        let (columns, rows) = (min(size.columns, sides.upperBound), min(size.rows, sides.upperBound))
        return sides.contains(columns) && sides.contains(rows) ? "size \(columns)x\(rows)" : nil
      case .measured, .idle, .hangup: return nil
      }
    }

    private static func quoted(_ text: String) -> String {
      var out = "\""
      for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": out += "\\\""
        case "\\": out += "\\\\"
        case " "..."~": out.unicodeScalars.append(scalar)
        case _ where scalar.properties.isAlphabetic && !scalar.properties.isDefaultIgnorableCodePoint:
          out.unicodeScalars.append(scalar)
        case _: out += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
        }
      }
      return out + "\""
    }

    // MARK: - Reading

    static func entry(_ text: String) throws(Mistake) -> Entry {
      let parts = text.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3 else { throw Mistake("a line is SECONDS WORD and what belongs to it, as in: 1.204 key j") }
      guard let milliseconds = milliseconds(parts[0]) else {
        throw Mistake("'\(parts[0])' is no time: seconds with three decimals, as in 1.204")
      }
      return Entry(milliseconds: milliseconds, event: try event(String(parts[1]), parts[2]))
    }

    private static func milliseconds(_ text: Substring) -> Int? {
      let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      guard parts.count == 2, (1...9).contains(parts[0].count), parts[1].count == 3 else { return nil }
      let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
      guard parts.allSatisfy({ $0.allSatisfy(digits.contains) }) else { return nil }
      return parts.joined().reduce(0) { 10 * $0 + Int($1 - UInt8(ascii: "0")) }
    }

    private static func event(_ word: String, _ rest: Substring) throws(Mistake) -> TerminalEvent {
      switch word {
      case "key":
        guard let key = Key(String(rest)) else { throw Mistake("no key is called '\(rest)'") }
        return .key(key)
      case "paste": return .pasted(try unquoted(rest))
      case "size":
        guard let size = pair(rest, between: "x"), sides.contains(size.0), sides.contains(size.1) else {
          throw Mistake("a size is columns x rows, each from \(sides.lowerBound) to \(sides.upperBound): 80x24")
        }
        return .resized(Size(columns: size.0, rows: size.1))
      case _:
        guard let deed = deeds.first(where: { $0.word == word })?.deed else {
          let words = ["key", "paste", "size"] + deeds.map(\.word)
          throw Mistake("'\(word)' is none of \(words.joined(separator: ", "))")
        }
        guard let place = pair(rest, between: " "), places.contains(place.0), places.contains(place.1) else {
          throw Mistake("a place is a row and a column, counted from 0: 4 12")
        }
        return .pointer(Pointer(deed, row: place.0, column: place.1))
      }
    }

    /// Two whole numbers with the sign between them, and nothing else.
    private static func pair(_ text: Substring, between sign: Character) -> (Int, Int)? {
      let parts = text.split(separator: sign, omittingEmptySubsequences: false)
      let numbers = parts.compactMap {
        $0.utf8.count <= 4 && $0.allSatisfy { ("0"..."9").contains($0) } ? Int($0) : nil
      }
      return parts.count == 2 && numbers.count == 2 ? (numbers[0], numbers[1]) : nil
    }

    private static func unquoted(_ text: Substring) throws(Mistake) -> String {
      var scalars = text.unicodeScalars
      guard scalars.count >= 2, scalars.first == "\"", scalars.last == "\"" else {
        throw Mistake("a pasted text stands in quotation marks")
      }
      scalars.removeFirst()
      scalars.removeLast()
      var out = String.UnicodeScalarView()
      while let scalar = scalars.popFirst() {
        guard scalar == "\\" else {
          guard scalar != "\"" else { throw Mistake("a quotation mark inside a text is written \\\"") }
          out.append(scalar)
          continue
        }
        switch scalars.popFirst() {
        case "\""?: out.append("\"")
        case "\\"?: out.append("\\")
        case "u"?:
          guard scalars.popFirst() == "{", let end = scalars.firstIndex(of: "}"),
            let value = UInt32(String(scalars[..<end]), radix: 16), let hidden = Unicode.Scalar(value)
          else { throw Mistake("a character is written \\u{1F}") }
          out.append(hidden)
          scalars = scalars[scalars.index(after: end)...]
        case _: throw Mistake("behind \\ stands \", \\ or u{1F}")
        }
      }
      return String(out)
    }
  }
}
