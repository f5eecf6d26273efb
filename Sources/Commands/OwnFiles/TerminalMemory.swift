import Canvas

/// What terminals have answered, one line for each kind: asked once, known from then on.
struct TerminalMemory {
  let readOnly: Bool

  private static var path: String { Folders.state + "/terminals" }

  /// Of the terminal that this program runs in.
  var widths: Widths? { lines.first { $0.name == Self.name }.flatMap { Widths($0.widths) } }

  /// Nobody waits for it and nothing depends on it: where it cannot be written, the terminal is asked again.
  func remember(_ widths: Widths) {
    guard !readOnly, self.widths != widths else { return }
    let name = Self.name
    TextFile.change(Self.path) { lines in
      lines.filter { $0.prefix { $0 != "\t" } != name }.suffix(Self.most) + ["\(name)\t\(widths)"]
    }
  }

  private static let most = 100

  private var lines: [(name: String, widths: String)] {
    (TextFile.read(Self.path) ?? "").split(separator: "\n").compactMap { line in
      let parts = line.split(separator: "\t")
      return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
    }
  }

  /// Two terminals that call themselves the same may still differ in what they take for letters, so the locale counts.
  private static var name: String {
    [Folders.environment("TERM") ?? "", Folders.environment("TERM_PROGRAM") ?? "", locale].map { part in
      part.printable.filter { $0 != "\t" && $0 != " " }
    }.joined(separator: " ")
  }

  /// The part of the locale that says how letters are written: `c.utf-8`; empty where nothing is said.
  static var locale: String {
    (["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { Folders.environment($0) }.first ?? "").lowercased()
  }
}
