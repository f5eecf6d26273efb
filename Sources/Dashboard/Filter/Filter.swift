/// What a person wants listed: `margin < 0 and n > 200`, `not verdict = rising`, or a pattern that names must match.
///
///     filter     = ["!"] pattern | ["!"] either
///     either     = both {"or" both}
///     both       = one {"and" one}
///     one        = "not" one | "(" either ")" | field sign value | field that stands alone
///     sign       = "<" | "<=" | ">" | ">=" | "=" | "!=" | "~" | "!~"
///     value      = number | word | "words in marks"
///
/// What does not begin as an expression does is a pattern for names, in which capitals do not matter. A `!` in front
/// turns the whole round: what would be listed is hidden.
public struct Filter: Equatable, Sendable {
  /// What a list has to compare.
  public struct Field: Equatable, Sendable {
    public enum Kind: Sendable {
      case number, text
      /// Too long to be at hand: looked through in the logs.
      case longText
    }

    public let name: String
    public let kind: Kind
    /// True where the name by itself says something: `flagged and slope < 0`.
    public let standsAlone: Bool
    public let meaning: String
    /// Where there are no others, all that it can be equal to; a word that is none of them is a slip.
    let words: [String]

    init(_ name: String, _ kind: Kind, standsAlone: Bool = false, _ meaning: String, words: [String] = []) {
      self.name = name
      self.words = words
      self.kind = kind
      self.standsAlone = standsAlone
      self.meaning = meaning
    }
  }

  /// Fields and patterns by their places in `fields` and `patterns`. Only as deep as there are brackets, however many
  /// parts `and` and `or` join.
  indirect enum Part: Equatable, Sendable {
    case all([Part])
    case any([Part])
    case not(Part)
    case number(Int, Sign, Double)
    case text(Int, Sign, String)
    case like(Int, pattern: Int)
    case alone(Int)
    case name(pattern: Int)
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

    func isFor(_ kind: Field.Kind) -> Bool {
      switch self {
      case .atMost, .atLeast, .below, .above: kind == .number
      case .equal, .unequal: kind != .longText
      case .like, .unlike: kind != .number
      }
    }
  }

  /// As it was typed.
  public let text: String
  let whole: Part
  let fields: [Field]
  let patterns: [Pattern]

  public init(_ text: String, fields: [Field]) throws(LineMistake) {
    var parser = FilterParser(text, fields: fields)
    whole = try parser.parse()
    self.text = text
    self.fields = fields
    patterns = parser.patterns
  }

  /// True if what it says depends on the field.
  public func mentions(_ name: String) -> Bool { parts.contains { $0.field.map { fields[$0].name == name } ?? false } }

  /// Every part that is not made of others.
  var parts: [Part] {
    func parts(of part: Part) -> [Part] {
      switch part {
      case .all(let joined), .any(let joined): joined.flatMap { parts(of: $0) }
      case .not(let part): parts(of: part)
      case .number, .text, .like, .alone, .name: [part]
      }
    }
    return parts(of: whole)
  }
}

extension Filter.Part {
  var field: Int? {
    switch self {
    case .number(let field, _, _), .text(let field, _, _), .like(let field, _), .alone(let field): field
    case .all, .any, .not, .name: nil
    }
  }
}

/// A filter at work: holds it against one row after the other. Not to be shared between threads.
public struct FilterTest {
  let filter: Filter
  private let machines: [PatternMachine]

  public init(_ filter: Filter) {
    self.filter = filter
    machines = filter.patterns.map { PatternMachine($0) }
  }

  /// - Parameters:
  ///   - name: what a pattern by itself is held against.
  ///   - number: of a field; NaN where there is none, which is neither more nor less than anything.
  ///   - words: of a field, which may have many: it is equal to what any one of them is equal to.
  ///   - text: whether the pattern at this place stands in the row's long text.
  func holds(
    name: String, number: (Int) -> Double, words: (Int) -> [String], text: (Int) -> Bool = { _ in false }
  ) -> Bool {
    func holds(_ part: Filter.Part) -> Bool {
      switch part {
      case .all(let parts): return parts.allSatisfy { holds($0) }
      case .any(let parts): return parts.contains { holds($0) }
      case .not(let part): return !holds(part)
      case .name(let pattern): return machines[pattern].finds(name) || text(pattern)
      case .like(let field, let pattern):
        if filter.fields[field].kind == .longText { return text(pattern) }
        let values = words(field)
        return machines[pattern].finds(values.joined(separator: " "))
          || (values.count > 1 && values.contains { machines[pattern].finds($0) })
      case .text(let field, let sign, let wanted):
        let (values, value) = (words(field), wanted.lowercased())
        let isAny = values.isEmpty ? value.isEmpty : values.contains { $0.lowercased() == value }
        return isAny == (sign == .equal)
      case .number(let field, let sign, let wanted): return Self.compare(number(field), sign, wanted)
      case .alone(let field):
        return filter.fields[field].kind == .number
          ? Self.compare(number(field), .unequal, 0) : words(field).contains { !$0.isEmpty }
      }
    }
    return holds(filter.whole)
  }

  private static func compare(_ value: Double, _ sign: Filter.Sign, _ wanted: Double) -> Bool {
    switch sign {
    case .below: value < wanted
    case .atMost: value <= wanted
    case .above: value > wanted
    case .atLeast: value >= wanted
    case .equal, .like: value == wanted
    case .unequal, .unlike: value != wanted && !value.isNaN
    }
  }
}
