/// What a person wants listed: `margin < 0 and n > 200`, `not verdict = rising`, or a pattern that names must match.
///
///     filter     = pattern | either
///     either     = both {"or" both}
///     both       = one {"and" one}
///     one        = "not" one | "(" either ")" | field sign value
///     sign       = "<" | "<=" | ">" | ">=" | "=" | "!=" | "~" | "!~"
///     value      = number | word | "words in marks"
///
/// What does not begin as an expression does is a regular expression over names, in which capitals do not matter.
public struct Filter: Equatable, Sendable {
  /// What a list has to compare: names of fields, and whether each is a number.
  public typealias Fields = [(name: String, isNumber: Bool)]

  indirect enum Part: Equatable, Sendable {
    case both(Part, Part)
    case either(Part, Part)
    case not(Part)
    case number(String, Sign, Double)
    case text(String, Sign, String)
    case pattern(String)
  }

  enum Sign: String, CaseIterable, Sendable {
    // The longer first, for `<=` begins like `<`.
    case atMost = "<="
    case atLeast = ">="
    case unequal = "!="
    case unlike = "!~"
    case equal = "="
    case below = "<"
    case above = ">"
    case like = "~"

    var isForTexts: Bool { [.equal, .unequal, .like, .unlike].contains(self) }
    var isForNumbers: Bool { self != .like && self != .unlike }
  }

  /// Where a text stops being a filter, and why.
  public struct Mistake: Error, Equatable, CustomStringConvertible {
    public var text: String
    /// In characters, from 0.
    public var place: Int
    public var what: String

    /// On one line: the text up to the place, a caret, and what is wrong.
    public var description: String { "\(text.prefix(place))▲ \(what)" }
  }

  /// As it was typed.
  public let text: String
  let whole: Part

  public init(_ text: String, fields: Fields) throws(Mistake) {
    self.text = text
    var parser = FilterParser(text, fields: fields)
    whole = try parser.parse()
  }

  /// - Parameters:
  ///   - name: what a pattern is held against.
  ///   - number: of a field; NaN where there is none, which is neither more nor less than anything.
  ///   - words: of a field.
  func holds(name: String, number: (String) -> Double, words: (String) -> String) -> Bool {
    func holds(_ part: Part) -> Bool {
      switch part {
      case .both(let a, let b): holds(a) && holds(b)
      case .either(let a, let b): holds(a) || holds(b)
      case .not(let part): !holds(part)
      case .pattern(let pattern): Self.matches(name, pattern)
      case .text(let field, let sign, let wanted): Self.compare(words(field), sign, wanted)
      case .number(let field, let sign, let wanted): Self.compare(number(field), sign, wanted)
      }
    }
    return holds(whole)
  }

  private static func compare(_ text: String, _ sign: Sign, _ wanted: String) -> Bool {
    switch sign {
    case .like: matches(text, wanted)
    case .unlike: !matches(text, wanted)
    case .unequal: text.lowercased() != wanted.lowercased()
    case .equal, .atMost, .atLeast, .below, .above: text.lowercased() == wanted.lowercased()
    }
  }

  private static func compare(_ value: Double, _ sign: Sign, _ wanted: Double) -> Bool {
    switch sign {
    case .below: value < wanted
    case .atMost: value <= wanted
    case .above: value > wanted
    case .atLeast: value >= wanted
    case .equal, .like: value == wanted
    case .unequal, .unlike: value != wanted && !value.isNaN
    }
  }

  static func matches(_ text: String, _ pattern: String) -> Bool {
    guard let expression = try? Regex(pattern).ignoresCase() else { return false }
    return text.firstMatch(of: expression) != nil
  }
}
