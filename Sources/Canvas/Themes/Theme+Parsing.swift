extension Theme {
  /// A line of a theme that says nothing we know. Prints as `dusk.theme:7: no role 'rizing'; roles are text, …`.
  public struct Mistake: Error, Equatable, CustomStringConvertible {
    public let theme: String
    /// Counted from 1.
    public let line: Int
    /// What is wrong, and what is allowed.
    public let what: String

    public var description: String { "\(theme).theme:\(line): \(what)" }
  }

  /// Reads lines like `rising = #5ea1ff | 39 | blue bold`; `#` and a blank start a comment.
  ///
  /// A colour is `#rrggbb`, a number of the xterm palette or a name, with fallbacks for poorer terminals after it;
  /// attributes are `bold`, `dim`, `underline` and `reverse`. For the grounds `plain`, `band`, `cursor`, `picked`, `bar`
  /// the colour is the background (`on` before it is allowed), and the attributes serve where it cannot be shown. Roles
  /// that are not named are drawn as `text` is; without `plain` what lies behind is the terminal's own.
  public init(parsing text: String, named name: String) throws(Mistake) {
    self.init(name: name)
    var seen: [Substring: Int] = [:]
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (number, line) in zip(1..., lines) {
      var words = Self.words(of: line)[...]
      guard let subject = words.popFirst() else { continue }
      func mistake(_ what: String) -> Mistake { Mistake(theme: name, line: number, what: what) }
      guard words.popFirst() == "=" else {
        throw mistake("no '=' after '\(String(subject).printable)'; lines are like 'rising = 39 | blue bold'")
      }
      if let first = seen.updateValue(number, forKey: subject) {
        throw mistake("'\(String(subject).printable)' is set in line \(first) already; keep one of the two")
      }
      let ink: Ink
      switch Self.ink(words) {
      case .success(let read): ink = read
      case .failure(let stranger): throw mistake(stranger.description)
      }
      if let role = Role(rawValue: String(subject)) {
        inks[role] = ink
      } else if let ground = Ground(rawValue: String(subject)) {
        grounds[ground] = ink
      } else {
        let roles = Role.allCases.map(\.rawValue).joined(separator: ", ")
        let grounds = Ground.allCases.map(\.rawValue).joined(separator: ", ")
        throw mistake("no role '\(String(subject).printable)'; roles are \(roles); grounds are \(grounds)")
      }
    }
  }

  /// A word where a colour or an attribute should be.
  private struct Stranger: Error, CustomStringConvertible {
    let word: Substring

    var description: String {
      "'\(String(word).printable)' is no colour and no attribute; colours are #rrggbb, 0 to 255, default, "
        + Theme.colourNames.joined(separator: ", ")
        + ", with bright- before it or not; attributes are bold, dim, underline, reverse"
    }
  }

  private static func ink(_ words: ArraySlice<Substring>) -> Result<Ink, Stranger> {
    var ink = Ink()
    var colours: [Colour] = []
    for (place, word) in words.enumerated() {
      switch word {
      case "bold": ink.bold = true
      case "dim": ink.dim = true
      case "underline": ink.underline = true
      case "reverse": ink.reverse = true
      case "|", "default": continue
      case "on" where place == 0: continue
      default:
        guard let colour = Colour(word) else { return .failure(Stranger(word: word)) }
        colours.append(colour)
      }
    }
    ink.colour = colours.first
    ink.fallbacks = Array(colours.dropFirst())
    return .success(ink)
  }

  /// Blank-separated, with `=` and `|` as words of their own, up to a comment.
  private static func words(of line: Substring) -> [Substring] {
    var words: [Substring] = []
    for part in line.split(whereSeparator: \.isWhitespace) {
      // Later in the line `#` alone is a comment, but `#5ea1f` is a slip in a colour.
      if part.hasPrefix("#"), words.isEmpty || part.allSatisfy({ $0 == "#" }) { break }
      var rest = part
      while let sign = rest.firstIndex(where: { $0 == "=" || $0 == "|" }) {
        if sign > rest.startIndex { words.append(rest[..<sign]) }
        words.append(rest[sign...sign])
        rest = rest[rest.index(after: sign)...]
      }
      if !rest.isEmpty { words.append(rest) }
    }
    return words
  }

  fileprivate static let colourNames = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]
}

extension Colour {
  /// `#5ea1ff`, `39`, `blue`, `bright-blue`; nil for anything else.
  init?(_ word: some StringProtocol) {
    if word.hasPrefix("#") {
      let digits = word.dropFirst()
      guard digits.utf8.count == 6, digits.allSatisfy(\.isHexDigit), let value = UInt32(digits, radix: 16) else {
        return nil
      }
      self = .rgb(UInt8(value >> 16 & 0xFF), UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF))
    } else if let number = Int(word) {
      guard (0...255).contains(number) else { return nil }
      self = number < 16 ? .ansi(number) : .indexed(number)
    } else {
      let isBright = word.hasPrefix("bright-")
      let name = String(isBright ? word.dropFirst("bright-".count) : word[...])
      guard let number = Theme.colourNames.firstIndex(of: name) else { return nil }
      self = .ansi(isBright ? number + 8 : number)
    }
  }
}
