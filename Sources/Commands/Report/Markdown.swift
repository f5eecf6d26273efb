import Canvas

/// A page in the making, in the Markdown that GitHub and pandoc read. Words go in as they are meant: nothing from a log can
/// become a heading, a link, a cell or a tag.
struct Markdown {
  private(set) var text = ""

  mutating func heading(_ level: Int, _ words: String) {
    text += (text.isEmpty ? "" : "\n") + String(repeating: "#", count: level) + " \(Self.escaped(words))\n"
  }

  mutating func paragraph(_ words: String) { text += "\n\(Self.line(words))\n" }

  mutating func list(_ items: [String]) {
    text += "\n" + items.map { "- \(Self.line($0))\n" }.joined()
  }

  mutating func code(_ line: String) { block(String(line.map { $0.isNewline ? " " : $0 }), language: "sh") }

  /// Lines as they are, in letters of one width.
  mutating func block(_ lines: String, language: String = "text") {
    // A fence longer than any in the lines.
    let longest = lines.unicodeScalars.split(whereSeparator: { $0 != "`" }).map(\.count).max() ?? 0
    let fence = String(repeating: "`", count: max(3, longest + 1))
    let shown = lines.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { String($0).printable }
    let end = shown.last == "" ? 1 : 0
    text += "\n\(fence)\(language)\n" + shown.dropLast(end).map { $0 + "\n" }.joined() + "\(fence)\n"
  }

  static func block(_ lines: String) -> String {
    var page = Markdown()
    page.block(lines)
    return page.text
  }

  /// A part of a page that was made by itself.
  mutating func add(_ part: String) { text += part.isEmpty ? "" : (part.hasPrefix("\n") ? part : "\n" + part) }

  /// - Parameter numbers: columns that line up to the right.
  mutating func table(_ header: [String], numbers: Set<Int> = [], _ rows: [[String]]) {
    func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }
    text += "\n" + line(header.map(Self.escaped)) + line(header.indices.map { numbers.contains($0) ? "---:" : "---" })
    text += rows.map { line($0.map(Self.escaped)) }.joined()
  }

  static func escaped(_ words: String) -> String {
    let escaped = Text.escaped(words.printable) {
      "\\`*_{}[]<>#|~&$!".unicodeScalars.contains($0) ? "\\" + String($0) : nil
    }
    return withoutLinks(escaped)
  }

  /// An address by itself becomes a link where GitHub shows the page: its colon, or the point behind `www`, does not.
  private static func withoutLinks(_ words: String) -> String {
    let scalars = Array(words.unicodeScalars)
    let slashes: [Unicode.Scalar] = ["/", "/"]
    var text = String.UnicodeScalarView()
    for (at, scalar) in scalars.enumerated() {
      let isScheme = scalar == ":" && scalars[(at + 1)...].starts(with: slashes)
      let isHost = scalar == "." && at >= 3 && scalars[(at - 3)..<at].allSatisfy { $0 == "w" || $0 == "W" }
      if isScheme || isHost { text.append("\\") }
      text.append(scalar)
    }
    return String(text)
  }

  /// At the beginning of a line a sign or a numbered full stop would begin a list.
  private static func line(_ words: String) -> String {
    let escaped = escaped(words)
    let scalars = escaped.unicodeScalars
    guard let first = scalars.first else { return "" }
    if "-+=:".unicodeScalars.contains(first) { return "\\" + escaped }
    let digits = scalars.prefix { $0.properties.numericType != nil }
    let rest = scalars.dropFirst(digits.count)
    guard !digits.isEmpty, let next = rest.first, ".)".unicodeScalars.contains(next) else { return escaped }
    return String(digits) + "\\" + String(rest)
  }
}
