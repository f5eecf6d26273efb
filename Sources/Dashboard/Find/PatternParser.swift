/// What a pattern is made of.
indirect enum PatternPart {
  case letter(ScalarSet)
  case edge(Pattern.Edge)
  case sequence([PatternPart])
  case either([PatternPart])
  /// `most` nil: without end. `place`: of the sign that says so.
  case repeated(PatternPart, least: Int, most: Int?, place: Int)
}

/// Reads a pattern, from left to right; the first thing that does not fit is the mistake.
struct PatternParser {
  private let letters: [Character]
  private let ignoresCase: Bool
  private var at = 0
  private var depth = 0

  init(_ text: String, ignoringCase: Bool) {
    letters = Array(text)
    ignoresCase = ignoringCase
  }

  mutating func parse() throws(LineMistake) -> PatternPart {
    let whole = try either()
    guard at == letters.count else { throw mistake(at, "no bracket is open here") }
    return whole
  }

  private var next: Character? { at < letters.count ? letters[at] : nil }

  private mutating func take(_ wanted: Character) -> Bool {
    guard next == wanted else { return false }
    at += 1
    return true
  }

  private mutating func either() throws(LineMistake) -> PatternPart {
    depth += 1
    defer { depth -= 1 }
    guard depth < 100 else { throw mistake(at, "too many brackets") }
    var ways = [try sequence()]
    while take("|") { ways.append(try sequence()) }
    return ways.count == 1 ? ways[0] : .either(ways)
  }

  private mutating func sequence() throws(LineMistake) -> PatternPart {
    var parts: [PatternPart] = []
    while let letter = next, letter != "|", letter != ")" {
      let part = try one()
      parts.append(try repeated(part))
    }
    return .sequence(parts)
  }

  private mutating func repeated(_ part: PatternPart) throws(LineMistake) -> PatternPart {
    let place = at
    var result = part
    switch next {
    case "*": result = .repeated(part, least: 0, most: nil, place: place)
    case "+": result = .repeated(part, least: 1, most: nil, place: place)
    case "?": result = .repeated(part, least: 0, most: 1, place: place)
    case "{":
      guard let counts = try counts() else { return part }
      result = .repeated(part, least: counts.least, most: counts.most, place: place)
      at -= 1
    case _: return part
    }
    at += 1
    // Which of several matches is taken is nobody's question.
    _ = take("?")
    let again = at
    if let sign = next, "*+?".contains(sign) { throw mistake(again, "\(sign) has nothing before it to repeat") }
    if next == "{", try counts() != nil { throw mistake(again, "{ has nothing before it to repeat") }
    return result
  }

  /// `{2}`, `{2,}`, `{2,5}`; nil for a brace that is only a brace.
  private mutating func counts() throws(LineMistake) -> (least: Int, most: Int?)? {
    let start = at
    at += 1
    guard let least = number() else {
      at = start
      return nil
    }
    var most: Int? = least
    if take(",") { most = next == "}" ? nil : number() ?? -1 }
    guard take("}"), most.map({ $0 >= least }) ?? true else {
      throw mistake(start, "a count is written {2}, {2,} or {2,5}")
    }
    return (least, most)
  }

  private mutating func number() -> Int? {
    let digits = letters[at...].prefix { $0.isASCII && $0.isNumber }
    guard !digits.isEmpty, let number = Int(String(digits.prefix(9))) else { return nil }
    at += digits.count
    return number
  }

  private mutating func one() throws(LineMistake) -> PatternPart {
    let place = at
    at += 1
    switch letters[place] {
    case ".": return .letter(.any)
    case "^": return .edge(.start)
    case "$": return .edge(.end)
    case "(":
      if take("?"), !take(":") { throw mistake(place, "only (?: … ) is known here") }
      let inside = try either()
      guard take(")") else { throw mistake(place, "this bracket is not closed") }
      return inside
    case "[": return .letter(try list(from: place))
    case "\\":
      if let edge = edge() { return .edge(edge) }
      return .letter(try escaped(from: place))
    case "*", "+", "?": throw mistake(place, "\(letters[place]) has nothing before it to repeat")
    case let letter:
      return .sequence(letter.unicodeScalars.map { .letter(either($0)) })
    }
  }

  private mutating func edge() -> Pattern.Edge? { take("b") ? .word : take("B") ? .noWord : nil }

