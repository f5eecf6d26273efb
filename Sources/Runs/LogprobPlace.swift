/// Where an Inspect log keeps the log-probability of each choice: a path into its samples, such as
/// `scores.choice.metadata.choice_logprobs`. The format has no place of its own for them.
public struct LogprobPlace: Sendable, Hashable, CustomStringConvertible {
  public var names: [String]

  public init(_ names: [String]) { self.names = names }

  /// Names with dots between; one that holds a dot or a blank stands in double quotes, with `\` before a quote in it.
  ///
  /// - Returns: nil for an empty name and for a quote that is never closed.
  public init?(parsing text: String) {
    var names = [String.UnicodeScalarView()]
    var (isQuoted, wasQuoted, isEscaped) = (false, false, false)
    // By scalars, for an accent behind a quotation mark makes it another letter.
    for letter in text.unicodeScalars {
      if isEscaped {
        names[names.count - 1].append(letter)
        isEscaped = false
      } else if isQuoted, letter == "\\" {
        isEscaped = true
      } else if letter == "\"" {
        isQuoted.toggle()
        wasQuoted = true
      } else if letter == ".", !isQuoted {
        if names[names.count - 1].isEmpty, !wasQuoted { return nil }
        names.append(String.UnicodeScalarView())
        wasQuoted = false
      } else {
        names[names.count - 1].append(letter)
      }
    }
    guard !isQuoted, wasQuoted || names[names.count - 1].isEmpty == false else { return nil }
    self.names = names.map { String($0) }
  }

  public var description: String {
    names.map { name in
      let isPlain =
        !name.isEmpty
        && !name.unicodeScalars.contains { $0 == "." || $0 == "\"" || $0 == "\\" || $0.properties.isWhitespace }
      if isPlain { return name }
      let escaped = name.unicodeScalars.flatMap { $0 == "\"" || $0 == "\\" ? ["\\", $0] : [$0] }
      return "\"" + String(String.UnicodeScalarView(escaped)) + "\""
    }.joined(separator: ".")
  }

  /// True if `other` is this or lies within it, as all that a model's tokens say lies within `output`; a name `*` stands
  /// for any.
  public func means(_ other: LogprobPlace) -> Bool {
    names.count <= other.names.count && zip(names, other.names).allSatisfy { $0 == "*" || $0 == $1 }
  }
}

/// A place that holds log-probabilities of one task's choices, and for how many items.
public struct LogprobUse: Sendable, Hashable {
  public var place: LogprobPlace
  /// The scorer whose columns these are; nil for one that nothing names.
  public var filter: String?
  public var items: Int
  /// False where nothing but the numbers themselves says what they are: used only if a person says so.
  public var isCertain: Bool

  public init(_ place: LogprobPlace, filter: String? = nil, items: Int, isCertain: Bool = true) {
    self.place = place
    self.filter = filter
    self.items = items
    self.isCertain = isCertain
  }
}
