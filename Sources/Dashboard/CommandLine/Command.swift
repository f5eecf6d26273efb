/// A line that was typed after `:`: `sort slope`, `12`, `compare`.
public struct Command: Equatable, Sendable {
  public var name: String
  /// What stands behind the name, without the blanks around it.
  public var words: String

  /// nil for a line of blanks.
  public init?(_ line: String) {
    let parts = line.split(maxSplits: 1, whereSeparator: \.isWhitespace)
    guard let first = parts.first else { return nil }
    name = String(first)
    var rest = parts.count > 1 ? parts[1] : ""
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    words = String(rest)
  }

  /// A line that takes words, as the help and the completion show it. What takes none is a key's name.
  public struct Form: Equatable, Sendable {
    public let name: String
    /// `COLUMN [COLUMN]`
    public let words: String
    public let help: String
    /// What Tab offers behind the name.
    let subject: Subject?

    public init(_ name: String, _ words: String, _ help: String, of subject: Subject? = nil) {
      self.name = name
      self.words = words
      self.help = help
      self.subject = subject
    }
  }

  /// What the words of a line are about.
  public enum Subject: Sendable {
    case columns, fields, behaviours, models, themes, settings, export, sides
  }
}
