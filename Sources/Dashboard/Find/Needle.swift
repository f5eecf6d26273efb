/// What somebody looks for: words as they stand, or a pattern. Capitals matter only to who types one.
public struct Needle: Hashable, Sendable {
  public var text: String
  public var isPattern: Bool

  public init(_ text: String, isPattern: Bool = false) {
    self.text = text
    self.isPattern = isPattern
  }

  public func pattern() throws(LineMistake) -> Pattern {
    guard isPattern else { return Pattern(literally: text, ignoringCase: text == text.lowercased()) }
    // `\S` is no capital.
    var isEscaped = false
    let hasCapital = text.contains { letter in
      defer { isEscaped = !isEscaped && letter == "\\" }
      return letter.isUppercase && !isEscaped
    }
    return try Pattern(text, ignoringCase: !hasCapital)
  }

  /// As it is told: `'facts'`, `/fa.ts/`.
  var quoted: String { isPattern ? "/\(text)/" : "'\(text)'" }
}

/// A line typed after `/` or `:find`, understood.
///
///     word       in the names; where no name holds it, in the items' texts
///     /word      in the items' texts
///     /w.rd/     a pattern, and so is ~w.rd
///     //w.rd/    a pattern in the items' texts
struct Wanted: Equatable, Sendable {
  var needle: Needle
  /// Names are passed over.
  var inTexts = false

  /// nil when nothing is looked for.
  init?(_ typed: String) throws(LineMistake) {
    var rest = Substring(typed)
    // A single slash at both ends makes a pattern; one more in front, or one alone, asks for texts.
    inTexts = rest.hasPrefix("//") || (rest.hasPrefix("/") && !(rest.count > 2 && rest.hasSuffix("/")))
    if inTexts { rest.removeFirst() }
    let isBetweenSlashes = rest.count > 2 && rest.hasPrefix("/") && rest.hasSuffix("/")
    let isPattern = isBetweenSlashes || (rest.hasPrefix("~") && rest.count > 1)
    if isPattern { rest.removeFirst() }
    if isBetweenSlashes { rest.removeLast() }
    guard !rest.isEmpty else { return nil }
    needle = Needle(String(rest), isPattern: isPattern)
    do throws(LineMistake) {
      _ = try needle.pattern()
    } catch {
      let lead = typed.count - rest.count - (isBetweenSlashes ? 1 : 0)
      throw LineMistake(place: error.place + lead, what: error.what)
    }
  }
}
