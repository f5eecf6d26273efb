internal import Runs

/// Reads a filter, from left to right; the first thing that does not fit is the mistake.
struct FilterParser {
  private let letters: [Character]
  private let fields: [Filter.Field]
  private(set) var patterns: [Pattern] = []
  private var at = 0
  private var depth = 0

  init(_ text: String, fields: [Filter.Field]) {
    letters = Array(text)
    self.fields = fields
  }

  mutating func parse() throws(LineMistake) -> Filter.Part {
    skipBlanks()
    let isInverted = at < letters.count && letters[at] == "!"
    if isInverted {
      at += 1
      skipBlanks()
      guard at < letters.count else { throw mistake(at, "what is hidden belongs here") }
    }
    let part = try beginsAsExpression ? expression() : .name(pattern: pattern(String(letters[at...]), from: at))
    return isInverted ? .not(part) : part
  }

  private mutating func expression() throws(LineMistake) -> Filter.Part {
    let whole = try either()
    skipBlanks()
    guard at == letters.count else { throw mistake(at, "and, or, or the end belongs here") }
    return whole
  }

  /// The pattern's place among all of the filter's.
  private mutating func pattern(_ text: String, from place: Int) throws(LineMistake) -> Int {
    do throws(LineMistake) {
      patterns.append(try Pattern(text, ignoringCase: true))
      return patterns.count - 1
    } catch {
      throw mistake(place + error.place, error.what)
    }
  }

  /// Behind any number of brackets a `not`, a word with a sign behind it (whoever writes `slop > 1` means a field), or a
  /// field that stands alone.
  private var beginsAsExpression: Bool {
    var ahead = self
    ahead.skipBlanks()
    while ahead.at < letters.count, letters[ahead.at] == "(" {
      ahead.at += 1
      ahead.skipBlanks()
    }
    let word = ahead.word()
    if word == "not" { return true }
    if word.isEmpty { return false }
    ahead.skipBlanks()
    return ahead.sign() != nil || (fields.contains { $0.name == word && $0.standsAlone } && ahead.endsPart)
  }

  /// At the end, a bracket, or a word that joins two parts.
  private var endsPart: Bool {
    var ahead = self
    return at == letters.count || letters[at] == ")" || ["and", "or"].contains(ahead.word())
  }

  private mutating func either() throws(LineMistake) -> Filter.Part {
    var parts = try [both()]
    while take("or") { try parts.append(both()) }
    return parts.count == 1 ? parts[0] : .any(parts)
  }

  private mutating func both() throws(LineMistake) -> Filter.Part {
    var parts = try [one()]
    while take("and") { try parts.append(one()) }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private mutating func one() throws(LineMistake) -> Filter.Part {
    depth += 1
    defer { depth -= 1 }
    guard depth < 100 else { throw mistake(at, "too many brackets") }
    if take("not") { return .not(try one()) }
    skipBlanks()
    guard at < letters.count, letters[at] == "(" else { return try comparison() }
    let open = at
    at += 1
    let part = try either()
    skipBlanks()
    guard at < letters.count, letters[at] == ")" else {
      throw mistake(at, "the bracket at \(open + 1) is not closed")
    }
    at += 1
    return part
  }

  private mutating func comparison() throws(LineMistake) -> Filter.Part {
    skipBlanks()
    let start = at
    let name = word()
    guard let place = fields.firstIndex(where: { $0.name == name }) else {
      let known = fields.map(\.name).joined(separator: " ")
      throw mistake(start, name.isEmpty ? "a field belongs here: \(known)" : "no field is called '\(name)': \(known)")
    }
    let field = fields[place]
    skipBlanks()
    if field.standsAlone, endsPart { return .alone(place) }
    let signPlace = at
    guard let sign = sign() else { throw mistake(signPlace, "a sign belongs here: < <= > >= = != ~ !~") }
    guard sign.isFor(field.kind) else {
      let signs = Filter.Sign.allCases.filter { $0.isFor(field.kind) }.map(\.rawValue).joined(separator: " ")
      throw mistake(signPlace, "\(name) is a \(field.kind == .number ? "number" : "text"): \(signs)")
    }
    skipBlanks()
    let from = at
    let value = try value()
    if sign == .like || sign == .unlike {
      let isInMarks = letters[from] == "\""
      let like = Filter.Part.like(place, pattern: try pattern(value, from: from + (isInMarks ? 1 : 0)))
      return sign == .like ? like : .not(like)
    }
    guard field.kind == .number else {
      guard field.words.isEmpty || field.words.contains(value.lowercased()) else {
        let hint = Nearest.hint(value.lowercased(), field.words)
        let rest = (hint.isEmpty ? "; there are: " : "\(hint) There are: ") + field.words.joined(separator: " ")
        throw mistake(from, "no \(name) is called '\(value)'\(rest)")
      }
      return .text(place, sign, value)
    }
    guard let number = Double(value.hasPrefix(".") ? "0" + value : value), !number.isNaN else {
      throw mistake(from, "a number belongs here")
    }
    return .number(place, sign, number)
  }

  // MARK: letters

  private mutating func skipBlanks() { while at < letters.count, letters[at].isWhitespace { at += 1 } }

  /// Letters, digits and underscores.
  private mutating func word() -> String {
    let start = at
    while at < letters.count, letters[at].isLetter || letters[at].isNumber || letters[at] == "_" { at += 1 }
    return String(letters[start..<at])
  }

  private mutating func sign() -> Filter.Sign? {
    for sign in Filter.Sign.allCases where letters[at...].starts(with: sign.rawValue) {
      at += sign.rawValue.count
      // `==` is what programmers write.
      if sign == .equal, at < letters.count, letters[at] == "=" { at += 1 }
      return sign
    }
    return nil
  }

  /// Takes this word, if it stands here by itself.
  private mutating func take(_ wanted: String) -> Bool {
    let start = at
    skipBlanks()
    if word() == wanted { return true }
    at = start
    return false
  }

  private mutating func value() throws(LineMistake) -> String {
    let start = at
    guard at < letters.count else { throw mistake(at, "a value belongs here") }
    if letters[at] == "\"" {
      guard let end = letters[(at + 1)...].firstIndex(of: "\"") else {
        throw mistake(start, "the mark is not closed")
      }
      at = end + 1
      return String(letters[(start + 1)..<end])
    }
    // A bracket that is opened in a pattern is closed in it; the one after that is the expression's.
    var open = 0
    while at < letters.count, !letters[at].isWhitespace {
      open += letters[at] == "(" ? 1 : letters[at] == ")" ? -1 : 0
      if open < 0 { break }
      at += 1
    }
    guard at > start else { throw mistake(at, "a value belongs here") }
    return String(letters[start..<at])
  }

  private func mistake(_ place: Int, _ what: String) -> LineMistake { LineMistake(place: place, what: what) }
}
