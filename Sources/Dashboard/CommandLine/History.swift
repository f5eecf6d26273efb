/// Lines that were typed, oldest first, for each sign that they are typed after.
public struct History: Equatable, Sendable {
  /// Where lines are typed; the raw value is the sign that opens it.
  public enum Kind: String, CaseIterable, Sendable {
    case command = ":"
    case find = "/"
    case filter = "&"
  }

  private var lines: [Kind: [String]] = [:]

  public init() {}

  /// Of one kind there are never more.
  public static let most = 500
  /// A longer line was pasted, and is not kept.
  public static let longest = 1000

  /// A line that was there already moves to the end.
  ///
  /// - Returns: false for one that is not kept: empty, the last one again, or with what no key types.
  @discardableResult public mutating func add(_ line: String, to kind: Kind) -> Bool {
    guard line.count <= Self.longest, !line.allSatisfy(\.isWhitespace), Self.isTyped(line), line != lines[kind]?.last
    else { return false }
    var known = lines[kind, default: []]
    known.removeAll { $0 == line }
    known.append(line)
    lines[kind] = Array(known.suffix(Self.most))
    return true
  }

  public func lines(of kind: Kind) -> [String] { lines[kind] ?? [] }

  func recall(_ kind: Kind) -> Recall { Recall(lines(of: kind), kind) }

  private static func isTyped(_ line: String) -> Bool {
    !line.unicodeScalars.contains { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) }
  }
}

/// Going back through lines that were typed before: those that begin with what stands in the prompt.
struct Recall: Equatable, Sendable {
  /// nil: lines typed here are not kept.
  let kind: History.Kind?
  private let lines: [String]
  /// What was typed before the first step back.
  private var typed = ""
  /// The line that is shown; nil: what was typed.
  private var place: Int?

  init(_ lines: [String] = [], _ kind: History.Kind? = nil) { (self.lines, self.kind) = (lines, kind) }

  /// nil: there is none.
  mutating func older(than text: String) -> String? {
    if place == nil { typed = text }
    let start = place ?? lines.count
    guard let found = lines[..<start].lastIndex(where: { $0.hasPrefix(typed) && $0 != text }) else { return nil }
    place = found
    return lines[found]
  }

  /// After the newest what was typed; nil: there was no step back.
  mutating func newer() -> String? {
    guard let start = place else { return nil }
    place = lines[(start + 1)...].firstIndex { $0.hasPrefix(typed) }
    return place.map { lines[$0] } ?? typed
  }

  /// What stands in the prompt is the person's own from now on.
  mutating func settle() { place = nil }
}
