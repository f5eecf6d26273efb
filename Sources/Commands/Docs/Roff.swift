import Canvas

/// A manual page in the making: text goes in as it is meant, and nothing in it can become a request.
struct Roff {
  private(set) var text: String
  /// A heading makes a paragraph by itself.
  private var isBelowHeading = false

  init(title: String, section: Int, date: String, version: String, book: String) {
    text = ".TH \(Self.quoted(title)) \(section) \(date) \(Self.quoted(version)) \(Self.quoted(book))\n"
  }

  mutating func section(_ title: String) { heading(".SH", title) }
  mutating func subsection(_ title: String) { heading(".SS", title) }

  private mutating func heading(_ request: String, _ title: String) {
    text += "\(request) \(Self.quoted(title))\n"
    isBelowHeading = true
  }

  mutating func paragraph(_ words: String) {
    begin()
    text += Self.filled(words)
  }

  /// A term and what it means.
  mutating func item(_ term: String, _ words: String) {
    text += ".TP\n.B \(Self.quoted(term))\n\(Self.filled(words))"
    isBelowHeading = false
  }

  /// Lines that stay as they are.
  mutating func verbatim(_ lines: String) {
    begin()
    text += ".nf\n\(Self.escaped(lines))\n.fi\n"
  }

  private mutating func begin() {
    if !isBelowHeading { text += ".PP\n" }
    isBelowHeading = false
  }

  /// In lines of a length that editors and checkers like: roff breaks them anew.
  private static func filled(_ words: String) -> String {
    Text.wrapped(words, to: 72).map { escaped($0) + "\n" }.joined()
  }

  /// A minus that can be copied, a backslash that is one, and no line that begins with a request.
  static func escaped(_ words: String) -> String {
    let plain = words.replacing("\\", with: "\\e").replacing("-", with: "\\-")
    return plain.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.first == "." || $0.first == "'" ? "\\&" + $0 : String($0) }.joined(separator: "\n")
  }

  private static func quoted(_ words: String) -> String {
    "\"" + escaped(words.replacing("\"", with: "\u{201D}")).replacing("\u{201D}", with: "\"\"") + "\""
  }
}
