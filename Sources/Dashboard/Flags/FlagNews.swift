internal import Canvas
public import Runs

/// Lines of the flag file that were not known before, and on disk now.
public struct FlagNews: Equatable, Sendable {
  /// What was asked for in this sitting, and what came of it.
  public struct Act: Equatable, Sendable {
    public var request: FlagRequest
    /// One for each of the request's words, in their order.
    public var changes: [FlagChange]
    /// True where the disk took no more of what was asked for: the rest is told as not written.
    public var isPart: Bool

    public init(request: FlagRequest, changes: [FlagChange], isPart: Bool = false) {
      self.request = request
      self.changes = changes
      self.isPart = isPart
    }
  }

  public var lines: [Flag]
  /// nil: somebody else wrote them.
  public var act: Act?

  public init(_ lines: [Flag], act: Act? = nil) {
    self.lines = lines
    self.act = act
  }

  /// Of a colleague: `AB flagged coin-003: wrong key`.
  var sentence: String? {
    guard let last = lines.last else { return nil }
    let words = FlagWord(last)
    if lines.allSatisfy({ $0.author == last.author && FlagWord($0).isSaid(like: words) }) {
      return "\(last.author) " + FlagRequest(lines.map(FlagWord.init)).deed
    }
    let authors = Array(Set(lines.map(\.author))).sorted()
    let who = authors.count > 3 ? "\(authors.count) people" : authors.joined(separator: ", ")
    return "\(who) wrote \(lines.count) lines, the last one on \(last.name.item)"
  }
}

extension FlagWord {
  init(_ line: Flag) {
    self.init(
      action: line.action, key: BehaviourKey(line.behaviour, variant: line.variant), name: line.name,
      reason: line.reason, note: line.note, undoes: line.undoes, contentHash: line.contentHash)
  }

  /// The same about another item.
  func isSaid(like other: FlagWord) -> Bool {
    action == other.action && reason == other.reason && (undoes == nil) == (other.undoes == nil)
      && (action != .note || note == other.note)
  }
}

extension FlagRequest {
  /// `coin-003`, `12 items`.
  private var place: String { words.count == 1 ? words[0].name.item : "\(Decimal.count(words.count)) items" }

  /// As a thing: `flag 'wrong key' on coin-003`.
  var thing: String {
    guard let word = words.first else { return "nothing" }
    switch word.action {
    case .flag: return "flag \(word.reason.map { "'\($0.words)' " } ?? "")on \(place)"
    case .unflag: return "taking back the flag on \(place)"
    case .note: return "note on \(place)"
    }
  }

  /// As what somebody did: `flagged coin-003: wrong key`.
  var deed: String {
    guard let word = words.first else { return "did nothing" }
    switch word.action {
    case .flag: return "flagged \(place)" + (word.reason.map { ": \($0.words)" } ?? "")
    case .unflag: return "took the flag on \(place) back"
    case .note where word.undoes != nil: return "took a note on \(place) back"
    case .note: return "wrote a note on \(place)" + (word.note.map { ": \($0)" } ?? "")
    }
  }
}

extension String {
  /// Of an author: `AB` of `Ada Byron` and of `ada.byron`, `kl` of `kl`.
  var initials: String {
    let words = split { !$0.isLetter && !$0.isNumber }
    if words.count > 1 { return words.prefix(3).compactMap(\.first).map { $0.uppercased() }.joined() }
    return count <= 3 ? self : String(prefix(2))
  }
}

extension FlagState {
  /// Who flagged it, as short as can be: `kl mo`.
  var initials: String {
    let all = flags.map(\.author.initials)
    return all.prefix(4).joined(separator: " ") + (all.count > 4 ? " …" : "")
  }
}
