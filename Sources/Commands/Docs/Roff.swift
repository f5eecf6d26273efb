/// A manual page in the making: text goes in as it is meant, and nothing in it can become a request.
struct Roff {
  private(set) var text: String

  init(title: String, section: Int, version: String, book: String) {
    text = ".TH \(Self.quoted(title)) \(section) \"\" \(Self.quoted(version)) \(Self.quoted(book))\n"
  }

  mutating func section(_ title: String) { text += ".SH \(Self.quoted(title))\n" }
  mutating func subsection(_ title: String) { text += ".SS \(Self.quoted(title))\n" }
  mutating func paragraph(_ words: String) { text += ".PP\n\(Self.escaped(words))\n" }

  /// A term and what it means.
  mutating func item(_ term: String, _ words: String) {
    text += ".TP\n.B \(Self.quoted(term))\n\(Self.escaped(words))\n"
  }

  /// Lines that stay as they are.
  mutating func verbatim(_ lines: String) { text += ".PP\n.nf\n\(Self.escaped(lines))\n.fi\n" }

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
