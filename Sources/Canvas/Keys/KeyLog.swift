/// What was typed in a session, as lines of text with the time since its start: what a session leaves behind so that it
/// can be gone through again.
///
///     vane-keys 1
///     0.000 size 80x24
///     1.204 key j
///     2.518 paste "two words"
///     3.007 press 4 12
///
/// Blank lines, and lines that begin with `#`, say nothing.
public struct KeyLog: Equatable, Sendable {
  public struct Entry: Equatable, Sendable {
    /// Since the session began.
    public let milliseconds: Int
    /// `.key`, `.pasted`, `.pointer` or `.resized`.
    public let event: TerminalEvent
  }

  /// A line that says nothing that can be gone through again, and why.
  public struct Mistake: Error, Equatable, Sendable {
    /// Counted from 1.
    public let line: Int
    public let what: String
  }

  public let entries: [Entry]

  /// The first line.
  public static let head = "vane-keys 1"

  /// Longer ones are refused: a million keys.
  public static let mostBytes = 1 << 24

  public init(_ bytes: [UInt8]) throws(Mistake) {
    guard bytes.count <= Self.mostBytes else { throw Mistake(line: 1, what: "more than \(Self.mostBytes) bytes") }
    var entries: [Entry] = []
    var latest = 0
    var number = 0
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      number += 1
      guard let text = String(validating: line, as: UTF8.self) else { throw Mistake(line: number, what: "not UTF-8") }
      if number == 1 {
        guard text == Self.head else { throw Mistake(line: 1, what: "the first line must be '\(Self.head)'") }
        continue
      }
      if text.isEmpty || text.hasPrefix("#") { continue }
      do throws(Line.Mistake) {
        let entry = try Line.entry(text)
        guard entry.milliseconds >= latest else { throw Line.Mistake("the time goes back") }
        latest = entry.milliseconds
        entries.append(entry)
      } catch {
        throw Mistake(line: number, what: error.what)
      }
    }
    guard bytes.last == UInt8(ascii: "\n") else {
      throw Mistake(line: number, what: "the last line has no end: the log was cut off there")
    }
    self.entries = entries
  }

  /// The line of an event, with its end; nil for what nobody typed, and for keys and places that no terminal sends.
  public static func line(_ event: TerminalEvent, milliseconds: Int) -> String? {
    Line.words(event).map { "\(Line.seconds(max(0, milliseconds))) \($0)\n" }
  }
}
