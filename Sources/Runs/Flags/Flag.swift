/// One line of the flag file: what a person said about an item, and when. The file's own form: `docs/commands.md`.
public struct Flag: Sendable, Hashable {
  public enum Action: String, Sendable, CaseIterable { case flag, unflag, note }
  public enum Reason: String, Sendable, CaseIterable {
    case wrongKey = "wrong-key"
    case ambiguous
    case lengthCue = "length-cue"
    case duplicate, leaked, other
  }

  /// A ULID: sorts by time, ties by chance.
  public var id: String
  /// RFC 3339, UTC: `2026-11-23T10:00:00Z`.
  public var time: String
  public var author: String
  public var action: Action
  public var behaviour: String
  public var variant: String?
  public var name: ItemName
  public var reason: Reason?
  public var note: String?
  /// Id of the author's own note that this line, a `note` without words, takes back.
  public var undoes: String?
  /// Hash of the question as it stood, a `ContentHash`: tells if the item has changed since.
  public var contentHash: String?

  /// Seconds since 1970; nil if its time is none.
  public var moment: Double? { Moment(time)?.seconds }

  public init(
    id: String, time: String, author: String, action: Action, behaviour: String, variant: String?, name: ItemName,
    reason: Reason? = nil, note: String? = nil, contentHash: String? = nil,
    undoes: String? = nil
  ) {
    self.id = id
    self.time = time
    self.author = author
    self.action = action
    self.behaviour = behaviour
    self.variant = variant
    self.name = name
    self.reason = reason
    self.note = note
    self.contentHash = contentHash
    self.undoes = undoes
  }
}