  private func either(_ scalar: Unicode.Scalar) -> ScalarSet {
    ignoresCase ? ScalarSet(scalar).inEitherCase : ScalarSet(scalar)
  }

  /// What stands behind a backslash.
  private mutating func escaped(from place: Int) throws(LineMistake) -> ScalarSet {
    guard let letter = next else { throw mistake(place, "something belongs behind the \\") }
    at += 1
    switch letter {
    case "d": return .digits
    case "D": return ScalarSet.digits.inverted
    case "w": return .letters
    case "W": return ScalarSet.letters.inverted
    case "s": return .blanks
    case "S": return ScalarSet.blanks.inverted
    case "t": return ScalarSet("\t")
    case _ where letter.isASCII && (letter.isLetter || letter.isNumber):
      throw mistake(place, "\\\(letter) is not known here: \\d \\w \\s \\b, or \\ before a sign")
    case _: return letter.unicodeScalars.reduce(ScalarSet()) { $0.union(either($1)) }
    }
  }

  /// `[a-z\d]`, from behind its bracket.
  private mutating func list(from place: Int) throws(LineMistake) -> ScalarSet {
    let isInverted = take("^")
    var set = ScalarSet()
    var isFirst = true
    while let letter = next, letter != "]" || isFirst {
      isFirst = false
      let start = at
      at += 1
      let low = letter == "\\" ? try escaped(from: start) : ScalarSet(letter.unicodeScalars.map { $0.value...$0.value })
      guard next == "-", at + 1 < letters.count, letters[at + 1] != "]" else {
        set = set.union(low)
        continue
      }
      at += 1
      let end = at
      at += 1
      let high =
        letters[end] == "\\"
        ? try escaped(from: end) : ScalarSet(letters[end].unicodeScalars.map { $0.value...$0.value })
      guard let first = low.only, let last = high.only, first <= last else {
        throw mistake(start, "a range goes from a letter to a later one")
      }
      set = set.union(ScalarSet([first...last]))
    }
    guard take("]") else { throw mistake(place, "this bracket is not closed") }
    if ignoresCase { set = set.inEitherCase }
    return isInverted ? set.inverted : set
  }

  private func mistake(_ place: Int, _ what: String) -> LineMistake { LineMistake(place: place, what: what) }
}

extension ScalarSet {
  /// The one scalar in it; nil for none or several.
  fileprivate var only: UInt32? {
    guard ranges.count == 1, let range = ranges.first, range.lowerBound == range.upperBound else { return nil }
    return range.lowerBound
  }
}

/// The parts as steps that a machine can take.
struct PatternSteps {
  private(set) var steps: [Pattern.Step] = []
  /// More than a person writes; `(a{1000}){1000}` is a million.
  private static let most = 4000

  init(of part: PatternPart) throws(LineMistake) {
    try add(part)
    steps.append(.found)
  }

  private mutating func add(_ part: PatternPart) throws(LineMistake) {
    switch part {
    case .letter(let set): steps.append(.letter(set))
    case .edge(let edge): steps.append(.edge(edge))
    case .sequence(let parts): for part in parts { try add(part) }
    case .either(let ways):
      var ends: [Int] = []
      for way in ways.dropLast() {
        let fork = steps.count
        steps.append(.either(fork + 1, fork + 1))
        try add(way)
        ends.append(steps.count)
        steps.append(.goOn(steps.count))
        steps[fork] = .either(fork + 1, steps.count)
      }
      if let last = ways.last { try add(last) }
      for end in ends { steps[end] = .goOn(steps.count) }
    case .repeated(let part, let least, let most, let place):
      let before = steps.count
      for _ in 0..<least {
        try addAgain(part, place)
        // `(){999999999}`: nothing, however often.
        if steps.count == before { break }
      }
      guard let most else {
        let fork = steps.count
        steps.append(.either(fork + 1, fork + 1))
        try addAgain(part, place)
        steps.append(.goOn(fork))
        steps[fork] = .either(fork + 1, steps.count)
        return
      }
      var forks: [Int] = []
      for _ in least..<max(least, most) {
        forks.append(steps.count)
        steps.append(.goOn(0))
        try addAgain(part, place)
      }
      for fork in forks { steps[fork] = .either(fork + 1, steps.count) }
    }
  }

  private mutating func addAgain(_ part: PatternPart, _ place: Int) throws(LineMistake) {
    guard steps.count < Self.most else { throw LineMistake(place: place, what: "this repeats too often") }
    try add(part)
  }
}
