/// Reads a filter, from left to right; the first thing that does not fit is the mistake.
struct FilterParser {
  private let text: String
  private let letters: [Character]
  private let fields: Filter.Fields
  private var at = 0
  private var depth = 0

  init(_ text: String, fields: Filter.Fields) {
    self.text = text
    letters = Array(text)
    self.fields = fields
  }

  mutating func parse() throws(Filter.Mistake) -> Filter.Part {
    guard beginsAsExpression else {
      // The library knows where a pattern goes wrong, but not in a form that can be told.
      guard (try? Regex(text)) != nil else { throw mistake(letters.count, "this is no regular expression") }
      return .pattern(text)
    }
    let whole = try either()
    skipBlanks()
    guard at == letters.count else { throw mistake(at, "and, or, or the end belongs here") }
    return whole
  }

  /// A bracket, a `not`, or a word with a sign behind it: whoever writes `slop > 1` means a field.
  private var beginsAsExpression: Bool {
    var ahead = self
    ahead.skipBlanks()
    if ahead.at < letters.count, letters[ahead.at] == "(" {
      ahead.at += 1
      ahead.skipBlanks()
    }
    let word = ahead.word()
    if word == "not" { return true }
    ahead.skipBlanks()
    return !word.isEmpty && ahead.sign() != nil
  }

  private mutating func either() throws(Filter.Mistake) -> Filter.Part {
    var part = try both()
    while take("or") { part = .either(part, try both()) }
    return part
  }

  private mutating func both() throws(Filter.Mistake) -> Filter.Part {
    var part = try one()
    while take("and") { part = .both(part, try one()) }
    return part
  }

  private mutating func one() throws(Filter.Mistake) -> Filter.Part {
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

  private mutating func comparison() throws(Filter.Mistake) -> Filter.Part {
    skipBlanks()
    let start = at
    let name = word()
    guard let field = fields.first(where: { $0.name == name }) else {
      let known = fields.map(\.name).joined(separator: " ")
      throw mistake(start, name.isEmpty ? "a field belongs here: \(known)" : "no field is called '\(name)': \(known)")
    }
    skipBlanks()
    let place = at
    guard let sign = sign() else { throw mistake(place, "a sign belongs here: < <= > >= = != ~ !~") }
    if field.isNumber ? !sign.isForNumbers : !sign.isForTexts {
      throw mistake(place, field.isNumber ? "\(name) is a number: < <= > >= = !=" : "\(name) is a text: = != ~ !~")
    }
    skipBlanks()
    let from = at
    let value = try value()
    guard field.isNumber else {
      if sign == .like || sign == .unlike, (try? Regex(value)) == nil {
        throw mistake(from, "this is no regular expression")
      }
      return .text(name, sign, value)
    }
    guard let number = Double(value.hasPrefix(".") ? "0" + value : value), !number.isNaN else {
      throw mistake(from, "a number belongs here")
    }
    return .number(name, sign, number)
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

  private mutating func value() throws(Filter.Mistake) -> String {
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

  private func mistake(_ place: Int, _ what: String) -> Filter.Mistake {
    Filter.Mistake(text: text, place: place, what: what)
  }
}
