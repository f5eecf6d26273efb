/// A question's hash as a flag keeps it: hexadecimal, all of it, or in two parts where the second one is of the choices
/// and what is right among them: `e165f781-bbdbe88c`.
public enum ContentHash {
  /// - Parameter inParts: true for a format whose lower halves are of the choices, 0 where its logs do not tell them.
  /// - Returns: nil where the hash is not known.
  public static func text(of content: UInt64, inParts: Bool) -> String? {
    guard content != 0 else { return nil }
    let digits = String(content, radix: 16)
    let whole = String(repeating: "0", count: 16 - digits.count) + digits
    guard inParts else { return whole }
    return UInt32(truncatingIfNeeded: content) == 0 ? String(whole.prefix(8)) : "\(whole.prefix(8))-\(whole.suffix(8))"
  }

  /// False where two are known to be of different questions. One in one piece says nothing of the choices beside one in
  /// two: flags were kept so when choices were not hashed.
  public static func isOneQuestion(_ a: String, _ b: String) -> Bool {
    let (own, other) = (Parts(a), Parts(b))
    guard own.isInParts || other.isInParts else { return a == b }
    return own.prompt == other.prompt && Columns.mayBeOneAnswer(own.answer, other.answer)
  }

  private struct Parts {
    let prompt: Substring
    /// 0 where none is told.
    let answer: UInt32
    let isInParts: Bool

    init(_ hash: String) {
      let parts = hash.split(separator: "-")
      prompt = hash.prefix(8)
      answer = parts.count == 2 ? UInt32(parts[1], radix: 16) ?? 0 : 0
      isInParts = parts.count == 2 || hash.count == 8
    }
  }
}

extension Flag {
  /// True where its item was another question when it was written.
  ///
  /// - Parameter now: the item's hash today.
  public func isOlder(than now: String?) -> Bool {
    guard let contentHash, let now else { return false }
    return !ContentHash.isOneQuestion(contentHash, now)
  }
}
